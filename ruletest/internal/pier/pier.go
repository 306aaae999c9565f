// Package pier has the pages of a made-up publisher, The Pier, on which the
// tools for rule files are tested.
package pier

import (
	"fmt"
	"strings"
)

// Paragraphs are a made-up story, long enough for the generic way.
var Paragraphs = []string{
	"The ferry to the island was late again this morning, and the people on the pier had stopped asking why it was so.",
	"A sailor said that the old engine needs an hour to get warm, and that nobody at the company has ordered a new one yet.",
	"The harbour master keeps a list of the delays, he said, and the list has grown by four pages since the end of winter.",
	"Most of those who wait are teachers and nurses, and some of them have begun to take the first boat to be on time.",
	"The company promised a second ship for the summer, but the ship lies in a dock on the other side of the bay for repairs.",
	"By noon the engine was running, and the last of the crates with bread and letters had been carried over the ramp.",
}

// Story is a page with the story in a container of class story, with what else
// stands inside and behind it.
func Story(inside, behind string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The late ferry</title>
<link rel="canonical" href="https://pier.example/late-ferry/"><meta property="og:title" content="The late ferry">
<meta property="og:site_name" content="The Pier"><meta property="article:published_time" content="2024-05-03T08:00:00+02:00"></head><body>
<nav class="menu"><a href="/">Home</a> <a href="/news/">News</a></nav><main><h1 class="top-line">The late ferry</h1>
<div class="story">`)
	for i, p := range Paragraphs {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
		// In the middle of the story, where what does not belong to it does most harm.
		if i == 2 {
			b.WriteString(inside)
		}
	}
	b.WriteString(`</div>` + behind + `</main><footer class="foot"><p>All rights reserved.</p></footer></body></html>`)
	return b.String()
}

// What a test may put inside the story or behind it.
const (
	// Teaser points to another story, Offer is a gate.
	Teaser = `<div class="see-also"><p>The old lighthouse on the northern point has been sold to a painter who wants to live there with two dogs, three boats and a piano, the seller said.</p></div>`
	Offer  = `<section class="offer"><h2>Subscribe to read on</h2><p>Only $1 for four weeks</p><a href="/subscribe/">Subscribe now</a></section>`
)
