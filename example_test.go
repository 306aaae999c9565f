package gatefold_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/rules"
)

func ExampleExtract() {
	f, err := os.Open("testdata/nknews.org/badges.html")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	art, err := gatefold.Extract(f, gatefold.Page{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(art.Title)
	fmt.Println(len(art.Body), "paragraphs,", art.WordCount, "words")
	fmt.Println(art.Access.Policy, art.Access.Completeness)
	for _, p := range art.Promos {
		fmt.Printf("%s: %s, %d benefits\n", p.Kind, p.Heading, len(p.Benefits))
		for _, o := range p.Offers {
			fmt.Println(o.Amount, o.Currency, "for", o.Period, "trial:", o.Trial)
		}
	}
	// Output:
	// Brass Buttons Return to the Harbour Police
	// 2 paragraphs, 117 words
	// subscription preview
	// subscription: Try unlimited access, 5 benefits
	// 1 USD for 4 weeks trial: true
}

// A page that is none is an error, a page without a story is not.
func ExampleExtract_errors() {
	_, err := gatefold.Extract(strings.NewReader(" "), gatefold.Page{})
	fmt.Println(errors.Is(err, gatefold.ErrEmpty))
	art, err := gatefold.Extract(strings.NewReader("<title>Nothing here</title>"), gatefold.Page{})
	fmt.Println(err, len(art.Body), art.Access.Completeness)
	// Output:
	// true
	// <nil> 0 none
}

const tidePage = `<!DOCTYPE html><html lang="en"><title>The Tide Table</title>
<div class="top"><a href="/">Home</a> <a href="/charts">Charts</a></div>
<div class="hd2">Slack water comes twice</div>
<div class="col"><p>Between the flood and the ebb the water stands, and whoever knows when it comes can leave without an engine.</p>
<div class="box"><a href="/knots">Three knots that hold in the wet</a></div>
<p>It comes twice a day, a little later each time, and lasts as long as a cup of tea.</p></div></html>`

// One file makes a publisher known. A folder on disk is os.DirFS(dir).
func ExampleWithRules() {
	x, err := gatefold.New(gatefold.WithRules(fstest.MapFS{"tide-table.example.toml": {Data: []byte(`
name  = "The Tide Table"
hosts = ["tide-table.example"]
[fields]
title = [".hd2"]
published = ["url:/{yyyy}/{mm}/"]
[roles]
headline = [".hd2"]
body     = [".col"]
related  = [".box"]
[[expect]]
fixture = "tide-table.example/slack-water.html"
`)}}))
	if err != nil {
		log.Fatal(err)
	}
	art, err := x.Extract(strings.NewReader(tidePage), gatefold.Page{URL: "https://www.tide-table.example/2031/04/slack-water"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(art.Title)
	fmt.Println(art.Published.Time.Format("January 2006"), art.Sources["published"])
	fmt.Println(art.Text())
	// Output:
	// Slack water comes twice
	// April 2031 tide-table.example.toml:6 url:/{yyyy}/{mm}/
	// Between the flood and the ebb the water stands, and whoever knows when it comes can leave without an engine.
	//
	// It comes twice a day, a little later each time, and lasts as long as a cup of tea.
}

// All problems of all rule files are reported at once, with their places.
// A folder lexicon adds the wording of a language, here one whose wording does not ship.
func ExampleWithRules_wording() {
	dir := fstest.MapFS{
		"lexicon/cy.toml": {Data: []byte(`
lang = "cy"
name = "Welsh"
[seen]
ad-label = ["^hysbyseb$$"]
related = ["^darllenwch hefyd"]
`)},
	}
	x, err := gatefold.New(gatefold.WithRules(dir))
	if err != nil {
		log.Fatal(err)
	}
	const page = `<article><h1>Y cwch</h1><p>Hysbyseb</p>
<p>Darllenwch hefyd: <a href="/pont">Pont newydd dros yr afon</a></p></article>`
	report, err := x.Explain(strings.NewReader(page), gatefold.Page{})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range report.Blocks {
		fmt.Printf("%s (%s): %s\n", b.Role, b.Decided, b.Text)
	}
	// Output:
	// headline (metadata): Y cwch
	// ad (wording): Hysbyseb
	// related (wording): Darllenwch hefyd: Pont newydd dros yr afon
}

func ExampleNew_errors() {
	_, err := gatefold.New(gatefold.WithRules(fstest.MapFS{"a.example.toml": {Data: []byte(`name = "A"
hosts = ["a.example"]
[roles]
boddy = [".text"]
[[expect]]
fixture = "a.example/a.html"
`)}}))
	var problem *rules.Error
	if errors.As(err, &problem) {
		fmt.Println(problem.File, problem.Line)
	}
	fmt.Println(err)
	// Output:
	// a.example.toml 4
	// rules: a.example.toml:4:1: roles: unknown key "boddy"; did you mean "body"?
}

func ExampleExtractor_ExtractNode() {
	doc, err := html.Parse(strings.NewReader(tidePage))
	if err != nil {
		log.Fatal(err)
	}
	var x gatefold.Extractor
	art, err := x.ExtractNode(doc, gatefold.Page{URL: "https://www.tide-table.example/2031/04/slack-water"})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(art.Language, art.Body[0].Text[:31])
	// Output: en Between the flood and the ebb t
}

func ExampleExtractor_Explain() {
	f, err := os.Open("testdata/nknews.org/badges.html")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	var x gatefold.Extractor
	report, err := x.Explain(f, gatefold.Page{})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range report.Blocks {
		if b.Role == article.RoleBody || b.Role == article.RoleStandfirst {
			file := b.Decided.File
			fmt.Printf("%s, %s: %.24s\n", b.Role, file, b.Text)
		}
	}
	// Output:
	// standfirst, sites/nknews.org.toml: A supplier says that off
	// body, platforms/wordpress.toml: Would anyone notice a bu
	// body, platforms/wordpress.toml: It would not be the firs
}

// A caller who may not wait gives a context; what ended it is the error.
func ExampleExtractor_ExtractContext() {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("the client has gone"))
	var x gatefold.Extractor
	art, err := x.ExtractContext(ctx, strings.NewReader("<h1>Low water</h1><p>The ferry waits.</p>"), gatefold.Page{})
	fmt.Println(art == nil, err)
	// Output: true the client has gone
}
