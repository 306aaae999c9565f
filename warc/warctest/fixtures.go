package warctest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
)

// Fixture is a page of the project's tests.
type Fixture struct {
	File string // its path in the folder
	URL  string
	HTML []byte
}

// ErrNone is returned for a folder without pages.
var ErrNone = errors.New("warctest: no pages")

// Fixtures returns the pages below a folder, sorted by path. Each has an
// address of the site that its folder is named for.
func Fixtures(dir fs.FS) ([]Fixture, error) {
	var pages []Fixture
	err := fs.WalkDir(dir, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		html, err := fs.ReadFile(dir, name)
		pages = append(pages, Fixture{name, "https://" + strings.TrimSuffix(name, ".html"), html})
		return err
	})
	if err == nil && len(pages) == 0 {
		err = ErrNone
	}
	return pages, err
}

// Large writes a file of about size bytes before compression: the pages over
// and over, each time at another address, each with a request beside it and
// after every fourth a picture, as crawls have them. It returns how many pages
// it holds.
func Large(w io.Writer, pages []Fixture, size int64, compress bool) (int, error) {
	picture := append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 4<<10)...)
	n, written := 0, int64(0)
	put := func(r Record) error {
		b := r.Bytes()
		written += int64(len(b))
		if compress {
			b = Gzip(b)
		}
		_, err := w.Write(b)
		return err
	}
	if err := put(Warcinfo()); err != nil {
		return 0, err
	}
	for ; written < size; n++ {
		p := pages[n%len(pages)]
		url := fmt.Sprintf("%s?n=%d", p.URL, n)
		records := []Record{Request(url), Response(url, p.HTML, "Content-Type: text/html; charset=utf-8")}
		if n%4 == 3 {
			records = append(records, Response(url+".png", picture, "Content-Type: image/png"))
		}
		for _, r := range records {
			if err := put(r); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}
