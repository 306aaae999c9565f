package meta

import (
	"slices"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

var shippedAuthors = trees.Shipped(models.Author, AuthorFeatures)

// How good a list of authors must be held to be, by the share of its names that
// are right and of the right ones that it has. Chosen on half a.
const (
	minDeclared = 0.05 // of metadata
	minShown    = 0.2  // by a sign of the page
	minSaid     = 0.05 // by the words before it, or a portrait
	minPenName  = 0    // by the words before it, of one word
	minAlone    = 0.55 // by nothing but its place
	minCaseless = 0.4  // by a date beside it, in a script without capitals
	minSure     = 0.55 // against a rule that bars it
	margin      = 0.2  // above the structured data
	minPerson   = 0.1  // of a person, against the name of the site,
	standBack   = 0.3  // in proportion to it
	minOrg      = 0.8  // from where the name of the site holds
	minSigned   = 0.15 // of a name that signs the text, against the site's
	minJoined   = 0.4  // of one that joins them by a word such as "and",
	minSurnamed = 0.3  // of one that has the family name too,
	minFuller   = 0.8  // of a byline that names more people, in proportion to the list,
	minMore     = 0.1  // of each that it names more, where that stands alone too,
	minLeaner   = 0.7  // of one that has its people alone, or joins more to several
)

// LoadAuthorModel reads a model of authors that bench train has written. It
// returns an error for data that is none or does not fit the features of this
// version.
func LoadAuthorModel(data []byte) (*trees.Ensemble, error) {
	return trees.LoadFor(data, AuthorFeatures())
}

// probabilities returns how good each list is held to be.
func (t *authorTable) probabilities(model *trees.Ensemble) []float32 {
	p := make([]float32, len(t.lists))
	if len(p) == 0 {
		return p
	}
	if model == nil {
		model = shippedAuthors()
	}
	model.ScoreRows(t.rows(), p)
	for i := range p {
		p[i] = Probability(p[i])
	}
	return p
}

// AuthorCandidates are the lists of names that may be a page's authors, and their
// features: what the model of authors learns from.
type AuthorCandidates struct {
	Names   [][]string
	Sources []string
	// Rows holds NumAuthorFeatures values a list.
	Rows []float32

	table authorTable // of the page that is gone: only what the choice needs
}

// Choose returns the number of the list that is chosen, given how good each is
// held to be; -1 for none.
func (a *AuthorCandidates) Choose(p []float32) int { return a.table.chosen(p) }

// Authors returns the candidates for the authors of a page.
func Authors(in Input) AuthorCandidates {
	c := collectors.Get()
	defer c.release()
	c.open(in)
	c.readFields()
	c.title()
	t := c.authorTable(c.dateTable())
	out := AuthorCandidates{Rows: t.rows()}
	for i := range t.lists {
		l := &t.lists[i]
		out.table.lists = append(out.table.lists, authorList{
			names: slices.Clone(l.names), keys: l.keys, from: l.from, key: l.key, org: l.org, proper: l.proper, barred: l.barred, site: l.site, agency: l.agency, signs: l.signs, own: l.own,
		})
		names := make([]Author, len(l.names))
		copy(names, l.names)
		c.spellOut(names)
		out.Names, out.Sources = append(out.Names, nil), append(out.Sources, l.source)
		for _, a := range names {
			out.Names[i] = append(out.Names[i], a.Name)
		}
	}
	return out
}
