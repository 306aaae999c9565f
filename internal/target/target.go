package target

import (
	"strings"
	"sync"
)

// Set is what the address of a link says: the cue that needs no language.
// A set, since an address may say several things:
// /register?plan=premium&next=/story.
type Set uint16

// What a link asks for. The order of those down to Weak is that of features of
// the models of promos: change it and train anew.
const (
	Subscribe Set = 1 << iota
	Register
	Login
	Newsletter
	Donate
	Membership
	App
	Shop
	Event
	// Own is a return parameter: after paying or signing in the reader
	// comes back to this page.
	Own
	// Weak marks a reading that rests on a single word of a longer name.
	Weak
	Kinds = iota
)

// What else an address says.
const (
	// Here is a place on this page.
	Here Set = 1 << (Kinds + iota)
	// Outside is an address with a host.
	Outside
	// Story and Slug are addresses of stories. They are two readings of the same:
	// the models of promos have learned from the one, those of roles from the other.
	Story
	Slug
)

// Asking are the links that ask for something other than to log in. Login is left
// out: a link to an account stands in the head of most sites.
const Asking = Subscribe | Register | Newsletter | Donate | Membership | App | Shop | Event

// hostWords are first labels of hosts, pathWords whole path segments or words
// of one. Both were counted on links of saved news pages.
var hostWords = sync.OnceValue(func() *dict {
	return words(map[Set]string{
		Subscribe: "abo aboshop abos subscribe subscription subscriptions checkout premium suscripcion suscripciones " +
			"abonnement abonnements assine assinaturas assinatura abbonamenti prenumerera subscribers abonnieren " +
			"abonament prenumerata predplatne tilaa tilaus tilaajat abonnent abonner subscribenow offers buy kiosk zakaz",
		Register:   "register signup",
		Login:      "login sso account accounts myaccount signin auth konto",
		Newsletter: "newsletter newsletters",
		Donate:     "donate spenden soutenir dons donaciones give steadyhq support donation donorbox",
		Membership: "membership join club socios members",
		App:        "apps app onelink itunes play",
		Shop:       "shop store tienda boutique",
	})
})

var pathWords = sync.OnceValue(func() *dict {
	return words(map[Set]string{
		Subscribe: "subscribe subscription subscriptions abo abos abonnement abonnements abonnieren abonner subscribers " +
			"suscripcion suscripciones suscribete suscribirse suscribase suscribite assine assinatura assinaturas assinar " +
			"abbonamenti abbonati abbonamento prenumerera prenumeration prenumerata subskrypcja predplatne tilaa tilaus abonelik abone " +
			"checkout paywall salewall podpiska offres offers angebote subscribeto footersubscribe flyoutsubscribe " +
			"abonnere abonnenter abotesten elofizetes abonament upgrade premium unlimited digitalabo barrier abonnez subscribepage " +
			"abonne testen probeabo aboservice abonneren lidmaatschap peredplata",
		Register: "register registration signup registrierung registrieren registro inscription registrate regwall signwall " +
			"registreren registrer cadastro registrazione registrati rejestracja createaccount registrarse registrar rekisteroidy uyelik",
		Login: "login signin logon anmelden einloggen auth sso connexion acceso inloggen logowanie accedi entrar logga giris",
		Newsletter: "newsletter newsletters boletin boletines infolettre nyhetsbrev nyhedsbrev nieuwsbrief nieuwsbrieven " +
			"mailinglist uutiskirje briefings rassylka hirlevel",
		Donate: "donate donation donations spenden spende don dons donar donaciones doar apoie apoya apoyanos soutenir " +
			"unterstuetzen steun wesprzyj podderzhat supportus contribute doneer sostieni doneren crowdfunding",
		Membership: "membership member join socio socios mitglied mitgliedschaft socias",
		App:        "app apps",
		Shop:       "shop store tienda boutique gutscheine deals voucher pricing plans",
		Event:      "webinar webinars eventbrite",
	})
})

// sites are hosts that serve one purpose.
var sites = []struct {
	host string
	to   Set
}{
	{"play.google.com", App}, {"itunes.apple.com", App}, {"apps.apple.com", App}, {"app.link", App},
	{"onelink.me", App}, {"appgallery", App}, {"list-manage.com", Newsletter}, {"paypal.com/donate", Donate},
	{"paypal.me", Donate}, {"buymeacoffee.com", Donate}, {"gofundme.com", Donate}, {"ko-fi.com", Donate},
	{"donorbox.org", Donate}, {"patreon.com", Donate}, {"steadyhq.com", Subscribe}, {"buy.tinypass.com", Subscribe},
	{"piano.io/checkout", Subscribe}, {"liberapay.com", Donate}, {"betterplace.org", Donate},
	{"amzn.to", Shop}, {"eventbrite.", Event},
}

// words makes a dict of lists of words by what they mean; a word may be in
// several.
func words(lists map[Set]string) *dict {
	m := newDict(256)
	for t, list := range lists {
		for w := range strings.FieldsSeq(list) {
			m.add(w, t)
		}
	}
	return m
}

// look returns what the word means in small letters. A longer word than any
// in the lists means nothing.
//
// The buffer lies on the stack, so that a capital costs no memory.
func look(d *dict, w string) Set {
	var buf [24]byte
	if len(w) > len(buf) {
		return 0
	}
	for i := range len(w) {
		c := w[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return d.of(buf[:len(w)])
}

// maxSlugWords bounds the words of a path segment that are read one by one:
// longer ones are headlines turned into addresses, and a headline may well
// hold the word newsletter.
const maxSlugWords = 4

// Of reads the address of a link as a page spells it. The cost is linear in its
// length.
func Of(href string) Set {
	s := askOf(href)
	if len(href) > 0 && href[0] == '#' {
		s |= Here
	}
	if len(href) > 8 && (href[:4] == "http" || href[:2] == "//") {
		s |= Outside
	}
	if endsInStory(href) {
		s |= Story
	}
	if hasSlug(href) {
		s |= Slug
	}
	return s
}

// askOf reads what a link asks for.
//
//	https://abo.example.com/now              the host's first label
//	/subscribe/yearly                        a whole part of the path
//	/help-with-your-subscription             one word of a part: Weak
//	/the-paper-drops-its-newsletter-today    none: too many words, a headline
//	/login?next=/news/ferry                  Login and Own
//
// What whole names say comes first; single words count only if those say nothing.
func askOf(href string) Set {
	if len(href) < 2 || len(href) > 2048 || href[0] == '#' {
		return 0
	}
	href, _, _ = strings.Cut(href, "#")
	path, query, _ := strings.Cut(href, "?")
	var t, soft Set // what whole names and what single words say
	if i := strings.Index(path, "//"); i >= 0 && i < 8 {
		if path = path[i+2:]; path == "" {
			return 0
		}
		t |= siteOf(path)
		host, rest, _ := strings.Cut(path, "/")
		t |= hostTarget(host)
		path = rest
	} else if path != "" && path[0] != '/' && strings.Contains(path[:min(len(path), 12)], ":") {
		return 0 // mailto:, javascript:
	}
	for n := 0; path != "" && n < 12; n++ {
		var seg string
		seg, path, _ = strings.Cut(path, "/")
		whole, part := segmentTarget(seg)
		t |= whole
		soft |= part
	}
	if query != "" {
		own, word := queryTarget(query)
		t |= own
		soft |= word
	}
	if t&^Own == 0 && soft != 0 {
		t |= soft | Weak
	}
	return t
}

// siteOf compares the host with those of sites. A name can only begin where one of
// the host's labels does, so that nothing is tried elsewhere.
//
// The first that fits decides. Only the first 64 bytes are looked at.
func siteOf(rest string) Set {
	head := rest[:min(len(rest), 64)]
	for at := 0; ; {
		for i := range sites {
			if s := &sites[i]; head[at] == s.host[0] && strings.HasPrefix(head[at:], s.host) {
				return s.to
			}
		}
		end := strings.IndexAny(head[at:], "./")
		if end < 0 || head[at+end] == '/' || at+end+1 >= len(head) {
			return 0
		}
		at += end + 1
	}
}

// hostTarget reads the first labels of a host:
//
//	subscribe.example.com     the first
//	my-subscription.example   its words
//	www.newsletter.example    the second, but not for accounts, apps and shops
func hostTarget(host string) Set {
	first, rest, ok := strings.Cut(host, ".")
	if !ok {
		return 0
	}
	t := look(hostWords(), first)
	if t == 0 && strings.Contains(first, "-") {
		for w := range strings.SplitSeq(first, "-") {
			t |= look(hostWords(), w)
		}
	}
	if second, _, ok := strings.Cut(rest, "."); ok && t == 0 {
		t = look(hostWords(), second) &^ (Login | App | Shop)
	}
	return t
}

// segmentTarget reads a path segment as one name or, if that means nothing, word by
// word.
//
// An ending such as .html or .php is no part of the name.
func segmentTarget(seg string) (whole, part Set) {
	if len(seg) < 2 || len(seg) > 64 {
		return 0, 0
	}
	if dot := strings.LastIndexByte(seg, '.'); dot > 0 && len(seg)-dot < 7 {
		seg = seg[:dot]
	}
	m := pathWords()
	if t := look(m, seg); t != 0 {
		return t, 0
	}
	n := 1
	for i := range len(seg) {
		if isJoin(seg[i]) {
			n++
		}
	}
	if n == 1 || n > maxSlugWords {
		return 0, 0
	}
	start := 0
	for i := 0; i <= len(seg); i++ {
		if i == len(seg) || isJoin(seg[i]) {
			part |= look(m, seg[start:i])
			start = i + 1
		}
	}
	return 0, part
}

func isJoin(c byte) bool { return c == '-' || c == '_' || c == '+' || c == '.' }

// queryTarget looks for a return address and for campaign words.
//
// A return address says that the link leads through something and back here;
// through what, the path says.
func queryTarget(query string) (own, word Set) {
	for pair := range strings.SplitSeq(query, "&") {
		key, val, _ := strings.Cut(pair, "=")
		switch key {
		case "redirect_to", "redirect_uri", "redirect", "returnUrl", "ReturnUrl", "return_to", "returnto", "callback",
			"return_url", "goto", "next", "continue":
			own |= Own
		case "purchase":
			own |= Subscribe
		case "utm_medium", "utm_content", "utm_campaign", "touchpoint", "itm_medium", "prm", "offer":
			for _, w := range []string{"subscri", "suscri", "abonn", "assin", "paywall"} {
				if strings.Contains(val, w) {
					word |= Subscribe
				}
			}
		}
	}
	return own, word
}
