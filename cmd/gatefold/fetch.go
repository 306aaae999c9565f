package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/gatefold/gatefold"
)

const (
	// fetchTime is for the whole of one page, from the connection to the last
	// byte. The size is bounded by the library's own limit.
	fetchTime = 30 * time.Second
	// maxRedirects is what a page that has moved needs, with room to spare.
	maxRedirects = 5
)

// fetcher gets pages from the web as anybody would: one plain request under
// its own name, without cookies, and none again after a refusal.
type fetcher struct {
	client *http.Client
}

// newFetcher returns a fetcher that goes to public addresses, or wherever a
// redirect leads if anywhere is set. limit bounds a page as a whole, so that a server that
// sends a byte a second does not hold a worker.
func newFetcher(limit time.Duration, anywhere bool) *fetcher {
	f := &fetcher{&http.Client{Timeout: limit, CheckRedirect: limitRedirects}}
	if !anywhere {
		f.client.Transport = newGuard(http.ProxyFromEnvironment)
	}
	return f
}

// limitRedirects is called before each redirect with the requests so far.
func limitRedirects(_ *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects {
		return fmt.Errorf("stopped after %d redirects", maxRedirects)
	}
	return nil
}

// userAgent names the program to the servers that it asks.
func userAgent() string {
	return "gatefold/" + version() + " (+https://github.com/gatefold/gatefold)"
}

// get asks for a page. An answer other than 2xx is an error: the page that comes with
// a refusal is not one of the publisher's stories. The address is where the last
// redirect led, since that is what relative links start from.
func (f *fetcher) get(ctx context.Context, t target) (*source, error) {
	// The transport learns from it whose address was asked for; see guard.
	ctx = context.WithValue(ctx, journeyKey{}, &journey{own: t.own})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.file, nil)
	if err != nil {
		return nil, errAddress
	}
	req.Header.Set("User-Agent", userAgent())
	req.Header.Set("Accept", "text/html, application/xhtml+xml")
	// net/http drops the header when a redirect leads to another host.
	if t.login != nil {
		password, _ := t.login.Password()
		req.SetBasicAuth(t.login.Username(), password)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, withoutAddress(err)
	}
	if resp.StatusCode/100 != 2 {
		resp.Body.Close()
		return nil, errors.New(resp.Status)
	}
	// A redirect may have a login of its own.
	at := *resp.Request.URL
	at.User = nil
	return &source{Reader: resp.Body, closer: resp.Body, page: gatefold.Page{
		URL:             at.String(),
		ContentType:     resp.Header.Get("Content-Type"),
		ContentLanguage: resp.Header.Get("Content-Language"),
	}}, nil
}

// withoutAddress takes the address from an error of net/http: whoever reports
// the error names the page.
func withoutAddress(err error) error {
	var private *privateError
	if errors.As(err, &private) {
		return private
	}
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}
