// Package classname reads what the tag, the classes, the id and a few attributes of
// an element suggest that it holds. Publishers share no markup, but they name the
// parts of a page alike: the words stand in one table, and are matched in one way.
package classname

import (
	"math/bits"
	"sync"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// Set is a set of things that an element's tag, classes, id and a few
// attributes suggest about what it holds. None decides on its own: a class
// that says paywall stands on a gate and on the body behind it alike.
type Set uint64

// The hints, one bit each. The first group comes from names, the second (from
// ArticleTag on) from tags.
const (
	Article Set = 1 << iota
	Text
	ArticleBody
	Main
	Title
	Standfirst
	Kicker
	Byline
	Bio
	Date
	Caption
	Media
	Related
	Teaser
	Comment
	Share
	Nav
	Footer
	Header
	Aside
	Ad
	Promo
	Overlay
	Tag
	Widget
	Gate
	Quote
	Button
	Login
	Form
	Rating
	Product
	Note
	Correction
	Live
	Popular
	Factbox
	Legal
	Paging
	Print
	Paragraph
	Weather
	ArticleTag
	MainTag
	SectionTag
	AsideTag
	NavTag
	HeaderTag
	FooterTag
	FormTag
	FigureTag
	tableTag
	ListTag
	QuoteTag
	LinkTag
	HeadingTag
	DefinitionTag
	Kinds = iota
)

// words are the words that names are made of, in the languages whose
// publishers name their classes in their own.
var words = sync.OnceValue(func() map[string]Set {
	m := make(map[string]Set, 700)
	add := func(h Set, words ...string) {
		for _, w := range words {
			m[w] |= h
		}
	}
	add(Article, "article", "artikel", "story", "post", "entry", "nota", "noticia", "beitrag", "articolo", "hentry",
		"news", "articulo", "artigo", "materia", "single", "detail", "blog", "artykul", "makale", "haber", "page")
	add(Text, "body", "content", "text", "texto", "texte", "inhalt", "corpo", "cuerpo", "contenu", "contenido", "copy",
		"prose", "richtext", "main", "rte", "markdown", "wysiwyg", "formatted", "testo", "innhold", "tekst", "tresc", "icerik",
		"conteudo", "rich", "bodycopy", "read", "maincontent", "fulltext")
	add(ArticleBody, "articlebody", "storybody", "entrycontent", "postcontent", "bodytext", "articletext", "articlecontent",
		"postbody", "storytext", "storycontent", "newsbody", "newscontent", "contentbody", "mainbody", "detailbody", "texteditor",
		"articlepage", "artbody", "arttext", "postentry", "textbody", "richtextbody", "articlemain", "newstext", "artikelbody")
	add(Main, "main", "primary", "center", "central", "maincol", "maincolumn", "principal")
	add(Title, "title", "headline", "heading", "titulo", "titre", "titel", "hed", "titolo", "tit", "rubrik", "overskrift",
		"ueberschrift", "tytul", "baslik")
	add(Standfirst, "standfirst", "lead", "intro", "summary", "deck", "dek", "subtitle", "abstract", "excerpt", "chapo",
		"lede", "vorspann", "sapo", "subheadline", "subhead", "subheading", "introduction", "sommario", "bajada", "entradilla",
		"teasertext", "ingress", "manchet", "perex", "description", "desc", "spot", "anrisstext", "untertitel", "subtitulo",
		"leadtext", "introtext", "synopsis", "preamble", "underrubrik", "zajawka", "copete", "volanta")
	add(Kicker, "kicker", "eyebrow", "overline", "topline", "dachzeile", "roofline", "spitzmarke", "surtitre", "antetitulo",
		"occhiello", "label", "flag", "rubric", "overtitle", "supertitle", "strap")
	add(Byline, "byline", "author", "authors", "autor", "auteur", "autore", "writer", "reporter", "firma", "contributor",
		"contributors", "journalist", "columnist", "verfasser", "forfatter", "signature", "yazar", "autores", "creator", "vcard",
		"credits", "staff", "attribution")
	add(Bio, "bio", "biography", "authorbox", "authorbio", "aboutauthor", "profile", "authorinfo", "vita", "about")
	add(Date, "date", "time", "datetime", "timestamp", "published", "pubdate", "publish", "datum", "fecha", "meta", "postmeta",
		"updated", "modified", "dateline", "info", "data", "zeit", "hora", "entrymeta", "metadata", "pubtime", "tarih", "created")
	add(Caption, "caption", "figcaption", "credit", "copyright", "legende", "bildunterschrift", "pie", "foto", "captiontext",
		"imagecaption", "bildtext", "bildnachweis", "credito", "legenda", "didascalia", "photocredit", "cutline", "wpcaption")
	add(Media, "image", "img", "photo", "picture", "gallery", "media", "video", "player", "slideshow", "carousel", "slider",
		"bild", "fotos", "galerie", "audio", "podcast", "lightbox", "figure", "thumb", "thumbnail", "slide", "swiper", "galeria",
		"imagen", "embed", "iframe", "infographic", "youtube", "lazyload")
	add(Related, "related", "more", "recirc", "recirculation", "recommended", "recommendation", "recommendations", "similar",
		"also", "readmore", "seealso", "mehr", "relacionadas", "relacionados", "relacionada", "verwandte", "weiterfuehrend",
		"furthermore", "next", "morefrom", "alsoread", "readalso", "correlati", "associated", "suggested", "suggestions", "outbrain",
		"taboola", "relatedposts", "jp", "crp", "yarpp", "crosslink", "linkbox", "upnext", "leia", "lire", "onward", "inarticle",
		"interlink", "internallink", "moreon", "readnext", "artikelliste", "plista")
	add(Teaser, "teaser", "teasers", "card", "cards", "item", "items", "list", "listing", "grid", "feed", "stream", "latest",
		"archive", "promoitem", "tile", "tiles", "collection", "listitem", "loop", "column", "columns", "snippet", "river", "headlines",
		"block", "ticker", "digest", "articles", "posts", "stories", "entries", "roll")
	add(Comment, "comment", "comments", "disqus", "discussion", "respond", "reply", "replies", "kommentar", "kommentare",
		"comentarios", "commentaires", "commentlist", "forum", "thread", "coral", "viafoura", "spotim", "commenti", "reactions",
		"reaction", "hyvor", "fbcomments", "openweb", "comentario", "komentar")
	add(Share, "share", "sharing", "social", "follow", "facebook", "twitter", "whatsapp", "sharebar", "addthis", "sociable",
		"socialmedia", "shareaholic", "teilen", "compartir", "partage", "addtoany", "sharedaddy", "telegram", "linkedin", "bookmark",
		"instagram", "pinterest", "socials", "syndication", "copylink", "email", "mail", "rss")
	add(Nav, "nav", "navigation", "menu", "breadcrumb", "breadcrumbs", "navbar", "toolbar", "submenu", "topnav", "mainnav",
		"sitenav", "megamenu", "tabs", "tab", "jump", "toc", "skip", "hamburger", "dropdown", "pager", "anchor", "quicklinks",
		"subnav", "burger", "offcanvas", "crumb", "sitemap", "navi", "links", "link")
	add(Footer, "footer", "foot", "colophon", "bottom", "fuss", "sitefooter", "pagefooter", "articlefooter", "postfooter",
		"entryfooter", "after", "end", "closing")
	add(Header, "header", "masthead", "topbar", "banner", "siteheader", "top", "brand", "logo", "kopf", "pageheader", "head",
		"articleheader", "hero", "entryheader", "postheader")
	add(Aside, "sidebar", "aside", "rail", "rightcol", "side", "secondary", "complementary", "right", "marginal", "sidebox",
		"leftcol", "rightrail", "margin", "lateral", "seitenleiste", "marginalie", "rechts", "sticky")
	add(Ad, "ad", "ads", "advert", "advertisement", "advertising", "sponsor", "sponsored", "werbung", "anzeige", "publicidad",
		"dfp", "adslot", "adunit", "gpt", "adsense", "banner", "pub", "publicite", "reklama", "promoted", "advertorial", "adcontainer",
		"adwrapper", "googlead", "teads", "annons", "annonse", "reklam", "adbox", "commercial", "mpu", "leaderboard", "native")
	add(Promo, "newsletter", "newsletters", "subscribe", "subscription", "signup", "promo", "promotion", "subscriber", "donate",
		"donation", "membership", "support", "optin", "mailchimp", "mc4wp", "abo", "abonnement", "abonnieren", "suscripcion",
		"suscribete", "suscriptor", "assinatura", "assine", "abbonamento", "callout", "cta", "offer", "register", "registration",
		"emailcapture", "join", "appeal", "contribute", "spenden", "spende", "mitmachen", "marketing", "steady", "patreon", "app",
		"inbox", "mailinglist", "subscriptions", "infolettre", "boletin", "appdownload", "campaign", "house", "prenumerera",
		"crowdfunding", "upsell", "touts", "tout", "hubspot", "klaviyo", "convertkit")
	add(Overlay, "popup", "modal", "overlay", "dialog", "cookie", "cookies", "consent", "gdpr", "cmp", "lightbox", "toast",
		"notification", "alert", "tooltip", "onetrust", "didomi", "popover", "interstitial", "drawer", "flyout", "snackbar", "lock",
		"cookiebanner", "usercentrics", "qc", "adblock")
	add(Tag, "tag", "tags", "category", "categories", "topic", "topics", "keyword", "keywords", "section", "schlagworte",
		"themen", "temas", "cat", "taxonomy", "tagcloud", "taglist", "tagging", "thema", "etiquetas", "sujet", "genre")
	add(Widget, "widget", "widgets", "module", "box", "panel", "infobox", "component", "plugin", "aside", "shortcode", "elementor",
		"container", "wrapper", "inner")
	add(Gate, "paywall", "premium", "gate", "gated", "metered", "meter", "locked", "restricted", "piano", "tp", "poool", "regwall",
		"barrier", "exclusive", "plus", "paid", "subscriberonly", "wall", "restriction", "unlock", "preview", "zephr", "entitlement",
		"paywalled", "meteredcontent", "abonnes", "poster")
	add(Quote, "quote", "pullquote", "blockquote", "zitat", "citation", "cita", "pull")
	add(Button, "button", "btn", "cta", "buttons", "action", "actions", "icon", "icons")
	add(Login, "login", "account", "user", "signin", "logout", "member", "members", "konto", "anmelden", "logged", "avatar")
	add(Form, "search", "form", "input", "field", "suche", "buscador", "recherche", "contact", "captcha", "survey", "quiz")
	add(Rating, "rating", "ratings", "vote", "votes", "poll", "stars", "score", "feedback", "like", "likes", "counter", "views",
		"upvote", "umfrage")
	add(Product, "product", "products", "price", "shop", "cart", "buy", "affiliate", "deal", "deals", "merchant", "amazon",
		"basket", "ecommerce", "woocommerce", "commerce", "review", "reviews", "sku", "coupon", "pricing")
	add(Note, "footnote", "footnotes", "reference", "references", "source", "sources", "fn", "citations", "note", "notes", "quelle",
		"quellen", "endnotes", "reflist", "bibliography")
	add(Correction, "correction", "corrections", "disclaimer", "disclosure", "editors", "editornote", "update", "erratum",
		"clarification", "korrektur", "transparency", "hinweis")
	add(Live, "live", "liveblog", "timeline", "livecenter", "liveticker", "minute", "chronology", "liveblogposting")
	add(Popular, "popular", "trending", "mostread", "most", "top", "best", "meistgelesen", "masleido", "hot", "must", "editorpicks",
		"picks", "featured", "highlights", "ranking", "trend")
	add(Factbox, "infobox", "factbox", "facts", "factfile", "sidebarbox", "explainer", "infokasten", "faktabox", "faktaboks", "recap",
		"keypoints", "takeaways", "highlights", "timeline", "glossary", "inline")
	add(Legal, "legal", "terms", "privacy", "policy", "copyright", "impressum", "license", "rights", "imprint", "copy")
	add(Paging, "pagination", "paging", "pager", "prev", "previous", "nextprev", "postnav", "pages", "next")
	add(Print, "print", "noprint", "printonly", "hidden", "hide", "noscript", "screenreader", "sr", "visually", "invisible")
	add(Paragraph, "paragraph", "para", "p", "absatz", "parrafo", "paragraphe", "bodytext", "textblock", "textmodule", "paragrafo")
	add(Weather, "weather", "stock", "stocks", "market", "markets", "quote", "tv", "scoreboard", "scores", "lottery", "horoscope",
		"wetter", "boerse", "kurse", "quotes", "crossword")
	return m
})

// ofTag returns what a tag suggests.
func ofTag(a atom.Atom) Set {
	switch a {
	case atom.Article:
		return ArticleTag
	case atom.Main:
		return MainTag
	case atom.Section:
		return SectionTag
	case atom.Aside:
		return AsideTag
	case atom.Nav:
		return NavTag
	case atom.Header:
		return HeaderTag
	case atom.Footer:
		return FooterTag
	case atom.Form:
		return FormTag
	case atom.Figure, atom.Figcaption:
		return FigureTag
	case atom.Table:
		return tableTag
	case atom.Ul, atom.Ol, atom.Menu:
		return ListTag
	case atom.Blockquote:
		return QuoteTag
	case atom.A:
		return LinkTag
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return HeadingTag
	case atom.Dl, atom.Dt, atom.Dd:
		return DefinitionTag
	}
	return 0
}

// ofAttr reads the attributes that name a part of the page: itemprop, role
// and the names that component frameworks give.
func ofAttr(key, val string) Set {
	switch key {
	case "itemprop":
		switch val {
		case "articleBody", "reviewBody", "text":
			return ArticleBody
		case "headline", "name":
			return Title
		case "author", "creator":
			return Byline
		case "description", "alternativeHeadline":
			return Standfirst
		case "datePublished", "dateModified", "dateCreated":
			return Date
		case "comment":
			return Comment
		case "caption":
			return Caption
		}
	case "role":
		switch val {
		case "navigation", "menu", "menubar", "menuitem", "tablist":
			return Nav
		case "complementary":
			return Aside
		case "main":
			return Main
		case "banner":
			return Header
		case "contentinfo":
			return Footer
		case "dialog", "alertdialog", "alert":
			return Overlay
		case "search", "form":
			return Form
		case "article":
			return Article
		}
	case "data-testid", "data-component", "data-type", "data-module", "data-qa", "data-test-id", "data-component-name",
		"data-widget", "data-block", "data-gtm-element", "data-tracking-area":
		if len(val) < 64 {
			return Of(val)
		}
	case "property", "typeof":
		switch val {
		case "content:encoded", "articleBody", "schema:articleBody":
			return ArticleBody
		}
	}
	return 0
}

// maxWord is the length up to which words of names are told apart.
const maxWord = 48

// slots are the words of [words] by their hash, in a table so large
// that most words of a page meet an empty slot: a page asks thousands of times.
type slots [1 << slotBits]struct {
	word string
	set  Set
}

const slotBits = 13

var table = sync.OnceValue(func() *slots {
	t := new(slots)
	for word, h := range words() {
		hash := uint32(0)
		for i := range len(word) {
			hash = hashByte(hash, word[i])
		}
		i := hash >> (32 - slotBits)
		for t[i].word != "" {
			i = (i + 1) % (1 << slotBits)
		}
		t[i].word, t[i].set = word, h
	}
	return t
})

func hashByte(hash uint32, c byte) uint32 { return (hash ^ uint32(c)) * 0x9e3779b1 }

func (t *slots) get(hash uint32, word []byte) Set {
	for i := hash >> (32 - slotBits); t[i].word != ""; i = (i + 1) % (1 << slotBits) {
		if t[i].word == string(word) {
			return t[i].set
		}
	}
	return 0
}

// Of splits a class, id or component name into its words (at hyphens,
// underscores, digits and case changes) and joins what the words suggest.
func Of(name string) Set {
	words := table()
	var buf [maxWord]byte
	n := 0
	hash := uint32(0)
	var h, last Set
	flush := func() {
		if n > 0 {
			w := words.get(hash, buf[:n])
			if pair := last | w; last != 0 && w != 0 && pair&Article != 0 && pair&Text != 0 {
				h |= ArticleBody
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

// Page holds what each node of a page suggests by itself. It keeps its memory from
// page to page.
type Page struct {
	own   []Set // by node
	class []Set // by class attribute
	known []bool
}

// Fill reads the page.
func (h *Page) Fill(doc *page.Doc) {
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
		own := ofTag(n.Tag)
		if n.Class != 0 {
			own |= h.ofClass(doc, n.Class)
		}
		if n.IDSym != 0 {
			own |= Of(doc.SymText(n.IDSym))
		}
		for i := range n.N.Attr {
			if a := &n.N.Attr[i]; len(a.Key) > 3 && a.Key != "class" && a.Key != "href" && a.Key != "style" {
				own |= ofAttr(a.Key, a.Val)
			}
		}
		h.own[id] = own
	}
}

func (h *Page) ofClass(doc *page.Doc, c page.ClassRef) Set {
	if h.known[c] {
		return h.class[c]
	}
	var m Set
	for s := range doc.Names(c) {
		m |= Of(doc.SymText(s))
	}
	h.class[c], h.known[c] = m, true
	return m
}

// Of returns what the node id suggests by itself.
func (h *Page) Of(id page.ID) Set { return h.own[id] }

// Each calls f with the index of every bit of h.
func (h Set) Each(f func(bit int)) {
	for v := uint64(h); v != 0; v &= v - 1 {
		f(bits.TrailingZeros64(v))
	}
}

// Names are the words for the kinds, by bit.
var Names = [Kinds]string{
	"article", "text", "article body", "main", "title", "standfirst", "kicker", "byline", "bio", "date",
	"caption", "media", "related", "teaser", "comment", "share", "nav", "footer", "header", "aside", "ad",
	"promo", "overlay", "tag", "widget", "gate", "quote", "button", "login", "form", "rating", "product",
	"note", "correction", "live", "popular", "factbox", "legal", "paging", "print", "paragraph", "weather",
	"article tag", "main tag", "section tag", "aside tag", "nav tag", "header tag", "footer tag", "form tag",
	"figure tag", "table tag", "list tag", "quote tag", "link tag", "heading tag", "definition tag",
}
