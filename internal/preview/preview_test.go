package preview_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/preview"
)

func report() *gatefold.Report {
	return &gatefold.Report{
		Article: &article.Article{
			Title: "A title", Authors: []article.Author{{Name: "Alex Sample"}},
			Promos: []article.Promo{{Kind: article.PromoNewsletter, Text: "Our letter", Gate: true}},
			Access: article.Access{
				Policy: article.PolicyFree, Completeness: article.CompletenessFull,
				Evidence:  []article.Evidence{{Source: article.ParseProvenance("meta:tier"), Value: "free", Supports: "free"}, {Source: article.ParseProvenance("promo"), Supports: "metered"}},
				Conflicts: []article.Conflict{{About: "policy", Evidence: []int{1}}},
			},
			Rights:  []article.Right{{Name: "tdm-reservation", Value: "1", Where: "head > meta"}},
			Sources: map[string]article.Provenance{"title": article.ParseProvenance("jsonld:headline")},
		},
		Blocks: []gatefold.ReportBlock{
			{Role: article.RoleNavigation, Text: "Home", Path: "nav", Decided: article.ParseProvenance("links"), Promo: -1},
			{Role: article.RoleNavigation, Text: "Sport", Path: "nav", Decided: article.ParseProvenance("links"), Promo: -1},
			{Role: article.RoleBody, Text: "A story.", Path: "main > p", Decided: article.ParseProvenance("model"), Probability: .98, Promo: -1},
			{Role: article.RolePromo, Text: "Our letter", Path: "div.letter", Decided: article.ParseProvenance("sites/x.toml:12 .letter"), Promo: 0, Hidden: true},
		},
		Fields: map[string][]gatefold.Tried{"title": {{Source: article.ParseProvenance("css:h1"), Value: "A title"}, {Source: article.ParseProvenance("meta:og:title")}}},
	}
}

func write(t *testing.T, r *gatefold.Report) (string, *html.Node) {
	t.Helper()
	var buf bytes.Buffer
	require.NoError(t, preview.Write(&buf, "page.html", r))
	root, err := html.Parse(bytes.NewReader(buf.Bytes()))
	require.NoError(t, err)
	return buf.String(), root
}

func TestWriteShowsTheReport(t *testing.T) {
	t.Parallel()
	out, _ := write(t, report())
	for _, want := range []string{
		`<h1 dir="auto">A title</h1>`, "Alex Sample", "jsonld:headline", `id="b3" class="block r-body"`, "main &gt; p", "98 %",
		"sites/x.toml:12 .letter", `href="#promo-1"`, `href="#b4"`, `class="block r-promo brief is-hidden"`, `class="against"`,
		`class="block r-navigation brief again"`, "hidden ones (1)", "tdm-reservation", "head &gt; meta",
	} {
		assert.Contains(t, out, want)
	}
	assert.NotContains(t, out, "meta:og:title", "a source that gave nothing")
}

func TestWriteOfAnEmptyReport(t *testing.T) {
	t.Parallel()
	out, _ := write(t, &gatefold.Report{Article: &article.Article{}})
	for _, want := range []string{"No title found", "The page holds no text.", "None found.", "The page says nothing of access."} {
		assert.Contains(t, out, want)
	}
}

// The file may run its own script, use its own style and ask for nothing.
func TestWriteForbidsRequests(t *testing.T) {
	t.Parallel()
	_, root := write(t, report())
	policy, hashes := "", []string{}
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Meta:
			if len(n.Attr) == 2 && strings.EqualFold(n.Attr[0].Val, "Content-Security-Policy") {
				policy = n.Attr[1].Val
			}
		case atom.Script, atom.Style:
			sum := sha256.Sum256([]byte(n.FirstChild.Data))
			hashes = append(hashes, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		case atom.Img, atom.Iframe, atom.Link, atom.Form:
			t.Errorf("the file has <%s>", n.Data)
		}
		for _, a := range n.Attr {
			assert.False(t, a.Key == "style" || a.Key == "src" || strings.HasPrefix(a.Key, "on"), a.Key)
		}
	}
	assert.Contains(t, policy, "default-src 'none'")
	require.Len(t, hashes, 2)
	for _, h := range hashes {
		assert.Contains(t, policy, h)
	}
}

func FuzzWriteEscapes(f *testing.F) {
	f.Add(`"><script>x</script>`, "body")
	f.Add("</style><img src=x>", "' onclick=x")
	f.Fuzz(func(t *testing.T, text, role string) {
		_, plain := write(t, report())
		r := report()
		r.Article.Title = "A title " + text
		for i := range r.Blocks {
			r.Blocks[i].Text, r.Blocks[i].Path, r.Blocks[i].Decided = "x"+text, text, article.ParseProvenance(text)
		}
		r.Blocks[2].Role = article.Role(role)
		_, root := write(t, r)
		assert.Equal(t, count(plain, atom.Script), count(root, atom.Script))
		assert.Equal(t, count(plain, atom.Style), count(root, atom.Style))
		assert.Zero(t, count(root, atom.Img))
		assert.Equal(t, count(plain, atom.Summary), count(root, atom.Summary))
	})
}

func count(root *html.Node, tag atom.Atom) int {
	n := 0
	for d := range root.Descendants() {
		if d.DataAtom == tag {
			n++
		}
	}
	return n
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteReportsTheWritersError(t *testing.T) {
	t.Parallel()
	assert.ErrorContains(t, preview.Write(full{}, "page.html", report()), "disk full")
}

// The fragment is what stands in the file, so that a page of one's own shows
// the same.
func TestWriteReport(t *testing.T) {
	t.Parallel()
	file, _ := write(t, report())
	var part bytes.Buffer
	require.NoError(t, preview.WriteReport(&part, "page.html", report()))
	assert.Contains(t, file, part.String())
	assert.Contains(t, file, preview.Style())
	assert.Contains(t, file, preview.Script())
	assert.NotContains(t, part.String(), "<script")
	assert.NotContains(t, part.String(), "<style")
}

func TestWriteShowsThePartsOfAPromo(t *testing.T) {
	t.Parallel()
	r := report()
	r.Article.Promos[0] = article.Promo{
		Kind: article.PromoSubscription, Heading: "Read on", Benefits: []string{"The whole archive"}, Notes: []string{"Prices include tax."},
		Actions: []article.Action{{Text: "Subscribe now", URL: "https://news.example/subscribe"}},
		Offers: []article.Offer{{
			Amount: "1", Currency: "EUR", Period: "4 weeks", Trial: true, Renewal: article.Price{Amount: "9", Currency: "EUR", Period: "1 month"},
			Was: "12", Discount: "25 % off", Cancel: "Cancel any time", Text: "Only 1 euro",
		}},
	}
	out, _ := write(t, r)
	for _, want := range []string{
		"The whole archive", "Prices include tax.", "Subscribe now", "https://news.example/subscribe", "1 EUR", "for 4 weeks, a trial",
		"then 9 EUR for 1 month", "was 12", "25 % off", "Cancel any time", "Only 1 euro",
	} {
		assert.Contains(t, out, want)
	}
	assert.NotContains(t, out, `href="https://`, "an address of the page is shown, not linked")
}
