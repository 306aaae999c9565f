package ruletest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/read"
	"golang.org/x/net/html"
)

// Page is a saved page, with what is right for it if that is known.
type Page struct {
	// ID is the gold's, or the path of the file.
	ID   string
	URL  string
	Gold *Gold

	fsys fs.FS
	file string
}

// Gold is what a careful reader takes from a page. What is empty is not known and is not
// held against anybody.
type Gold struct {
	Title   string   `json:"title"`
	Authors []string `json:"authors"`
	// Date starts with a day as in 2024-05-03; a clock and a zone may follow.
	Date string `json:"date"`
	Body string `json:"body"`
	// With and Without are snippets that are, and are not, the story's, where
	// the body is not stated.
	With    []string `json:"with"`
	Without []string `json:"without"`
}

// FilePage returns the page in a file. Without a url it is the one that the
// page declares itself.
func FilePage(fsys fs.FS, name, url string) (Page, error) {
	p := Page{ID: name, URL: url, fsys: fsys, file: name}
	if url != "" {
		return p, nil
	}
	data, err := p.Read()
	p.URL = DeclaredURL(data)
	return p, err
}

// Read returns the page's bytes, without compression.
func (p *Page) Read() ([]byte, error) { return read.File(p.fsys, p.file) }

// Host returns the host of the page's address without www.
func (p *Page) Host() string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// ReadPages lists the pages of a folder by ID. With a file gold.jsonl, one object a
// line with id, url, title, authors, date and body, they are the pages that it names,
// pages/<id>.html.gz or .html. Without one they are all HTML files, whose address is
// the one that they declare themselves.
func ReadPages(fsys fs.FS) ([]Page, error) {
	data, err := fs.ReadFile(fsys, "gold.jsonl")
	if err == nil {
		return goldPages(fsys, data)
	}
	var pages []Page
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !isPage(name) {
			return err
		}
		p, err := FilePage(fsys, name, "")
		pages = append(pages, p)
		return err
	})
	return pages, err
}

// isPage reports whether a file is a page by its name.
func isPage(name string) bool {
	ext := path.Ext(strings.TrimSuffix(name, ".gz"))
	return ext == ".html" || ext == ".htm"
}

// goldPages lists the pages of a gold.jsonl. The bodies make its lines long, so the
// scanner's buffer is as large as the file.
func goldPages(fsys fs.FS, data []byte) ([]Page, error) {
	var pages []Page
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for n := 1; lines.Scan(); n++ {
		var g struct {
			ID, URL string
			Gold
		}
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return nil, fmt.Errorf("ruletest: gold.jsonl:%d: %w", n, err)
		}
		p := Page{ID: g.ID, URL: g.URL, Gold: &g.Gold, fsys: fsys, file: "pages/" + g.ID + ".html"}
		// Without a plain file it is the compressed one, and a page that is not there
		// at all fails when it is read.
		if _, err := fs.Stat(fsys, p.file); err != nil {
			p.file += ".gz"
		}
		pages = append(pages, p)
	}
	slices.SortFunc(pages, func(a, b Page) int { return strings.Compare(a.ID, b.ID) })
	return pages, lines.Err()
}

// DeclaredURL returns the address that a page states for itself: its
// canonical link, or else og:url. "" if it states none. It reads tokens up to the
// body and never builds a tree.
func DeclaredURL(data []byte) string {
	z := html.NewTokenizer(bytes.NewReader(data))
	second := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return second
		case html.StartTagToken, html.SelfClosingTagToken:
			attrs := map[string]string{}
			t := z.Token()
			for _, a := range t.Attr {
				attrs[a.Key] = strings.TrimSpace(a.Val)
			}
			switch {
			case t.Data == "body":
				return second
			case t.Data == "link" && strings.EqualFold(attrs["rel"], "canonical") && isAbsolute(attrs["href"]):
				return attrs["href"]
			case t.Data == "meta" && attrs["property"] == "og:url" && second == "" && isAbsolute(attrs["content"]):
				second = attrs["content"]
			}
		}
	}
}

// isAbsolute reports whether s has a host: a relative canonical link names no address.
func isAbsolute(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != ""
}
