package page

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// trimmed returns what the parser is given of a page.
func trimmed(src string, rules *AttrNames) string {
	var buf bytes.Buffer
	return string(cut(&buf, []byte(src), rules, 0).src)
}

func TestAttributesThatNobodyReadsAreLeftOut(t *testing.T) {
	t.Parallel()
	rules := NewAttrNames()
	rules.Add([]byte(`body = ["p[data-Own=x]", "[aria-rule]"] # data-`))
	for _, tt := range []struct{ name, src, want, why string }{
		{"some", `<body data-a="1" id=b data-c aria-d='e' class="f"data-g=h>x`, `<body  id=b   class="f">x`, "the others stay as they are"},
		{"of rules", `<body data-own="x" aria-rule data-other>x`, `<body data-own="x" aria-rule >x`, "a selector names them"},
		{"of stages", `<body data-testid="x" aria-hidden="true">x`, `<body data-testid="x" aria-hidden="true">x`, "code reads them"},
		{"of pictures", `<img data-a="/x.jpg"><video data-b=1>`, `<img data-a="/x.jpg"><video data-b=1>`, "all may hold an address"},
		{"of formatting", `<b data-a=1><em data-b=2>x`, `<b data-a=1><em data-b=2>x`, "the parser compares them"},
		{"after a comment in a script", `<p data-a=1><script><!--</script><p data-b=2>`, `<p ><script><!--</script><p >`, "its end tag counts"},
		{"after a script in a script", `<p data-a=1><script><!--<script></script><p data-b=2>`, `<p ><script><!--<script></script><p data-b=2>`, "nothing is sure any more"},
		{"of a page with selectors of its own", `<script>{"cssSelector":"[data-a]"}</script><p data-a=1>`, `<script>{"cssSelector":"[data-a]"}</script><p data-a=1>`, "they may be in one"},
		{"of a page with other selectors", `<script>{"cssSelector":".a"}</script><p data-a=1>`, `<script>{"cssSelector":".a"}</script><p >`, "they are in none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, trimmed(tt.src, rules), tt.why)
			assert.Equal(t, tt.src, trimmed(tt.src, nil), "without the names of rules all stay")
		})
	}
}

// What a stage reads by name must stand among the names, or it would look for what
// is not there any more.
func TestEveryNameInCodeIsKnown(t *testing.T) {
	t.Parallel()
	found := 0
	for _, root := range []string{"..", "../../rules"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			name := filepath.Base(path)
			// The last four write pages and do not read any.
			if e.IsDir() && (name == "testdata" || name == "hostile" || name == "payload" || name == "preview" || name == "browser") {
				return fs.SkipDir
			}
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				lit, ok := n.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					return true
				}
				s, err := strconv.Unquote(lit.Value)
				require.NoError(t, err)
				s = strings.TrimRight(s, `="`)
				if !strings.HasPrefix(s, "data-") && !strings.HasPrefix(s, "aria-") || len(s) == len("data-") {
					return true
				}
				found++
				// Those of pictures are read from pictures alone, which keep all.
				if !slices.Contains(readNames[:], s) && filepath.Base(path) != "picture.go" {
					t.Errorf("%s: %q is read, and may have been left out of the tree", path, s)
				}
				return true
			})
			return nil
		}))
	}
	assert.Greater(t, found, len(readNames))
}

func TestSavedPagesKeepWhatIsRead(t *testing.T) {
	t.Parallel()
	cuts := 0
	for _, page := range savedPages(t, "publishers", 16) {
		sameTree(t, page)
		var buf bytes.Buffer
		cuts += cut(&buf, []byte(page), NewAttrNames(), 0).trim.cuts
	}
	assert.Greater(t, cuts, 1000)
}
