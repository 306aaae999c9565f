package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A server that is asked for a page can answer with the address of a machine
// that only this one reaches: the cloud's metadata, a router, a database. What
// follows lets a fetch reach such machines only where the user named them.

// privateError refuses an address.
type privateError struct{ host string }

// Error names the address and the flag that lets it pass.
func (e *privateError) Error() string {
	return fmt.Sprintf("%s is no public address; --allow-private lets pages and redirects lead there", e.host)
}

// special are the blocks of the registries of special-purpose addresses (IANA,
// RFC 6890) that are not for everybody to reach, and those of IPv6 that carry
// an address of IPv4 in a way of their own.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

var (
	// globalUnicast is the only block of IPv6 that is given out for the net.
	globalUnicast = netip.MustParsePrefix("2000::/3")
	// translated holds an address of IPv4 in its last four bytes (RFC 6052).
	translated = netip.MustParsePrefix("64:ff9b::/96")
)

// prefixes parses blocks that are literals of this file.
func prefixes(blocks ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(blocks))
	for i, b := range blocks {
		out[i] = netip.MustParsePrefix(b)
	}
	return out
}

// isPublic reports whether everybody reaches an address.
func isPublic(a netip.Addr) bool {
	// ::ffff:10.0.0.1 is 10.0.0.1.
	a = a.WithZone("").Unmap()
	if translated.Contains(a) {
		b := a.As16()
		a = netip.AddrFrom4([4]byte(b[12:]))
	}
	// Unmap and the translation above have turned what carries an address of IPv4
	// into that, so that one list judges it.
	if a.Is6() && !globalUnicast.Contains(a) {
		return false
	}
	return !slices.ContainsFunc(special, func(p netip.Prefix) bool { return p.Contains(a) })
}

// localNames are the names, with those below them, that no public server has.
var localNames = []string{"localhost", "local", "internal", "home.arpa"}

// mayBePublic is for a host that a proxy will look up, which is more than can
// be done here: it refuses addresses and names that are private as they stand.
// What ends in a number is an address in one of the forms that only some
// resolvers know, such as 127.1 or 0x7f000001.
func mayBePublic(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if a, err := netip.ParseAddr(host); err == nil {
		return isPublic(a)
	}
	dot := strings.LastIndexByte(host, '.')
	last := host[dot+1:]
	// A name without a dot is one of the local net.
	if dot < 0 || last == "" || last[0] >= '0' && last[0] <= '9' {
		return false
	}
	return !slices.ContainsFunc(localNames, func(n string) bool { return strings.HasSuffix("."+host, "."+n) })
}

// journey is one page's way through redirects.
type journey struct {
	// own is set for an address that the user gave on the command line. That
	// may be a private one, and redirects may stay there.
	own bool

	mu    sync.Mutex
	hosts []string         // of the first request
	seen  []netip.AddrPort // to which the first request was connected
}

const (
	portHTTP  = 80
	portHTTPS = 443
)

// allows reports whether a request may be connected to a private address.
func (j *journey) allows(to netip.AddrPort, first bool) bool {
	if j == nil || !j.own {
		return false
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if first {
		j.seen = append(j.seen, to)
	}
	// A server may send its visitors from HTTP to its HTTPS.
	plain := netip.AddrPortFrom(to.Addr(), portHTTP)
	return slices.Contains(j.seen, to) || to.Port() == portHTTPS && slices.Contains(j.seen, plain)
}

// allowsHost is allows for a host that a proxy will look up.
func (j *journey) allowsHost(host string, first bool) bool {
	if j == nil || !j.own {
		return false
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if first {
		j.hosts = append(j.hosts, host)
	}
	return slices.Contains(j.hosts, host)
}

// hop is one request of a journey; first is set for the one that the user asked for.
type hop struct {
	*journey
	first bool
}

// hopKey and journeyKey are the keys under which a request's context carries them.
type hopKey struct{}

type journeyKey struct{}

// guard is the way of all requests to the net, unless --allow-private is given. What it
// lets through:
//
//	                               public     private, the same   private, another
//	an address of the command line   yes        yes                 -
//	a redirect from there            yes        yes                 no
//	a line of --list                 yes        no                  no
//	a redirect from there            yes        no                  no
//
// The address is looked at when the connection is made, since a name may stand for
// another one by then than it did before.
type guard struct {
	proxy func(*http.Request) (*url.URL, error)
	// plain is for proxies, whose own address may well be private.
	plain http.RoundTripper
	// public keeps its connections, all of which are to public addresses.
	public http.RoundTripper
	// own is for addresses of the command line. It keeps no connection: the
	// next request would be let through without a look at where it leads.
	own http.RoundTripper
}

// newGuard returns a guard that asks proxy for the way of each request. Each of its
// three transports is for one kind of destination, so that a connection that was
// allowed for one is never used for another.
func newGuard(proxy func(*http.Request) (*url.URL, error)) *guard {
	plain := http.DefaultTransport.(*http.Transport).Clone()
	plain.Proxy = proxy
	public := http.DefaultTransport.(*http.Transport).Clone()
	public.Proxy = nil
	// The times are those of http.DefaultTransport. The address that is looked
	// at is the one that the name stands for at this moment.
	dialer := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second, ControlContext: checkAddress}
	public.DialContext = dialer.DialContext
	// The clone keeps the dialer, and with it the look at each address.
	own := public.Clone()
	own.DisableKeepAlives = true
	return &guard{proxy: proxy, plain: plain, public: public, own: own}
}

// RoundTrip implements [http.RoundTripper].
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	// Without a journey nothing private is allowed.
	j, _ := req.Context().Value(journeyKey{}).(*journey)
	first := req.Response == nil // that is set in a request that a redirect made
	// Through a proxy no address is seen here: the name alone has to tell.
	if proxy, err := g.proxy(req); err != nil || proxy != nil {
		if host := req.URL.Hostname(); !j.allowsHost(req.URL.Host, first) && !mayBePublic(host) {
			return nil, &privateError{host}
		}
		return g.plain.RoundTrip(req)
	}
	if j == nil || !j.own {
		return g.public.RoundTrip(req)
	}
	return g.own.RoundTrip(req.WithContext(context.WithValue(req.Context(), hopKey{}, hop{j, first})))
}

// checkAddress refuses a connection to a private address that the journey may
// not reach. It is called when the name has been looked up.
func checkAddress(ctx context.Context, _, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if isPublic(to.Addr()) {
		return nil
	}
	if h, ok := ctx.Value(hopKey{}).(hop); ok && h.allows(to, h.first) {
		return nil
	}
	return &privateError{to.Addr().String()}
}
