package lexicon

import (
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// WordKind is what a word or two in the metadata of a page say: in the line of
// the author, beside a date or as the section. They are looked up as they stand, or searched
// for in a short text, and are no part of what [Lexicon.Scan] finds.
type WordKind uint8

// The kinds of word beside dates, and in bylines.
const (
	DatePublished WordKind = iota // leads to the date of publication
	DateUpdated                   // leads to that of the last change
	DateVisit                     // to that of the visit, or up to which a text counts
	DateJoined                    // to that since when somebody is a member
	DateEvent                     // to that on which something takes place
	DateRelease                   // opens a press release, before its date

	AuthorLead       // stands before the names; a noun leads only with a colon
	AuthorPlain      // one of these that no name starts with: it leads with a space
	AuthorStrong     // leads to the author wherever on the page it stands
	AuthorLabel      // is the heading of the author's name
	AuthorHelper     // stands before those who did not write the text
	AuthorCredit     // stands before who made the pictures
	AuthorAnd        // joins two names
	AuthorRole       // is a person's work, not a name
	AuthorSuffix     // is a person's work, written after the name without a space
	AuthorNobody     // stands where a name should and names none
	AuthorAgency     // is an agency, by its whole name
	AuthorAgencies   // is agencies that are not named, behind a name
	AuthorOrg        // is in the name of an organisation
	AuthorOrgEnd     // ends the name of an organisation, in a script without spaces
	AuthorTeam       // is the last word of a collective
	AuthorReport     // ends what says where a report is from, in a script without spaces
	AuthorCut        // ends a name: what follows is something else
	AuthorParticle   // is a small word inside names
	AuthorCredential // is a title behind a name
	AuthorMaker      // leads to who made the site
	AuthorVerb       // follows the name at the start of a text on the author

	SectionNone // stands where a section's name should and names none
	numWordKinds
)

var wordKindNames = [numWordKinds]string{
	"date.published", "date.updated", "date.visit", "date.joined", "date.event", "date.release",
	"author.lead", "author.plain", "author.strong", "author.label", "author.helper", "author.credit", "author.and", "author.role", "author.suffix",
	"author.nobody", "author.agency", "author.agencies", "author.org", "author.org-end", "author.team", "author.report", "author.cut", "author.particle",
	"author.credential", "author.maker", "author.verb", "section.none",
}

// String returns the table and the key of k as lexicon files spell them.
func (k WordKind) String() string {
	if k < numWordKinds {
		return wordKindNames[k]
	}
	return "invalid"
}

// Words returns the words of a kind in the order of the files, in small
// letters.
func (l *Lexicon) Words(k WordKind) []string { return splitList(l.words[k]) }

// word reads one key of the tables [date], [author] and [section].
func (f *file) word(name string, at int, v *unstable.Node) {
	k := slices.Index(wordKindNames[:], f.table+"."+name)
	if k < 0 {
		var valid []string
		for _, n := range wordKindNames {
			if key, ok := strings.CutPrefix(n, f.table+"."); ok {
				valid = append(valid, key)
			}
		}
		f.failf(f.line(at), "unknown key %q of [%s]; valid are %s", name, f.table, strings.Join(valid, ", "))
		return
	}
	f.list(v, at, func(s string, line int) {
		if s == "" || s != strings.ToLower(s) {
			f.failf(line, "%q is not in small letters", s)
		}
		f.vetText(stated{value: wordKindNames[k], text: s}, wordKindNames[k], line)
		f.lex.words[k] = append(f.lex.words[k], s)
	})
}
