package roles

import (
	_ "embed" // the trained model
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/trees"
)

//go:embed kind.bin
var kindModel []byte

var kinds = trees.Shipped(kindModel, NumPageFeatures)

// LoadKindModel reads a model of page kinds that bench train has written. It
// returns an error for data that is none or does not fit the features of this
// version.
func LoadKindModel(data []byte) (*trees.Ensemble, error) { return trees.LoadFor(data, NumPageFeatures) }

// ArticleProbability returns how likely the page is an article rather than a
// forum, a product, a listing or another page. res is the frame's own verdict.
func (f *Frame) ArticleProbability(res *Result, m *meta.Data, rawURL string) float32 {
	var row [NumPageFeatures]float32
	f.PageRow(row[:], res, m, rawURL)
	e := f.in.KindModel
	if e == nil {
		e = kinds()
	}
	return Logistic(e.Score(row[:]))
}

// kindHints are the declarations that are features of a page, those of
// articles first.
var kindHints = [...]meta.KindHint{
	meta.HintArticle, meta.HintNews, meta.HintOpinion, meta.HintReview, meta.HintLive, meta.HintGallery, meta.HintVideo,
	meta.HintAudio, meta.HintRecipe, meta.HintForum, meta.HintProduct, meta.HintListing, meta.HintCollection,
	meta.HintProfile, meta.HintWebsite, meta.HintWebPage, meta.HintEvent, meta.HintJob, meta.HintHowTo, meta.HintFAQ,
	meta.HintPlace, meta.HintSearch,
}

// Places in kindHints and pathWords that evidence looks at.
const (
	declaredArticles = 5 // the first of kindHints
	hintAtNews       = 1
	hintAtForum      = 9
	hintAtProduct    = 10 // to collections
	hintAtCollection = 12
	pathAtForum      = 0
	pathAtProduct    = 1 // to services
	pathAtService    = 4
	pathAtArticle    = 5
)

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
	// The places in shapeRow of whether the page gives a date and authors.
	shapeAtPublished = 14
	shapeAtAuthors   = 15
	// NumPageFeatures is the length of a page's row.
	NumPageFeatures = len(kindHints) + shapeFeatures + pathFeatures + len(pathWords) + evidenceFeatures
	// evidenceFeatures are what evidence adds.
	evidenceFeatures = 2
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
	evidence(o)
}

// evidence adds two sums of what the page's declarations, its address, date and
// authors say for an article and against it. Each alone is on few of the pages
// that are none, too few for the training to weigh them one by one; the sums
// are on all.
func evidence(x []float32) []float32 {
	hints, shape := x[:len(kindHints)], x[len(kindHints):]
	paths := shape[shapeFeatures+pathFeatures:]
	signs := bit(anyOf(hints[:declaredArticles])) + shape[shapeAtPublished] + shape[shapeAtAuthors]
	sum := signs + bit(anyOf(hints[:declaredArticles])) + hints[hintAtNews] + max(paths[pathAtArticle], 0)
	if hints[hintAtForum] > 0 || paths[pathAtForum] > 0 {
		sum -= 3
	}
	for _, v := range hints[hintAtProduct : hintAtCollection+1] {
		sum -= v
	}
	for _, v := range paths[pathAtProduct : pathAtService+1] {
		sum -= max(v, 0) // -1 where there is no address
	}
	return append(x, sum, signs)
}

func anyOf(x []float32) bool {
	for _, v := range x {
		if v > 0 {
			return true
		}
	}
	return false
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
