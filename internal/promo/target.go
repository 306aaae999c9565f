package promo

import (
	"strings"
	"sync"
)

// target is what the address of a link asks for: the cue that needs no
// language.
type target uint16

const (
	toSubscribe target = 1 << iota
	toRegister
	toLogin
	toNewsletter
	toDonate
	toMembership
	toApp
	toShop
	toEvent
	// toOwn is a return parameter: after paying or signing in the reader
	// comes back to this page.
	toOwn
	// weak marks a reading that a single word of a longer name gave.
	weak
	// elsewhere marks a line of several links that lead to other places.
	elsewhere
)

// hostWords are first labels of hosts, pathWords whole path segments or words
// of one. Both were counted on links of saved news pages.
var hostWords = sync.OnceValue(func() *dict[target] {
	return words(map[target]string{
		toSubscribe: "abo aboshop abos subscribe subscription subscriptions checkout premium suscripcion suscripciones " +
			"abonnement abonnements assine assinaturas assinatura abbonamenti prenumerera subscribers abonnieren " +
			"abonament prenumerata predplatne tilaa tilaus tilaajat abonnent abonner subscribenow offers buy kiosk zakaz",
		toRegister:   "register signup",
		toLogin:      "login sso account accounts myaccount signin auth konto",
		toNewsletter: "newsletter newsletters",
		toDonate:     "donate spenden soutenir dons donaciones give steadyhq support donation donorbox",
		toMembership: "membership join club socios members",
		toApp:        "apps app onelink itunes play",
		toShop:       "shop store tienda boutique",
	})
})

var pathWords = sync.OnceValue(func() *dict[target] {
	return words(map[target]string{
		toSubscribe: "subscribe subscription subscriptions abo abos abonnement abonnements abonnieren abonner subscribers " +
			"suscripcion suscripciones suscribete suscribirse suscribase suscribite assine assinatura assinaturas assinar " +
			"abbonamenti abbonati abbonamento prenumerera prenumeration prenumerata subskrypcja predplatne tilaa tilaus abonelik abone " +
			"checkout paywall salewall podpiska offres offers angebote subscribeto footersubscribe flyoutsubscribe " +
			"abonnere abonnenter abotesten elofizetes abonament upgrade premium unlimited digitalabo barrier abonnez subscribepage " +
			"abonne testen probeabo aboservice abonneren lidmaatschap peredplata",
		toRegister: "register registration signup registrierung registrieren registro inscription registrate regwall signwall " +
			"registreren registrer cadastro registrazione registrati rejestracja createaccount registrarse registrar rekisteroidy uyelik",
		toLogin: "login signin logon anmelden einloggen auth sso connexion acceso inloggen logowanie accedi entrar logga giris",
		toNewsletter: "newsletter newsletters boletin boletines infolettre nyhetsbrev nyhedsbrev nieuwsbrief nieuwsbrieven " +
			"mailinglist uutiskirje briefings rassylka hirlevel",
		toDonate: "donate donation donations spenden spende don dons donar donaciones doar apoie apoya apoyanos soutenir " +
			"unterstuetzen steun wesprzyj podderzhat supportus contribute doneer sostieni doneren crowdfunding",
		toMembership: "membership member join socio socios mitglied mitgliedschaft socias",
		toApp:        "app apps",
		toShop:       "shop store tienda boutique gutscheine deals voucher pricing plans",
		toEvent:      "webinar webinars eventbrite",
	})
})

// sites are hosts that serve one purpose.
var sites = []struct {
	host string
	to   target
}{
	{"play.google.com", toApp}, {"itunes.apple.com", toApp}, {"apps.apple.com", toApp}, {"app.link", toApp},
	{"onelink.me", toApp}, {"appgallery", toApp}, {"list-manage.com", toNewsletter}, {"paypal.com/donate", toDonate},
	{"paypal.me", toDonate}, {"buymeacoffee.com", toDonate}, {"gofundme.com", toDonate}, {"ko-fi.com", toDonate},
	{"donorbox.org", toDonate}, {"patreon.com", toDonate}, {"steadyhq.com", toSubscribe}, {"buy.tinypass.com", toSubscribe},
	{"piano.io/checkout", toSubscribe}, {"liberapay.com", toDonate}, {"betterplace.org", toDonate},
	{"amzn.to", toShop}, {"eventbrite.", toEvent},
}

func words(lists map[target]string) *dict[target] {
	m := newDict[target](256)
	for t, list := range lists {
		for w := range strings.FieldsSeq(list) {
			m.add(w, t)
		}
	}
	return m
}

// look returns what the word means in small letters. A longer word than any
// in the lists means nothing.
func look(d *dict[target], w string) target {
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

// targetOf reads the address of a link. The cost is linear in its length.
func targetOf(href string) target {
	if len(href) < 2 || len(href) > 2048 || href[0] == '#' {
		return 0
	}
	href, _, _ = strings.Cut(href, "#")
	path, query, _ := strings.Cut(href, "?")
	var t, soft target // what whole names and what single words say
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
	if t&^toOwn == 0 && soft != 0 {
		t |= soft | weak
	}
	return t
}

// siteOf compares the host with those of sites. Few hosts end in a name that
// they do, so the first bytes of each are tried at the host's labels only.
func siteOf(rest string) target {
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

func hostTarget(host string) target {
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
		t = look(hostWords(), second) &^ (toLogin | toApp | toShop)
	}
	return t
}

// segmentTarget reads a path segment as one name, or else word by word.
func segmentTarget(seg string) (whole, part target) {
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
func queryTarget(query string) (own, word target) {
	for pair := range strings.SplitSeq(query, "&") {
		key, val, _ := strings.Cut(pair, "=")
		switch key {
		case "redirect_to", "redirect_uri", "redirect", "returnUrl", "ReturnUrl", "return_to", "returnto", "callback",
			"return_url", "goto", "next", "continue":
			own |= toOwn
		case "purchase":
			own |= toSubscribe
		case "utm_medium", "utm_content", "utm_campaign", "touchpoint", "itm_medium", "prm", "offer":
			for _, w := range []string{"subscri", "suscri", "abonn", "assin", "paywall"} {
				if strings.Contains(val, w) {
					word |= toSubscribe
				}
			}
		}
	}
	return own, word
}

// LeadsTo says what the address of a link asks for, as far as words in it tell:
// a plan, a newsletter, money and the like, or an account. weak is set where
// one word among others is all that does.
func LeadsTo(href string) (ask, login, weakly bool) {
	t := targetOf(href)
	return t&(toSubscribe|toRegister|toNewsletter|toDonate|toMembership|toApp|toShop|toEvent) != 0, t&toLogin != 0, t&weak != 0
}
