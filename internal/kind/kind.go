// Package kind tells articles from other pages, and either by kind: a story, an
// opinion, a live page; a forum, a product, a listing. A small model weighs what
// the page declares, its address, its metadata and the shape of its text.
package kind

import (
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/trees"
)

// Input is what earlier stages know of a page.
type Input struct {
	Doc    *page.Doc
	Segs   []block.Seg
	Meta   *meta.Data
	Roles  roles.Result
	Shape  roles.Shape
	Promos []promo.Promo
	// Outline is set where the page was only sketched.
	Outline *Outline
	// URL is the page's address, "" where it is not known.
	URL string
	// Ruled is set where a site's own rule that still fits found the story's
	// container.
	Ruled bool
	// Model is used in place of the shipped one where it is not nil: one for sketches in
	// [JudgeSketch].
	Model *trees.Ensemble
}

// Judge tells articles from other pages, and either by kind.
func Judge(in Input) article.Kind {
	j := judge{Input: in}
	return j.kind()
}

type judge struct{ Input }

// articleCut is the probability from which a page counts as an article. In
// cross-validation, balanced accuracy (the mean of the shares of articles and of
// other pages that are told right) is highest here, and a point lower at 0.55 and 0.65,
// see BENCHMARKS.md.
const articleCut = 0.6

// A page without a story has a kind by other signs. With one, what makes it an
// article is any of: that the structured data call it news, the model, or that
// there is little else on the page. If all fail, a rule of the site's that found
// its story still decides: rules are written for articles.
func (j *judge) kind() article.Kind {
	declared := j.declared()
	if j.Roles.Words == 0 {
		return j.kindWithoutText(declared)
	}
	// The model is asked last: most pages of publishers say what they are.
	if j.decides() {
		return declared.article()
	}
	if p := j.probability(); p >= articleCut || p >= doubtedStory && j.isMostlyStory() {
		return declared.article()
	}
	return j.otherKind(declared)
}

// A sketch counts as that of an article from sketchCut on. Nearer to it than that a
// sketch is in doubt: with 0.2 and 0.8 one page in twelve is, and hardly one of a
// publisher's; see the figures that training prints.
const (
	sketchCut = 0.5
	doubtFrom = 0.2
	doubtTo   = 0.8
)

// InDoubt reports whether a sketch of that probability leaves open what the page is.
func InDoubt(p float32) bool { return doubtFrom <= p && p < doubtTo }

// JudgeSketch is [Judge] for a page that was sketched. Its model says what an
// extraction would say; sure is false where it does not know, and the page is to be
// read as by an extraction.
func JudgeSketch(in Input) (kind article.Kind, sure bool) {
	j := judge{Input: in}
	if j.decides() {
		return j.declared().article(), true
	}
	p := j.sketchProbability()
	return j.kindOfSketch(p), !InDoubt(p)
}

// Decides reports whether something else than a model makes the page an article: the
// sort of news that its structured data name, or a rule of its site.
func Decides(in Input) bool {
	j := judge{Input: in}
	return j.decides()
}

func (j *judge) decides() bool {
	return j.Roles.Words > 0 && (j.Ruled || j.declared().news)
}

func (j *judge) kindOfSketch(p float32) article.Kind {
	declared := j.declared()
	switch {
	case p >= sketchCut:
		return declared.article()
	case j.Roles.Words == 0:
		return j.kindWithoutText(declared)
	}
	return j.otherKind(declared)
}

// isMostlyStory reports whether a page holds little beside one text of some
// length and its headline: that is an article, unless its address and its declarations speak
// clearly for another kind.
//
// Saved and simplified pages have lost their menus, their declarations and often
// their address, which is most of what the model goes by.
func (j *judge) isMostlyStory() bool {
	visible, own := 0, j.Roles.Words
	for i := range j.Segs {
		if j.Segs[i].Hidden {
			continue
		}
		visible += int(j.Segs[i].Words)
		if j.Segs[i].Role == term.Headline {
			own += int(j.Segs[i].Words)
		}
	}
	return j.Roles.Words >= minStory && float64(own) >= storyShare*float64(visible)
}

// Real pages of publishers carry more words around a story of this length
// than it has itself; saved and simplified pages do not.
const (
	minStory   = 60
	storyShare = 0.92
	// doubtedStory is the probability below which even such a page is no article but,
	// say, a thread or a product's page without its frame.
	doubtedStory = 0.3
)

// declared are the kinds that the page says it is. news is set by structured data
// alone, and only by types that name a sort of news.
type declared struct {
	news bool
	has  map[Word]bool
}

func (j *judge) declared() declared {
	d := declared{has: map[Word]bool{}}
	for _, x := range declarations(j.Meta) {
		d.has[x.Says] = true
		d.news = d.news || x.Source == "jsonld:@type" && (x.Says == SaysNews || x.Says == SaysLive || x.Says == SaysGallery)
	}
	return d
}

// article picks the most telling kind of article.
//
// A live page or a recipe is often declared a news article as well, so that the
// more special kind comes first.
func (d declared) article() article.Kind {
	for _, k := range [...]struct {
		says Word
		kind article.Kind
	}{
		{SaysLive, article.KindLive}, {SaysRecipe, article.KindRecipe}, {SaysReview, article.KindReview},
		{SaysOpinion, article.KindOpinion}, {SaysGallery, article.KindGallery}, {SaysNews, article.KindNews},
	} {
		if d.has[k.says] {
			return k.kind
		}
	}
	return article.KindArticle
}

// otherKind returns the kind of a page that is no article.
//
// Declarations come before words of the path within each case, and the cases stand
// by how sure they are: a path such as /c/ means a collection only on what is no
// forum and no product.
func (j *judge) otherKind(d declared) article.Kind {
	u, err := url.Parse(j.URL)
	path := ""
	if err == nil {
		path = strings.ToLower(u.Path)
	}
	switch {
	case d.has[SaysForum] || hasSegment(path, "forum", "forums", "thread", "threads", "t", "viewtopic.php", "boards"):
		return article.KindForum
	case d.has[SaysProduct] || hasSegment(path, "product", "products", "p", "dp", "itm", "item"):
		return article.KindProduct
	//	https://example.com/        home
	//	https://example.com/?p=123  a post
	case err == nil && u.Host != "" && strings.Trim(path, "/") == "" && !namesPost(u.Query()):
		return article.KindHome
	case d.has[SaysCollection] || hasSegment(path, "collections", "collection", "c", "shop"):
		return article.KindCollection
	case d.has[SaysListing] || d.has[SaysSearch] ||
		hasSegment(path, "category", "tag", "tags", "topic", "topics", "author", "search", "archive"):
		return article.KindListing
	}
	return article.KindNotArticle
}

// namesPost reports whether the query is one with which WordPress and others address
// a post below the site's root.
func namesPost(q url.Values) bool {
	return q.Has("p") || q.Has("page_id") || q.Has("id") || q.Has("article")
}

// kindWithoutText returns the kind of a page that holds no story: an error, a login
// form, or a video or gallery whose pictures are all it has.
func (j *judge) kindWithoutText(d declared) article.Kind {
	switch {
	case d.has[SaysVideo]:
		return article.KindVideo
	case d.has[SaysGallery]:
		return article.KindGallery
	case j.looksLikeError():
		return article.KindError
	case j.hasPasswordField():
		return article.KindLogin
	case d.news || d.has[SaysArticle]:
		return d.article()
	}
	return j.otherKind(d)
}

// errorCodes are what titles of error pages hold. "just a moment" and "attention
// required" are the waiting pages of services that keep machines out.
var errorCodes = []string{"404", "403", "410", "500", "503", "not found", "access denied", "just a moment", "attention required"}

// A long title with "500" in it is a story's.
func (j *judge) looksLikeError() bool {
	title := strings.ToLower(j.Meta.Title.Text)
	for _, c := range errorCodes {
		if strings.Contains(title, c) && len(title) < 60 {
			return true
		}
	}
	return false
}

// It is asked only of pages without a story: most pages have a field for a
// password somewhere.
func (j *judge) hasPasswordField() bool {
	for k := range j.Promos {
		if j.Promos[k].Kind == term.Registration && j.Promos[k].Gate {
			return true
		}
	}
	for id := range j.Doc.Nodes {
		n := &j.Doc.Nodes[id]
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

// hasSegment reports whether the path has one of the words as a whole part:
// "/t/123" has "t".
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
