package roles

import (
	_ "embed" // the trained model
	"net/url"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/trees"
)

//go:embed kind.bin
var kindModel []byte

var kinds = sync.OnceValue(func() *trees.Ensemble {
	e, err := trees.Load(kindModel)
	if err != nil || e.Features() != NumPageFeatures {
		panic("roles: the model of page kinds does not fit the features; train it anew")
	}
	return e
})

// ArticleProbability returns how likely the page is an article rather than a
// forum, a product, a listing or another page. res is the frame's own verdict.
func (f *Frame) ArticleProbability(res *Result, m *meta.Data, rawURL string) float32 {
	var row [NumPageFeatures]float32
	f.PageRow(row[:], res, m, rawURL)
	return Logistic(kinds().Score(row[:]))
}

// kindHints are the declarations that are features of a page.
var kindHints = [...]meta.KindHint{
	meta.HintArticle, meta.HintNews, meta.HintOpinion, meta.HintReview, meta.HintLive, meta.HintGallery, meta.HintVideo,
	meta.HintAudio, meta.HintRecipe, meta.HintForum, meta.HintProduct, meta.HintListing, meta.HintCollection,
	meta.HintProfile, meta.HintWebsite, meta.HintWebPage, meta.HintEvent, meta.HintJob, meta.HintHowTo, meta.HintFAQ,
	meta.HintPlace, meta.HintSearch,
}

// pathWords are the words of URL paths that tell kinds of page apart, by kind.
var pathWords = [...][]string{
	{"forum", "forums", "thread", "threads", "topic", "viewtopic", "showthread", "t", "community", "board", "boards", "discussion",
		"discussions", "questions", "comments", "r", "qa"},
	{"product", "products", "shop", "store", "p", "dp", "item", "itm", "buy", "sku", "app", "pd", "catalog"},
	{"category", "categories", "tag", "tags", "topics", "collections", "collection", "c", "search", "list", "browse", "archive",
		"archives", "author", "section", "shop-by", "directory"},
	{"docs", "doc", "documentation", "help", "support", "guide", "manual", "reference", "api", "wiki", "learn", "tutorials"},
	{"service", "services", "about", "pricing", "solutions", "contact", "features", "programs", "careers"},
	{"blog", "blogs", "news", "article", "articles", "story", "stories", "post", "posts", "opinion", "politics", "magazine", "review",
		"reviews", "recipe", "recipes", "world", "business", "sport", "sports"},
}

const (
	shapeFeatures = 20
	pathFeatures  = 6
	// NumPageFeatures is the length of a page's row.
	NumPageFeatures = len(kindHints) + shapeFeatures + pathFeatures + len(pathWords) + numHints
)

// PageRow writes the features of the page as a whole into x, which has
// [NumPageFeatures] places.
func (f *Frame) PageRow(x []float32, res *Result, m *meta.Data, rawURL string) {
	o := x[:0]
	for _, k := range kindHints {
		has := false
		for _, h := range m.Hints {
			has = has || h.Kind == k
		}
		o = append(o, bit(has))
	}
	o = f.shapeRow(o, res, m)
	o = pathRow(o, rawURL)
	f.shareRow(o)
}

// shapeRow sums up the text and what was taken for body.
func (f *Frame) shapeRow(x []float32, res *Result, m *meta.Data) []float32 {
	var visible, linked, body, prose, heads, media, links float32
	var longest, forms int32
	for i := range f.in.Segs {
		s := &f.in.Segs[i]
		if s.Hidden {
			continue
		}
		if s.Kind == block.Media {
			media++
			continue
		}
		visible += float32(s.Words)
		linked += float32(s.Words) * s.LinkDensity()
		links += float32(f.text[i].links)
		if f.prose[i] {
			prose += float32(s.Words)
		}
		if f.hints.own[s.Box]&hintHeadingTag != 0 {
			heads++
		}
		if f.hints.own[s.Box]&hintFormTag != 0 {
			forms++
		}
		if len(res.Decisions) > i && res.Decisions[i].P > 0.5 {
			body += float32(s.Words)
		}
	}
	for _, r := range f.anchors.run {
		longest = max(longest, r)
	}
	repeats := int32(0)
	for _, r := range f.anchors.repeats {
		repeats = max(repeats, r)
	}
	total := max(visible, 1)
	return append(x,
		logOf(visible), linked/total, logOf(body), body/total, prose/total, logOf(float32(longest)), float32(longest)/total,
		logOf(heads), logOf(media), logOf(links), links/total, logOf(float32(repeats)), float32(forms), res.Confidence,
		bit(!m.Published.Time.IsZero()), bit(len(m.Authors) > 0), bit(!m.Modified.Time.IsZero()), bit(f.head >= 0),
		float32(f.anchors.title.used), bit(m.Article.Get("headline").Text() != ""),
	)
}

// pathRow reads the address.
func pathRow(x []float32, rawURL string) []float32 {
	u, err := url.Parse(rawURL)
	if err != nil || rawURL == "" {
		for range pathFeatures + len(pathWords) {
			x = append(x, -1)
		}
		return x
	}
	parts := strings.FieldsFunc(u.Path, func(r rune) bool { return r == '/' })
	digits, dashes, longest := 0, 0, 0
	for _, c := range u.Path {
		if c >= '0' && c <= '9' {
			digits++
		}
	}
	for _, p := range parts {
		dashes = max(dashes, strings.Count(p, "-"))
		longest = max(longest, len(p))
	}
	last := ""
	if len(parts) > 0 {
		last = parts[len(parts)-1]
	}
	x = append(x, float32(len(parts)), float32(digits), float32(dashes), float32(longest), float32(len(last)), bit(u.RawQuery != ""))
	for _, list := range pathWords {
		has := false
		for _, p := range parts {
			for _, w := range list {
				has = has || strings.EqualFold(p, w)
			}
		}
		x = append(x, bit(has))
	}
	return x
}

// shareRow gives for each hint the share of the visible words that stand below
// an element which carries it.
func (f *Frame) shareRow(x []float32) {
	var words [numHints]float32
	total := float32(1)
	for _, k := range f.texts {
		s := &f.in.Segs[k]
		if s.Hidden {
			continue
		}
		total += float32(s.Words)
		h := f.hints.above(f.in.Doc, s.Box)
		h.each(func(b int) { words[b] += float32(s.Words) })
	}
	for _, w := range words {
		x = append(x, w/total)
	}
}
