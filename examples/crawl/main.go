// Crawl follows the links of a site with colly and prints what its stories say
// of access. colly parses each page once, into a tree that goquery asks for links
// and Gatefold reads as it stands.
//
// It asks the site's robots.txt and waits between requests, and it takes what
// any reader gets: it sends no cookies and goes around no gate.
//
//	go run . -pages 20 https://news.example/
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/gatefold/gatefold/article"
)

func main() {
	log.SetFlags(0)
	pages := flag.Int("pages", 20, "the number of pages to ask for")
	wait := flag.Duration("wait", time.Second, "the time between two requests")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: crawl [-pages N] [-wait TIME] ADDRESS")
	}
	c := Crawler{Pages: *pages, Wait: *wait, Found: func(art *article.Article) { report(os.Stdout, art) }}
	if err := c.Crawl(flag.Arg(0)); err != nil {
		log.Fatal(err)
	}
}

// report writes a line for a story: what the page declares, how much of the
// text it holds, and what it points to.
func report(w io.Writer, art *article.Article) {
	links := 0
	for range art.Links() {
		links++
	}
	fmt.Fprintf(w, "%s %s, words %d, links %d: %s\n", art.Access.Policy, art.Access.Completeness, art.WordCount, links, art.Title)
}
