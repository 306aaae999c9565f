package article_test

import (
	"encoding/json"
	"fmt"
	"os"

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
	fmt.Print(article.Blocks(harbour.Body[1:]).Markdown())
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
