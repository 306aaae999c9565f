package access

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// A body of fewer words is none if a gate stands in its place, and short of
// fewer than shortWords.
const (
	noWords    = 12
	shortWords = 220
	// doubtWords is how long a text must be to be taken for whole before an
	// offer: two paragraphs are what publishers give away.
	doubtWords = 120
)

// completeness sums the cues of a cut. A rule's word decides alone.
func (j *judge) completeness() term.Completeness {
	for i := range j.res.Evidence {
		if e := &j.res.Evidence[i]; e.complete != term.CompletenessUnknown && e.weight == ruleDecides {
			return e.complete
		}
	}
	if j.body.words < noWords {
		j.addCue(term.NoText, 1, "body", strconv.Itoa(j.body.words)+" words", "")
		return term.NoText
	}
	if !j.gateAtCut && j.onlySummary() {
		j.addCue(term.NoText, 1, "body", "the page's description", "")
		return term.NoText
	}
	score := j.cutCues() + j.wholeCues()
	if score >= previewAt {
		return term.Preview
	}
	if score > 0.8 {
		return term.CompletenessUnknown
	}
	j.addCue(term.Full, 0.5, "body", strconv.Itoa(j.body.words)+" words", "")
	return term.Full
}

// summaryWords is how long a body may be that only repeats the page's summary.
const summaryWords = 90

// onlySummary reports whether the body is the description and nothing else: a
// page whose text is loaded by a script, or a teaser's own page.
func (j *judge) onlySummary() bool {
	if j.body.words > summaryWords || j.description == "" {
		return false
	}
	var b strings.Builder
	for i := j.body.first; i <= j.body.last; i++ {
		if s := &j.Segs[i]; j.Segs[i].Role == term.Body && s.Kind == block.Text {
			b.WriteString(segText(j.Doc, s))
		}
	}
	text, summary := letters(b.String()), letters(j.description)
	if len(summary) < 40 || len(text) > len(summary)+len(summary)/4 {
		return false
	}
	return strings.Contains(summary, lastRunes(text, 20)) || strings.Contains(text, lastRunes(summary, 20))
}

func (j *judge) cue(weight float32, name, value, path string) float32 {
	c := term.Preview
	if weight < 0 {
		c = term.Full
		j.addCue(c, -weight, name, value, path)
		return weight
	}
	j.addCue(c, weight, name, value, path)
	return weight
}

// cutCues sums what speaks for a cut.
func (j *judge) cutCues() float32 {
	var sum float32
	closed := j.res.Policy >= term.Metered
	gated := j.gateAtCut
	if j.gateAtCut {
		weight := float32(cueGateAtCut)
		if j.res.Policy == term.Free && j.declaredFree() {
			weight = cueGateFree
		}
		sum += j.cue(weight, "gate after the text", clip(j.cut.Text), j.Doc.Path(j.cut.Root))
	}
	if j.remaining {
		sum += cueRemaining
	}
	if j.vendorCut && !j.gateAtCut {
		sum += cueGateAtCut
	}
	if j.res.Withheld.Words >= minWithheld && j.res.Withheld.Words*4 >= j.body.words {
		sum += j.cue(cueHeldBack, "withheld", strconv.Itoa(j.res.Withheld.Words)+" words", j.res.Withheld.Where)
	}
	if j.body.ending == endsBroken && (gated || closed || j.emptySlot() != page.None) {
		sum += j.cue(cueBrokenEnd, "last paragraph", lastWords(tail(j.Doc, &j.Segs[j.body.last])), "")
	}
	if j.body.unfinished && j.ld.words == 0 && !j.declaredFree() {
		sum += j.cue(cueUnfinished, "last paragraph", lastWords(tail(j.Doc, &j.Segs[j.body.last])), "")
	}
	if gated || closed {
		sum += j.fadeCue()
	}
	if closed {
		if j.ld.words > 0 && j.ld.words < 30000 && j.body.words*2 < j.ld.words && j.body.chars*3 < j.ld.words*4 {
			sum += j.cue(cueCountAbove, "jsonld:wordCount", strconv.Itoa(j.ld.words), "")
		}
		sum += j.cue(cueNotFree, "policy", j.res.Policy.String(), "")
		if j.body.words < shortWords {
			sum += j.cue(cueShort, "body", strconv.Itoa(j.body.words)+" words", "")
		}
		if j.ld.unmatched != "" {
			sum += j.cue(cueUnmatched, "jsonld:hasPart", j.ld.unmatched, "")
		}
	}
	if slot := j.emptySlot(); slot != page.None {
		sum += j.cue(cueEmptySlot, "empty gate", "", j.Doc.Path(slot))
	}
	return sum
}

// declaredFree reports whether the page itself says that the text is free.
func (j *judge) declaredFree() bool { return j.saidFree }

// wholeCues sums what speaks for a whole text; it counts only against a gate
// after it.
func (j *judge) wholeCues() float32 {
	var sum float32
	if w := j.ld.words; w > 0 && j.body.words*100 >= w*85 && j.body.words*100 <= w*140 && j.body.ending != endsBroken {
		sum += j.cue(cueCountFits, "jsonld:wordCount", strconv.Itoa(w), "")
	}
	if w := j.ld.bodyWords; w >= shortWords && j.body.words*100 >= w*85 && j.body.ending != endsBroken {
		sum += j.cue(cueBodyFits, "jsonld:articleBody", strconv.Itoa(w)+" words", "")
	}
	if j.ld.shownChars >= 1500 && j.body.ending != endsBroken && !j.cutInside() {
		sum += j.cue(cuePartMeasured, "jsonld:hasPart", j.ld.shownSelector, "")
	}
	return sum
}

// cutInside reports whether the gate stands in the block that is declared as
// gated: then the block's shown text is what comes before the gate.
func (j *judge) cutInside() bool {
	return j.gateAtCut && slices.ContainsFunc(j.ld.gated, func(id page.ID) bool { return j.Doc.Contains(id, j.cut.Root) })
}

// fadeWords are class words of a paragraph that is faded out at the cut. The
// words alone prove nothing (tooltips and sliders have them); they count on
// the last paragraph or its container.
var fadeWords = [...]string{"fade", "fadeout", "faded", "gradient", "blurred", "transparent"}

func (j *judge) fadeCue() float32 {
	id := j.Segs[j.body.last].Box
	for n := 0; n < 2 && id != page.None; n++ {
		if w := j.hasFade(id); w != "" {
			return j.cue(cueFaded, "class", w, j.Doc.Path(id))
		}
		if next := j.Doc.Nodes[id].End; int(next) < len(j.Doc.Nodes) && j.Doc.Chars(next) < 200 && !j.Doc.Nodes[next].Is(page.Text) {
			if w := j.hasFade(next); w != "" {
				return j.cue(cueFaded, "class", w, j.Doc.Path(next))
			}
		}
		id = j.Doc.Nodes[id].Parent
	}
	return 0
}

func (j *judge) hasFade(id page.ID) string {
	attr := j.Doc.ClassAttr(j.Doc.Nodes[id].Class)
	for _, w := range fadeWords {
		if i := strings.Index(attr, w); i >= 0 && !strings.Contains(attr, w+"in") && !strings.Contains(attr, "fade-in") {
			return attr
		}
	}
	return ""
}

// gateNames are words of an empty container's class or id where a script puts
// the gate in a browser.
var gateNames = [...]string{"paywall", "regwall", "piano", "steady_paywall", "gated", "barrier", "poool"}

// emptySlot returns the element with a gate's name and no text right after the
// body's last segment, or None. On a page that nothing declares closed such
// slots stand under every article, so the cue is weak.
func (j *judge) emptySlot() page.ID {
	if j.body.last < 0 || j.res.Policy < term.Metered {
		return page.None
	}
	s := &j.Segs[j.body.last]
	chars := 0
	for id := j.Doc.Nodes[s.End-1].End; int(id) < len(j.Doc.Nodes) && id < s.End+60; id++ {
		n := &j.Doc.Nodes[id]
		if n.IsText() {
			if chars += j.Doc.Chars(id); chars > maxBetween {
				return page.None
			}
			continue
		}
		if j.Doc.Chars(id) == 0 && j.namesGate(n) && !j.holdsMedia(id) {
			return id
		}
	}
	return page.None
}

// holdsMedia reports whether the element is or holds a picture or a frame: those
// behind a gate are named after it and say nothing of the text.
func (j *judge) holdsMedia(id page.ID) bool {
	for k := id; k < j.Doc.Nodes[id].End; k++ {
		switch j.Doc.Nodes[k].Tag {
		case atom.Img, atom.Picture, atom.Figure, atom.Video, atom.Audio, atom.Iframe:
			return true
		}
	}
	return false
}

func (j *judge) namesGate(n *page.Node) bool {
	for _, w := range gateNames {
		if strings.Contains(j.Doc.ClassAttr(n.Class), w) || strings.Contains(j.Doc.SymText(n.IDSym), w) {
			return true
		}
	}
	return false
}

func lastWords(t string) string {
	if len(t) <= 40 {
		return strings.Clone(t)
	}
	cut := len(t) - 40
	for cut < len(t) && t[cut]&0xc0 == 0x80 {
		cut++
	}
	return "…" + t[cut:]
}

// minWithheld is how many words held back make a finding: less is a label.
const minWithheld = 60

// withheld looks for story text behind the publisher's gate: hidden in a
// container that a rule, the JSON-LD's selector or its own name calls gated.
func (j *judge) withheld() {
	if j.body.first < 0 && len(j.Promos) == 0 {
		return
	}
	for id := page.ID(0); int(id) < len(j.Doc.Nodes); id++ {
		n := &j.Doc.Nodes[id]
		if !n.Is(page.Hidden) || n.Is(page.Text|page.Raw|page.InHead|page.HiddenTmpl) {
			continue
		}
		if j.Doc.Chars(id) >= 4*minWithheld && j.holdsBack(id) {
			j.hold(id)
		}
		id = n.End - 1 // what a hidden element holds was looked at as a whole
	}
	j.withheldInMetadata()
	j.withheldScrambled()
}

// withheldScrambled counts the words of scrambled text. It is held back without
// being anywhere: its segments are none that a caller could be given.
func (j *judge) withheldScrambled() {
	words := 0
	for _, k := range j.Scrambled {
		words += int(j.Segs[k].Words)
	}
	if words == 0 || j.res.Withheld.Words >= words {
		return
	}
	j.res.Withheld = Withheld{Words: words, Where: "scrambled: " + j.Doc.Path(j.Segs[j.Scrambled[0]].Box)}
}

// holdsBack reports whether the hidden element holds story text behind a gate.
func (j *judge) holdsBack(id page.ID) bool {
	if isStream(j.Doc, id) || !j.calledGated(id) {
		return false
	}
	prose, chars := 0, 0
	lo, hi := block.Range(j.Doc, j.Segs, id)
	for k := lo; k < hi; k++ {
		s := &j.Segs[k]
		if s.Kind != block.Text {
			continue
		}
		if j.Segs[k].Role == term.Body {
			return false // the roles stage took it for shown
		}
		if j.inPromo(k) {
			continue // the gate's own words, not what it holds back
		}
		chars += int(s.Chars)
		if s.Chars >= 100 && s.LinkDensity() < 0.4 {
			prose += int(s.Chars)
		}
	}
	return prose*10 >= chars*6 && prose >= 4*minWithheld
}

// inPromo reports whether a promo holds the segment.
func (j *judge) inPromo(k int) bool {
	if j.promoSegs == nil {
		j.promoSegs = make([]bool, len(j.Segs))
		for i := range j.Promos {
			segs := j.Promos[i].Segs
			if len(segs) == 0 {
				continue
			}
			for s := segs[0]; s <= segs[len(segs)-1]; s++ {
				j.promoSegs[s] = true
			}
		}
	}
	return j.promoSegs[k]
}

// calledGated reads the names of the element and of the one around it, the
// rules and the JSON-LD's selectors.
func (j *judge) calledGated(id page.ID) bool {
	// Elements overlap where one holds the other. Of those that begin before
	// the end of this one, only the last can reach into it.
	nodes := j.gated()
	n := &j.Doc.Nodes[id]
	k, _ := slices.BinarySearch(nodes, n.End)
	if k > 0 && j.Doc.Nodes[nodes[k-1]].End > id {
		return true
	}
	return j.namesGate(n) || strings.Contains(j.Doc.ClassAttr(n.Class), "premium") || strings.Contains(j.Doc.ClassAttr(n.Class), "subscriber")
}

// gated returns the outermost elements that rules or the JSON-LD call gated, in
// page order.
func (j *judge) gated() []page.ID {
	if j.gatedNodes != nil {
		return j.gatedNodes
	}
	all := slices.Clone(j.ld.gated)
	for _, r := range j.Rules {
		if r.Withheld && r.Node != page.None {
			all = append(all, r.Node)
		}
	}
	slices.Sort(all)
	j.gatedNodes = []page.ID{}
	for _, id := range all {
		if n := len(j.gatedNodes); n == 0 || !j.Doc.Contains(j.gatedNodes[n-1], id) {
			j.gatedNodes = append(j.gatedNodes, id)
		}
	}
	return j.gatedNodes
}

// isStream knows the segments that React streams into hidden elements and
// moves into place: they are the page's own text.
func isStream(doc *page.Doc, id page.ID) bool {
	sym := doc.SymText(doc.Nodes[id].IDSym)
	return strings.HasPrefix(sym, "S:") || strings.HasPrefix(sym, "B:")
}

func (j *judge) hold(id page.ID) {
	w := &j.res.Withheld
	if w.Where == "" {
		w.Where = j.Doc.Path(id)
	}
	w.Words += j.Doc.Words(id)
	lo, hi := block.Range(j.Doc, j.Segs, id)
	for k := lo; k < hi; k++ {
		w.Segs = append(w.Segs, int32(k))
	}
}

// withheldInMetadata counts the words by which the declared text goes on after
// the last shown one, on a page that is not free. A declared text that merely
// is longer (with captions, with the standfirst, twice) withholds nothing.
func (j *judge) withheldInMetadata() {
	if j.res.Withheld.Words > 0 || j.res.Policy < term.Metered || j.body.last < 0 || j.ld.bodyWords < j.body.words+minWithheld {
		return
	}
	end := letters(lastRunes(tail(j.Doc, &j.Segs[j.body.last]), 60))
	if len(end) < 20 {
		return
	}
	whole := letters(j.ld.body)
	i := strings.LastIndex(whole, end)
	if i < 0 {
		return
	}
	// Words in proportion to letters: the letters have no spaces to count.
	rest := len(whole) - i - len(end)
	if more := j.ld.bodyWords * rest / len(whole); more >= minWithheld {
		j.res.Withheld = Withheld{Words: more, Where: "jsonld:articleBody"}
	}
}

// letters returns s in small letters without spaces and punctuation, and
// without the sign of a broken end.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func lastRunes(s string, n int) string {
	for i := len(s); i > 0; n-- {
		if n == 0 {
			return s[i:]
		}
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return s
}
