package roles

import (
	"math/bits"
	"sync"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// hint is a set of things that an element's tag, classes, id and a few
// attributes suggest about what it holds. None decides on its own: a class
// that says paywall stands on a gate and on the body behind it alike.
type hint uint64

// The hints, one bit each. The first group comes from names, the second (from
// hintArticleTag on) from tags.
const (
	hintArticle hint = 1 << iota
	hintText
	hintArticleBody
	hintMain
	hintTitle
	hintStandfirst
	hintKicker
	hintByline
	hintBio
	hintDate
	hintCaption
	hintMedia
	hintRelated
	hintTeaser
	hintComment
	hintShare
	hintNav
	hintFooter
	hintHeader
	hintAside
	hintAd
	hintPromo
	hintOverlay
	hintTag
	hintWidget
	hintGate
	hintQuote
	hintButton
	hintLogin
	hintForm
	hintRating
	hintProduct
	hintNote
	hintCorrection
	hintLive
	hintPopular
	hintFactbox
	hintLegal
	hintPaging
	hintPrint
	hintParagraph
	hintWeather
	hintArticleTag
	hintMainTag
	hintSectionTag
	hintAsideTag
	hintNavTag
	hintHeaderTag
	hintFooterTag
	hintFormTag
	hintFigureTag
	hintTableTag
	hintListTag
	hintQuoteTag
	hintLinkTag
	hintHeadingTag
	hintDefinitionTag
	numHints = iota
)

// hintWords are the words that names are made of, in the languages whose
// publishers name their classes in their own.
var hintWords = sync.OnceValue(func() map[string]hint {
	m := make(map[string]hint, 700)
	add := func(h hint, words ...string) {
		for _, w := range words {
			m[w] |= h
		}
	}
	add(hintArticle, "article", "artikel", "story", "post", "entry", "nota", "noticia", "beitrag", "articolo", "hentry",
		"news", "articulo", "artigo", "materia", "single", "detail", "blog", "artykul", "makale", "haber", "page")
	add(hintText, "body", "content", "text", "texto", "texte", "inhalt", "corpo", "cuerpo", "contenu", "contenido", "copy",
		"prose", "richtext", "main", "rte", "markdown", "wysiwyg", "formatted", "testo", "innhold", "tekst", "tresc", "icerik",
		"conteudo", "rich", "bodycopy", "read", "maincontent", "fulltext")
	add(hintArticleBody, "articlebody", "storybody", "entrycontent", "postcontent", "bodytext", "articletext", "articlecontent",
		"postbody", "storytext", "storycontent", "newsbody", "newscontent", "contentbody", "mainbody", "detailbody", "texteditor",
		"articlepage", "artbody", "arttext", "postentry", "textbody", "richtextbody", "articlemain", "newstext", "artikelbody")
	add(hintMain, "main", "primary", "center", "central", "maincol", "maincolumn", "principal")
	add(hintTitle, "title", "headline", "heading", "titulo", "titre", "titel", "hed", "titolo", "tit", "rubrik", "overskrift",
		"ueberschrift", "tytul", "baslik")
	add(hintStandfirst, "standfirst", "lead", "intro", "summary", "deck", "dek", "subtitle", "abstract", "excerpt", "chapo",
		"lede", "vorspann", "sapo", "subheadline", "subhead", "subheading", "introduction", "sommario", "bajada", "entradilla",
		"teasertext", "ingress", "manchet", "perex", "description", "desc", "spot", "anrisstext", "untertitel", "subtitulo",
		"leadtext", "introtext", "synopsis", "preamble", "underrubrik", "zajawka", "copete", "volanta")
	add(hintKicker, "kicker", "eyebrow", "overline", "topline", "dachzeile", "roofline", "spitzmarke", "surtitre", "antetitulo",
		"occhiello", "label", "flag", "rubric", "overtitle", "supertitle", "strap")
	add(hintByline, "byline", "author", "authors", "autor", "auteur", "autore", "writer", "reporter", "firma", "contributor",
		"contributors", "journalist", "columnist", "verfasser", "forfatter", "signature", "yazar", "autores", "creator", "vcard",
		"credits", "staff", "attribution")
	add(hintBio, "bio", "biography", "authorbox", "authorbio", "aboutauthor", "profile", "authorinfo", "vita", "about")
	add(hintDate, "date", "time", "datetime", "timestamp", "published", "pubdate", "publish", "datum", "fecha", "meta", "postmeta",
		"updated", "modified", "dateline", "info", "data", "zeit", "hora", "entrymeta", "metadata", "pubtime", "tarih", "created")
	add(hintCaption, "caption", "figcaption", "credit", "copyright", "legende", "bildunterschrift", "pie", "foto", "captiontext",
		"imagecaption", "bildtext", "bildnachweis", "credito", "legenda", "didascalia", "photocredit", "cutline", "wpcaption")
	add(hintMedia, "image", "img", "photo", "picture", "gallery", "media", "video", "player", "slideshow", "carousel", "slider",
		"bild", "fotos", "galerie", "audio", "podcast", "lightbox", "figure", "thumb", "thumbnail", "slide", "swiper", "galeria",
		"imagen", "embed", "iframe", "infographic", "youtube", "lazyload")
	add(hintRelated, "related", "more", "recirc", "recirculation", "recommended", "recommendation", "recommendations", "similar",
		"also", "readmore", "seealso", "mehr", "relacionadas", "relacionados", "relacionada", "verwandte", "weiterfuehrend",
		"furthermore", "next", "morefrom", "alsoread", "readalso", "correlati", "associated", "suggested", "suggestions", "outbrain",
		"taboola", "relatedposts", "jp", "crp", "yarpp", "crosslink", "linkbox", "upnext", "leia", "lire", "onward", "inarticle",
		"interlink", "internallink", "moreon", "readnext", "artikelliste", "plista")
	add(hintTeaser, "teaser", "teasers", "card", "cards", "item", "items", "list", "listing", "grid", "feed", "stream", "latest",
		"archive", "promoitem", "tile", "tiles", "collection", "listitem", "loop", "column", "columns", "snippet", "river", "headlines",
		"block", "ticker", "digest", "articles", "posts", "stories", "entries", "roll")
	add(hintComment, "comment", "comments", "disqus", "discussion", "respond", "reply", "replies", "kommentar", "kommentare",
		"comentarios", "commentaires", "commentlist", "forum", "thread", "coral", "viafoura", "spotim", "commenti", "reactions",
		"reaction", "hyvor", "fbcomments", "openweb", "comentario", "komentar")
	add(hintShare, "share", "sharing", "social", "follow", "facebook", "twitter", "whatsapp", "sharebar", "addthis", "sociable",
		"socialmedia", "shareaholic", "teilen", "compartir", "partage", "addtoany", "sharedaddy", "telegram", "linkedin", "bookmark",
		"instagram", "pinterest", "socials", "syndication", "copylink", "email", "mail", "rss")
	add(hintNav, "nav", "navigation", "menu", "breadcrumb", "breadcrumbs", "navbar", "toolbar", "submenu", "topnav", "mainnav",
		"sitenav", "megamenu", "tabs", "tab", "jump", "toc", "skip", "hamburger", "dropdown", "pager", "anchor", "quicklinks",
		"subnav", "burger", "offcanvas", "crumb", "sitemap", "navi", "links", "link")
	add(hintFooter, "footer", "foot", "colophon", "bottom", "fuss", "sitefooter", "pagefooter", "articlefooter", "postfooter",
		"entryfooter", "after", "end", "closing")
	add(hintHeader, "header", "masthead", "topbar", "banner", "siteheader", "top", "brand", "logo", "kopf", "pageheader", "head",
		"articleheader", "hero", "entryheader", "postheader")
	add(hintAside, "sidebar", "aside", "rail", "rightcol", "side", "secondary", "complementary", "right", "marginal", "sidebox",
		"leftcol", "rightrail", "margin", "lateral", "seitenleiste", "marginalie", "rechts", "sticky")
	add(hintAd, "ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored", "werbung", "anzeige", "publicidad",
		"dfp", "adslot", "adunit", "gpt", "adsense", "banner", "pub", "publicite", "reklama", "promoted", "advertorial", "adcontainer",
		"adwrapper", "googlead", "teads", "annons", "annonse", "reklam", "adbox", "commercial", "mpu", "leaderboard", "native")
	add(hintPromo, "newsletter", "newsletters", "subscribe", "subscription", "signup", "promo", "promotion", "subscriber", "donate",
		"donation", "membership", "support", "optin", "mailchimp", "mc4wp", "abo", "abonnement", "abonnieren", "suscripcion",
		"suscribete", "suscriptor", "assinatura", "assine", "abbonamento", "callout", "cta", "offer", "register", "registration",
		"emailcapture", "join", "appeal", "contribute", "spenden", "spende", "mitmachen", "marketing", "steady", "patreon", "app",
		"inbox", "mailinglist", "subscriptions", "infolettre", "boletin", "appdownload", "campaign", "house", "prenumerera",
		"crowdfunding", "upsell", "touts", "tout", "hubspot", "klaviyo", "convertkit")
	add(hintOverlay, "popup", "modal", "overlay", "dialog", "cookie", "cookies", "consent", "gdpr", "cmp", "lightbox", "toast",
		"notification", "alert", "tooltip", "onetrust", "didomi", "popover", "interstitial", "drawer", "flyout", "snackbar", "lock",
		"cookiebanner", "usercentrics", "qc", "adblock")
	add(hintTag, "tag", "tags", "category", "categories", "topic", "topics", "keyword", "keywords", "section", "schlagworte",
		"themen", "temas", "cat", "taxonomy", "tagcloud", "taglist", "tagging", "thema", "etiquetas", "sujet", "genre")
	add(hintWidget, "widget", "widgets", "module", "box", "panel", "infobox", "component", "plugin", "aside", "shortcode", "elementor",
		"container", "wrapper", "inner")
	add(hintGate, "paywall", "premium", "gate", "gated", "metered", "meter", "locked", "restricted", "piano", "tp", "poool", "regwall",
		"barrier", "exclusive", "plus", "paid", "subscriberonly", "wall", "restriction", "unlock", "preview", "zephr", "entitlement",
		"paywalled", "meteredcontent", "abonnes", "poster")
	add(hintQuote, "quote", "pullquote", "blockquote", "zitat", "citation", "cita", "pull")
	add(hintButton, "button", "btn", "cta", "buttons", "action", "actions", "icon", "icons")
	add(hintLogin, "login", "account", "user", "signin", "logout", "member", "members", "konto", "anmelden", "logged", "avatar")
	add(hintForm, "search", "form", "input", "field", "suche", "buscador", "recherche", "contact", "captcha", "survey", "quiz")
	add(hintRating, "rating", "ratings", "vote", "votes", "poll", "stars", "score", "feedback", "like", "likes", "counter", "views",
		"upvote", "umfrage")
	add(hintProduct, "product", "products", "price", "shop", "cart", "buy", "affiliate", "deal", "deals", "merchant", "amazon",
		"basket", "ecommerce", "woocommerce", "commerce", "review", "reviews", "sku", "coupon", "pricing")
	add(hintNote, "footnote", "footnotes", "reference", "references", "source", "sources", "fn", "citations", "note", "notes", "quelle",
		"quellen", "endnotes", "reflist", "bibliography")
	add(hintCorrection, "correction", "corrections", "disclaimer", "disclosure", "editors", "editornote", "update", "erratum",
		"clarification", "korrektur", "transparency", "hinweis")
	add(hintLive, "live", "liveblog", "timeline", "livecenter", "liveticker", "minute", "chronology", "liveblogposting")
	add(hintPopular, "popular", "trending", "mostread", "most", "top", "best", "meistgelesen", "masleido", "hot", "must", "editorpicks",
		"picks", "featured", "highlights", "ranking", "trend")
	add(hintFactbox, "infobox", "factbox", "facts", "factfile", "sidebarbox", "explainer", "infokasten", "faktabox", "faktaboks", "recap",
		"keypoints", "takeaways", "highlights", "timeline", "glossary", "inline")
	add(hintLegal, "legal", "terms", "privacy", "policy", "copyright", "impressum", "license", "rights", "imprint", "copy")
	add(hintPaging, "pagination", "paging", "pager", "prev", "previous", "nextprev", "postnav", "pages", "next")
	add(hintPrint, "print", "noprint", "printonly", "hidden", "hide", "noscript", "screenreader", "sr", "visually", "invisible")
	add(hintParagraph, "paragraph", "para", "p", "absatz", "parrafo", "paragraphe", "bodytext", "textblock", "textmodule", "paragrafo")
	add(hintWeather, "weather", "stock", "stocks", "market", "markets", "quote", "tv", "scoreboard", "scores", "lottery", "horoscope",
		"wetter", "boerse", "kurse", "quotes", "crossword")
	return m
})

// tagHint returns what a tag suggests.
func tagHint(a atom.Atom) hint {
	switch a {
	case atom.Article:
		return hintArticleTag
	case atom.Main:
		return hintMainTag
	case atom.Section:
		return hintSectionTag
	case atom.Aside:
		return hintAsideTag
	case atom.Nav:
		return hintNavTag
	case atom.Header:
		return hintHeaderTag
	case atom.Footer:
		return hintFooterTag
	case atom.Form:
		return hintFormTag
	case atom.Figure, atom.Figcaption:
		return hintFigureTag
	case atom.Table:
		return hintTableTag
	case atom.Ul, atom.Ol, atom.Menu:
		return hintListTag
	case atom.Blockquote:
		return hintQuoteTag
	case atom.A:
		return hintLinkTag
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return hintHeadingTag
	case atom.Dl, atom.Dt, atom.Dd:
		return hintDefinitionTag
	}
	return 0
}

// attrHint reads the attributes that name a part of the page: itemprop, role
// and the names that component frameworks give.
func attrHint(key, val string) hint {
	switch key {
	case "itemprop":
		switch val {
		case "articleBody", "reviewBody", "text":
			return hintArticleBody
		case "headline", "name":
			return hintTitle
		case "author", "creator":
			return hintByline
		case "description", "alternativeHeadline":
			return hintStandfirst
		case "datePublished", "dateModified", "dateCreated":
			return hintDate
		case "comment":
			return hintComment
		case "caption":
			return hintCaption
		}
	case "role":
		switch val {
		case "navigation", "menu", "menubar", "menuitem", "tablist":
			return hintNav
		case "complementary":
			return hintAside
		case "main":
			return hintMain
		case "banner":
			return hintHeader
		case "contentinfo":
			return hintFooter
		case "dialog", "alertdialog", "alert":
			return hintOverlay
		case "search", "form":
			return hintForm
		case "article":
			return hintArticle
		}
	case "data-testid", "data-component", "data-type", "data-module", "data-qa", "data-test-id", "data-component-name",
		"data-widget", "data-block", "data-gtm-element", "data-tracking-area":
		if len(val) < 64 {
			return nameHint(val)
		}
	case "property", "typeof":
		switch val {
		case "content:encoded", "articleBody", "schema:articleBody":
			return hintArticleBody
		}
	}
	return 0
}

// maxHintWord is the length up to which words of names are told apart.
const maxHintWord = 48

// hintSlots are the words of [hintWords] by their hash, in a table so large
// that most words of a page meet an empty slot: a page asks thousands of times.
type hintSlots [1 << hintBits]struct {
	word string
	hint hint
}

const hintBits = 13

var hintTable = sync.OnceValue(func() *hintSlots {
	t := new(hintSlots)
	for word, h := range hintWords() {
		hash := uint32(0)
		for i := range len(word) {
			hash = hashByte(hash, word[i])
		}
		i := hash >> (32 - hintBits)
		for t[i].word != "" {
			i = (i + 1) % (1 << hintBits)
		}
		t[i].word, t[i].hint = word, h
	}
	return t
})

func hashByte(hash uint32, c byte) uint32 { return (hash ^ uint32(c)) * 0x9e3779b1 }

func (t *hintSlots) get(hash uint32, word []byte) hint {
	for i := hash >> (32 - hintBits); t[i].word != ""; i = (i + 1) % (1 << hintBits) {
		if t[i].word == string(word) {
			return t[i].hint
		}
	}
	return 0
}

// nameHint splits a class, id or component name into its words (at hyphens,
// underscores, digits and case changes) and joins what the words suggest.
func nameHint(name string) hint {
	words := hintTable()
	var buf [maxHintWord]byte
	n := 0
	hash := uint32(0)
	var h, last hint
	flush := func() {
		if n > 0 {
			w := words.get(hash, buf[:n])
			if pair := last | w; last != 0 && w != 0 && pair&hintArticle != 0 && pair&hintText != 0 {
				h |= hintArticleBody
			}
			h |= w
			last = w
			n, hash = 0, 0
		}
	}
	upper := true
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case 'A' <= c && c <= 'Z':
			if !upper {
				flush()
			}
			upper = true
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z':
			upper = false
		default:
			flush()
			upper = true
			continue
		}
		if n < len(buf) {
			buf[n] = c
			hash = hashByte(hash, c)
			n++
		}
	}
	flush()
	return h
}

// hints holds what each node of a page suggests by itself.
type hints struct {
	own   []hint // by node
	class []hint // by class attribute
	known []bool
}

func (h *hints) fill(doc *page.Doc) {
	h.own = scratch.Resize(h.own, doc.Len())
	h.class = scratch.Resize(h.class, doc.NumClasses())
	h.known = scratch.Resize(h.known, doc.NumClasses())
	clear(h.known)
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Is(page.Text) {
			h.own[id] = 0
			continue
		}
		own := tagHint(n.Tag)
		if n.Class != 0 {
			own |= h.ofClass(doc, n.Class)
		}
		if n.IDSym != 0 {
			own |= nameHint(doc.SymText(n.IDSym))
		}
		for i := range n.N.Attr {
			if a := &n.N.Attr[i]; len(a.Key) > 3 && a.Key != "class" && a.Key != "href" && a.Key != "style" {
				own |= attrHint(a.Key, a.Val)
			}
		}
		h.own[id] = own
	}
}

func (h *hints) ofClass(doc *page.Doc, c page.ClassRef) hint {
	if h.known[c] {
		return h.class[c]
	}
	var m hint
	for s := range doc.Names(c) {
		m |= nameHint(doc.SymText(s))
	}
	h.class[c], h.known[c] = m, true
	return m
}

// each calls f with the index of every bit of h.
func (h hint) each(f func(bit int)) {
	for v := uint64(h); v != 0; v &= v - 1 {
		f(bits.TrailingZeros64(v))
	}
}
