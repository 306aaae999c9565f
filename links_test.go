package gatefold_test

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	// linkTarget finds links and pictures of Markdown, and the sources of pictures
	// in HTML.
	linkTarget = regexp.MustCompile(`\]\(([^()\s]+)\)|(?:src|srcset|href)="([^"]+)"`)
	fenced     = regexp.MustCompile("(?ms)^```.*?^```$")
	codeSpan   = regexp.MustCompile("`[^`\n]*`")
	heading    = regexp.MustCompile(`(?m)^#+ (.+)$`)
)

// Links in the Markdown of the repository lead to files and headings that are
// there. Addresses of the web are not asked.
func TestLinksOfTheDocsLeadSomewhere(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, file := range markdownFiles(t) {
		for _, target := range linksOf(readText(t, file)) {
			u, err := url.Parse(target)
			require.NoError(t, err, "%s: %s", file, target)
			if u.Scheme != "" {
				continue
			}
			checked++
			to := file
			if u.Path != "" {
				to = path.Join(path.Dir(file), u.Path)
			}
			info, err := os.Stat(filepath.FromSlash(to))
			if assert.NoError(t, err, "%s: %s", file, target) && u.Fragment != "" && !info.IsDir() {
				assert.Contains(t, anchorsOf(readText(t, to)), u.Fragment, "%s: %s", file, target)
			}
		}
	}
	assert.Greater(t, checked, 50)
}

func markdownFiles(t *testing.T) (files []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || len(d.Name()) > 1 && d.Name()[0] == '.') {
			return fs.SkipDir
		}
		// The preface is read as the start of BENCHMARKS.md.
		if strings.HasSuffix(name, ".md") && name != "bench/preface.md" {
			files = append(files, name)
		}
		return err
	})
	require.NoError(t, err)
	return files
}

func readText(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(file))
	require.NoError(t, err)
	return string(data)
}

func linksOf(text string) (targets []string) {
	text = fenced.ReplaceAllString(text, "")
	for _, m := range linkTarget.FindAllStringSubmatch(codeSpan.ReplaceAllString(text, "code"), -1) {
		targets = append(targets, m[1]+m[2])
	}
	return targets
}

// anchorsOf returns the names that GitHub gives to the headings of a text: in
// lower case, with hyphens for spaces and without signs.
func anchorsOf(text string) (anchors []string) {
	for _, m := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		anchors = append(anchors, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1]))
	}
	return anchors
}
