package page

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

func TestScanTagReadsAsTheTokenizer(t *testing.T) {
	t.Parallel()
	for _, tag := range []string{
		"p>", "p a>", "p a b=c d='e>f' g=\">\" h>", "p/a/b>", "p a = b c= d e =f>", "p =a==b>", "p a='b'c=\"d\"e>", "p\ta\nb\fc>",
		"p a=>", "p a= >b>", "p a=b/c>", "p a/=b>", "br/>", "br a />", "p a<b c=\"<d>\">", "p a\"b'c>", "p a=b\"c d>", "p a='", "p a", "p",
	} {
		src := "<" + tag + "text"
		z := html.NewTokenizer(strings.NewReader(src))
		kind := z.Next()
		full, end := scanTag([]byte(src), 1)
		assert.Equal(t, end, full, "no attribute too many: %s", tag)
		if kind == html.ErrorToken {
			assert.Equal(t, len(src), end, tag)
			continue
		}
		assert.Equal(t, string(z.Raw()), src[:end+1], tag)
	}
}

// TestNoTagHasTooManyAttributes looks at what the parser makes of sources of which
// some hide a tag of many attributes in what looks like something else.
func TestNoTagHasTooManyAttributes(t *testing.T) {
	t.Parallel()
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(" a" + strconv.Itoa(i) + `=">"`)
		}
		return b.String()
	}
	cases := []struct{ name, why, src, want string }{
		{"some", "real tags have up to 136", "<p>a<p" + many(500) + ">b", "<p>a<p" + many(500) + ">b"},
		{"the most", "the bound is the last that stays", "<p" + many(maxAttrs) + ">b", "<p" + many(maxAttrs) + ">b"},
		{"many", "the parser would fill a table with them", "<p>a<p" + many(20_000) + ">b", "<p>a<p" + many(maxAttrs) + ">b"},
		{"two", "each for itself", strings.Repeat("<p"+many(5000)+">b", 2), strings.Repeat("<p"+many(maxAttrs)+">b", 2)},
		{"behind what looks like a quoted value", "a comment is none", `<p>a<!-- <x y=" --><p` + many(20_000) + ` ">b`, ""},
		{"within one another", "the source is not looked at for each", "<p>a" + strings.Repeat("<a", 100_000), ""},
		{"within one quoted value", "nor is the value", `<p>a<i a="` + strings.Repeat("<a", 100_000) + `">b<p` + many(9000) + ">", ""},
		{"behind a page of open values", "the search gives up reading values", "<p>" + strings.Repeat(`<a b="<a b='`, 50_000) + `<!-- <x y=" --><p` + many(9000) + `">b`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			src := []byte(c.src)
			got := boundAttrs(src)
			assert.Equal(t, c.src, string(src), "what was given stays")
			if c.want != "" {
				assert.Equal(t, c.want, string(got), c.why)
			}
			root, err := html.Parse(bytes.NewReader(got))
			require.NoError(t, err)
			for n := range root.Descendants() {
				assert.LessOrEqual(t, len(n.Attr), maxAttrs, c.why)
			}
		})
	}
}
