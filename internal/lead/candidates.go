package lead

import (
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
)

// Input is what the fields are chosen from. The frame has looked at the texts.
type Input struct {
	Doc   *page.Doc
	Segs  []block.Seg
	Meta  *meta.Data
	Frame *roles.Frame
	// URL is the page's address, "" if unknown.
	URL string
	// Model is used in place of the shipped one where it is not nil.
	Model *Model
}

// Candidate is a text that may be a field.
type Candidate struct {
	// Seg is the text's number in Segs. Part says that it is only the first part of
	// the headline, which Seg then is.
	Seg  int
	Part bool
	Text string
	// label says that it may name a section, see [Candidates.Label].
	label bool
}

// The candidates of a page: so many visible texts before the headline, so many
// paragraphs of story after it, and no more than all of that.
const (
	reachBefore = 12
	reachStory  = 4
	reachAfter  = 36
	maxWords    = 220
)

// table holds the candidates of a page and what their features are made of.
type table struct {
	in    Input
	cands []Candidate
	// texts are the candidates' numbers in [roles.Frame.Texts], -1 for a part of the
	// headline.
	texts []int
	// head is the segment of the headline, -1 without one.
	head  int
	lacks bool    // the title lacks the first part of the headline
	first page.ID // the element of that part
}

// newTable lists the candidates: texts around the headline, in page order, and the
// headline's first part.
func newTable(in Input) *table {
	h := in.findHeadline()
	t := &table{in: in, head: h.seg, lacks: h.lacks, first: h.at}
	if t.head < 0 {
		return t
	}
	texts := in.Frame.Texts()
	at := 0
	for at < len(texts) && int(texts[at]) < t.head {
		at++
	}
	first := at
	for n := 0; first > 0 && n < reachBefore; {
		first--
		if !in.Segs[texts[first]].Hidden {
			n++
		}
	}
	story, after := 0, 0
	for k := first; k < len(texts) && story < reachStory && after < reachAfter; k++ {
		i := int(texts[k])
		s := &in.Segs[i]
		if s.Hidden || i == t.head {
			continue
		}
		if i > t.head {
			after++
			if in.Frame.Classes(k)[roles.ClassBody] >= surelyStory {
				story++
			}
		}
		if s.Words <= maxWords {
			t.add(Candidate{Seg: i, Text: block.PlainText(in.Doc, s)}, k)
		}
	}
	if h.first != "" {
		t.add(Candidate{Seg: t.head, Part: true, Text: h.first}, -1)
	}
	return t
}

// surelyStory is the probability from which a text counts as story here.
const surelyStory = 0.5

// add takes a candidate that has a letter or a digit: what stands between the steps of a
// path has none.
func (t *table) add(c Candidate, k int) {
	if strings.ContainsFunc(c.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		c.label = t.isLabel(&c)
		t.cands, t.texts = append(t.cands, c), append(t.texts, k)
	}
}
