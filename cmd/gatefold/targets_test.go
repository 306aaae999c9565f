package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPagesIn(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"b.html": "", "a.htm": "", "c.xhtml": "", "d.HTML": "", "e.html.gz": "", "f.htm.GZ": "", "g.txt": "", "h.html.bak": "", "html": "",
		"sub/deeper/x.html": "", "sub.html/y.html": "", "sub/z.html.zip": "",
	})
	require.NoError(t, os.Symlink(dir, filepath.Join(dir, "sub", "loop")))
	require.NoError(t, os.Symlink(filepath.Join(dir, "b.html"), filepath.Join(dir, "sub", "link.html")))
	require.NoError(t, os.Symlink("nowhere", filepath.Join(dir, "sub", "dangling.html")))
	want := []string{
		"a.htm", "b.html", "c.xhtml", "d.HTML", "e.html.gz", "f.htm.GZ",
		"sub/dangling.html", "sub/deeper/x.html", "sub/link.html", "sub.html/y.html",
	}
	assert.Equal(t, want, relative(t, dir, pagesIn(dir)))

	link := filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(dir, link))
	assert.Equal(t, want, relative(t, link, pagesIn(link)), "a folder that is a link")
}

func relative(t *testing.T, dir string, pages []target) []string {
	t.Helper()
	var names []string
	for _, p := range pages {
		name, err := filepath.Rel(dir, p.file)
		require.NoError(t, err)
		names = append(names, filepath.ToSlash(name))
	}
	return names
}

func TestReadList(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 70_000)
	for _, tt := range []struct {
		name, in string
		want     []target
		wantErr  string
	}{
		{"nothing", "", nil, ""},
		{"path and address", "a\thttps://news.example/\n", []target{{file: "a", url: "https://news.example/"}}, ""},
		{"path alone, no line feed at the end", "a b", []target{{file: "a b"}}, ""},
		{"a file whose name looks like a comment", "#1.html", []target{{file: "#1.html"}}, ""},
		{"three columns", "a\n\nb\tc\td", nil, "3: more than two columns"},
		{"no path", "\thttps://news.example/", nil, "1: no path before the tab"},
		{"a line without end", long, nil, " a line is longer than 64 KiB"},
	} {
		got, err := readList(strings.NewReader(tt.in))
		if tt.wantErr != "" {
			require.EqualError(t, err, tt.wantErr, tt.name)
			continue
		}
		require.NoError(t, err, tt.name)
		assert.Equal(t, tt.want, got, tt.name)
	}
}

func FuzzReadList(f *testing.F) {
	f.Add("a\thttps://news.example/\r\nb\n")
	f.Add("\ufeffa\n\t\n")
	f.Fuzz(func(t *testing.T, in string) {
		pages, err := readList(strings.NewReader(in))
		if err != nil {
			return
		}
		assert.LessOrEqual(t, len(pages), strings.Count(in, "\n")+1)
		for _, p := range pages {
			assert.NotEmpty(t, p.file)
			assert.NotContains(t, p.file+p.url, "\t")
			if !strings.Contains(in, "@") { // a login is left out of an address
				assert.Contains(t, in, p.file)
			}
		}
	})
}
