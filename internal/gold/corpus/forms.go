package corpus

import (
	"bufio"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// readLines reads one JSON object a line, the pages in pages/<id>.html.gz.
func readLines(file string) ([]Page, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	defer f.Close()
	var pages []Page
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20) // a line holds a page's whole text
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var p Page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("corpus: %s:%d: %w", file, n, err)
		}
		p.file = filepath.Join(filepath.Dir(file), "pages", p.ID+".html.gz")
		pages = append(pages, p)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("corpus: %s: %w", file, err)
	}
	return pages, nil
}

func readJSON(file string, into any) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("corpus: %w", err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("corpus: %s: %w", file, err)
	}
	return nil
}

// readScrapingHub reads article-extraction-benchmark: one object by id, and
// html/<id>.html.gz. WCXB's first release has the same form with more fields.
func readScrapingHub(dir string) ([]Page, error) {
	var gold map[string]struct {
		ArticleBody   string
		URL           string
		Title         string
		Author        string
		PublishDate   string `json:"publish_date"`
		With, Without []string
	}
	if err := readJSON(filepath.Join(dir, "ground-truth.json"), &gold); err != nil {
		return nil, err
	}
	var pages []Page
	for _, id := range slices.Sorted(maps.Keys(gold)) {
		g := gold[id]
		pages = append(pages, Page{
			ID: id, URL: g.URL, Title: g.Title, Authors: People(g.Author), Date: g.PublishDate,
			Body: g.ArticleBody, With: g.With, Without: g.Without, Type: "article",
			file: filepath.Join(dir, "html", id+".html.gz"),
		})
	}
	return pages, nil
}

// readWCXB reads a split of the web content extraction benchmark:
// ground-truth/<id>.json and html/<id>.html.gz.
func readWCXB(dir string) ([]Page, error) {
	files, err := filepath.Glob(filepath.Join(dir, "ground-truth", "*.json"))
	if err != nil {
		return nil, fmt.Errorf("corpus: %w", err)
	}
	var pages []Page
	for _, file := range files {
		var g struct {
			URL      string
			Internal struct {
				PageType struct{ Primary string } `json:"page_type"`
			} `json:"_internal"`
			Truth struct {
				Title         string
				Author        string
				PublishDate   string `json:"publish_date"`
				MainContent   string `json:"main_content"`
				With, Without []string
			} `json:"ground_truth"`
		}
		if err := readJSON(file, &g); err != nil {
			return nil, err
		}
		id, t := strings.TrimSuffix(filepath.Base(file), ".json"), g.Truth
		pages = append(pages, Page{
			ID: id, URL: g.URL, Title: t.Title, Authors: People(t.Author), Date: t.PublishDate,
			Body: t.MainContent, With: t.With, Without: t.Without, Type: g.Internal.PageType.Primary,
			file: filepath.Join(dir, "html", id+".html.gz"),
		})
	}
	return pages, nil
}

// readTrafilatura reads the tests folder of trafilatura: evaldata.json by
// URL, the pages in cache or eval.
func readTrafilatura(dir string) ([]Page, error) {
	var gold map[string]struct {
		File          string
		With, Without []string
		Title, Author string
		Date          string
	}
	if err := readJSON(filepath.Join(dir, "evaldata.json"), &gold); err != nil {
		return nil, err
	}
	var pages []Page
	for _, url := range slices.Sorted(maps.Keys(gold)) {
		g := gold[url]
		file := filepath.Join(dir, "cache", g.File)
		if _, err := os.Stat(file); err != nil {
			file = filepath.Join(dir, "eval", g.File)
		}
		pages = append(pages, Page{
			ID: strings.TrimSuffix(g.File, ".html"), URL: url, Title: g.Title, Authors: People(g.Author), Date: g.Date,
			With: g.With, Without: g.Without, Type: "mixed", file: file,
		})
	}
	return pages, nil
}

// People splits a line of names at the marks between them. It is for gold and
// for extractors that give their authors as one string.
func People(line string) []string {
	var names []string
	for _, mark := range []string{";", " & ", " and ", " und ", " et ", "|"} {
		line = strings.ReplaceAll(line, mark, ",")
	}
	for name := range strings.SplitSeq(line, ",") {
		name = strings.TrimSpace(name)
		name = strings.TrimPrefix(strings.TrimPrefix(name, "By "), "by ")
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}
