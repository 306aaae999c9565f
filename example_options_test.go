package gatefold_test

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"strings"
	"testing/fstest"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/rules"
)

// A service that takes pages from anybody reads no more than it has to. A
// negative limit lifts one.
func ExampleWithLimits() {
	x, err := gatefold.New(gatefold.WithLimits(gatefold.Limits{Bytes: 2 << 20, Nodes: 50_000}))
	if err != nil {
		log.Fatal(err)
	}
	huge := strings.NewReader("<p>" + strings.Repeat("All work and no play. ", 200_000))
	_, err = x.Extract(huge, gatefold.Page{})
	fmt.Println(errors.Is(err, gatefold.ErrTooLarge))
	// Output: true
}

const gatedPage = `<html lang="en"><title>Low water</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Low water", "isAccessibleForFree": false,
	"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".rest"}}</script>
<article><h1>Low water</h1>
<p>The river has not been so low since the year of the great drought, and the old weir lies dry in the sun, said the warden.</p>
<p>At the ferry the boats are on the gravel, and the people of the island carry their bread and their letters over the stones.</p>
<div class="offer"><h2>Subscribe to read on</h2><p>Only $1 for four weeks</p><a href="/subscribe">Subscribe now</a></div>
<div class="rest" hidden><p>The water will come back with the snow, the warden said, and until then everybody walks to the other side. Nobody is in a hurry there: the post has come on foot for longer than it has come by boat, and the school begins when all are over.</p>
<p>Only the ferryman counts the days, and has begun to mend the nets that his father left in the loft above the boats. His father went out with them each night of the great drought, he said, and came home with a basket of eels, which are now as rare as rain.</p></div>
</article>`

// A subscriber's own reader may show what the gate holds back. Blocks that it
// adds are marked.
func ExampleWithWithheld() {
	x, err := gatefold.New(gatefold.WithWithheld())
	if err != nil {
		log.Fatal(err)
	}
	art, err := x.Extract(strings.NewReader(gatedPage), gatefold.Page{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(art.Access.Completeness, art.Access.Withheld.Words, "words in", art.Access.Withheld.Where)
	for _, b := range art.Body {
		fmt.Println(b.Withheld, b.Text[:22])
	}
	// Output:
	// preview 100 words in article > div.rest
	// false The river has not been
	// false At the ferry the boats
	// true The water will come ba
	// true Only the ferryman coun
}

// The generic way alone, as for a page of a publisher that nobody knows.
func ExampleWithoutRules() {
	x, err := gatefold.New(gatefold.WithoutRules())
	if err != nil {
		log.Fatal(err)
	}
	art, err := x.Extract(strings.NewReader(gatedPage), gatefold.Page{URL: "https://www.nknews.org/2024/05/low-water"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q %s\n", art.Rule.File, art.Access.Policy)
	// Output: "" subscription
}

// A set that the caller has loaded is used alone, without the rules that ship.
func ExampleWithRuleSet() {
	set, err := rules.Load(fstest.MapFS{"sites/river.example.toml": {Data: []byte(
		"name = \"The River\"\nhosts = [\"river.example\"]\n[roles]\nbody = [\"article > p\"]\n")}})
	if err != nil {
		log.Fatal(err)
	}
	x, err := gatefold.New(gatefold.WithRuleSet(set))
	if err != nil {
		log.Fatal(err)
	}
	art, err := x.Extract(strings.NewReader(gatedPage), gatefold.Page{URL: "https://river.example/low-water"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(art.Rule.File, len(art.Body))
	// Output: sites/river.example.toml 2
}

// Models that the caller has trained stand in a folder. What is none, or was
// trained for another version, is found when the extractor is made.
func ExampleWithModels() {
	_, err := gatefold.New(gatefold.WithModels(fstest.MapFS{}))
	fmt.Println(errors.Is(err, fs.ErrNotExist))
	_, err = gatefold.New(gatefold.WithModels(fstest.MapFS{"bodies.bin": {}}))
	fmt.Println(err)
	// Output:
	// true
	// gatefold: models: bodies.bin: no model has this name: want roles.bin, kind.bin, probe.bin, title.bin, promo.bin, date.bin, author.bin or lead.bin
}

const ticketPage = `<html lang="en"><title>Low water at the ferry</title><article><h1>Low water at the ferry</h1>
<p>The river has not been so low since the year of the great drought, and the old weir lies dry in the sun, said the warden.</p>
<p>At the ferry the boats are on the gravel, and the people of the island carry their bread and their letters over the stones.</p>
<aside class="box"><p>Tickets: two coins a crossing. Bicycles go free on Sundays.</p></aside>
<p>The water will come back with the snow, the warden said, and until then everybody walks to the other side of the river.</p>
</article>`

// An index in which nothing may be missed takes the box beside the story as well; what
// is read aloud does without. By default the models decide.
func ExampleWithLean() {
	for _, lean := range []float64{-2, 4} {
		x, err := gatefold.New(gatefold.WithLean(lean))
		if err != nil {
			log.Fatal(err)
		}
		art, err := x.Extract(strings.NewReader(ticketPage), gatefold.Page{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(lean, strings.Contains(art.Text(), "Tickets"))
	}
	// Output:
	// -2 false
	// 4 true
}
