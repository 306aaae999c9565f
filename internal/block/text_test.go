package block_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/block"
)

func TestPlainText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, html, want, why string
	}{
		{"white space", "<p> one\n  two\t</p>", "one two", "collapsed, none at the ends"},
		{"inline elements", "<p>o<b>n</b>e <i>two</i></p>", "one two", "no space where the page has none"},
		{"between links", "<p><a href=/a>one</a> <a href=/b>two</a></p>", "one two", "a blank text between elements is a space"},
		{"break", "<p>one<br>two</p>", "one two", "a line break is a space"},
		{"invisible", "<p>so\u00adft\u200b</p>", "soft", "characters that take no room are left out"},
		{"hidden", "<p>one <span hidden>not</span>two</p>", "one two", "hidden text is a segment of its own"},
		{"picture", "<p><img src=a></p>", "", "media have no text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := index(t, tt.html)
			defer doc.Release()
			segs := block.Segment(doc, nil)
			assert.Equal(t, tt.want, block.PlainText(doc, &segs[0]), tt.why)
		})
	}
}

func TestLinkDensity(t *testing.T) {
	t.Parallel()
	doc := index(t, "<p>ab<a href=/x>cd</a></p>")
	defer doc.Release()
	segs := block.Segment(doc, nil)
	assert.InDelta(t, 0.5, segs[0].LinkDensity(), 1e-6)
	assert.Zero(t, (&block.Seg{}).LinkDensity(), "a segment without text has no links")
}
