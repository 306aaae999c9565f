package main

import (
	"bytes"
	"fmt"
	"strings"
)

// stated is what most publishers' pages state of themselves, and what a page must
// state for no visible date or name to be looked for.
const stated = `<link rel="canonical" href="https://news.example/story"><meta property="og:title" content="A long story">
<meta property="og:type" content="article"><meta property="og:site_name" content="The Harbour News">
<meta property="article:published_time" content="2025-11-20T07:00:00Z"><meta property="article:modified_time" content="2025-11-21T09:30:00Z">
<meta name="author" content="Ragna Holm"><meta name="description" content="The council put the vote off, and nobody was surprised.">`

// madePage writes a page of about size bytes with what real ones have: navigation, a
// story with links, promos between its paragraphs, teasers. It is dense: nearly all of
// it is text, where a publisher's page is scripts for two thirds. head is put into
// its head, and without one the page states neither date nor author.
func madePage(size int, head string) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><html lang=en><head><title>A long story</title>" + head + "</head><body><nav><ul>")
	// A small page has a small menu.
	for i := range min(40, size/500) {
		fmt.Fprintf(&b, `<li class="nav-item"><a href="/section/%d">Section %d</a></li>`, i, i)
	}
	b.WriteString(`</ul></nav><main><article class="story"><h1>A long story</h1>`)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `<p class="story-p">In part %d, the council met, heard what the <a href="/p/%d">harbour master</a> had to say, and put the vote off until the week after; nobody was surprised.</p>`, i, i)
		switch i % 12 {
		case 5:
			b.WriteString(`<div class="newsletter-box"><h4>The harbour letter</h4><form><input type="email"><button>Sign up</button></form></div>`)
		case 11:
			fmt.Fprintf(&b, `<aside class="related"><a href="/r/%d"><img src="/i/%d.jpg" alt=""><span>Another story about boats</span></a></aside>`, i, i)
		}
	}
	b.WriteString("</article></main><footer><p>All rights reserved</p></footer></body></html>")
	return b.Bytes()
}

// emptyPage is what is left of a page without its text: what it costs is the fixed
// part of any page.
const emptyPage = "<!doctype html><html><head><title></title></head><body></body></html>"

// madeGroups are the made pages that the table of stages has beside real ones.
func madeGroups() []group {
	one := func(name string, page []byte) group {
		return group{name, []sample{{html: page, address: "https://news.example/story"}}}
	}
	groups := []group{
		one("dense, 100 KB", madePage(100_000, stated)),
		one("dense, undated", madePage(100_000, "")),
	}
	for _, kb := range []int{50, 20, 5} {
		groups = append(groups, one(fmt.Sprintf("%d KB", kb), madePage(kb*1000, stated)))
	}
	return append(groups, one("empty", []byte(emptyPage)))
}

// group is some pages that are measured as one.
type group struct {
	name    string
	samples []sample
}

// size is the mean size of a page in KB.
func (g *group) size() float64 {
	n := 0
	for i := range g.samples {
		n += len(g.samples[i].html)
	}
	return float64(n) / 1000 / float64(max(1, len(g.samples)))
}

// namesOf joins the names of groups.
func namesOf(groups []group) string {
	var names []string
	for i := range groups {
		names = append(names, groups[i].name)
	}
	return strings.Join(names, ", ")
}
