package page

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/classname"
)

func TestNamed(t *testing.T) {
	t.Parallel()
	parsed, err := Parse(strings.NewReader(`<body><div id="newsletter" class="post-1 tag-footnotes author">
		<p class="wp-block-footnotes sr-only" id="x">1</p></div>`), "", Limits{})
	require.NoError(t, err)
	d := Index(parsed.Root)
	defer d.Release()
	x := find(t, d, "x")
	assert.Equal(t, classname.FormNotes|classname.FormUnseen, d.NamedByClass(x).Form)
	assert.NotZero(t, d.Nodes[x].Flags&ScreenReader)
	box := d.Nodes[x].Parent
	assert.Equal(t, classname.AskNewsletter, d.Named(box).Ask, "by its id")
	assert.Zero(t, d.NamedByClass(box).Ask)
	assert.Equal(t, classname.FormCredit, d.Named(box).Form, "a tag of the post is no name")
	assert.Equal(t, classname.Set{}, d.Named(x+1), "a text has no names")
}
