package roles

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// prose returns n different sentences on a theme.
func prose(theme string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("<p>The council of " + theme + " met on day " + strings.Repeat("i", i+1) +
			", said the clerk, and it weighed the cost of the new bridge over the river against the old one.</p>\n")
	}
	return b.String()
}

func frameOf(t testing.TB, src string, in Input) (*page.Doc, []block.Seg, *Frame) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	doc := page.Index(root)
	segs := block.Segment(doc, nil)
	in.Doc, in.Segs = doc, segs
	return doc, segs, NewFrame(in)
}

// rolesOf returns for each text of the page its role and its first words.
func rolesOf(t testing.TB, src string, in Input, o Options) map[string]term.Role {
	doc, segs, f := frameOf(t, src, in)
	defer doc.Release()
	defer f.Release()
	f.Assign(o)
	out := map[string]term.Role{}
	for i := range segs {
		words := strings.Fields(block.PlainText(doc, &segs[i]))
		out[strings.Join(words[:min(3, len(words))], " ")] = segs[i].Role
	}
	return out
}

func TestCalibrated(t *testing.T) {
	t.Parallel()
	last := float32(-1)
	for c := float32(0); c <= 1; c += 0.01 {
		got := Calibrated(c)
		assert.Greater(t, got, last, "it rises")
		last = got
	}
	assert.Zero(t, Calibrated(0))
	assert.InDelta(t, 0.821, Calibrated(0.854), 1e-6, "a point of the table")
	assert.InDelta(t, 0.2020, Calibrated(0.264), 1e-4, "between two")
	assert.LessOrEqual(t, Calibrated(1.5), float32(1))
}

func TestHashText(t *testing.T) {
	t.Parallel()
	assert.Equal(t, hashText("Bridge — over  the RIVER!"), hashText("bridge over the river"), "case, marks and space do not count")
	assert.NotEqual(t, hashText("over bridge"), hashText("bridge over"), "order does")
	assert.NotEqual(t, hashText("橋の上"), hashText("橋の下"))
}

func TestAssignFindsTheStory(t *testing.T) {
	t.Parallel()
	page := `<html><body><header><nav><ul><li><a href=/n>Home news</a></li><li><a href=/s>Sport today</a></li></ul></nav></header>
<main><article class="post"><h1>Bridge plan goes ahead</h1><div class="entry-content">` + prose("Elmford", 6) + `</div></article>
<aside class="related-posts"><h3>More from us</h3><ul><li><a href=/1>Another story about something else</a></li></ul></aside></main>
<footer><p>All rights reserved by the paper</p></footer></body></html>`
	got := rolesOf(t, page, Input{Title: "Bridge plan goes ahead"}, Options{})
	assert.Equal(t, term.Headline, got["Bridge plan goes"])
	assert.Equal(t, term.Body, got["The council of"])
	assert.NotEqual(t, term.Body, got["Another story about"])
	assert.Equal(t, term.Navigation, got["Home news"])
	assert.NotEqual(t, term.Body, got["All rights reserved"])
}

func TestAssignObeysClaims(t *testing.T) {
	t.Parallel()
	src := `<article><h1>Head of the page</h1>` + prose("Elmford", 3) + `<p class=x>Sign the list of our readers today, and get the paper by mail each week.</p></article>`
	doc, segs, f := frameOf(t, src, Input{})
	defer doc.Release()
	defer f.Release()
	last := &segs[len(segs)-1]
	why := block.Why{Cause: block.ByPromo, Promo: 7}
	last.Claim = block.Claim{Role: term.Promo, Why: why}
	f.Assign(Options{})
	assert.Equal(t, term.Promo, last.Role)
	assert.Equal(t, why, last.Why)

	last.Claim.Weak = true
	f.Assign(Options{})
	if last.P > 0.6 {
		assert.Equal(t, term.Body, last.Role, "a weak claim gives way to the classifier")
	}
	last.Claim = block.Claim{}
	segs[1].Claim = block.Claim{Role: term.Body}
	f.Assign(Options{Ruled: true})
	assert.Equal(t, term.Body, segs[1].Role)
	assert.NotEqual(t, term.Body, segs[2].Role, "what the rule does not name is not body")
}

func TestHiddenTextIsNoBody(t *testing.T) {
	t.Parallel()
	src := `<article><h1>Head of it</h1>` + prose("Elmford", 4) + `<div hidden>` + prose("Quayside", 2) + `</div></article>`
	doc, segs, f := frameOf(t, src, Input{})
	defer doc.Release()
	defer f.Release()
	f.Assign(Options{})
	for i := range segs {
		if segs[i].Hidden {
			assert.NotEqual(t, term.Body, segs[i].Role)
		}
	}
}

func TestModelFitsTheFeatures(t *testing.T) {
	t.Parallel()
	assert.Len(t, Features(), NumFeatures, "every feature has a name")
	_, err := LoadModel(models.Roles)
	require.NoError(t, err)
	assert.Less(t, len(models.Roles)+len(models.Kind)+len(models.Title), 1<<20, "the models' size is bounded")
}

// FuzzAssign holds that every segment of every page gets a role.
func FuzzAssign(f *testing.F) {
	f.Add("<article><h1>a</h1><p>b c d e f g h.</p><img src=x></article>", "a")
	f.Add("<div><br><br>x<ul><li>y<table><td>z", "")
	f.Fuzz(func(t *testing.T, src, title string) {
		root, err := html.Parse(strings.NewReader(src))
		if err != nil {
			return
		}
		doc := page.Index(root)
		defer doc.Release()
		segs := block.Segment(doc, nil)
		fr := NewFrame(Input{Doc: doc, Segs: segs, Title: title, Description: title, ArticleBody: src})
		defer fr.Release()
		res := fr.Assign(Options{})
		for i, d := range segs {
			require.NotEqual(t, term.RoleNone, d.Role, "segment %d of %q", i, src)
			require.False(t, d.P < 0 || d.P > 1, "probability %v", d.P)
		}
		require.False(t, res.Confidence < 0 || res.Confidence > 1)
	})
}
