package scrub

import (
	"math"
	"math/bits"
	"strings"
	"sync"
	"unicode"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// tables are what the words of a text say to the models: that it asks, of which role it
// is, and what it asks for.
var tables = sync.OnceValue(func() (out struct{ asks, role, kind *wordtable.Table }) {
	load := func(model []byte, member string, read func([]byte) (*wordtable.Table, error)) *wordtable.Table {
		members, err := trees.Unpack(model)
		if err != nil {
			panic(err) // embedded: the build is broken
		}
		t, err := read(members[member])
		if err != nil {
			panic(err)
		}
		return t
	}
	out.asks = load(models.Promo, promo.WordsMember, promo.LoadWords)
	out.role = load(models.Roles, roles.WordsMember, roles.LoadWords)
	out.kind = load(models.Promo, promo.ToldMember, promo.LoadTold)
	return out
})

// The log-odds of a sense, in their order: that it asks, those by role, those by kind of
// promo, and that it is a gate.
const (
	saidRoles = 1
	saidKinds = saidRoles + len(roles.SaidClasses)
	saidGate  = saidKinds + promo.NumKinds
	numSaid   = saidGate + 1
)

// sense is what a text says to the models apart from its sentences: of several texts of
// ours the one that says the same stands for a page's.
type sense struct {
	kinds  block.Wording
	said   [numSaid]float32
	words  int
	commas int
	upper  int
	chars  int
	offers int
	sign   bool // ends with a question or exclamation mark
}

// senseOf reads a text, once.
func (s *scrubber) senseOf(text string) sense {
	out, ok := s.senses[text]
	if !ok {
		out = s.read(text)
		s.senses[text] = out
	}
	return out
}

func (s *scrubber) read(text string) sense {
	folded := lexicon.Fold(nil, text)
	out := sense{kinds: s.lexicon().Kinds(folded), words: len(tokenize(text))}
	t, places := tables(), wordtable.AppendPlaces(nil, folded)
	t.asks.Score(out.said[:saidRoles], places)
	t.role.Score(out.said[saidRoles:saidKinds], places)
	t.kind.Score(out.said[saidKinds:], places)
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			out.upper++
			out.chars++
		case r == ',' || r == '、' || r == '，':
			out.commas++
		case unicode.Is(unicode.Sc, r):
			out.offers++
		case !unicode.IsSpace(r):
			out.chars++
		}
	}
	out.sign = strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!")
	return out
}

func (s *scrubber) lexicon() *wording.Lexicon { return s.Rules.Lexicon() }

// asks reports a text that a promo may be made of.
func (a *sense) asks() bool {
	return a.kinds&(wording.Asks|wording.CTA|wording.Login|wording.Remaining|wording.Consent|wording.Terms|wording.Benefit) != 0 ||
		trees.Probability(a.said[0]) > 0.35
}

// far says how unlike two texts are to the models. A kind of phrase weighs most, then
// what the words say, then the form.
func (a *sense) far(b *sense) float64 {
	d := 3 * float64(bits.OnesCount64(uint64(a.kinds^b.kinds)))
	// What access is judged by must be neither lost nor made up.
	d += 6 * float64(bits.OnesCount64(uint64((a.kinds^b.kinds)&(wording.Gate|wording.Meter|wording.Remaining|wording.FeatureGate|wording.CommentGate))))
	for i := range a.said {
		w := 0.15
		switch {
		case i == 0:
			w = 0.8
		case i < saidKinds:
			w = 0.25
		case i == saidGate:
			w = 0.5
		}
		d += w * math.Abs(clip(a.said[i])-clip(b.said[i]))
	}
	d += 6 * math.Abs(float64(min(a.offers, 1)-min(b.offers, 1)))
	n := float64(max(a.words, 1))
	d += 6 * math.Abs(float64(a.words-b.words)) / n
	d += math.Abs(float64(a.commas-b.commas)) * 3 / max(n, 6)
	d += math.Abs(float64(a.upper-b.upper)) * 2 / n
	d += math.Abs(float64(a.chars)/n-float64(b.chars)/float64(max(b.words, 1))) * 0.3
	if a.sign != b.sign {
		d += 0.5
	}
	return d
}

// clip bounds log-odds: what is sure is sure.
func clip(v float32) float64 { return math.Max(-4, math.Min(4, float64(v))) }
