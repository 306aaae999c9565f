package jsonld

import "strings"

// IsArticle reports whether an object is an article or another creative work
// that has an author and a date like one.
func (v Value) IsArticle() bool {
	for t := range v.Types() {
		if articleType(t) {
			return true
		}
	}
	return false
}

func articleType(t string) bool {
	if len(t) >= len("Article") && strings.EqualFold(t[len(t)-len("Article"):], "Article") {
		return true
	}
	switch strings.ToLower(t) {
	case "blogposting", "liveblogposting", "reportagenewsarticle", "socialmediaposting", "report", "review", "recipe",
		"howto", "faqpage", "claimreview", "criticreview", "discussionforumposting", "qapage", "medicalwebpage",
		"opinionnewsarticle", "videoobject", "podcastepisode", "creativework", "posting", "photogallery", "imagegallery",
		"mediagallery", "tutorial", "course", "book", "movie":
		return true
	}
	return false
}

// weakType reports the article-like types that pages put beside their
// article: a video, a review of the product, a book.
func weakType(t string) bool {
	switch strings.ToLower(t) {
	case "videoobject", "creativework", "faqpage", "howto", "course", "book", "movie", "podcastepisode", "qapage",
		"imagegallery", "mediagallery", "photogallery", "claimreview":
		return true
	}
	return false
}

// Article returns the object that describes the page's own article: the
// article-like one at the top of a block or in its @graph or main entity that
// fits best. url and headline, either may be empty, are what is known of the
// page otherwise.
func (g *Graph) Article(url, headline string) Value {
	var best Value
	bestScore := 0
	for v := range g.tops() {
		if s := v.articleScore(url, headline); s > bestScore {
			best, bestScore = v, s
		}
	}
	return best
}

// Page returns the object of the page itself, WebPage or one of its kinds.
func (g *Graph) Page() Value {
	for v := range g.tops() {
		for t := range v.Types() {
			if len(t) > 4 && strings.EqualFold(t[len(t)-4:], "Page") && !strings.EqualFold(t, "FAQPage") {
				return v
			}
		}
	}
	return Value{}
}

// Find returns the first object of one of the types at the top of a block or
// in its @graph.
func (g *Graph) Find(types ...string) Value {
	for v := range g.tops() {
		if v.Is(types...) {
			return v
		}
	}
	return Value{}
}

// Tops yields the objects that stand for the page, not for a part of it or
// for something that it lists: roots, items of root arrays and of @graph, and
// main entities of those.
func (g *Graph) Tops() func(yield func(Value) bool) { return g.tops() }

func (g *Graph) tops() func(yield func(Value) bool) {
	return func(yield func(Value) bool) {
		for i := 0; i < g.Len(); {
			v := Value{g, int32(i)}
			n := &g.nodes[i]
			switch {
			case n.kind == Object:
				if !yield(v) {
					return
				}
				i++
			case n.kind == Array && topKey(n.key):
				i++
			default:
				i = int(n.end)
			}
			// Step over members that lead away from the page itself.
			for i < g.Len() && g.nodes[i].parent >= 0 && !topKey(g.nodes[i].key) {
				i = int(g.nodes[i].end)
			}
		}
	}
}

// topKey reports the members whose object stands for the page as well.
func topKey(key string) bool {
	switch len(key) {
	case 0:
		return true
	case len("@graph"):
		return strings.EqualFold(key, "@graph")
	case len("mainEntity"):
		return strings.EqualFold(key, "mainEntity")
	case len("mainEntityOfPage"):
		return strings.EqualFold(key, "mainEntityOfPage")
	}
	return false
}

// articleScore says how well v fits the page as its article, 0 not at all.
func (v Value) articleScore(url, headline string) int {
	score := 0
	for t := range v.Types() {
		switch {
		case weakType(t):
			score = max(score, 10)
		case articleType(t):
			score = max(score, 30)
		}
	}
	if score == 0 {
		return 0
	}
	for _, key := range [...]string{"headline", "datePublished", "author", "articleBody", "dateModified", "isAccessibleForFree"} {
		if !v.own(key).IsZero() {
			score += 3
		}
	}
	if v.names(url) {
		score += 20
	}
	if headline != "" {
		if h := v.Get("headline"); sameText(h.Text(), headline) {
			score += 10
		}
	}
	return score
}

// names reports whether one of the addresses of v is the page's.
func (v Value) names(url string) bool {
	if url = plainURL(url); url == "" {
		return false
	}
	for _, key := range [...]string{"url", "@id", "mainEntityOfPage"} {
		m := v.own(key)
		if m.Kind() == Object {
			m = m.own("@id")
		}
		if plainURL(m.Text()) == url {
			return true
		}
	}
	return false
}

// plainURL takes the parts off that differ between addresses of one page.
func plainURL(s string) string {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s = strings.TrimPrefix(s, "www.")
	return strings.TrimRight(s, "/")
}

func sameText(a, b string) bool {
	return a != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
