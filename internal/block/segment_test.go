package block_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
)

func index(t testing.TB, src string) *page.Doc {
	t.Helper()
	n, err := html.Parse(strings.NewReader(src))
	require.NoError(t, err)
	return page.Index(n)
}

// texts returns the text of each segment, hidden ones in square brackets.
func texts(doc *page.Doc, segs []block.Seg) []string {
	var out []string
	for i := range segs {
		s := &segs[i]
		if s.Kind != block.Text {
			out = append(out, "<"+doc.Nodes[s.First].N.Data+">")
			continue
		}
		var b strings.Builder
		for id := s.First; id < s.End; id++ {
			if s.Owns(&doc.Nodes[id]) {
				b.WriteString(doc.Nodes[id].N.Data)
			}
		}
		txt := strings.Join(strings.Fields(b.String()), " ")
		if s.Hidden {
			txt = "[" + txt + "]"
		}
		out = append(out, txt)
	}
	return out
}

func TestSegment(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, html, why string
		want            []string
	}{
		{"paragraphs", `<p>One <b>two</b> three.</p><p>Four.</p>`, "inline elements do not cut",
			[]string{"One two three.", "Four."}},
		{"loose text around a block", `<div>before<p>in</p>after</div>`, "a block starts and ends a segment",
			[]string{"before", "in", "after"}},
		{"one break", `<div>a<br>b</div>`, "a single break is a line, not a paragraph", []string{"ab"}},
		{"two breaks", `<div>a<br> <br>b<br>c</div>`, "two breaks are a paragraph break", []string{"a", "bc"}},
		{"hidden span", `<p>seen <span hidden>not</span> seen again</p>`, "visible text stays whole",
			[]string{"seen seen again", "[not]"}},
		{"media", `<p>x<img src=a>y</p><hr>`, "media do not split the text around them",
			[]string{"xy", "<img>", "<hr>"}},
		{"link around blocks", `<a href=/><h3>Head</h3><p>Text</p></a>`, "blocks inside a link stand alone",
			[]string{"Head", "Text"}},
		{"raw text", `<p>a</p><script>b</script><noscript>c</noscript>`, "no browser shows it", []string{"a"}},
		{"cells", `<table><tr><td>1</td><td>2</td></tr></table>`, "cells are blocks", []string{"1", "2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := index(t, tt.html)
			defer doc.Release()
			assert.Equal(t, tt.want, texts(doc, block.Segment(doc, nil)), tt.why)
		})
	}
}

// FuzzSegment holds that every text node that a browser could show is owned
// by exactly one segment.
func FuzzSegment(f *testing.F) {
	f.Add("<p>a<b hidden>b</b><br><br>c<div>d<span style=display:none>e<p>f</span></div>")
	f.Add("<table>x<tr><td>y<ul><li>z")
	f.Fuzz(func(t *testing.T, src string) {
		n, err := html.Parse(strings.NewReader(src))
		if err != nil {
			return
		}
		doc := page.Index(n)
		defer doc.Release()
		owners := make([]int, doc.Len())
		for _, s := range block.Segment(doc, nil) {
			if s.Kind != block.Text {
				continue
			}
			for id := s.First; id < s.End; id++ {
				if s.Owns(&doc.Nodes[id]) {
					owners[id]++
				}
			}
		}
		for id := range doc.Nodes {
			want := 0
			if doc.Nodes[id].IsText() && !doc.Nodes[id].Is(page.InHead) {
				want = 1
			}
			require.Equal(t, want, owners[id], "node %d in %q", id, src)
		}
	})
}
