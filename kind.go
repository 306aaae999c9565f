package gatefold

import (
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
)

// articleCut is the probability from which a page counts as an article. It is
// above one half since the model learned from far more articles than other
// pages. In cross-validation the mean of the shares of both that are told right
// is highest here and about the same from 0.8 to 0.88, see BENCHMARKS.md.
const articleCut = 0.83

// judgeKind tells articles from other pages, and either by kind.
func (e *extraction) judgeKind() article.Kind {
	p := e.frame.ArticleProbability(&e.roles, e.meta, e.page.URL)
	declared := e.declared()
	if e.roles.Words == 0 {
		return e.kindWithoutText(declared)
	}
	if declared.news || p >= articleCut || p >= doubtedStory && e.isMostlyStory() {
		return declared.article()
	}
	if e.ruled && e.match.own.rule != nil && e.match.platform == "" && e.match.stale == "" {
		// A site's own rule found the story's container on the page.
		return declared.article()
	}
	return e.otherKind(declared)
}

// isMostlyStory reports whether a page holds little beside one text of some
// length and its headline: that is an article, unless its address and its declarations speak
// clearly for another kind.
func (e *extraction) isMostlyStory() bool {
	visible, own := 0, e.roles.Words
	for i := range e.segs {
		if e.segs[i].Hidden {
			continue
		}
		visible += int(e.segs[i].Words)
		if e.roles.Decisions[i].Role == term.Headline {
			own += int(e.segs[i].Words)
		}
	}
	return e.roles.Words >= minStory && float64(own) >= storyShare*float64(visible)
}

// Real pages of publishers carry more words around a story of this length
// than it has itself; saved and simplified pages do not.
const (
	minStory   = 60
	storyShare = 0.92
	// doubtedStory is the probability below which such a page is no article all
	// the same: a thread or a product's page without its frame.
	doubtedStory = 0.3
)

// declarations are the kinds that the page says of itself.
type declarations struct {
	news bool
	has  map[meta.KindHint]bool
}

func (e *extraction) declared() declarations {
	d := declarations{has: make(map[meta.KindHint]bool, len(e.meta.Hints))}
	for _, h := range e.meta.Hints {
		d.has[h.Kind] = true
		d.news = d.news || h.Source == "jsonld:@type" && (h.Kind == meta.HintNews || h.Kind == meta.HintLive)
	}
	return d
}

// article picks the most telling kind of article.
func (d declarations) article() article.Kind {
	for _, k := range [...]struct {
		hint meta.KindHint
		kind article.Kind
	}{
		{meta.HintLive, article.KindLive}, {meta.HintRecipe, article.KindRecipe}, {meta.HintReview, article.KindReview},
		{meta.HintOpinion, article.KindOpinion}, {meta.HintGallery, article.KindGallery}, {meta.HintNews, article.KindNews},
	} {
		if d.has[k.hint] {
			return k.kind
		}
	}
	return article.KindArticle
}

// otherKind tells the pages apart that are no articles.
func (e *extraction) otherKind(d declarations) article.Kind {
	u, err := url.Parse(e.page.URL)
	path := ""
	if err == nil {
		path = strings.ToLower(u.Path)
	}
	switch {
	case d.has[meta.HintForum] || hasSegment(path, "forum", "forums", "thread", "threads", "t", "viewtopic.php", "boards"):
		return article.KindForum
	case d.has[meta.HintProduct] || hasSegment(path, "product", "products", "p", "dp", "itm", "item"):
		return article.KindProduct
	case err == nil && u.Host != "" && strings.Trim(path, "/") == "" && !namesPost(u.Query()):
		return article.KindHome
	case d.has[meta.HintCollection] || hasSegment(path, "collections", "collection", "c", "shop"):
		return article.KindCollection
	case d.has[meta.HintListing] || d.has[meta.HintSearch] ||
		hasSegment(path, "category", "tag", "tags", "topic", "topics", "author", "search", "archive"):
		return article.KindListing
	}
	return article.KindNotArticle
}

// namesPost reports the query with which WordPress and others address a post
// below the site's root.
func namesPost(q url.Values) bool {
	return q.Has("p") || q.Has("page_id") || q.Has("id") || q.Has("article")
}

// kindWithoutText names the page that holds no story: an error, a login form,
// or a video or gallery that lives of its pictures.
func (e *extraction) kindWithoutText(d declarations) article.Kind {
	switch {
	case d.has[meta.HintVideo]:
		return article.KindVideo
	case d.has[meta.HintGallery]:
		return article.KindGallery
	case e.looksLikeError():
		return article.KindError
	case e.hasPasswordField():
		return article.KindLogin
	case d.news || d.has[meta.HintArticle]:
		return d.article()
	}
	return e.otherKind(d)
}

// errorCodes are what error pages give as their title.
var errorCodes = []string{"404", "403", "410", "500", "503", "not found", "access denied", "just a moment", "attention required"}

func (e *extraction) looksLikeError() bool {
	title := strings.ToLower(e.meta.Title.Text)
	for _, c := range errorCodes {
		if strings.Contains(title, c) && len(title) < 60 {
			return true
		}
	}
	return false
}

func (e *extraction) hasPasswordField() bool {
	for k := range e.promos {
		if e.promos[k].Kind == term.Registration && e.promos[k].Gate {
			return true
		}
	}
	for id := range e.doc.Nodes {
		n := &e.doc.Nodes[id]
		if n.N.Data == "input" && !n.Is(page.Hidden) {
			for _, a := range n.N.Attr {
				if a.Key == "type" && a.Val == "password" {
					return true
				}
			}
		}
	}
	return false
}

func hasSegment(path string, words ...string) bool {
	for seg := range strings.SplitSeq(path, "/") {
		for _, w := range words {
			if seg == w {
				return true
			}
		}
	}
	return false
}
