package page

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
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
		attrs, end := scanTag([]byte(src), 1)
		if kind == html.ErrorToken {
			assert.Equal(t, len(src), end, tag)
			continue
		}
		assert.Equal(t, string(z.Raw()), src[:end+1], tag)
		n := 0
		for _, more := z.TagName(); more; n++ {
			_, _, more = z.TagAttr()
		}
		assert.Equal(t, n, attrs, tag)
	}
}

func TestAttributesPastTheBudgetEndThePage(t *testing.T) {
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
		{"many", "the parser would fill a table with them", "<p>a<p" + many(20_000) + ">b", "<p>a"},
		{"behind what looks like a quoted value", "a comment is none", `<p>a<!-- <x y=" --><p` + many(20_000) + ` ">b`, `<p>a<!-- <x y=" -->`},
		{"within one another", "each byte would be looked at again and again", "<p>a" + strings.Repeat("<a", 10_000), ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := NewMeter(context.Background(), 16<<20)
			got := string(m.chargeAttrs([]byte(c.src)))
			if c.want != "" {
				assert.Equal(t, c.want, got, c.why)
			}
			if got == c.src {
				assert.NoError(t, m.Err(), c.why)
				return
			}
			assert.ErrorIs(t, m.Err(), ErrBudget, c.why)
			assert.Equal(t, c.src, string((*Meter)(nil).chargeAttrs([]byte(c.src))), "without a meter")
		})
	}
}
