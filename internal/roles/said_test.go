package roles

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/internal/wordtable"
)

func TestLoadModelWantsWords(t *testing.T) {
	t.Parallel()
	members, err := trees.Unpack(models.Roles)
	require.NoError(t, err)
	without := map[string][]byte{}
	for name, data := range members {
		if name != WordsMember {
			without[name] = data
		}
	}
	_, err = LoadModel(trees.Pack(without))
	require.ErrorIs(t, err, trees.ErrFormat)
	m, err := LoadPart(trees.Pack(map[string][]byte{WordsMember: members[WordsMember]}))
	require.NoError(t, err, "training has the table first")
	assert.NotNil(t, m.words)
	_, err = LoadPart(trees.Pack(map[string][]byte{WordsMember: []byte("short")}))
	assert.ErrorIs(t, err, wordtable.ErrFormat)
}

// featureOf returns a value of the row of a page's last text, by its name.
func featureOf(t *testing.T, src string, in Input, name string) float32 {
	t.Helper()
	i := slices.Index(Features(), name)
	require.GreaterOrEqual(t, i, 0, "no feature %q", name)
	in.Doc = docOf(t, src)
	in.Segs = block.Segment(in.Doc, nil)
	in.Words = wording.Read(wording.Default(), in.Doc, in.Segs)
	defer in.Words.Release()
	in.Links = target.Read(in.Doc)
	f := NewFrame(in)
	defer f.Release()
	row := make([]float32, NumFeatures)
	f.Row(len(f.Texts())-1, row)
	return row[i]
}

func TestSaidRow(t *testing.T) {
	t.Parallel()
	value := func(last string, in Input, name string) float32 {
		return featureOf(t, `<p>The ferry has not sailed since the storm in October, the company says.</p><p>`+last+`</p>`, in, name)
	}
	bio, story := "She is a reporter at the paper and the author of two books.", "The mail comes with the fishing boats, and nobody complains of it."
	assert.Greater(t, value(bio, Input{}, "words say note"), value(story, Input{}, "words say note"))
	ask := "Subscribe now and get our newsletter for free every morning!"
	assert.Greater(t, value(ask, Input{}, "words say promo"), value(story, Input{}, "words say promo"))
	assert.Greater(t, value(story, Input{}, "at -1: words say body"), float32(0))
	named := Input{Authors: []string{"Ragna Holmgren"}, SiteName: "Harbour Post", Host: "www.harbourpost.example"}
	assert.InDelta(t, 1, value("Ragna writes on islands and their ships for us.", named, "starts with author"), 0)
	assert.InDelta(t, 0, value("Of islands and their ships writes Ragna Holmgren.", named, "starts with author"), 0)
	assert.InDelta(t, 2, value("Of islands and their ships writes Ragna Holmgren.", named, "words in authors"), 0)
	assert.InDelta(t, 2, value("The Harbour Post sails with you wherever you go.", named, "words in site"), 0)
	assert.InDelta(t, 1, value("Try harbourpost for four weeks, it is free.", named, "words in site"), 0)
}

func TestLongestLabel(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"www.harbourpost.example": "harbourpost", "news.bay.co.uk": "news", "localhost": "", "": "", "a.b": "a",
	} {
		assert.Equal(t, want, longestLabel(host), host)
	}
}

func TestLevelCode(t *testing.T) {
	t.Parallel()
	const story, code, anchor = `<p>Prose of the story.</p>`, `<div><pre>level --weir 2</pre></div>`, `<a href="#x">#</a>`
	for _, tt := range []struct {
		name, src string
		p, want   []float32
	}{
		{"between paragraphs", story + code + story, []float32{0.9, 0.1, 0.8}, []float32{0.9, 0.8, 0.8}},
		{"with an anchor", story + code + anchor + story, []float32{0.9, 0.1, 0, 0.8}, []float32{0.9, 0.8, 0, 0.8}},
		{"surer than they are", story + code + story, []float32{0.8, 0.9, 0.8}, []float32{0.8, 0.9, 0.8}},
		{"no code", story + "<div>level --weir 2</div>" + story, []float32{0.9, 0.1, 0.8}, []float32{0.9, 0.1, 0.8}},
		{"after the story", story + code, []float32{0.9, 0.1}, []float32{0.9, 0.1}},
		{"far from it", story + code + strings.Repeat("<p>Menu</p>", 4) + story, []float32{0.9, 0.1, 0, 0, 0, 0, 0.9}, []float32{0.9, 0.1, 0, 0, 0, 0, 0.9}},
		{"a link", story + `<pre><a href="/x">level</a></pre>` + story, []float32{0.9, 0.1, 0.8}, []float32{0.9, 0.1, 0.8}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := lookAt(t, tt.src, tt.p, make([]float32, len(tt.p)))
			p := append([]float32(nil), tt.p...)
			f.levelCode(p)
			assert.Equal(t, tt.want, p)
		})
	}
}

func docOf(t *testing.T, src string) *page.Doc {
	t.Helper()
	parsed, err := page.Parse(strings.NewReader(src), "", page.Limits{})
	require.NoError(t, err)
	doc := page.Index(parsed.Root)
	t.Cleanup(doc.Release)
	return doc
}
