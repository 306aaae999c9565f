package meta

import (
	"slices"
	"strings"
)

// KindHint is what a declaration says the page is.
type KindHint string

// The kinds that pages declare.
const (
	HintArticle    KindHint = "article"
	HintNews       KindHint = "news"
	HintOpinion    KindHint = "opinion"
	HintReview     KindHint = "review"
	HintLive       KindHint = "live"
	HintGallery    KindHint = "gallery"
	HintVideo      KindHint = "video"
	HintAudio      KindHint = "audio"
	HintRecipe     KindHint = "recipe"
	HintForum      KindHint = "forum"
	HintProduct    KindHint = "product"
	HintListing    KindHint = "listing"
	HintCollection KindHint = "collection"
	HintProfile    KindHint = "profile"
	HintWebsite    KindHint = "website"
	HintWebPage    KindHint = "webpage"
	HintEvent      KindHint = "event"
	HintJob        KindHint = "job"
	HintHowTo      KindHint = "howto"
	HintFAQ        KindHint = "faq"
	HintPlace      KindHint = "place" // a business or a place
	HintSearch     KindHint = "search"
)

// Hint is one declaration of a kind, as "jsonld:@type" or "meta:og:type".
type Hint struct {
	Kind   KindHint
	Source string
	Value  string
}

// typeHints reads the types of schema.org, in small letters.
var typeHints = map[string]KindHint{
	"article": HintArticle, "blogposting": HintArticle, "report": HintArticle, "scholarlyarticle": HintArticle,
	"techarticle": HintArticle, "medicalscholarlyarticle": HintArticle, "satiricalarticle": HintArticle,
	"advertisercontentarticle": HintArticle, "socialmediaposting": HintForum,
	"newsarticle": HintNews, "reportagenewsarticle": HintNews, "analysisnewsarticle": HintNews,
	"askpublicnewsarticle": HintNews, "backgroundnewsarticle": HintNews,
	"opinionnewsarticle": HintOpinion, "reviewnewsarticle": HintReview, "review": HintReview, "criticreview": HintReview,
	"liveblogposting": HintLive, "imagegallery": HintGallery, "mediagallery": HintGallery, "photogallery": HintGallery,
	"videoobject": HintVideo, "videogallery": HintVideo, "podcastepisode": HintAudio, "radioepisode": HintAudio,
	"recipe": HintRecipe, "discussionforumposting": HintForum, "qapage": HintForum, "question": HintForum,
	"product": HintProduct, "productgroup": HintProduct, "offer": HintProduct, "aggregateoffer": HintProduct,
	"softwareapplication": HintProduct, "mobileapplication": HintProduct, "webapplication": HintProduct,
	"vehicle": HintProduct, "car": HintProduct, "service": HintPlace,
	"itemlist": HintListing, "collectionpage": HintCollection, "collection": HintCollection, "offercatalog": HintListing,
	"searchresultspage": HintSearch, "profilepage": HintProfile, "person": HintProfile,
	"website": HintWebsite, "webpage": HintWebPage, "itempage": HintWebPage, "aboutpage": HintProfile, "contactpage": HintProfile,
	"event": HintEvent, "jobposting": HintJob, "howto": HintHowTo, "faqpage": HintFAQ,
	"localbusiness": HintPlace, "restaurant": HintPlace, "hotel": HintPlace, "store": HintPlace, "place": HintPlace,
	"checkoutpage": HintProduct,
}

// ogHints reads og:type.
var ogHints = map[string]KindHint{
	"article": HintArticle, "news": HintNews, "blog": HintCollection, "website": HintWebsite, "product": HintProduct,
	"product.item": HintProduct, "og:product": HintProduct, "product.group": HintListing, "profile": HintProfile,
	"video": HintVideo, "video.other": HintVideo, "video.movie": HintVideo, "video.episode": HintVideo, "object": HintWebPage,
	"music.song": HintAudio, "book": HintProduct, "place": HintPlace, "business.business": HintPlace, "gallery": HintGallery,
	"event": HintEvent, "recipe": HintRecipe, "activity": HintWebsite,
}

// hints lists what the page declares itself to be. An ItemList inside a list
// of crumbs or beside an article counts as declared: the caller weighs.
func (c *collector) hints() {
	add := func(kinds map[string]KindHint, source, value string) {
		kind, ok := kinds[strings.ToLower(strings.TrimSpace(value))]
		h := Hint{kind, source, value}
		if ok && !slices.Contains(c.data.Hints, h) {
			c.data.Hints = append(c.data.Hints, h)
		}
	}
	for _, m := range c.data.Metas {
		if m.Name == "og:type" {
			add(ogHints, "meta:og:type", m.Content)
		}
	}
	for v := range c.data.LD.Tops() {
		for t := range v.Types() {
			add(typeHints, "jsonld:@type", t)
		}
	}
	for _, t := range c.itemtypes {
		add(typeHints, "microdata:itemtype", t)
	}
	for i := range c.data.Hints {
		c.data.Hints[i].Value = strings.Clone(c.data.Hints[i].Value)
	}
}
