package wording_test

import (
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

// welsh returns the shipped lexicon with a caller's file of Welsh, which does
// not ship.
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

// TestOwnKinds states each kind of wording in each way that a file can.
func TestOwnKinds(t *testing.T) {
	t.Parallel()
	for i, kind := range lexicon.KindNames() {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			want := wording.Of(lexicon.GateSubscription + lexicon.Kind(i))
			lex := welsh(t, "[seen]\n"+kind+" = [\"blong harbour\"]\n[known]\n"+kind+" = [\"(very|so) wibb*\", \"quagg … harbour\"]\n"+
				"[[pair]]\nkind = \""+kind+"\"\nall = [\"tharp\", \"norf\"]")
			for _, text := range []string{"A blong harbour", "It is so wibbly", "The quagg old harbour", "Some norf and tharp stones"} {
				assert.Equal(t, want, kindsIn(t, lex, text), text)
				assert.Zero(t, kindsIn(t, wording.Default(), text), text)
			}
			assert.Zero(t, kindsIn(t, lex, "A harbour that is blong and wibbly"))
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
