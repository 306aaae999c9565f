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

// articleType reports the types of works that stand for a page, weak ones included.
func articleType(t string) bool {
	// Most of schema.org's kinds of article end in the word, NewsArticle or
	// OpinionNewsArticle, and so do those that publishers invent.
	if len(t) >= len("Article") && strings.EqualFold(t[len(t)-len("Article"):], "Article") {
		return true
	}
	// The others are works that a page may be about as a whole: a recipe's page
	// often has no Article, and states author and date in the Recipe.
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
// article: a video, a review of the product, a book. They stand for the page
// only where nothing stronger does.
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
// fits best. url and headline are what is otherwise known of the page; either may
// be empty. They matter on pages that also describe the stories they link to,
// each as a NewsArticle with a headline, author and date of its own.
func (g *Graph) Article(url, headline string) Value {
	var best Value
	bestScore := 0
	for v := range g.tops() {
		// Of two that fit equally well the first in the document stays.
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
			// ArticlePage, CollectionPage and the like count. An FAQPage is a list of
			// questions that shops and magazines put below a text.
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

// tops walks the nodes in document order and steps over every member that leads to
// something else, with all that is inside it, so that the walk is linear:
//
//	{"@graph": [{"@type": "NewsArticle", "author": {…}}]}
//	yields the outer object and the article, not the author
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

// articleScore says how well v fits the page as its article, 0 for not at all. A bare
// article outweighs a video with every member; only the page's own address or
// headline turns that. The members tell a full object from a stub such as
// {"@type": "NewsArticle", "@id": "#article"}.
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

// names reports whether one of the addresses of v is the page's. Any of the three
// members may hold it, the last as a text or as an object:
//
//	"mainEntityOfPage": {"@type": "WebPage", "@id": "https://news.example/a"}
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

// plainURL takes off the parts in which addresses of one page differ: scheme,
// www, the slash at the end, and what trackers append as a query.
//
//	https://www.news.example/a/?utm_source=x  →  news.example/a
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

// sameText never finds two empty texts the same: a missing headline fits nothing.
func sameText(a, b string) bool {
	return a != "" && strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
