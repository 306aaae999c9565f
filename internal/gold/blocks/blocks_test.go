package blocks_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/page"
)

// harbour is a labelled page: ten words of story in two blocks, a teaser, a
// form and an offer.
func harbour() blocks.Page {
	return blocks.Page{
		ID: "harbour", Kind: "article", Title: "The “Ferry”", Standfirst: "It came late.", Authors: []string{"Ann Lee", "Bo Dahl"},
		Date: "2024-05-03", Policy: "metered", PolicyAlt: []string{"free"}, Content: "full",
		Blocks: []blocks.Block{
			{Role: blocks.Title, Text: "The “Ferry”"},
			{Role: blocks.Body, Text: "The ferry came late again today"},
			{Role: blocks.Related, Text: "Why the bridge is closed"},
			{Role: blocks.Advert, Text: "Get our letter every morning"},
			{Role: blocks.Advert, Text: "Sign up"},
			{Role: blocks.Body, Text: "Nobody minded the wait"},
			{Role: blocks.Note, Text: "Photos by our crew"},
			{Role: blocks.Advert, Text: "Read on for 1.50 a week"},
		},
		Promos: []blocks.Promo{
			{Kind: "newsletter", Where: "in-body", Text: "Get our letter every morning\nSign up"},
			{Kind: "subscription", Where: "after-body", Gate: true, Hidden: true, Text: "Read on for 1.50 a week",
				Offers: []blocks.Offer{{Amount: "1.50"}, {Amount: "9"}}},
		},
	}
}

func right() blocks.Output {
	return blocks.Output{
		Text: "The ferry came late again today\nNobody minded the wait", Title: "the \"ferry\"", Standfirst: "It came late.",
		Authors: []string{"ann lee", "bo dahl"}, Date: "2024-05-03", Policy: "free", Completeness: "full",
		Promos: []blocks.ReturnedPromo{
			{Kind: "newsletter", Text: "Get our letter every morning\nSign up"},
			{Kind: "subscription", Gate: true, Text: "Read on for 1.50 a week",
				Offers: []blocks.ReturnedOffer{{Amount: "1.5"}, {Amount: "9.00"}}},
		},
	}
}

// figures are those of one page, by the columns' names; "-" is left out.
func figures(p blocks.Page, o blocks.Output) map[string]float64 {
	got := map[string]float64{}
	s := blocks.ScorePage(&p, o)
	for _, c := range blocks.Columns {
		if v, ok := c.Figure(s); ok {
			got[c.Name] = v
		}
	}
	return got
}

func TestScorePage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		why  string
		page func(*blocks.Page)
		out  func(*blocks.Output)
		want map[string]float64
	}{
		{
			name: "all right", why: "an alternative policy, other quotes and trailing zeros are right",
			want: map[string]float64{
				"word F1": 1, "P": 1, "R": 1, "clean pages": 1, "leak": 0, "promo leak": 0, "title": 1, "day": 1, "author F1": 1,
				"standfirst": 1, "kicker of none": 0, "policy": 1, "completeness": 1, "whole called preview": 0, "promo recall": 1, "visible": 1,
				"promo precision": 1, "right kind": 1, "gate F1": 1, "offers recall": 1, "offers precision": 1, "promos with story": 0,
			},
		},
		{
			name: "a teaser in the text", why: "five words too many beside ten right ones: precision 10/15",
			out:  func(o *blocks.Output) { o.Text += "\nWhy the bridge is closed" },
			want: map[string]float64{"P": 10.0 / 15, "R": 1, "word F1": 0.8, "clean pages": 0, "leak": 1, "promo leak": 0},
		},
		{
			name: "a promo in the text", why: "a leak of a promo counts in both columns",
			out:  func(o *blocks.Output) { o.Text += "\nGet our letter every morning" },
			want: map[string]float64{"leak": 1, "promo leak": 1, "clean pages": 0},
		},
		{
			name: "a button in the text", why: "two words may stand anywhere: no leak, but precision 10/12",
			out:  func(o *blocks.Output) { o.Text += "\nSign up" },
			want: map[string]float64{"leak": 0, "clean pages": 1, "P": 10.0 / 12},
		},
		{
			name: "a note in the text", why: "words of notes count neither way",
			out:  func(o *blocks.Output) { o.Text += "\nPhotos by our crew" },
			want: map[string]float64{"P": 1, "leak": 0, "clean pages": 1},
		},
		{
			name: "half a body", why: "six of ten words, and a block of four is lost",
			out:  func(o *blocks.Output) { o.Text = "The ferry came late again today" },
			want: map[string]float64{"R": 0.6, "P": 1, "word F1": 0.75, "clean pages": 0},
		},
		{
			name: "a hidden body reported as withheld", why: "the text then need not be there, and preview is right",
			page: func(p *blocks.Page) { p.Blocks[1].Hidden, p.Blocks[5].Hidden = true, true },
			out:  func(o *blocks.Output) { o.Text, o.Withheld, o.Completeness = "", true, "preview" },
			want: map[string]float64{"leak": 0, "completeness": 1, "whole called preview": 0},
		},
		{
			name: "wrong fields", why: "one of two authors and a wrong one: 2*1/(2+2)",
			out: func(o *blocks.Output) {
				o.Title, o.Date, o.Authors, o.Standfirst, o.Kicker = "Ferry", "2024-05-04", []string{"Ann Lee", "Site"}, "", "Live"
				o.Policy, o.Completeness = "subscription", "preview"
			},
			want: map[string]float64{"title": 0, "day": 0, "author F1": 0.5, "standfirst": 0, "kicker of none": 1, "policy": 0, "completeness": 0, "whole called preview": 1},
		},
		{
			name: "a preview taken for the whole", why: "counted among the previews, of which there are few",
			page: func(p *blocks.Page) { p.Content = "preview" },
			want: map[string]float64{"completeness": 0, "previews told": 0},
		},
		{
			name: "a preview on which readers differ", why: "the other reading is right too",
			page: func(p *blocks.Page) { p.Content, p.ContentAlt = "preview", []string{"full"} },
			want: map[string]float64{"completeness": 1, "previews told": 1},
		},
		{
			name: "the section as kicker", why: "to the labellers a section label over the headline is a kicker",
			page: func(p *blocks.Page) { p.Kicker, p.Standfirst = "Coast", "" },
			out:  func(o *blocks.Output) { o.Section = "COAST" },
			want: map[string]float64{"kicker": 1, "standfirst of none": 1},
		},
		{
			name: "a promo of another kind and one of menu links",
			why:  "the second returned promo is none, and the offers in it are not the page's",
			out: func(o *blocks.Output) {
				o.Promos[0].Kind = "registration"
				o.Promos[1] = blocks.ReturnedPromo{Kind: "event", Text: "Coast News Tides Contact", Offers: []blocks.ReturnedOffer{{Amount: "9"}, {Amount: "4"}}}
			},
			want: map[string]float64{
				"promo recall": 0.5, "visible": 1, "right kind": 0, "promo precision": 0.5, "gate F1": 0, "offers recall": 0.5,
				"offers precision": 0.5,
			},
		},
		{
			name: "half a promo", why: "four of its seven words are enough to have found it",
			out:  func(o *blocks.Output) { o.Promos[0].Text = "Get our letter every" },
			want: map[string]float64{"promo recall": 1, "promo precision": 1},
		},
		{
			name: "story in a promo", why: "a block of six words of the body",
			out:  func(o *blocks.Output) { o.Promos[0].Text += "\nThe ferry came late again today" },
			want: map[string]float64{"promos with story": 1},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, o := harbour(), right()
			if tt.page != nil {
				tt.page(&p)
			}
			if tt.out != nil {
				tt.out(&o)
			}
			got := figures(p, o)
			for name, want := range tt.want {
				assert.InDelta(t, want, got[name], 1e-9, "%s: %s", name, tt.why)
				assert.Contains(t, got, name, tt.why)
			}
		})
	}
}

func TestScoreOfPagesThatCannotSay(t *testing.T) {
	t.Parallel()
	o := right()
	o.Policy = ""
	got := figures(harbour(), o)
	for _, name := range []string{"policy", "completeness", "promo recall", "gate F1", "offers recall", "standfirst"} {
		assert.NotContains(t, got, name, "a peer has no promos, access or standfirst")
	}
	p := harbour()
	p.Blocks[1].Hidden, p.Blocks[5].Hidden = true, true
	o.Withheld = true
	assert.NotContains(t, figures(p, o), "word F1", "a body that is hidden and reported as withheld has no F1")
	p.Kind = "other"
	assert.NotContains(t, figures(p, right()), "title", "of pages that are no articles only the promos count")
}

func TestScoreAdds(t *testing.T) {
	t.Parallel()
	p, wrong := harbour(), right()
	wrong.Promos, wrong.Text = nil, "The ferry came late again today"
	sum := blocks.ScorePage(&p, right())
	sum.Add(blocks.ScorePage(&p, wrong))
	got := map[string]float64{}
	for _, c := range blocks.Columns {
		got[c.Name], _ = c.Figure(sum)
	}
	assert.InDelta(t, (1+0.75)/2, got["word F1"], 1e-9, "a mean over pages")
	assert.InDelta(t, 0.5, got["promo recall"], 1e-9, "two of four")
	assert.InDelta(t, 2.0/3, got["gate F1"], 1e-9, "one found, one missed: 2/(2+1)")
	assert.InDelta(t, 0.5, got["offers recall"], 1e-9)
}

func read(t *testing.T, src string) (*page.Doc, []block.Seg) {
	t.Helper()
	doc, err := page.Read(strings.NewReader(src), "text/html; charset=utf-8", page.Limits{})
	require.NoError(t, err)
	t.Cleanup(doc.Release)
	return doc, block.Segment(doc, nil)
}

func TestAlign(t *testing.T) {
	t.Parallel()
	body := func(texts ...string) (out []blocks.Block) {
		for _, text := range texts {
			role, text, ok := strings.Cut(text, ": ")
			require.True(t, ok)
			out = append(out, blocks.Block{Role: blocks.Role(role), Text: text})
		}
		return out
	}
	for _, tt := range []struct {
		name, why, html string
		page            blocks.Page
		want            []string // text, role and promo of each segment with text
	}{
		{
			name: "a text that stands twice", why: "the first is the menu's, the second the headline",
			html: "<nav><a>Tides</a></nav><h1>Tides</h1><p>Water rose.</p>",
			page: blocks.Page{Blocks: body("nav: Tides", "title: Tides", "body: Water rose.")},
			want: []string{"Tides nav -1", "Tides title -1", "Water rose. body -1"},
		},
		{
			name: "hidden words inside a sentence", why: "one block of the labellers is two segments",
			html: "<p>Water rose <span hidden>(opens a window)</span> again.</p>",
			page: blocks.Page{Blocks: body("body: Water rose (opens a window) again.")},
			want: []string{"Water rose again. body -1", "(opens a window) body -1"},
		},
		{
			name: "a page that has changed since", why: "what the labels do not know has no role; the rest keeps its own",
			html: "<p>New line.</p><p>Water rose.</p><p>Boats left.</p>",
			page: blocks.Page{Blocks: body("title: Old line.", "body: Water rose.", "note: Boats left.")},
			want: []string{"New line.  -1", "Water rose. body -1", "Boats left. note -1"},
		},
		{
			name: "labels in another charset", why: "what the charsets have in common is enough between two matches",
			html: "<p>Die Fähre</p><p>kam zu spät</p><p>Ü</p><p>Ende</p>",
			page: blocks.Page{Blocks: body("title: Die FÃ¤hre", "body: kam zu spÃ¤t", "body: Ãœ", "note: Ende")},
			want: []string{"Die Fähre title -1", "kam zu spät body -1", "Ü  -1", "Ende note -1"},
		},
		{
			name: "two promos with the same button", why: "each button is that of the copy next to it",
			html: "<div>Give to us</div><button>Go on</button><p>Water rose.</p><div>Read it by post</div><button>Go on</button>",
			page: blocks.Page{
				Blocks: body("promo: Give to us", "promo: Go on", "body: Water rose.", "promo: Read it by post", "promo: Go on"),
				Promos: []blocks.Promo{{Kind: "newsletter", Text: "Read it by post\nGo on"}, {Kind: "donation", Text: "Give to us\nGo on"}},
			},
			want: []string{"Give to us promo 1", "Go on promo 1", "Water rose. body -1", "Read it by post promo 0", "Go on promo 0"},
		},
		{
			name: "the same promo twice", why: "a labelled promo takes the blocks of one place",
			html: "<p>Join us now</p><p>Go</p><p>Water rose.</p><p>Join us now</p><p>Go</p>",
			page: blocks.Page{
				Blocks: body("promo: Join us now", "promo: Go", "body: Water rose.", "promo: Join us now", "promo: Go"),
				Promos: []blocks.Promo{{Text: "Join us now\nGo"}, {Text: "Join us now\nGo"}},
			},
			want: []string{"Join us now promo 0", "Go promo 0", "Water rose. body -1", "Join us now promo 1", "Go promo 1"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc, segs := read(t, tt.html)
			var got []string
			for i, l := range blocks.Align(&tt.page, doc, segs) {
				if segs[i].Kind == block.Text {
					got = append(got, fmt.Sprint(block.PlainText(doc, &segs[i]), " ", l.Role, " ", l.Promo))
				}
			}
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}

func TestOpenNamesTheLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "gold.jsonl"), []byte(`{"id":"a"}`+"\n"+`{"id":"b","blocks":7}`+"\n"), 0o644))
	_, _, err := blocks.Open(dir)
	assert.ErrorContains(t, err, "gold.jsonl:2")
}

// TestLabelsMeetSegments holds the labels of the corpus against the segments of
// its pages.
func TestLabelsMeetSegments(t *testing.T) {
	t.Parallel()
	root, err := corpus.Dir(filepath.Join("..", "..", "..", "..", "shared", "corpus"))
	require.NoError(t, err)
	if _, err := os.Stat(filepath.Join(root, "blocks")); err != nil {
		t.Skipf("no corpus: %v", err)
	}
	set, labels, err := blocks.Open(filepath.Join(root, "blocks"))
	require.NoError(t, err)
	var sum blocks.Coverage
	for i := 0; i < len(labels); i += 20 {
		src, err := set.Pages[i].HTML()
		require.NoError(t, err)
		doc, err := page.Read(bytes.NewReader(src), "", page.Limits{})
		require.NoError(t, err, labels[i].ID)
		segs := block.Segment(doc, nil)
		sum.Add(blocks.Cover(&labels[i], doc, segs, blocks.Align(&labels[i], doc, segs)))
		doc.Release()
	}
	share := func(n, all int) float64 { return float64(n) / float64(all) }
	assert.Greater(t, share(sum.Kept[blocks.Body], sum.Labelled[blocks.Body]), 0.99)
	assert.Greater(t, share(sum.Kept[blocks.Advert], sum.Labelled[blocks.Advert]), 0.99)
	assert.Greater(t, share(sum.Joined, sum.Promos), 0.99)
	assert.Greater(t, share(sum.Aligned, sum.Segments), 0.95)
}
