package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestIsPublic(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"8.8.8.8": true, "93.184.216.34": true, "172.32.0.1": true, "100.128.0.1": true, "192.169.0.1": true, "2606:4700::1111": true,
		"::ffff:8.8.8.8": true, "64:ff9b::808:808": true,

		"127.0.0.1": false, "127.9.9.9": false, "0.0.0.0": false, "0.1.2.3": false, "10.1.2.3": false, "172.16.0.1": false, "172.31.255.255": false,
		"192.168.1.1": false, "169.254.169.254": false, "100.100.100.200": false, "192.0.0.192": false, "198.18.0.1": false,
		"203.0.113.9": false, "224.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::7f00:1": false, "fe80::1%eth0": false, "fd00:ec2::254": false,
		"fec0::1": false, "ff02::1": false, "64:ff9b::7f00:1": false, "64:ff9b:1::1": false, "2002:7f00:1::": false, "2001:0:1::": false, "2001:db8::1": false,
	} {
		assert.Equal(t, want, isPublic(netip.MustParseAddr(in)), in)
	}
}

func TestMayBePublic(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"news.example": true, "NEWS.example.": true, "8.8.8.8": true, "2606:4700::1111": true, "xn--fa-hia.example": true, "localhost.example": true,
		"localhost": false, "LOCALHOST.": false, "a.localhost": false, "printer.local": false, "metadata.google.internal": false, "router.home.arpa": false,
		"intranet": false, "": false, "127.0.0.1": false, "127.1": false, "2130706433": false, "0x7f000001": false, "0177.0.0.1": false, "0x7f.1": false, "::1": false,
	} {
		assert.Equal(t, want, mayBePublic(in), in)
	}
}

// inside is a server that no stranger is to reach. It counts its visitors.
type inside struct {
	*httptest.Server
	mu       sync.Mutex
	visitors int
}

func newInside(t *testing.T) *inside {
	t.Helper()
	s := &inside{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.visitors++
		_, _ = w.Write([]byte(story("The Secret of the Pier")))
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *inside) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.visitors
}

// leading is a server that redirects to the address in the query.
func leading(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to := r.URL.Query().Get("to"); to != "" {
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
			return
		}
		_, _ = w.Write([]byte(story("A Boat")))
	}))
	t.Cleanup(s.Close)
	return s
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	s, secret := leading(t), newInside(t)
	port := strings.TrimPrefix(secret.URL, "http://127.0.0.1")
	to := func(address string) string { return s.URL + "/?to=" + url.QueryEscape(address) }
	const refused = "127.0.0.1 is no public address; --allow-private lets pages and redirects lead there"
	for _, tt := range []struct {
		name, address, title, err string
	}{
		{"to another private server", to(secret.URL), "", refused},
		{"to a name of one", to("http://localhost" + port), "", "is no public address"},
		{"to one by another address", to("http://127.0.0.2" + port), "", "127.0.0.2 is no public address"},
		{"to one by IPv6 for IPv4", to("http://[::ffff:127.0.0.1]" + port), "", "is no public address"},
		{"in two steps", to(to(secret.URL)), "", refused},
		{"back to where it came from", to(s.URL + "/story"), "A Boat", ""},
		{"away and never back", to(s.URL + "/?to=" + url.QueryEscape(secret.URL)), "", refused},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := linesOf(t, invoke(t, "", "extract", "--format", "jsonl", tt.address).stdout)
			require.Len(t, got, 1)
			assert.Equal(t, tt.title, got[0].Title)
			assert.Contains(t, got[0].Error, tt.err)
			assert.Equal(t, tt.err == "", got[0].Error == "")
			explained := invoke(t, "", "explain", tt.address)
			assert.Equal(t, tt.err == "", explained.status == statusDone)
			assert.Contains(t, explained.stderr, tt.err)
		})
	}
	t.Cleanup(func() { assert.Zero(t, secret.count(), "nobody was let in") })
}

func TestAllowPrivate(t *testing.T) {
	t.Parallel()
	s, secret := leading(t), newInside(t)
	got := linesOf(t, invoke(t, "", "extract", "--allow-private", "--format", "jsonl", s.URL+"/?to="+url.QueryEscape(secret.URL)).stdout)
	assert.Equal(t, []lineOf{{File: s.URL + "/?to=" + url.QueryEscape(secret.URL), Title: "The Secret of the Pier", URL: secret.URL}}, got)
}

func TestJourney(t *testing.T) {
	t.Parallel()
	at := netip.MustParseAddrPort
	j := &journey{own: true}
	assert.False(t, j.allows(at("10.0.0.1:80"), false), "nothing was asked for yet")
	assert.True(t, j.allows(at("10.0.0.1:80"), true))
	assert.True(t, j.allows(at("10.0.0.1:80"), false))
	assert.True(t, j.allows(at("10.0.0.1:443"), false), "from HTTP to HTTPS")
	assert.False(t, j.allows(at("10.0.0.1:8443"), false))
	assert.False(t, j.allows(at("10.0.0.2:443"), false))
	assert.True(t, j.allows(at("10.0.0.3:443"), true))
	assert.False(t, j.allows(at("10.0.0.3:80"), false), "not the other way about")
	assert.False(t, (&journey{}).allows(at("10.0.0.1:80"), true), "of a list")
	assert.False(t, (*journey)(nil).allows(at("10.0.0.1:80"), true))
}

// A list may come from a feed: its addresses are not the user's own choice.
func TestListOfPrivateAddresses(t *testing.T) {
	t.Parallel()
	secret := newInside(t)
	list := secret.URL + "/a\n" + strings.Replace(secret.URL, "127.0.0.1", "localhost", 1) + "/b\n"
	got := invoke(t, list, "extract", "--list", "-")
	assert.Equal(t, statusFailed, got.status)
	for _, l := range linesOf(t, got.stdout) {
		assert.Contains(t, l.Error, "is no public address")
	}
	assert.Zero(t, secret.count())
	got = invoke(t, list, "extract", "--allow-private", "--list", "-")
	assert.Equal(t, statusDone, got.status, got.stdout)
	assert.Equal(t, 2, secret.count())
	// The same run may have been to the address before, for the user.
	got = invoke(t, strings.Repeat(secret.URL+"/a\n", 5), "extract", "-j", "1", "--list", "-", secret.URL+"/own")
	assert.Regexp(t, `^gatefold: 6 pages, 5 failed, 0 previews; policy: 1 \w+\n$`, got.stderr)
}

// TestProxy has a proxy on a private address, as most are. What it is asked for
// is told apart by the host alone.
func TestProxy(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.URL.String())
		mu.Unlock()
		if to := r.URL.Query().Get("to"); to != "" {
			http.Redirect(w, r, to, http.StatusFound)
			return
		}
		_, _ = w.Write([]byte(story("A Boat")))
	}))
	t.Cleanup(proxy.Close)
	at, err := url.Parse(proxy.URL)
	require.NoError(t, err)
	f := newFetcher(time.Minute, false)
	f.client.Transport = newGuard(http.ProxyURL(at))
	for _, tt := range []struct {
		name    string
		address string
		own     bool
		err     string
	}{
		{"a public name", "http://news.example/a", true, ""},
		{"a public name of a list", "http://news.example/b", false, ""},
		{"to a public name", "http://news.example/c?to=http://pier.example/", true, ""},
		{"to a private address", "http://news.example/d?to=http://10.0.0.1/", true, "10.0.0.1 is no public address"},
		{"to a private name", "http://news.example/e?to=http://metadata.google.internal/", true, "is no public address"},
		{"the user's own private address", "http://10.0.0.1/f", true, ""},
		{"back to it", "http://10.0.0.1/g?to=http://10.0.0.1/h", true, ""},
		{"to another port of it", "http://10.0.0.1/i?to=http://10.0.0.1:6379/", true, "10.0.0.1 is no public address"},
		{"a private address of a list", "http://10.0.0.2/j", false, "10.0.0.2 is no public address"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			src, err := f.get(t.Context(), target{file: tt.address, own: tt.own})
			if tt.err != "" {
				require.ErrorContains(t, err, tt.err)
				return
			}
			require.NoError(t, err)
			src.close()
		})
	}
	mu.Lock()
	defer mu.Unlock()
	assert.NotContains(t, asked, "http://10.0.0.1:6379/")
	assert.NotContains(t, asked, "http://10.0.0.2/j")
	assert.Contains(t, asked, "http://10.0.0.1/h")
}

// TestConnectionsAreNotShared holds that what the user's own address was
// connected to serves no other page's redirect.
func TestConnectionsAreNotShared(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	connections := map[net.Conn]bool{}
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(story("A"))) }))
	s.Config.ConnState = func(c net.Conn, state http.ConnState) {
		mu.Lock()
		defer mu.Unlock()
		if state == http.StateNew {
			connections[c] = true
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	got := invoke(t, "", "extract", "-j", "1", s.URL+"/a", s.URL+"/b", s.URL+"/c")
	require.Equal(t, statusDone, got.status, got.stdout)
	mu.Lock()
	defer mu.Unlock()
	assert.Len(t, connections, 3)
}
