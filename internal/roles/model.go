package roles

import (
	"slices"

	"github.com/gatefold/gatefold/internal/scratch"
	"github.com/gatefold/gatefold/internal/wording"
)

// models returns the caller's models, else those that ship.
func (f *Frame) models() *Models {
	if f.in.Model != nil {
		return f.in.Model
	}
	return shipped()
}

// isLabel reports the few words of one link that menus, lists of sections and
// share buttons are made of: half of the texts of a page, and none of them
// worth the trees. Beside the headline they may be a kicker.
//
//	<li><a href="/sport">Sport</a></li>    a label
//	<p>Now read <a href="/x">this</a></p>  none: not all of it is link
func (f *Frame) isLabel(k int) bool {
	s := &f.in.Segs[f.texts[k]]
	return s.Words <= 3 && s.Link == s.Chars && !f.byHeadline(k)
}

// headReach is how many segments before the headline are searched for its kicker:
// nine in ten stand there.
const headReach = 6

// byHeadline reports whether a text stands right before the headline or after it,
// where every class is asked for: kickers and standfirsts are too short to look
// like anything.
func (f *Frame) byHeadline(k int) bool {
	i := int(f.texts[k])
	return f.head >= 0 && i >= f.head-headReach && i <= f.head+headReach/2
}

// Probability returns how likely segment i is body, 0 for media.
func (f *Frame) Probability(i int) float32 {
	k, ok := slices.BinarySearch(f.texts, int32(i))
	if !ok {
		return 0
	}
	return f.Probabilities()[k]
}

// Probabilities returns for each text, by its number in [Frame.Texts], how
// likely it is body. They are worked out once; the slice is the frame's own.
func (f *Frame) Probabilities() []float32 {
	f.score()
	return f.p
}

// Classes returns the probabilities of text number k by class. They come from
// one ensemble each and need not add up to 1.
func (f *Frame) Classes(k int) *[NumClasses]float32 {
	f.score()
	return &f.classes[k]
}

// placeholderCopies is how often a sentence of placeholderWords words or more must
// stand on a page to be a placeholder. Refrains of a story come twice, rarely more
// often, and not at this length.
const (
	placeholderCopies = 3
	placeholderWords  = 8
)

// isPlaceholder reports a sentence that the page repeats so often that it must
// stand in for something, such as embeds that wait for consent:
//
//	<p>Prose.</p> <div><p>You must allow cookies to see this post here.</p></div>
//	<p>Prose.</p> <div><p>You must allow cookies to see this post here.</p></div>
//
// A page that holds little else repeats it because it has no other text.
func (f *Frame) isPlaceholder(i int) bool {
	s := &f.in.Segs[i]
	if s.Words < placeholderWords {
		return false
	}
	n, _ := f.dups.get(f.text[i].hash)
	return n >= placeholderCopies && int(n*s.Words) < f.in.Doc.Words(0)/2
}

// A paragraph that consists mostly of a gate's words is a gate, wherever it stands.
// Publishers set it among the paragraphs of the story, in their classes, and the
// models have seen too few of those.
const (
	saysGate      = 0.2 // the most that is left of its probability of story
	gateWords     = 30
	gateCoverage  = 0.5
	gatesOwnWords = wording.Gate | wording.Spent
)

// saysGate wants words that only a gate has, and few others beside them: a story
// on paywalls has the same words in long sentences.
func (f *Frame) saysGate(i int) bool {
	s := &f.in.Segs[i]
	return s.Wording&gatesOwnWords != 0 && s.Words <= gateWords && f.covered(i, s, gatesOwnWords|asks|hooks) >= gateCoverage
}

// score works out all probabilities, once.
//
// The last two corrections are made after the second look, so that no neighbour's
// features depend on them: the models were trained without.
func (f *Frame) score() {
	if f.scored {
		return
	}
	f.scored = true
	f.firstLook()
	f.secondLook()
	f.tellTheRest()
	f.p = scratch.Resize(f.p, len(f.texts))
	for k, i := range f.texts {
		c := &f.classes[k]
		if f.isPlaceholder(int(i)) {
			c[ClassBody] = 0
		}
		if c[ClassBody] > saysGate && f.saysGate(int(i)) {
			c[ClassBody], c[ClassPromo] = saysGate, max(c[ClassPromo], 1-saysGate)
		}
		f.p[k] = f.classes[k][ClassBody]
		f.in.Segs[i].P, f.in.Segs[i].Ask = f.p[k], f.classes[k][ClassPromo]
	}
}
