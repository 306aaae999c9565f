package kind

import (
	"net/url"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/roles"
)

// Word is what a declaration says the page is.
type Word string

// The kinds that pages declare.
const (
	SaysArticle    Word = "article"
	SaysNews       Word = "news"
	SaysOpinion    Word = "opinion"
	SaysReview     Word = "review"
	SaysLive       Word = "live"
	SaysGallery    Word = "gallery"
	SaysVideo      Word = "video"
	SaysAudio      Word = "audio"
	SaysRecipe     Word = "recipe"
	SaysForum      Word = "forum"
	SaysProduct    Word = "product"
	SaysListing    Word = "listing"
	SaysCollection Word = "collection"
	SaysProfile    Word = "profile"
	SaysWebsite    Word = "website"
	SaysWebPage    Word = "webpage"
	SaysEvent      Word = "event"
	SaysJob        Word = "job"
	SaysHowTo      Word = "howto"
	SaysFAQ        Word = "faq"
	SaysPlace      Word = "place" // a business or a place
	SaysSearch     Word = "search"
)

// Declaration is one statement of a page about its kind, as "jsonld:@type" or "meta:og:type".
//
// A declaration is kept as it is, with no verdict: a shop's blog declares a
// product beside the article, and a forum's pages may say WebPage and no more.
type Declaration struct {
	Says   Word
	Source string
	Value  string
}

// typeWords reads the types of schema.org, in small letters.
// Types that stand on every page (Organization, BreadcrumbList, ImageObject) are
// not here: they say nothing of the page's kind.
var typeWords = map[string]Word{
	"article": SaysArticle, "blogposting": SaysArticle, "report": SaysArticle, "scholarlyarticle": SaysArticle,
	"techarticle": SaysArticle, "medicalscholarlyarticle": SaysArticle, "satiricalarticle": SaysArticle,
	"advertisercontentarticle": SaysArticle, "socialmediaposting": SaysForum,
	"newsarticle": SaysNews, "reportagenewsarticle": SaysNews, "analysisnewsarticle": SaysNews,
	"askpublicnewsarticle": SaysNews, "backgroundnewsarticle": SaysNews,
	"opinionnewsarticle": SaysOpinion, "reviewnewsarticle": SaysReview, "review": SaysReview, "criticreview": SaysReview,
	"liveblogposting": SaysLive, "imagegallery": SaysGallery, "mediagallery": SaysGallery, "photogallery": SaysGallery,
	"videoobject": SaysVideo, "videogallery": SaysVideo, "podcastepisode": SaysAudio, "radioepisode": SaysAudio,
	"recipe": SaysRecipe, "discussionforumposting": SaysForum, "qapage": SaysForum, "question": SaysForum,
	"product": SaysProduct, "productgroup": SaysProduct, "offer": SaysProduct, "aggregateoffer": SaysProduct,
	"softwareapplication": SaysProduct, "mobileapplication": SaysProduct, "webapplication": SaysProduct,
	"vehicle": SaysProduct, "car": SaysProduct, "service": SaysPlace,
	"itemlist": SaysListing, "collectionpage": SaysCollection, "collection": SaysCollection, "offercatalog": SaysListing,
	"searchresultspage": SaysSearch, "profilepage": SaysProfile, "person": SaysProfile,
	"website": SaysWebsite, "webpage": SaysWebPage, "itempage": SaysWebPage, "aboutpage": SaysProfile, "contactpage": SaysProfile,
	"event": SaysEvent, "jobposting": SaysJob, "howto": SaysHowTo, "faqpage": SaysFAQ,
	"localbusiness": SaysPlace, "restaurant": SaysPlace, "hotel": SaysPlace, "store": SaysPlace, "place": SaysPlace,
	"checkoutpage": SaysProduct,
}

// ogWords reads og:type.
// Besides the words of the protocol it has those that publishers put there.
var ogWords = map[string]Word{
	"article": SaysArticle, "news": SaysNews, "blog": SaysCollection, "website": SaysWebsite, "product": SaysProduct,
	"product.item": SaysProduct, "og:product": SaysProduct, "product.group": SaysListing, "profile": SaysProfile,
	"video": SaysVideo, "video.other": SaysVideo, "video.movie": SaysVideo, "video.episode": SaysVideo, "object": SaysWebPage,
	"music.song": SaysAudio, "book": SaysProduct, "place": SaysPlace, "business.business": SaysPlace, "gallery": SaysGallery,
	"event": SaysEvent, "recipe": SaysRecipe, "activity": SaysWebsite,
}

// declarations lists what the page declares itself to be. An ItemList inside a
// list of crumbs or beside an article counts as declared: the caller weighs.
//
// One that is stated twice in the same way is listed once: some pages repeat their
// JSON-LD for each plug-in.
func declarations(m *meta.Data) []Declaration {
	var out []Declaration
	add := func(words map[string]Word, source, value string) {
		says, ok := words[strings.ToLower(strings.TrimSpace(value))]
		if d := (Declaration{says, source, value}); ok && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	for _, t := range m.Metas {
		if t.Name == "og:type" {
			add(ogWords, "meta:og:type", t.Content)
		}
	}
	for v := range m.LD.Tops() {
		for t := range v.Types() {
			add(typeWords, "jsonld:@type", t)
		}
	}
	for _, t := range m.ItemTypes {
		add(typeWords, "microdata:itemtype", t)
	}
	return out
}

// Describe writes into in what the metadata says of the page, whose address is given
// as the caller has it, "" for none.
func Describe(in *roles.Input, m *meta.Data, address string) {
	in.Title, in.Description, in.SiteName = m.Title.Text, m.Description.Text, m.SiteName.Text
	in.ArticleBody = m.Article.Get("articleBody").Text()
	in.Authors = in.Authors[:0]
	for i := range m.Authors {
		in.Authors = append(in.Authors, m.Authors[i].Name)
	}
	if address == "" {
		address = m.CanonicalURL.Text
	}
	if u, err := url.Parse(address); err == nil {
		in.Host = u.Hostname()
	}
	in.SaysArticle, in.SaysOther = declares(m)
}

// declares reports whether the page declares itself an article, and whether
// something else that has a kind of its own. A page may do both.
//
// "website" and "webpage" are neither: content systems write them on articles too.
// So are videos and sounds, which stand on pages of both kinds.
func declares(m *meta.Data) (article, other bool) {
	for _, d := range declarations(m) {
		switch d.Says {
		case SaysArticle, SaysNews, SaysOpinion, SaysReview, SaysLive, SaysGallery:
			article = true
		case SaysWebsite, SaysWebPage, SaysVideo, SaysAudio:
		default:
			other = true
		}
	}
	return article, other
}
