package wording_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wording"
)

// welsh returns the shipped lexicon with a caller's file of Welsh, whose
// wording does not ship.
func welsh(t *testing.T, file string) *wording.Lexicon {
	t.Helper()
	var none *lexicon.Additions
	own, errs := none.With([]lexicon.File{{Name: "cy.toml", Data: []byte("lang = \"cy\"\n" + file)}})
	require.Empty(t, errs)
	return wording.New(own.Lexicon())
}

// kindsIn returns the kinds of phrase that a page with one text has.
func kindsIn(t *testing.T, lex *wording.Lexicon, text string) block.Wording {
	t.Helper()
	n, err := html.Parse(strings.NewReader("<p>" + text + "</p>"))
	require.NoError(t, err)
	doc := page.Index(n)
	segs := block.Segment(doc, nil)
	words := wording.Read(lex, doc, segs)
	defer words.Release()
	require.Len(t, segs, 1)
	return segs[0].Wording
}

// TestOwnKinds states each kind of wording in each way that a file can, with a
// word of its own for each kind.
func TestOwnKinds(t *testing.T) {
	t.Parallel()
	var seen, known, pairs strings.Builder
	word := func(i int) string { return "blong" + string(rune('a'+i/26)) + string(rune('a'+i%26)) }
	for i, kind := range lexicon.KindNames() {
		w := word(i)
		fmt.Fprintf(&seen, "%s = [%q]\n", kind, w+" harbour")
		fmt.Fprintf(&known, "%s = [%q, %q]\n", kind, "(very|so) "+w+"*", w+" … quay of "+w)
		fmt.Fprintf(&pairs, "[[pair]]\nkind = %q\nall = [%q, %q]\n", kind, "tharp"+w, w)
	}
	lex := welsh(t, "[seen]\n"+seen.String()+"[known]\n"+known.String()+pairs.String())
	for i, kind := range lexicon.KindNames() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			want, w := wording.Of(lexicon.GateSubscription+lexicon.Kind(i)), word(i)
			for _, text := range []string{"A " + w + " harbour", "It is so " + w + "ish", "The " + w + " old quay of " + w, "Some " + w + " and tharp" + w + " stones"} {
				assert.Equal(t, want, kindsIn(t, lex, text), text)
				assert.Zero(t, kindsIn(t, wording.Default(), text), text)
			}
			assert.Zero(t, kindsIn(t, lex, "A harbour that is "+w), "a word of phrases and no phrase")
		})
	}
}

// TestOwnVerbs holds that what a call to action asks for is read from a
// caller's phrases as from those that ship.
func TestOwnVerbs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		file string
		want block.Wording
	}{
		{`cta = ["subscribe blong"]`, wording.CTA | wording.Subscribe},
		{`cta = ["blong"]`, wording.CTA},
		{`meter = ["blong limit reached"]`, wording.Meter | wording.Spent},
	} {
		assert.Equal(t, tt.want, kindsIn(t, welsh(t, "[seen]\n"+tt.file), "Subscribe blong limit reached"), tt.file)
	}
}
