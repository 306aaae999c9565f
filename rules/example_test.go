package rules_test

import (
	"errors"
	"fmt"
	"testing/fstest"

	"github.com/gatefold/gatefold/rules"
)

func ExampleSet_For() {
	c := rules.Embedded().For("www.nknews.org")
	fmt.Println(c.Head.Name, c.Head.Language)
	a := c.Layout(func(int) bool { return false })
	fmt.Println(a.Fields["title"][0].Arg)
	p := c.Promos[a.Promos[0]]
	fmt.Println(p.Kind, p.Gate)
	// Output:
	// NK News en
	// h1.entry-title
	// subscription true
}

func ExampleSet_With() {
	mine := fstest.MapFS{"sites/news.example.toml": {Data: []byte(`
name = "The Example"
hosts = ["news.example"]
platform = "wordpress"

[roles]
body = [".story"]
`)}}
	set, err := rules.Embedded().With(mine)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(set.For("news.example").Head.Name)
	fmt.Println(set.For("nknews.org").Head.Name)
	// Output:
	// The Example
	// NK News
}

func ExampleLoad_problems() {
	_, err := rules.Load(fstest.MapFS{"sites/news.example.toml": {Data: []byte(`
name = "The Example"
hosts = ["news.example"]
langauge = "en"

[roles]
body = [".story", ".text >"]
`)}})
	fmt.Println(err)
	var e *rules.Error
	if errors.As(err, &e) {
		fmt.Println("first in line", e.Line)
	}
	// Output:
	// rules: sites/news.example.toml:4:1: unknown key "langauge"; did you mean "language"?
	// rules: sites/news.example.toml:7:19: body: parsing ".text >": expected selector, found EOF instead
	// first in line 4
}

func ExampleParseURLPattern() {
	p, err := rules.ParseURLPattern("/{yyyy}/{mm}/{dd}/")
	if err != nil {
		fmt.Println(err)
		return
	}
	date, ok := p.Find("/world/2012/05/07/a-story/")
	fmt.Println(date, ok)
	// Output: 2012-05-07 true
}

// Sites lists the publishers of a set in the order of their files' names.
func ExampleSet_Sites() {
	set, err := rules.Load(fstest.MapFS{
		"sites/ferry.example.toml":   {Data: []byte("name = \"The Ferry\"\nhosts = [\"ferry.example\"]\nlanguage = \"en\"\n")},
		"sites/harbour.example.toml": {Data: []byte("name = \"Harbour News\"\nhosts = [\"harbour.example\"]\nlanguage = \"en\"\n")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for head := range set.Sites() {
		fmt.Println(head.Name, head.Hosts)
	}
	// Output:
	// The Ferry [ferry.example]
	// Harbour News [harbour.example]
}
