// Package engine is what the playground runs in the browser: it reads a saved
// page as its reader gives it and returns all that is shown of it.
package engine

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/mhtml"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/pagefile"
	"github.com/gatefold/gatefold/internal/preview"
)

// MaxFile is how much of a file is read. It is more than a page may have, since
// MHTML holds the pictures too.
const MaxFile = 64 << 20

// maxBlocks is how many blocks the report shows: Chromium takes half a second to
// lay out so many, and the page stands still meanwhile.
const maxBlocks = 2000

// Input is a saved page.
type Input struct {
	// Name is the name of the file, or what else the page is called.
	Name string
	// Data is the file: HTML, with or without gzip, or MHTML.
	Data []byte
	// URL is the page's address where its reader gives one. Its scheme may be
	// missing.
	URL string
}

// Result is what is shown of a page.
type Result struct {
	// Title is the article's, Summary a line on what was found.
	Title, Summary string
	// Notes say what keeps the result from being all of the page.
	Notes []string
	// Report is the HTML of package preview, and HTML the article's: both are
	// safe to show.
	Report, HTML         string
	Markdown, Text, JSON string
}

// Engine reads pages. Its zero value serves.
type Engine struct{ x gatefold.Extractor }

// ErrAddress is returned for an address that is none of the web.
var ErrAddress = errors.New("no address of the web")

// Read reads a page. Its errors are for [Words].
func (e *Engine) Read(in Input) (*Result, error) {
	p := gatefold.Page{URL: in.URL}
	if err := complete(&p); err != nil {
		return nil, err
	}
	data, err := unpack(in.Data, &p)
	if err != nil {
		return nil, err
	}
	report, err := e.x.Explain(bytes.NewReader(data), p)
	if report == nil {
		return nil, err
	}
	return resultOf(in.Name, report, err)
}

// complete gives an address its scheme.
func complete(p *gatefold.Page) error {
	p.URL = strings.TrimSpace(p.URL)
	if p.URL == "" {
		return nil
	}
	if !strings.Contains(p.URL, "://") {
		p.URL = "https://" + p.URL
	}
	u, err := url.Parse(p.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Host, ".") {
		return ErrAddress
	}
	return nil
}

// unpack returns the page of a file, and notes in p what the file tells of it.
func unpack(file []byte, p *gatefold.Page) ([]byte, error) {
	r, err := pagefile.Reader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxFile))
	if err != nil {
		return nil, err
	}
	if !mhtml.Is(data[:min(len(data), 4096)]) {
		return data, nil
	}
	saved, err := mhtml.Read(data, page.DefaultBytes)
	if err != nil {
		return nil, err
	}
	if p.URL == "" {
		p.URL = saved.URL
	}
	p.ContentType = saved.ContentType
	return saved.Body, nil
}

// resultOf writes a report in all forms. partly is what kept the whole page
// from being read.
func resultOf(name string, r *gatefold.Report, partly error) (*Result, error) {
	art := r.Article
	res := &Result{
		Title: art.Title, Summary: summary(r),
		HTML: art.HTML(), Markdown: art.Markdown(), Text: art.Text(),
	}
	if partly != nil {
		res.Notes = append(res.Notes, Words(partly))
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(art); err != nil {
		return nil, err
	}
	res.JSON = out.String()

	some := *r
	if len(r.Blocks) > maxBlocks {
		some.Blocks = r.Blocks[:maxBlocks]
		res.Notes = append(res.Notes, fmt.Sprintf("The first %d of %d blocks are shown. The article is of all of them.", maxBlocks, len(r.Blocks)))
	}
	var shown strings.Builder
	if err := preview.WriteReport(&shown, name, &some); err != nil {
		return nil, err
	}
	res.Report = shown.String()
	return res, nil
}

func summary(r *gatefold.Report) string {
	a := r.Article
	return fmt.Sprintf("%s, policy %s, text %s, %s, %s", a.Kind, a.Access.Policy, a.Access.Completeness,
		count(len(r.Blocks), "block"), count(len(a.Promos), "promo"))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
