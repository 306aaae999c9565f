package access

import (
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/term"
)

// reading is what a value says about access.
type reading uint8

const (
	unread reading = iota
	saysFree
	saysMetered
	saysRegistration
	saysPaid
	// saysNotFree is a plain "not free": Google's markup uses it for meters,
	// accounts and subscriptions alike.
	saysNotFree
)

// policy returns the policy that r speaks for. A plain "not free" counts as
// subscription until something more precise is known.
func (r reading) policy() term.Policy {
	switch r {
	case saysFree:
		return term.Free
	case saysMetered:
		return term.Metered
	case saysRegistration:
		return term.RegistrationWall
	case saysPaid, saysNotFree:
		return term.SubscriptionWall
	}
	return term.PolicyUnknown
}

// tierWords are the values of content tiers and data layers as publishers
// spell them, in small letters.
var tierWords = sync.OnceValue(func() map[string]reading {
	m := make(map[string]reading, 64)
	add := func(r reading, list string) {
		for w := range strings.FieldsSeq(list) {
			m[w] = r
		}
	}
	add(saysFree, "free open is-open abierto frei gratis standard normal comun default public isfreecontent free_article gratuit "+
		"gratuito everybody unlocked no-paywall")
	add(saysMetered, "metered freemium limited metering gdp-standart")
	add(saysRegistration, "register registration signwall regwall registered registered-only login")
	add(saysPaid, "locked paid premium abo subscription subscriber subscribers hard plus payed pay gesperrt exclusivo cerrado "+
		"only_paid abonne subscribers-only")
	return m
})

// readTier reads a value from a vocabulary of tiers.
func readTier(v string) reading { return tierWords()[strings.ToLower(strings.TrimSpace(v))] }

// readFlag reads a yes or no in the spellings that pages use: JSON's and
// schema.org's booleans, in any case, numbers and words.
//
// Anything else is neither, so that "maybe" or an id cannot be taken for no.
func readFlag(v string) (yes, ok bool) {
	v = strings.ToLower(strings.TrimSpace(v))
	if i := strings.LastIndexByte(v, '/'); i >= 0 && strings.Contains(v, "schema.org") {
		v = v[i+1:]
	}
	switch v {
	case "true", "1", "yes", "ja", "oui", "si", "sí":
		return true, true
	case "false", "0", "no", "nein", "non", "nej", "not premium":
		return false, true
	}
	return false, false
}

// polarity says how a named flag is to be read.
type polarity uint8

const (
	tierOnly polarity = iota // the value is a word of the tiers
	paidIf                   // yes means that the article is not free
	freeIf                   // yes means that it is
	gateIf                   // yes means that an account or a plan is asked for; no says little
)

// readAs reads the value of a key whose polarity is known.
//
// Words of tiers come first: some publishers put "premium" into a field whose name
// asks for a yes or no.
func readAs(p polarity, v string) reading {
	if r := readTier(v); r != unread {
		return r
	}
	if p == tierOnly {
		return unread
	}
	yes, ok := readFlag(v)
	switch {
	case !ok:
		return unread
	case p == freeIf && yes, p == paidIf && !yes:
		return saysFree
	case p == freeIf, p == paidIf:
		return saysPaid
	case yes:
		return saysNotFree
	}
	return unread
}
