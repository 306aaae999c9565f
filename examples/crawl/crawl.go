package main

import (
	"errors"
	"fmt"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// Crawler reads the stories of one site. It stays on the host where it starts.
type Crawler struct {
	// Pages bounds the requests, Wait is the time between two of them.
	Pages int
	Wait  time.Duration
	// Found is called for each story, one after another.
	Found func(*article.Article)
	// Extractor reads the pages.
	Extractor gatefold.Extractor
}

// userAgent says who asks, and where to complain.
const userAgent = "gatefold-example-crawl (+https://github.com/gatefold/gatefold)"

// Crawl starts at an address and follows links until Pages were asked for. It
// returns the errors of all pages that could not be had or read.
func (c *Crawler) Crawl(start string) error {
	at, err := url.Parse(start)
	if err != nil {
		return err
	}
	collector := colly.NewCollector(colly.UserAgent(userAgent), colly.AllowedDomains(at.Hostname()))
	collector.IgnoreRobotsTxt = false
	if err := collector.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: 1, Delay: c.Wait}); err != nil {
		return err
	}
	var asked atomic.Int64
	var failed []error
	collector.OnRequest(func(r *colly.Request) {
		if asked.Add(1) > int64(c.Pages) {
			r.Abort()
		}
	})
	collector.OnError(func(r *colly.Response, err error) {
		failed = append(failed, fmt.Errorf("%s: %w", r.Request.URL, err))
	})
	collector.OnHTML("html", func(e *colly.HTMLElement) {
		if err := c.read(e); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", e.Request.URL, err))
		}
		for _, link := range links(e.DOM) {
			// Refused are addresses of other hosts, and those that were asked
			// for before.
			_ = e.Request.Visit(link)
		}
	})
	if err := collector.Visit(start); err != nil && len(failed) == 0 {
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}

// read makes an article of the tree that colly has parsed. The tree is not
// changed, so that selections of goquery stay what they are.
func (c *Crawler) read(e *colly.HTMLElement) error {
	art, err := c.Extractor.ExtractNode(document(e.DOM.Get(0)), gatefold.Page{
		URL:         e.Request.URL.String(),
		ContentType: e.Response.Headers.Get("Content-Type"),
	})
	if err != nil {
		return err
	}
	if art.Kind.IsArticle() && len(art.Body) > 0 {
		c.Found(art)
	}
	return nil
}

// document returns the root of the tree that n belongs to.
func document(n *html.Node) *html.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// links returns the addresses that a page links to. What a publisher marks as
// not to be followed is not.
func links(page *goquery.Selection) []string {
	return page.Find("a[href]").Not("[rel~=nofollow]").Map(func(_ int, a *goquery.Selection) string {
		return a.AttrOr("href", "")
	})
}
