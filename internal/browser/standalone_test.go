package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/article"
)

// everything is an article with each kind of block, among them what is too wide
// for a phone, and with words that try to be more than words.
func everything() *article.Article {
	const evil = `</title></style><script>document.title = "hit"</script><img src=x onerror="document.title='hit'">`
	wide := strings.Repeat("unbreakable", 40)
	cells := func(header bool) []article.Cell {
		var row []article.Cell
		for range 12 {
			row = append(row, article.Cell{Text: "A cell of some width", Header: header})
		}
		return row
	}
	p := func(text string) article.Block { return article.Block{Text: text} }
	return &article.Article{
		URL: "https://pier.example/ferry", Title: "The ferry " + evil, Kicker: "Harbour", Standfirst: "Four hundred people wait for a shaft", SiteName: "The Pier",
		Language: "en", Direction: "ltr", Authors: []article.Author{{Name: "Ragna Holm", URL: "https://pier.example/ragna"}, {Name: evil}},
		Published: article.Date{Time: time.Date(2031, 5, 3, 8, 20, 0, 0, time.UTC), Precision: article.PrecisionMinute, Zone: article.ZoneKnown},
		Access:    article.Access{Completeness: article.CompletenessPreview},
		Body: article.Blocks{
			p("The ferry has not sailed since the storm."), p(wide), p(evil),
			{Spans: []article.Span{{Text: "A link", Kind: article.SpanLink, URL: "https://pier.example/" + wide}, {Text: " and "}, {Text: "code()", Kind: article.SpanCode}, {Text: " and "}, {Text: "2", Kind: article.SpanSuperscript}}},
			{Kind: article.BlockHeading, Level: 2, Text: "What it costs"}, {Kind: article.BlockHeading, Level: 3, Text: "And who pays"},
			{Kind: article.BlockList, Ordered: true, Start: 3, Items: []article.Item{{Text: "A shaft", Blocks: article.Blocks{p("of steel")}}, {Text: "A mail boat"}}},
			{Kind: article.BlockQuote, Blocks: article.Blocks{p("We have made soup."), p("No ship again.")}},
			{Kind: article.BlockCode, Text: "if ship == nil { return ErrNoShip } // " + wide},
			{Kind: article.BlockTable, Caption: "Fares", Credit: "The harbour office", Rows: [][]article.Cell{cells(true), cells(false)}},
			{Kind: article.BlockFigure, Caption: "The shaft", Credit: "R. Holm", Images: []article.Image{{URL: pictureAddress, Alt: "A shaft on the quay", Width: 4000, Height: 2000}}},
			{Kind: article.BlockEmbed, URL: "https://video.example/1", Provider: "video"},
			{Kind: article.BlockSeparator}, {Kind: article.BlockLivePost, Text: "First ship through.", Time: time.Date(2031, 5, 3, 9, 0, 0, 0, time.UTC)},
			{Kind: article.BlockFootnote, Text: "Prices of May."},
		},
	}
}

// pictureAddress is the one address that the page asks for. No host is found there.
const pictureAddress = "https://pictures.example/shaft.jpg"

// standalone opens an article as a page of its own, and returns its address too.
func standalone(t *testing.T, art *article.Article) (ctx context.Context, seen *events, address string) {
	t.Helper()
	address = save(t, t.TempDir(), art.StandaloneHTML())
	ctx, seen = browse(t, func(r *network.EventRequestWillBeSent) bool {
		return r.Request.URL == address || r.Request.URL == pictureAddress
	},
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	run(t, ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("article")))
	return ctx, seen, address
}

func printed(scheme string) Action {
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	return Command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: features})
}

// unreachable finds what scrolls by itself and never has the focus.
const unreachable = `[...document.querySelectorAll("body *")].filter((e) =>
  e.scrollWidth > e.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0).map((e) => e.outerHTML.slice(0, 60))`

// The page can be read in every size and scheme, runs nothing, and asks for
// nothing but its pictures.
func TestStandalone(t *testing.T) {
	ctx, seen, _ := standalone(t, everything())

	assert.Equal(t, "CSS1Compat", eval[string](t, ctx, `document.compatMode`), "no quirks")
	assert.Equal(t, "UTF-8", eval[string](t, ctx, `document.characterSet`))
	assert.True(t, strings.HasPrefix(eval[string](t, ctx, `document.title`), "The ferry </title>"))
	assert.Zero(t, eval[int](t, ctx, `document.scripts.length`))
	assert.Equal(t, 1, eval[int](t, ctx, `document.images.length`))
	for _, width := range []int64{1100, 600, 320} {
		for _, scheme := range []string{"light", "dark"} {
			run(t, ctx, Look(scheme, width, 900))
			shot(t, ctx, fmt.Sprintf("standalone-%s-%d", scheme, width))
			assert.Empty(t, eval[[]string](t, ctx, contrast), "%s at %d", scheme, width)
			assert.Empty(t, eval[[]string](t, ctx, unreachable), "%s at %d", scheme, width)
			assert.LessOrEqual(t, eval[int64](t, ctx, `document.documentElement.scrollWidth`), width, "nothing scrolls sideways in %s", scheme)
		}
	}
	missing := func(e string) bool { return e == "log: Failed to load resource: net::ERR_NAME_NOT_RESOLVED" }
	assert.Empty(t, slices.DeleteFunc(seen.all(), missing), "but for the picture, which is not there")
}

func TestStandaloneSchemesDiffer(t *testing.T) {
	ctx, _, _ := standalone(t, everything())
	const paper = `getComputedStyle(document.body).backgroundColor`
	run(t, ctx, Look("light", 800, 900))
	light := eval[string](t, ctx, paper)
	run(t, ctx, Look("dark", 800, 900))
	assert.NotEqual(t, light, eval[string](t, ctx, paper))
	run(t, ctx, printed("dark"))
	assert.Equal(t, "rgb(255, 255, 255)", eval[string](t, ctx, paper), "paper is white")
	assert.Empty(t, eval[[]string](t, ctx, contrast))
	assert.Contains(t, eval[string](t, ctx, `getComputedStyle(document.querySelector(".byline > a"), "::after").content`), "https://pier.example/ferry", "print says where it is from")
}

// A line of names in two directions is read in the order of the page.
func TestStandaloneRightToLeft(t *testing.T) {
	art := everything()
	art.Language, art.Direction = "ar", "rtl"
	art.Authors = art.Authors[:1]
	ctx, _, _ := standalone(t, art)
	run(t, ctx, Look("light", 1400, 900))
	const left = `document.querySelector(".byline > %s").getBoundingClientRect().left`
	author, date, source := strings.ReplaceAll(left, "%s", ".author"), strings.ReplaceAll(left, "%s", "time"), strings.ReplaceAll(left, "%s", "a")
	assert.Greater(t, eval[float64](t, ctx, author), eval[float64](t, ctx, date))
	assert.Greater(t, eval[float64](t, ctx, date), eval[float64](t, ctx, source))
}
