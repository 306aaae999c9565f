package gatefold_test

import (
	"fmt"
	"go/ast"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/rules"
)

// welsh is a language of whose promos the shipped lexicon knows nothing.
const welsh = `lang = "cy"
name = "Welsh"

[seen]
gate-subscription = ["i ddarllen gweddill yr erthygl hon"]
newsletter = ["cylchlythyr*", "yn syth i'ch mewnflwch"]
cta = ["^tanysgrifiwch nawr"]
subscription = ["tanysgrifiad digidol"]
donation = ["cyfrannwch at ein newyddiaduraeth"]
ad-label = ["^hysbyseb$$"]
related = ["^darllenwch hefyd"]
credit = ["^llun:"]

[known]
meter = ["rydych wedi darllen … erthygl am ddim"]
remaining = ["mae … ar ôl i'w ddarllen"]

[[pair]]
kind = "comment-gate"
all = ["mewngofnodwch", "sylw"]

[offer]
only = ["dim ond"]
then = ["wedyn"]
per = ["y"]
cancel = ["canslo unrhyw bryd"]

[offer.number]
4 = ["pedair"]

[offer.period]
week = ["wythnos"]
month = ["mis"]

[offer.currency]
GBP = ["punt"]
`

// withWording returns an extractor with lexicon files beside those that ship,
// by their languages.
func withWording(t *testing.T, files map[string]string) *gatefold.Extractor {
	t.Helper()
	fsys := fstest.MapFS{}
	for lang, text := range files {
		fsys["lexicon/"+lang+".toml"] = &fstest.MapFile{Data: []byte(text)}
	}
	x, err := gatefold.New(gatefold.WithRules(fsys))
	require.NoError(t, err)
	return x
}

// cutPage is the start of the story with a box behind it.
func cutPage(box string) string {
	return `<!DOCTYPE html><html lang="cy"><head><title>An island counts its Thursdays | The Sound</title><meta property="og:type" content="article"></head>
<body><main><article><h1>An island counts its Thursdays</h1><p>` + ferryParagraphs[0] + `</p><p>` + ferryParagraphs[1][:90] + `…</p>` + box + `</article></main></body></html>`
}

func explainPage(t *testing.T, x *gatefold.Extractor, page string) *gatefold.Report {
	t.Helper()
	r, err := x.Explain(strings.NewReader(page), gatefold.Page{URL: "https://sound.example/news/an-island-counts-its-thursdays"})
	require.NoError(t, err)
	return r
}

// What the tests below look at: the promos with their first prices, the access,
// and the role of the block that begins with a word.

func promosOf(r *gatefold.Report) string {
	var out []string
	for _, p := range r.Article.Promos {
		s := string(p.Kind)
		if p.Gate {
			s += " gate"
		}
		for _, o := range p.Offers {
			s += fmt.Sprintf(" %s %s per %s", o.Amount, o.Currency, o.Period)
			if o.Renewal.Amount != "" {
				s += fmt.Sprintf(", then %s per %s", o.Renewal.Amount, o.Renewal.Period)
			}
			if o.Cancel != "" {
				s += ", " + o.Cancel
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func accessOf(r *gatefold.Report) string {
	return string(r.Article.Access.Policy) + " " + string(r.Article.Access.Completeness)
}

func roleOf(word string) func(*gatefold.Report) string {
	return func(r *gatefold.Report) string {
		for _, b := range r.Blocks {
			if strings.HasPrefix(b.Text, word) {
				return string(b.Role)
			}
		}
		return "no block"
	}
}

// TestOwnWording reads a page with the shipped wording and with a caller's
// beside it.
func TestOwnWording(t *testing.T) {
	t.Parallel()
	const offers = `<div><h3>Tanysgrifiad digidol</h3><p>Dim ond 3 punt y mis, wedyn 9 punt y mis. Canslo unrhyw bryd.</p><a href="/subscribe">Tanysgrifiwch nawr</a></div>`
	const gate = `<div class="box"><h2>I ddarllen gweddill yr erthygl hon</h2><p>Tanysgrifiad digidol: dim ond 3 punt y mis.</p><a href="/subscribe">Tanysgrifiwch nawr</a></div>`
	for _, tt := range []struct {
		name, lang, text string
		page             string
		see              func(*gatefold.Report) string
		without, with    string
	}{
		{"a promo", "cy", welsh, ferryPage(`<div><h3>Cylchlythyr y Sain</h3><p>Yn syth i'ch mewnflwch.</p><a href="/x">Tanysgrifiwch nawr</a></div>`, ""),
			promosOf, "", "newsletter"},
		{"a price", "cy", welsh, ferryPage("", offers), promosOf, "", "subscription 3 GBP per 1 month, then 9 per 1 month, Canslo unrhyw bryd"},
		{"a gate", "cy", welsh, cutPage(gate), accessOf, "free full", "subscription preview"},
		{"a gate's box", "cy", welsh, cutPage(gate), promosOf, "", "subscription gate 3 GBP per 1 month"},
		{"a meter", "cy", welsh, ferryPage("", `<div><p>Rydych wedi darllen tair erthygl am ddim</p><a href="/x">Ymlaen</a></div>`), accessOf, "free full", "metered full"},
		{"a label of an advertisement", "cy", welsh, ferryPage(`<p>Hysbyseb</p>`, ""), roleOf("Hysbyseb"), "body", "ad"},
		{"a pointer", "cy", welsh, ferryPage(`<p>Darllenwch hefyd <a href="/mill">The mill that nobody wants any more</a></p>`, ""), roleOf("Darllenwch"), "body", "related"},
		{"a credit", "cy", welsh, ferryPage(`<p>Llun: Papur y Sain</p>`, ""), roleOf("Llun"), "body", "caption"},
		{"a shipped language", "en", "lang = \"en\"\n[known]\nad-label = [\"^from our friends ashore$$\"]\n", ferryPage(`<p>From our friends ashore</p>`, ""), roleOf("From our"), "body", "ad"},
		{"a shipped phrase covered", "en", "lang = \"en\"\n[known]\nharmless = [\"^advertisement of the sound$$\"]\n", ferryPage(`<p>Advertisement of the Sound</p>`, ""), roleOf("Advertisement"), "ad", "body"},
		{"a shipped phrase dropped", "en", "lang = \"en\"\n[drop]\nad-label = [\"^story continues below\"]\n", ferryPage(`<p>Story continues below</p>`, ""), roleOf("Story"), "ad", "body"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.without, tt.see(explainPage(t, new(gatefold.Extractor), tt.page)), "without")
			assert.Equal(t, tt.with, tt.see(explainPage(t, withWording(t, map[string]string{tt.lang: tt.text}), tt.page)), "with")
		})
	}
}

// TestOwnWordingOfSeveral has extractors of one process, each with its own
// wording, read one page at the same time: the first pages of each find nothing
// compiled.
func TestOwnWordingOfSeveral(t *testing.T) {
	t.Parallel()
	label := func(phrase string) string { return "lang = \"cy\"\n[seen]\nad-label = [\"^" + phrase + "$$\"]\n" }
	page := ferryPage(`<p>Hysbyseb</p><p>Noddwyd</p>`, "")
	first, second := withWording(t, map[string]string{"cy": label("hysbyseb")}), withWording(t, map[string]string{"cy": label("noddwyd")})
	both, err := gatefold.New(
		gatefold.WithRules(fstest.MapFS{"lexicon/cy.toml": {Data: []byte(label("hysbyseb"))}}),
		gatefold.WithRules(fstest.MapFS{"lexicon/cy.toml": {Data: []byte(label("noddwyd"))}}),
	)
	require.NoError(t, err)
	var wait sync.WaitGroup
	for range 4 {
		for _, tt := range []struct {
			x           *gatefold.Extractor
			left, right string
		}{{new(gatefold.Extractor), "body", "body"}, {first, "ad", "body"}, {second, "body", "ad"}, {both, "ad", "ad"}} {
			wait.Go(func() {
				r := explainPage(t, tt.x, page)
				assert.Equal(t, tt.left, roleOf("Hysbyseb")(r))
				assert.Equal(t, tt.right, roleOf("Noddwyd")(r))
			})
		}
	}
	wait.Wait()
}

// TestOwnWordsOfBylines holds that dates and authors are read with the caller's
// words too.
func TestOwnWordsOfBylines(t *testing.T) {
	t.Parallel()
	page := strings.Replace(cutPage(""), "</h1>", `</h1><div>blongwyd Ragna Holm quayloft</div><div>Tharpwyd 14 March 2024</div><div>Blongwyd 2 March 2024</div>`, 1)
	own := withWording(t, map[string]string{"cy": "lang = \"cy\"\n[date]\npublished = [\"blongwyd\"]\nupdated = [\"tharpwyd\"]\n[author]\nplain = [\"blongwyd\"]\ncut = [\"quayloft\"]\n"})
	for _, tt := range []struct {
		x       *gatefold.Extractor
		authors []string
		updated string
	}{{own, []string{"Ragna Holm"}, "2024-03-14"}, {new(gatefold.Extractor), nil, ""}} {
		art, err := tt.x.Extract(strings.NewReader(page), gatefold.Page{})
		require.NoError(t, err)
		var got []string
		for _, a := range art.Authors {
			got = append(got, a.Name)
		}
		assert.Equal(t, tt.authors, got)
		assert.Equal(t, tt.updated, art.Modified.Day)
	}
	art, err := own.Extract(strings.NewReader(page), gatefold.Page{})
	require.NoError(t, err)
	assert.Equal(t, "2024-03-02", art.Published.Day)
}

// TestNobodyAsksForTheShippedWording holds that a stage reads the lexicon that
// it is given: only the rules fall back to the one that ships.
func TestNobodyAsksForTheShippedWording(t *testing.T) {
	t.Parallel()
	allowed := map[string]bool{"internal/lexicon": true, "internal/wording": true, "rules": true}
	for _, p := range goList(t, "./...") {
		if allowed[strings.TrimPrefix(p.ImportPath, module+"/")] {
			continue
		}
		for name, f := range goFiles(t, p.Dir) {
			ast.Inspect(f, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if !ok || sel.Sel.Name != "Default" {
					return true
				}
				if pkg, ok := sel.X.(*ast.Ident); ok {
					assert.NotContains(t, []string{"lexicon", "wording"}, pkg.Name, "%s asks for the default", name)
				}
				return true
			})
		}
	}
}

// TestOwnWordingIsChecked has the mistakes of a caller's lexicon come out of
// New, with their places.
func TestOwnWordingIsChecked(t *testing.T) {
	t.Parallel()
	_, err := gatefold.New(gatefold.WithRules(fstest.MapFS{"lexicon/cy.toml": {Data: []byte("lang = \"cy\"\n[seen]\nnewsleter = [\"cylchlythyr\"]\n")}}))
	var at *rules.Error
	require.ErrorAs(t, err, &at)
	assert.Equal(t, "lexicon/cy.toml", at.File)
	assert.Equal(t, 3, at.Line)
	assert.ErrorContains(t, err, `unknown kind "newsleter"`)
}
