package blocks

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/gold/metric"
)

// leaks are the roles whose blocks have no place in a body.
var leaks = []Role{Advert, Related, Comments, Consent, Bio, Caption, Nav}

const (
	// countedWords is the size from which a block or promo counts: the words of
	// a shorter one may stand anywhere.
	countedWords = 4
	// stolenWords is the size from which a block of the body in a promo is no
	// chance.
	stolenWords = 5
	// lostShare is the share of the body's words that a clean page may lack.
	lostShare = 0.01
)

// body scores the text.
func (s *Score) body(p *Page, o *Output) {
	gold, out, loose := bag[string]{}, bagOf(words(o.Text)), bag[string]{}
	for _, text := range p.texts(Body) {
		gold.add(words(text))
	}
	for _, text := range p.texts(Skip, Note) {
		loose.add(words(text))
	}
	right := gold.common(out)
	precision, recall := share(right, right+out.beyond(gold, loose)), share(right, gold.size())
	in := newHaystack(o.Text)
	lost, leaked, promo := s.missing(p, in), false, false
	whole := fold(strings.Join(p.texts(Body), ""))
	for _, b := range p.Blocks {
		if slices.Contains(leaks, b.Role) && leaksInto(b.Text, in, whole) {
			leaked, promo = true, promo || b.Role == Advert
			s.LeakedBlocks++
			s.note("leaked "+string(b.Role), b.Text)
		}
	}
	s.Leak.count(leaked)
	s.PromoLeak.count(promo)
	if o.Withheld && p.hiddenBody() {
		return
	}
	s.Precision.add(precision)
	s.Recall.add(recall)
	s.F1.add(harmonic(precision, recall))
	s.Clean.count(!leaked && share(lost, max(1, gold.size())) <= lostShare)
}

// missing returns how many words stand in blocks of the body that the text
// lacks.
func (s *Score) missing(p *Page, in haystack) (lost int) {
	for _, text := range p.texts(Body) {
		if w := words(text); len(w) >= countedWords && !in.holds(text, w) {
			lost += len(w)
			s.note("missing", text)
		}
	}
	return lost
}

// leaksInto reports whether a block that is no body stands in the text, in
// words that are not the body's too.
func leaksInto(text string, in haystack, body string) bool {
	folded := fold(text)
	return len(words(text)) >= countedWords && strings.Contains(in.folded, folded) && !strings.Contains(body, folded)
}

// hiddenBody reports whether the page shows none of its body: a text that is
// reported as withheld is right then.
func (p *Page) hiddenBody() bool {
	return !slices.ContainsFunc(p.Blocks, func(b Block) bool { return b.Role == Body && !b.Hidden })
}

func (s *Score) note(what, text string) { s.Notes = append(s.Notes, what+": "+metric.Space(text)) }

func share(n, all int) float64 {
	if all == 0 {
		return 0
	}
	return float64(n) / float64(all)
}

func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}

type trigram [3]string

func trigrams(w []string) []trigram {
	var out []trigram
	for i := 0; i+3 <= len(w); i++ {
		out = append(out, trigram{w[i], w[i+1], w[i+2]})
	}
	return out
}

// haystack is a text made ready to look blocks up in.
type haystack struct {
	folded string
	grams  bag[trigram]
}

func newHaystack(text string) haystack { return haystack{fold(text), bagOf(trigrams(words(text)))} }

// holds reports whether the block stands in the text as it is or, from six
// words on, with nine of ten of its runs of three words: a footnote's mark or a
// link's hint inside it may be gone.
func (h haystack) holds(text string, w []string) bool {
	if strings.Contains(h.folded, fold(text)) {
		return true
	}
	if len(w) < 6 {
		return false
	}
	found, all := 0, trigrams(w)
	for _, g := range all {
		if h.grams[g] > 0 {
			found++
		}
	}
	return float64(found) >= 0.9*float64(len(all))
}
