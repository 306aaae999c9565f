package blocks

// Mean is a sum of values with their number.
type Mean struct {
	Sum float64
	N   int
}

func (m *Mean) add(v float64) { m.Sum, m.N = m.Sum+v, m.N+1 }

func (m *Mean) count(yes bool) {
	m.N++
	if yes {
		m.Sum++
	}
}

// Value returns the mean, and whether there is any.
func (m Mean) Value() (float64, bool) { return m.Sum / float64(max(1, m.N)), m.N > 0 }

// Score is what was counted on one page or on many.
type Score struct {
	// Of the words of the body as bags; words labelled skip or note count
	// neither way.
	F1, Precision, Recall Mean
	// Clean are pages with 99 words in 100 in blocks that were found whole and
	// no block of four words or more of a promo, teaser, comment, consent
	// notice, bio, caption or menu in the text; Leak are those with such a
	// block, PromoLeak those with one of a promo.
	Clean, Leak, PromoLeak Mean
	// LeakedBlocks are the blocks that Leak is about.
	LeakedBlocks int

	Title, Day, Authors Mean
	// Standfirst and Kicker are of the pages that have one, the others pages
	// without for which one is returned.
	Standfirst, StandfirstOfNone Mean
	Kicker, KickerOfNone         Mean
	Policy, Completeness         Mean
	Stolen                       Mean // pages with a block of the body in a promo

	// Preview are the pages that hold a preview, WholeCalledPreview those that
	// hold the whole text. There are few of the former: calling every page whole
	// would be right on most.
	Preview, WholeCalledPreview Mean

	Found   Mean // labelled promos of which one returned promo holds half the words
	Visible Mean // of those that the page shows
	Kind    Mean // found ones of the right kind
	Place   Mean // found ones at the right place
	Right   Mean // returned promos whose words are those of labelled ones

	GatesFound, GatesFalse, GatesMissed int // pages
	OffersWanted, OffersFound           int
	OffersReturned, OffersRight         int

	// Notes say for a reader what was not as labelled.
	Notes []string
}

// Add adds a page's score.
func (s *Score) Add(p Score) {
	mine, more := s.means(), p.means()
	for i := range mine {
		mine[i].Sum += more[i].Sum
		mine[i].N += more[i].N
	}
	counts, others := s.counts(), p.counts()
	for i := range counts {
		*counts[i] += *others[i]
	}
}

func (s *Score) means() []*Mean {
	return []*Mean{
		&s.F1, &s.Precision, &s.Recall, &s.Clean, &s.Leak, &s.PromoLeak, &s.Title, &s.Day, &s.Authors, &s.Standfirst,
		&s.StandfirstOfNone, &s.Kicker, &s.KickerOfNone, &s.Policy, &s.Completeness, &s.Preview,
		&s.WholeCalledPreview, &s.Stolen, &s.Found, &s.Visible, &s.Kind, &s.Place,
		&s.Right,
	}
}

func (s *Score) counts() []*int {
	return []*int{
		&s.GatesFound, &s.GatesFalse, &s.GatesMissed, &s.OffersWanted, &s.OffersFound, &s.OffersReturned, &s.OffersRight,
		&s.LeakedBlocks,
	}
}

// Topic is the table that a figure stands in.
type Topic int

// The topics. Those of promos only an extractor of promos and access has.
const (
	OfBody Topic = iota
	OfPromos
	OfFields
)

// Column is a figure of a score.
type Column struct {
	Name   string
	Topic  Topic
	Figure func(Score) (share float64, ok bool)
}

// Columns are the figures in the order of the tables.
var Columns = []Column{
	{"word F1", OfBody, func(s Score) (float64, bool) { return s.F1.Value() }},
	{"P", OfBody, func(s Score) (float64, bool) { return s.Precision.Value() }},
	{"R", OfBody, func(s Score) (float64, bool) { return s.Recall.Value() }},
	{"clean pages", OfBody, func(s Score) (float64, bool) { return s.Clean.Value() }},
	{"leak", OfBody, func(s Score) (float64, bool) { return s.Leak.Value() }},
	{"promo leak", OfBody, func(s Score) (float64, bool) { return s.PromoLeak.Value() }},
	{"title", OfFields, func(s Score) (float64, bool) { return s.Title.Value() }},
	{"day", OfFields, func(s Score) (float64, bool) { return s.Day.Value() }},
	{"author F1", OfFields, func(s Score) (float64, bool) { return s.Authors.Value() }},
	{"promo recall", OfPromos, func(s Score) (float64, bool) { return s.Found.Value() }},
	{"visible", OfPromos, func(s Score) (float64, bool) { return s.Visible.Value() }},
	{"promo precision", OfPromos, func(s Score) (float64, bool) { return s.Right.Value() }},
	{"right kind", OfPromos, func(s Score) (float64, bool) { return s.Kind.Value() }},
	{"gate F1", OfPromos, func(s Score) (float64, bool) { return part(2*s.GatesFound, 2*s.GatesFound+s.GatesFalse+s.GatesMissed) }},
	{"offers recall", OfPromos, func(s Score) (float64, bool) { return part(s.OffersFound, s.OffersWanted) }},
	{"offers precision", OfPromos, func(s Score) (float64, bool) { return part(s.OffersRight, s.OffersReturned) }},
	{"policy", OfPromos, func(s Score) (float64, bool) { return s.Policy.Value() }},
	{"completeness", OfPromos, func(s Score) (float64, bool) { return s.Completeness.Value() }},
	{"previews told", OfPromos, func(s Score) (float64, bool) { return s.Preview.Value() }},
	{"whole called preview", OfPromos, func(s Score) (float64, bool) { return s.WholeCalledPreview.Value() }},
	{"promos with story", OfPromos, func(s Score) (float64, bool) { return s.Stolen.Value() }},
	{"standfirst", OfFields, func(s Score) (float64, bool) { return s.Standfirst.Value() }},
	{"standfirst of none", OfFields, func(s Score) (float64, bool) { return s.StandfirstOfNone.Value() }},
	{"kicker", OfFields, func(s Score) (float64, bool) { return s.Kicker.Value() }},
	{"kicker of none", OfFields, func(s Score) (float64, bool) { return s.KickerOfNone.Value() }},
}

func part(n, all int) (float64, bool) { return float64(n) / float64(max(1, all)), all > 0 }

// ScorePage scores what an extractor says of a page.
func ScorePage(p *Page, o Output) Score {
	var s Score
	if p.Kind == "article" && len(p.texts(Body)) > 0 {
		s.body(p, &o)
		s.fields(p, &o)
		s.access(p, &o)
	}
	s.labelled(p, &o)
	s.returned(p, &o)
	s.gates(p, &o)
	s.offers(p, &o)
	return s
}

// texts are those of the blocks with one of the roles.
func (p *Page) texts(roles ...Role) []string {
	var out []string
	for i := range p.Blocks {
		for _, r := range roles {
			if p.Blocks[i].Role == r {
				out = append(out, p.Blocks[i].Text)
			}
		}
	}
	return out
}
