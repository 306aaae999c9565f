package corpus

import (
	"hash/fnv"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// Domain returns the registrable domain of an address: pages that share one
// come from one publisher.
func Domain(address string) string {
	host := address
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		host = domain
	}
	return strings.ToLower(host)
}

// HalfOf puts all pages of a publisher into one half, "a" or "b", so that what
// is tuned on one can be checked on the other.
func HalfOf(address string) string {
	h := fnv.New32a()
	h.Write([]byte(Domain(address))) // a hash never fails
	if h.Sum32()%2 == 0 {
		return "a"
	}
	return "b"
}
