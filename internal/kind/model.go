package kind

import (
	"math"
	"net/url"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

// It is read at the first page, and the program panics if it does not fit: a test
// finds that.
var shipped = trees.Shipped(models.Kind, Features)

// LoadModel reads a model of page kinds that bench train has written. It returns an
// error for data that is no model or does not fit the features of this version.
func LoadModel(data []byte) (*trees.Ensemble, error) { return trees.LoadFor(data, Features()) }

// probability returns how likely the page is an article rather than a forum, a
// product, a listing or another page.
func (j *judge) probability() float32 {
	var row [NumFeatures]float32
	Row(row[:], &j.Input)
	m := j.Model
	if m == nil {
		m = shipped()
	}
	return trees.Probability(m.Score(row[:]))
}

var shippedProbe = trees.Shipped(models.Probe, ProbeFeatures)

// LoadProbeModel is [LoadModel] for the model that judges sketches.
func LoadProbeModel(data []byte) (*trees.Ensemble, error) {
	return trees.LoadFor(data, ProbeFeatures())
}

// NumProbeFeatures is the length of the row of a page that was sketched.
const NumProbeFeatures = NumFeatures + len(outlineNames)

// ProbeFeatures names the values of such a row.
func ProbeFeatures() trees.Features { return append(Features(), outlineNames[:]...) }

// ProbeRow writes the features of a page that was sketched into x, which has
// [NumProbeFeatures] places.
func ProbeRow(x []float32, in *Input) {
	Row(x[:NumFeatures], in)
	in.Outline.row(x[:NumFeatures], in.Shape.Visible)
}

// sketchProbability returns how likely it is that an extraction would call the page an
// article.
func (j *judge) sketchProbability() float32 {
	var row [NumProbeFeatures]float32
	ProbeRow(row[:], &j.Input)
	m := j.Model
	if m == nil {
		m = shippedProbe()
	}
	return trees.Probability(m.Score(row[:]))
}

// declaredWords are the declarations that are features of a page, those of
// articles first.
var declaredWords = [...]Word{
	SaysArticle, SaysNews, SaysOpinion, SaysReview, SaysLive, SaysGallery, SaysVideo,
	SaysAudio, SaysRecipe, SaysForum, SaysProduct, SaysListing, SaysCollection,
	SaysProfile, SaysWebsite, SaysWebPage, SaysEvent, SaysJob, SaysHowTo, SaysFAQ,
	SaysPlace, SaysSearch,
}

// Places in declaredWords and pathWords that evidence looks at.
const (
	// These are bound to the order of the lists below and above: a word put in between
	// moves them.
	declaredArticles = 5 // the first of declaredWords
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
	// NumFeatures is the length of a page's row.
	NumFeatures = len(declaredWords) + shapeFeatures + pathFeatures + len(pathWords) + evidenceFeatures
	// evidenceFeatures are what evidence adds.
	evidenceFeatures = 2
)

// Features names the values of a row.
//
// Models carry a hash of these names, so that one trained for another order is
// refused.
func Features() trees.Features {
	var names trees.Features
	for _, w := range declaredWords {
		names = append(names, "says "+string(w))
	}
	names = append(names,
		"visible words", "linked share", "body words", "body share", "prose share", "longest run", "longest run share",
		"headings", "media", "links", "links per word", "repeats", "forms", "confidence",
		"published", "authors", "modified", "headline", "title words", "ld headline",
		"path parts", "path digits", "path dashes", "path longest", "path last", "query",
	)
	for _, list := range pathWords {
		names = append(names, "path "+list[0])
	}
	return append(names, "evidence", "signs")
}

// Row writes the features of the page as a whole into x, which has
// [NumFeatures] places.
//
// Training calls it too, with and without an address, so that the two cannot differ.
func Row(x []float32, in *Input) {
	o := x[:0]
	says := declarations(in.Meta)
	for _, w := range declaredWords {
		o = append(o, bit(slices.ContainsFunc(says, func(d Declaration) bool { return d.Says == w })))
	}
	o = shapeRow(o, in)
	o = pathRow(o, in.URL)
	evidence(o)
}

// evidence adds two sums of what the page's declarations, its address, date and
// authors say for an article and against it. Among the pages that are no articles,
// each of them stands on too few for the training to weigh it alone; every page has
// the sums.
//
// A forum counts three times: it has authors and dates like an article, and those
// must not outweigh it.
func evidence(x []float32) []float32 {
	hints, shape := x[:len(declaredWords)], x[len(declaredWords):]
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

// shapeRow sums up the text, what was taken for body, and the metadata.
func shapeRow(x []float32, in *Input) []float32 {
	s, m := &in.Shape, in.Meta
	total := max(s.Visible, 1)
	return append(x,
		logOf(s.Visible), s.Linked/total, logOf(s.Body), s.Body/total, s.Prose/total, logOf(s.LongestRun), s.LongestRun/total,
		logOf(s.Headings), logOf(s.Media), logOf(s.Links), s.Links/total, logOf(s.Repeats), s.Forms, in.Roles.Confidence,
		bit(!m.Published.Time.IsZero()), bit(len(m.Authors) > 0), bit(!m.Modified.Time.IsZero()), bit(s.Headline),
		s.TitleWords, bit(m.Article.Get("headline").Text() != ""),
	)
}

// pathRow reads the address.
//
// Without an address all values are -1, which no address gives.
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

func logOf(n float32) float32 { return float32(math.Log1p(float64(n))) }

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
