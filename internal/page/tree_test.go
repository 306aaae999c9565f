package page

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func TestCheckTree(t *testing.T) {
	t.Parallel()
	div := func(children ...*html.Node) *html.Node {
		n := &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}
		for _, c := range children {
			n.AppendChild(c)
		}
		return n
	}
	cases := []struct {
		name, why string
		make      func() *html.Node
		most      int
		want      error
	}{
		{"one node", "", func() *html.Node { return div() }, 1, nil},
		{"as many as allowed", "", func() *html.Node { return div(div(), div(div())) }, 4, nil},
		{"one more", "counting stops at the limit", func() *html.Node { return div(div(), div(div())) }, 3, ErrTooLarge},
		{"no limit", "", func() *html.Node { return div(div(), div(div())) }, -1, nil},
		{"siblings in a circle", "there is no last one", func() *html.Node {
			n := div(div(), div(), div())
			n.LastChild.NextSibling = n.FirstChild
			return n
		}, -1, ErrTree},
		{"a sibling of itself", "", func() *html.Node {
			n := div(div())
			n.FirstChild.NextSibling = n.FirstChild
			return n
		}, -1, ErrTree},
		{"a circle that is linked back", "the first has one before it", func() *html.Node {
			n := div(div(), div())
			n.LastChild.NextSibling, n.FirstChild.PrevSibling = n.FirstChild, n.LastChild
			return n
		}, -1, ErrTree},
		{"child of itself", "", func() *html.Node {
			n := div()
			n.FirstChild, n.Parent = n, n
			return n
		}, -1, ErrTree},
		{"root below its child", "", func() *html.Node {
			n := div(div())
			n.FirstChild.FirstChild, n.Parent = n, n.FirstChild
			return n
		}, -1, ErrTree},
		{"a node in two places", "", func() *html.Node {
			shared := div()
			n := div(div(shared), div())
			n.LastChild.FirstChild = shared
			return n
		}, -1, ErrTree},
		{"child without a parent", "the way back is lost", func() *html.Node {
			n := div()
			n.FirstChild = div()
			return n
		}, -1, ErrTree},
		{"no last child", "nothing reads that link", func() *html.Node {
			n := div(div())
			n.LastChild = nil
			return n
		}, -1, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			require.ErrorIs(t, checkTree(c.make(), c.most), c.want, c.why)
		})
	}
}
