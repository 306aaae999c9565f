package promo

import (
	"sync"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// name is what the classes, the id and the tag of an element suggest. It is a
// hint only: the container of a whole story may well be called paywall.
type name uint32

const (
	nameNewsletter name = 1 << iota
	nameSubscribe
	nameGate
	nameDonate
	nameRegister
	nameApp
	nameCTA
	nameCommerce
	nameEvent
	nameAdblock
	nameOverlay
	nameSidebar
	nameHeader
	nameFooter
	nameNav
	nameComments
	nameRelated
	nameAd
	nameNote
	nameHeading
	nameButton
	namePitch
)

// namePromo are the names that say promo of whatever kind.
const namePromo = nameNewsletter | nameSubscribe | nameGate | nameDonate | nameRegister | nameApp | nameCTA |
	nameCommerce | nameEvent | nameAdblock | namePitch

var nameWords = sync.OnceValue(func() *dict[name] {
	m := newDict[name](300)
	add := func(n name, words ...string) {
		for _, w := range words {
			m.add(w, n)
		}
	}
	add(nameNewsletter, "newsletter", "newsletters", "mailchimp", "mcwp", "mailpoet", "optin", "infolettre", "boletin", "sailthru",
		"mailinglist", "emailsignup", "newslettersignup", "klaviyo", "convertkit", "emailcapture", "newsletterbox", "mailerlite", "boxzilla",
		"newsletterform", "nyhetsbrev", "nieuwsbrief")
	add(nameSubscribe, "subscribe", "subscription", "subscriptions", "subscriber", "abo", "abonnement", "abonnieren", "suscripcion",
		"suscribete", "suscriptor", "suscribir", "assine", "assinatura", "assinante", "abbonamento", "abbonati", "abonnes", "prenumerera",
		"prenumerata", "abonnements", "abonnement", "subscribeoffer", "steady", "suscription", "abonnez")
	add(nameGate, "paywall", "regwall", "signwall", "salewall", "gate", "gated", "barrier", "freemium", "poool", "zephr", "piano",
		"unlock", "locked", "restricted", "paywalled", "emailwall", "registrationwall", "pw", "kiosq", "pelcro")
	add(nameDonate, "donate", "donation", "donations", "spenden", "spende", "apoie", "apoye", "soutenir", "crowdfunding", "patreon",
		"contribute", "appeal", "fundraising", "membership", "supportus")
	add(nameRegister, "register", "registration", "signup", "registrierung", "login", "loginbox", "signin", "loggedout", "anonymous")
	add(nameApp, "app", "appbanner", "smartbanner", "appdownload", "appstore", "stores", "apps", "appbottom", "appbottomrgt")
	add(nameCTA, "cta", "upsell", "toaction", "calltoaction", "housead", "internalad", "touts", "paidpromo")
	add(namePitch, "promo", "promotion", "callout", "tout", "offer", "offers", "marketing", "campaign", "pitch")
	add(nameCommerce, "affiliate", "product", "products", "deal", "deals", "shop", "woocommerce", "voucher", "coupon", "paidbox",
		"merchandise", "ecommerce", "buybutton", "disclaimer", "disclosure", "discounts", "oferplan", "partners", "descuentos", "gutscheine")
	add(nameEvent, "webinar", "webinars", "event", "events")
	add(nameAdblock, "adblock", "adblocker")
	add(nameOverlay, "popup", "popups", "modal", "overlay", "dialog", "lightbox", "tooltip", "popover", "toast", "drawer", "snackbar",
		"interstitial", "flyout", "fullscreen")
	add(nameSidebar, "sidebar", "aside", "rail", "rightcol", "secondary", "widget", "sidecol", "seitenleiste")
	add(nameHeader, "header", "masthead", "topbar", "navbar", "topnav", "cabecera", "kopf", "hamburger", "offcanvas")
	add(nameFooter, "footer", "rodape", "pie", "fuss", "colophon")
	add(nameNav, "nav", "menu", "navigation", "breadcrumb", "breadcrumbs", "submenu", "navi", "megamenu")
	add(nameComments, "comments", "comment", "respond", "kommentare", "comentarios", "commentaires", "disqus", "commentform", "discussion")
	add(nameRelated, "related", "recommended", "recirc", "teaser", "teasers", "card", "cards", "more", "morefrom", "relacionadas",
		"outbrain", "taboola", "popular")
	add(nameAd, "ad", "ads", "advert", "advertisement", "sponsor", "sponsored", "werbung", "anzeige", "publicidad")
	add(nameNote, "small", "note", "notes", "terms", "disclaimer", "fineprint", "legal", "hint", "footnote", "conditions", "smallprint", "muted")
	add(nameHeading, "title", "headline", "heading", "titel", "titulo", "titre", "header", "hed", "subtitle")
	add(nameButton, "btn", "button", "cta", "boton", "bouton", "knopf", "bt")
	return m
})

// names caches what the class attributes of one page suggest, so that a class
// that stands on a hundred cards is read once.
type names struct {
	doc   *page.Doc
	class []name
	known []bool
}

func (c *names) reset(doc *page.Doc) {
	c.doc = doc
	c.class = scratch.Resize(c.class, doc.NumClasses())
	c.known = scratch.Resize(c.known, doc.NumClasses())
	clear(c.known)
}

// of returns what the element id suggests.
func (c *names) of(id page.ID) name {
	n := &c.doc.Nodes[id]
	h := tagName(n.Tag)
	if n.Class != 0 {
		if !c.known[n.Class] {
			var m name
			for s := range c.doc.Names(n.Class) {
				m |= readName(c.doc.SymText(s))
			}
			c.class[n.Class], c.known[n.Class] = m, true
		}
		h |= c.class[n.Class]
	}
	if n.IDSym != 0 {
		h |= readName(c.doc.SymText(n.IDSym))
	}
	return h
}

func tagName(a atom.Atom) name {
	switch a {
	case atom.Header:
		return nameHeader
	case atom.Footer:
		return nameFooter
	case atom.Nav:
		return nameNav
	case atom.Aside:
		return nameSidebar
	case atom.Dialog:
		return nameOverlay
	case atom.Button:
		return nameButton
	}
	return 0
}

// readName splits a class or id into its words, at hyphens, underscores,
// digits and changes of case, and joins what the words and the pairs of
// neighbours suggest: news-letter is a newsletter.
func readName(s string) name {
	if len(s) > 96 {
		return 0
	}
	m := nameWords()
	var buf [64]byte
	var h name
	start, end := 0, 0 // the last word in buf is buf[start:end]
	prev := 0
	flush := func() {
		if end == start {
			return
		}
		h |= m.of(buf[start:end])
		if start > prev {
			h |= m.of(buf[prev:end])
		}
		prev, start = start, end
	}
	upper := true
	for i := range len(s) {
		c := s[i]
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
		if end < len(buf) {
			buf[end] = c
			end++
		}
	}
	flush()
	return h
}
