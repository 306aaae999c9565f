package lexicon

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// small loads one file with the lines given.
func small(t testing.TB, lines ...string) *Lexicon {
	t.Helper()
	text := "lang = \"xx\"\n" + strings.Join(lines, "\n")
	l, err := Load(fstest.MapFS{"xx.toml": {Data: []byte(text)}})
	require.NoError(t, err)
	return l
}

// found returns the hits as "kind:words".
func found(l *Lexicon, texts ...string) []string {
	var folded []byte
	for _, s := range texts {
		folded = append(Fold(folded, s), '\n')
	}
	out := []string{}
	for _, h := range l.Scan(folded, nil) {
		out = append(out, fmt.Sprintf("%s:%s", l.Kind(h.Phrase), folded[h.Start:h.End]))
	}
	return out
}

func TestScan(t *testing.T) {
	t.Parallel()
	l := small(t,
		`[seen]`,
		`cta = ["subscribe", "log in", "^start", "^only$$", "会員", "a b c d e f g"]`,
		`newsletter = ["*letter", "brief*", "(sign up|join) (now |)here"]`,
		`meter = ["you have read … free articles", "5 free", "5"]`,
		`legal = ["©"]`,
	)
	for _, tt := range []struct {
		why  string
		text string
		want []string
	}{
		{"a phrase", "Please Subscribe!", []string{"cta:subscribe"}},
		{"not inside a longer word", "subscribed resubscribe", []string{}},
		{"beside a digit it is a word", "top10subscribe", []string{"cta:subscribe"}},
		{"a hyphen ends a word", "re-subscribe-now", []string{"cta:subscribe"}},
		{"white space is as it is", "log\n  in", []string{"cta:log in"}},
		{"a star before lets the word begin earlier", "newsletter Letter letters", []string{"newsletter:letter", "newsletter:letter"}},
		{"a star behind takes the rest of the word", "briefings", []string{"newsletter:briefings"}},
		{"alternatives", "Sign up here, join now here", []string{"newsletter:sign up here", "newsletter:join now here"}},
		{"the start of a text", "start here, then start", []string{"cta:start"}},
		{"the whole text", "Only:", []string{"cta:only"}},
		{"the whole text and more", "Only you", []string{}},
		{"no spaces in the script", "有料会員限定", []string{"cta:会員"}},
		{"behind a Latin letter", "vip会員", []string{"cta:会員"}},
		{"a gap", "You have read 3 of your 5 free articles.", []string{"meter:you have read 3 of your 5 free articles", "meter:5 free", "meter:5"}},
		{"a gap over the end of a sentence", "You have read that. Now for free articles", []string{}},
		{"a gap that is too long", "You have read " + strings.Repeat("x ", 30) + "free articles", []string{}},
		{"a number that goes on", "15 free, 51", []string{}},
		{"a sign of two bytes", "x© y", []string{"legal:©"}},
		{"what begins but does not end", "a b c d e f", []string{}},
		{"the end of the text", "log i", []string{}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, found(l, tt.text))
		})
	}
	assert.Empty(t, found(l, "log", "in"), "no phrase runs across a line break")
}

func TestPairs(t *testing.T) {
	t.Parallel()
	l := small(t,
		`[[pair]]`, `kind = "newsletter"`, `all = ["(subscribe|join)", "(letter|inbox)"]`, `within = 10`,
		`[[pair]]`, `kind = "teaser-label"`, `all = ["read also", "members"]`, `ordered = true`,
	)
	for _, tt := range []struct {
		why  string
		text string
		want []string
	}{
		{"both sides", "Subscribe to our letter", []string{"newsletter:subscribe to our letter"}},
		{"the other way round", "Your inbox: join", []string{"newsletter:inbox: join"}},
		{"one side", "subscribe, join", []string{}},
		{"too far apart", "subscribe and then go to the letter", []string{}},
		{"the nearest side counts", "join, join a letter", []string{"newsletter:join a letter"}},
		{"distance is in characters", "join ありがとう letter", []string{"newsletter:join ありがとう letter"}},
		{"in order", "Read also: for members", []string{"teaser-label:read also: for members"}},
		{"out of order", "Members read also", []string{}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, found(l, tt.text))
		})
	}
	assert.Empty(t, found(l, "subscribe", "letter"), "no pair runs across a line break")
}

func TestCovering(t *testing.T) {
	t.Parallel()
	l := small(t, `[known]`,
		`gate-subscription = ["only for members", "this text is only for members"]`,
		`teaser-label = ["for members", "see also: only for members"]`,
		`feature-gate = ["this button is only for members"]`,
		`cta = ["log in"]`,
		`comment-gate = ["log in to comment"]`,
		`harmless = ["log in the fire"]`,
		`subscription = ["members"]`,
	)
	for _, tt := range []struct {
		why  string
		text string
		want []string
	}{
		{"a gate explains the label in it", "Only for members", []string{"gate-subscription:only for members", "subscription:members"}},
		{"a label explains the gate in it", "See also: only for members",
			[]string{"teaser-label:see also: only for members", "teaser-label:for members", "subscription:members"}},
		{"a feature explains everything in it", "This button is only for members", []string{"feature-gate:this button is only for members"}},
		{"a comment too", "Log in to comment", []string{"comment-gate:log in to comment"}},
		{"and what is harmless", "a log in the fire", []string{"harmless:log in the fire"}},
		{"what stands beside it stays", "Log in. Log in to comment", []string{"cta:log in", "comment-gate:log in to comment"}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, found(l, tt.text))
		})
	}
}

// TestHostileScan has texts that would be slow if the work for a place could
// grow with the text.
func TestHostileScan(t *testing.T) {
	t.Parallel()
	l := Default()
	for _, s := range []string{"subscribe ", "newsletter sign up ", "a", "会", "ا", " ", "5"} {
		folded := Fold(nil, strings.Repeat(s, 1<<20/len(s)))
		hits := l.Scan(folded, nil)
		assert.LessOrEqual(t, len(hits), len(folded)/2, "%q", s)
	}
}

func TestScanAllocatesNothing(t *testing.T) {
	folded := Fold(nil, benchTexts()[0].s)
	hits := make([]Hit, 0, 10_000)
	l := Default()
	assert.Zero(t, testing.AllocsPerRun(5, func() { hits = l.Scan(folded, hits[:0]) }))
}

// FuzzScan compares the tree with a search for each phrase on its own.
func FuzzScan(f *testing.F) {
	phrases := []string{"subscribe", "sub", "log in", "会員", "会員限定", "ß", "подписка", "5", "5 free", "a", "©"}
	l := small(f, "[seen]\ncta = [\""+strings.Join(phrases, `", "`)+"\"]")
	f.Add("Subscribe to sub, log  in. a 会員限定 5 free 15 free ©a")
	f.Add("подписка подписка. ß ss masse")
	f.Add("\xff\n\u00adlog in\n")
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(nil, s)
		var want []string
		for _, p := range phrases {
			want = append(want, naive(folded, string(Fold(nil, p)))...)
		}
		var got []string
		for _, h := range l.Scan(folded, nil) {
			got = append(got, fmt.Sprintf("%d %s", h.Start, folded[h.Start:h.End]))
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("Scan(%q) = %q, want %q", folded, got, want)
		}
	})
}

// naive finds p where no letter or digit of its own sort goes on.
func naive(text []byte, p string) []string {
	var out []string
	for i := 0; i+len(p) <= len(text); i++ {
		if string(text[i:i+len(p)]) != p {
			continue
		}
		j := i + len(p)
		if i > 0 && letterBefore(text, i) && letterAt(text, i) || letterAt(text, j) && letterBefore(text, j) ||
			digitAt(text, i) && digitAt(text, i-1) || digitAt(text, j-1) && digitAt(text, j) {
			continue
		}
		out = append(out, fmt.Sprintf("%d %s", i, p))
	}
	return out
}
