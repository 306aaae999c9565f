package lead_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/lead"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wording"
)

// open reads a page up to its roles.
func open(t *testing.T, src, address string) lead.Input {
	t.Helper()
	doc, err := page.Read(strings.NewReader(src), "", page.Limits{})
	require.NoError(t, err)
	segs := block.Segment(doc, nil)
	m := meta.Collect(meta.Input{Doc: doc, URL: address, Words: meta.NewWords(lexicon.Default())})
	words := wording.Read(wording.Default(), doc, segs)
	in := roles.Input{Doc: doc, Segs: segs, Words: words, Links: target.Read(doc)}
	kind.Describe(&in, m, address)
	frame := roles.NewFrame(in)
	frame.Settle(roles.Options{})
	t.Cleanup(func() {
		frame.Release()
		words.Release()
		doc.Release()
	})
	return lead.Input{Doc: doc, Segs: segs, Meta: m, Frame: frame, URL: address}
}

const (
	address = "https://www.bay-courier.example/harbour/2031/04/ferries-are-back/"
	metas   = `<!DOCTYPE html><html lang="en"><title>Ferries are back on the northern line | Bay Courier</title>
<meta property="og:type" content="article"><meta property="og:title" content="Ferries are back on the northern line">
<meta property="og:site_name" content="Bay Courier"><meta name="description" content="After two years without a boat the islanders have a timetable again.">`
	masthead = `<header><a href="/">Bay Courier</a><nav><ul><li><a href="/harbour/">Harbour</a></li><li><a href="/town/">Town</a></li></ul></nav></header>`
	dek      = `After two years without a boat the islanders have a timetable again.`
	story    = `<div class="text"><p>The first boat left the northern pier at six in the morning, with forty people and a cow on board, and nobody on the quay could say who had sold the cow its ticket.</p>
<p>“We had got used to rowing,” said the keeper of the light, who has lived on the outer island since the winter of the long ice and means to stay there.</p>
<p>A return costs four crowns until the end of the month, and children under seven travel for nothing if they can prove that they are.</p>
<p>The second boat will follow in May, once the yard has found the missing half of its engine.</p></div><footer><p>© Bay Courier</p></footer></html>`
)

func TestSettle(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, kicker, standfirst, why string
	}{
		{
			"both", `<div class="overline">Harbour tolls</div><h1>Ferries are back on the northern line</h1><p class="dek">` + dek + `</p><p class="byline">By Ann Bay</p>`,
			"Harbour tolls", dek, "each stands in an element of its own beside the headline",
		},
		{
			"neither", `<h1>Ferries are back on the northern line</h1><p class="byline">By Ann Bay</p>`,
			"", "", "the description is only a witness: the page does not show it",
		},
		{
			"kicker in the headline", `<h1><span class="kicker">Harbour tolls</span> <span class="title">Ferries are back on the northern line</span></h1><p class="byline">By Ann Bay</p>`,
			"Harbour tolls", "", "it is the first part of the headline's own element",
		},
		{
			"headline below a path", `<ol class="breadcrumbs"><li><a href="/">Home</a></li><li><h1>Ferries are back on the northern line</h1></li></ol>
<h2><span class="kicker">Harbour tolls</span>: <span class="title">Ferries are back on the northern line</span></h2><p class="dek">` + dek + `</p>`,
			"Harbour tolls", dek, "the h1 is the last step of a path of breadcrumbs",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			in := open(t, metas+masthead+"<article>"+tt.head+story, address)
			got := lead.Settle(in)
			assert.Equal(t, tt.kicker, got.Fields[lead.Kicker].Text, tt.why)
			assert.Equal(t, tt.standfirst, got.Fields[lead.Standfirst].Text, tt.why)
			for i := range in.Segs {
				s := &in.Segs[i]
				assert.Equal(t, s.Role == term.Standfirst, tt.standfirst != "" && block.PlainText(in.Doc, s) == tt.standfirst, "role of segment %d", i)
			}
		})
	}
}

func TestSettleTakesALabelForTheSection(t *testing.T) {
	t.Parallel()
	head := `<div class="crumbs"><a href="/">Home</a></div><div><a href="/harbour/">Harbour</a></div><h1>Ferries are back on the northern line</h1>`
	got := lead.Settle(open(t, metas+masthead+"<article>"+head+story, address))
	assert.Equal(t, "Harbour", got.Fields[lead.Kicker].Text+got.Section.Text, "the one or the other, not both")
	town := strings.Replace(metas, "<title>", `<meta property="article:section" content="Town"><title>`, 1)
	got = lead.Settle(open(t, town+masthead+"<article>"+head+story, address))
	assert.Equal(t, "Harbour", got.Fields[lead.Kicker].Text+got.Section.Text, "readers see it, whatever the metadata name")
	in := open(t, town+masthead+"<article>"+head+story, address)
	in.Meta.Section.Source = "rule:bay-courier.toml"
	assert.Empty(t, lead.Settle(in).Section.Text, "a rule names the section")
}

func TestSettleLeavesRules(t *testing.T) {
	t.Parallel()
	in := open(t, metas+masthead+`<article><h1>Ferries are back on the northern line</h1><p class="dek">`+dek+`</p><p class="sum">Boats at six.</p>`+story, address)
	for i := range in.Segs {
		if block.PlainText(in.Doc, &in.Segs[i]) == "Boats at six." {
			in.Segs[i].Role, in.Segs[i].Why = term.Standfirst, block.Why{Cause: block.ByRule}
		}
	}
	assert.Empty(t, lead.Settle(in).Fields[lead.Standfirst].Text, "a rule names the standfirst of this page")
}

func TestSettleLeavesStory(t *testing.T) {
	t.Parallel()
	in := open(t, metas+masthead+`<article><h1>Ferries are back on the northern line</h1><p class="dek">`+dek+`</p></article></html>`, address)
	for i := range in.Segs {
		if block.PlainText(in.Doc, &in.Segs[i]) == dek {
			in.Segs[i].Role = term.Body
		}
	}
	assert.Empty(t, lead.Settle(in).Fields[lead.Standfirst].Text, "all that there is of the story is no standfirst")
}

func TestCandidatesHaveRows(t *testing.T) {
	t.Parallel()
	c := lead.Of(open(t, metas+masthead+`<article><h1>Ferries are back on the northern line</h1>`+story, address))
	require.NotEmpty(t, c.List)
	assert.Len(t, c.Rows, len(c.List)*lead.NumFeatures)
	assert.Len(t, lead.Features(), lead.NumFeatures)
	assert.Empty(t, lead.Of(open(t, `<p>No headline here.`, "")).List, "without a headline nothing stands beside it")
}

func TestLoadModel(t *testing.T) {
	t.Parallel()
	_, err := lead.LoadModel([]byte("no model"))
	require.ErrorIs(t, err, trees.ErrFormat)
	_, err = lead.LoadModel(trees.Pack(map[string][]byte{"kicker": {}}))
	require.ErrorContains(t, err, "kicker")
}
