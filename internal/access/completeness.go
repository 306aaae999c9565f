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

// A body of fewer than noWords words counts as no text; one of fewer than shortWords
// is short.
const (
	noWords    = 12
	shortWords = 220
	// doubtWords is how long a text must be to be taken for whole if an offer follows
	// it: two paragraphs are what publishers give away.
	doubtWords = 120
)

// completeness sums the cues of a cut. A rule's word decides alone.
//
// The order is that of certainty: a rule, then a body too short to be one, then
// the sum of cues. Between the two verdicts lies a strip, from 0.8 to previewAt,
// in which none is given: a wrong verdict is worse than none.
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
//
// Both are compared by letters alone, since a description drops the quotes, or its
// last words, or adds an ellipsis. The last 20 letters of one within the other are
// enough.
//
//	<meta name="description" content="The ferry is back after two years.">
//	<p>The ferry is back after two years …</p>   and nothing else
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

// cue keeps a signal and returns its weight, for the sum. A negative weight speaks
// for a whole text.
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
//
// Most cues count only where something else says that the text may be cut at all:
// a gate after it, or a policy that is not free. Free pages end in "…", fade a box
// out and state odd word counts as well.
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

// wholeCues sums what speaks for a whole text. The sum is negative: it only makes up
// for cues of a cut.
//
// They are needed since gates stand under whole texts as well: the page as it was
// served holds the story and the gate, and a script hides the one or the other.
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
//
//	<div class="paid">                       declared as gated
//	  <p>The first paragraph.</p>            shown, and no sign of a whole text
//	  <div class="gate">Read on for 1 €</div>
//	</div>
func (j *judge) cutInside() bool {
	return j.gateAtCut && slices.ContainsFunc(j.ld.gated, func(id page.ID) bool { return j.Doc.Contains(id, j.cut.Root) })
}

// fadeWords are class words of a paragraph that is faded out at the cut. The
// words alone prove nothing (tooltips and sliders have them); they count on
// the last paragraph or its container.
var fadeWords = [...]string{"fade", "fadeout", "faded", "gradient", "blurred", "transparent"}

// It looks at the last paragraph, at what holds it, and at the element after
// either, as the veil is often one of its own:
//
//	<p>The last paragraph…</p><div class="gradient"></div>
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

// A word that ends in "in" (fadein, fade-in) is an animation with which text
// appears.
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
// body's last segment, or None. Where nothing declares the page closed such slots
// stand under every article, so it is not asked for there; elsewhere the cue is
// weak.
//
//	<p>The last paragraph…</p>
//	<div id="piano-slot"></div>   a script of the supplier fills it
//
// It looks at the sixty nodes after the text at most.
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

// lastWords returns the end of a text, for evidence, cut between two characters.
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
//
// Each hidden element is looked at once, as a whole, and what it holds is passed
// over: linear in the nodes. Text is only counted and pointed at; that it is not
// body is decided by roles.
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

// withheldScrambled counts the words of scrambled text. It is withheld without Segs:
// a caller who is entitled to the text could not read it.
//
// Text that was found otherwise is not added to: it may be the same.
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
//
// Six tenths of it must be prose of some length. Without that, the hidden menu of
// a page with "premium" in a class would be a story that is held back.
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
//
// The table is made at the first call: most pages hide no story and never ask. A
// promo is taken from its first to its last segment, with the pictures between.
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
//
// Only the outermost are kept, so that they do not overlap and a binary search
// finds the one that holds a node.
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

// isStream reports whether the element is one of those into which React streams
// parts of a page before it moves them into place: they are the page's own text.
//
//	<div hidden id="S:0"><p>The story…</p></div>
//	<script>$RC("B:0","S:0")</script>
//
// A reader sees it; in the source it is hidden.
func isStream(doc *page.Doc, id page.ID) bool {
	sym := doc.SymText(doc.Nodes[id].IDSym)
	return strings.HasPrefix(sym, "S:") || strings.HasPrefix(sym, "B:")
}

// hold counts an element's words and segments as withheld. The place is that of
// the first.
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
// the last shown one, on a page that is not free. A declared text that is merely
// longer (with captions, with the standfirst, or stated twice) withholds nothing.
//
//	<p>… and the mayor left the hall.</p>                      the last shown text
//	"articleBody": "… and the mayor left the hall. Outside, …"  goes on: withheld
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
//
// What is left compares equal whatever the markup, the quotes or the entities did
// to it.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// lastRunes returns the last n characters of s, or all of it.
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
