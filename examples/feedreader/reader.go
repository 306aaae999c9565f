package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"

	"github.com/mmcdole/gofeed"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// Entry is an entry of a feed as the reader shows it.
type Entry struct {
	Title, Link, Text string
	// Source says what Text is: the page's full text, the part of it that is
	// not behind a gate, or the feed's own summary.
	Source Source
}

// Source is where the text of an entry comes from.
type Source string

// The sources.
const (
	FullText Source = "full text"
	Preview  Source = "preview, the rest is for subscribers"
	Summary  Source = "summary from the feed"
)

// Read reads a feed and the saved page of each of its entries.
func Read(feed string, pages fs.FS) ([]Entry, error) {
	f, err := os.Open(feed)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	parsed, err := gofeed.NewParser().Parse(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", feed, err)
	}
	entries := make([]Entry, 0, len(parsed.Items))
	for _, item := range parsed.Items {
		e, err := entry(item, pages)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// entry reads the page of one entry. The feed's own words serve where there is
// no page, or none with a story.
func entry(item *gofeed.Item, pages fs.FS) (Entry, error) {
	e := Entry{Title: item.Title, Link: item.Link, Text: item.Description, Source: Summary}
	f, err := pages.Open(pageName(item.Link))
	if errors.Is(err, fs.ErrNotExist) {
		return e, nil
	}
	if err != nil {
		return e, err
	}
	defer f.Close()
	art, err := gatefold.Extract(f, gatefold.Page{URL: item.Link})
	if err != nil {
		return e, fmt.Errorf("%s: %w", item.Link, err)
	}
	if !art.Kind.IsArticle() || len(art.Body) == 0 {
		return e, nil
	}
	e.Text, e.Source = art.Text(), FullText
	if art.Access.Completeness == article.CompletenessPreview {
		e.Source = Preview
	}
	return e, nil
}

// pageName returns the name under which the page of an address is saved: the
// last part of its path. It is one that fs.FS refuses where there is none.
func pageName(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return path.Base(u.Path) + ".html"
}
