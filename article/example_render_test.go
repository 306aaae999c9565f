package article_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// harbour is an article as an extraction returns it.
var harbour = article.Article{
	Title:      "Harbour opens its second gate",
	Standfirst: "Ships wait less than an hour",
	Body: []article.Block{
		{Kind: article.BlockParagraph, Text: "The gate opened on Monday.", Spans: []article.Span{
			{Text: "The gate opened on "},
			{Text: "Monday", Kind: article.SpanLink, URL: "https://news.example/monday"},
			{Text: "."},
		}},
		{Kind: article.BlockList, Items: []article.Item{{Text: "Boats pay 2 dollars"}, {Text: "Ships pay 3"}}},
	},
}

func ExampleArticle_Text() {
	fmt.Println(harbour.Text())
	// Output:
	// The gate opened on Monday.
	//
	// Boats pay 2 dollars
	// Ships pay 3
}

func ExampleArticle_Markdown() {
	fmt.Print(harbour.Markdown())
	// Output:
	// # Harbour opens its second gate
	//
	// *Ships wait less than an hour*
	//
	// The gate opened on [Monday](https://news.example/monday).
	//
	// - Boats pay 2 dollars
	// - Ships pay 3
}

func ExampleArticle_WriteHTML() {
	if err := harbour.WriteHTML(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <article>
	// <h1>Harbour opens its second gate</h1>
	// <p><em>Ships wait less than an hour</em></p>
	// <p>The gate opened on <a href="https://news.example/monday" rel="nofollow">Monday</a>.</p>
	// <ul>
	// <li>Boats pay 2 dollars</li>
	// <li>Ships pay 3</li>
	// </ul>
	// </article>
}

// A part of the body is rendered by itself.
func ExampleBlocks() {
	fmt.Print(harbour.Body[1:].Markdown())
	// Output:
	// - Boats pay 2 dollars
	// - Ships pay 3
}

func ExampleArticle_MarshalJSON() {
	art := article.Article{Body: []article.Block{{Kind: article.BlockParagraph, Text: "One."}, {Kind: article.BlockParagraph, Text: "Two."}}}
	data, err := json.Marshal(art)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(data))
	// Output:
	// {"kind":"article","confidence":0,"authors":[],"word_count":0,"body":[{"kind":"paragraph","text":"One."},{"kind":"paragraph","text":"Two."}],"text":"One.\n\nTwo.","promos":[],"access":{"policy":"unknown","completeness":"unknown","declared":false,"evidence":[]}}
}

// Notes and site generators read the metadata in front of the Markdown.
func ExampleArticle_FrontMatter() {
	fmt.Print(harbour.FrontMatter())
	// Output:
	// ---
	// title: "Harbour opens its second gate"
	// description: "Ships wait less than an hour"
	// access: "unknown"
	// completeness: "unknown"
	// words: 0
	// ---
}

func ExampleArticle_WriteStandaloneHTML() {
	var page strings.Builder
	if err := harbour.WriteStandaloneHTML(&page); err != nil {
		fmt.Println(err)
		return
	}
	_, body, _ := strings.Cut(page.String(), "<body>\n")
	fmt.Print(body[:strings.Index(body, "<ul>")])
	// Output:
	// <main>
	// <article>
	// <header>
	// <h1>Harbour opens its second gate</h1>
	// <p class="standfirst">Ships wait less than an hour</p>
	// </header>
	// <p>The gate opened on <a href="https://news.example/monday" rel="nofollow">Monday</a>.</p>
}

func ExampleArticle_Links() {
	for link := range harbour.Links() {
		fmt.Println(link.Text, link.URL)
	}
	// Output:
	// Monday https://news.example/monday
}

func ExampleArticle_Images() {
	art := article.Article{Body: article.Blocks{{
		Kind: article.BlockFigure, Caption: "The new gate",
		Images: []article.Image{{URL: "https://news.example/gate-1200.jpg", Width: 1200}, {URL: "https://news.example/gate-400.jpg", Width: 400}},
	}}}
	for img, figure := range art.Images() {
		fmt.Println(img.URL, figure.Caption)
	}
	// Output:
	// https://news.example/gate-1200.jpg The new gate
}
