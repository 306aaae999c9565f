package page

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAMarkStandsForAttributes(t *testing.T) {
	t.Parallel()
	names := NewAttrNames()
	for _, tt := range []struct{ name, src, want, why string }{
		{"two", `<p id=a class='b c'>x`, "<p \x1a=0 >x", ""},
		{"one", `<p id=a>x`, `<p id=a>x`, "a mark would be no shorter"},
		{"with some that nobody reads", `<p data-a=1 id=a data-b class=c data-d />x`, "<p \x1a=0  />x", "these are left out"},
		{"more tags", `<p id=a class=b><a href=/ rel=c>x`, "<p \x1a=0 ><a \x1a=1 >x", "each has its number"},
		{"reference", `<p id=a title="b &amp; c">x`, `<p id=a title="b &amp; c">x`, "the parser decodes it"},
		{"newline", "<p id=a title='b\r\nc'>x", "<p id=a title='b\r\nc'>x", "and converts it"},
		{"capitals", `<p ID=a class=b>x`, `<p ID=a class=b>x`, "and folds it"},
		{"namespace", `<a xlink:href=a class=b>x`, `<a xlink:href=a class=b>x`, "and splits it"},
		{"formatting", `<b id=a class=b>x`, `<b id=a class=b>x`, "and compares them"},
		{"field", `<input type=hidden name=b>x`, `<input type=hidden name=b>x`, "and looks at the type"},
		{"end tag", `<p>x</p id=a class=b>`, `<p>x</p id=a class=b>`, "of which nobody reads any"},
		{"after a comment in a script", `<script><!--</script><p id=a class=b>`, "<script><!--</script><p \x1a=0 >", "it hides no end tag"},
		{"after a script in it", `<script><!--<Script></script><p id=a class=b>`, `<script><!--<Script></script><p id=a class=b>`, "it does now, and this may be no tag"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, trimmed(tt.src, names), tt.why)
			sameTree(t, tt.src+"<style>"+filler+"</style>")
		})
	}
}

func TestPackedAttributesAreTheParsers(t *testing.T) {
	t.Parallel()
	for name, src := range map[string]string{
		"twice":             `<p id=a id=b class=c>x`,
		"without values":    `<p id hidden class=>x<p id = a class = "b" hidden>`,
		"quotes":            `<p id="a'b" class='c"d' title=e"f>x`,
		"slashes":           `<p/id=a/class=b/>x<a href=/ rel=/>y`,
		"a link's order":    `<a rel=b href=a class=c id=d>x`,
		"a link's opened":   `<p><a rel=b href=a><p>x</a>y`,
		"link in a drawing": `<svg><a rel=b class=a>x</a></svg>`,
		"in a table":        `<table id=a class=b><tr><td id=c class=d><p id=e class=f>x</table>`,
		"moved":             `<table><p id=e class=f>x</table>`,
		"of the page":       `<p>x<body id=a class=b><html id=c class=d>`,
		"dropped":           `<select><div id=a class=b>x</select><tr id=c class=d><p id=e class=f>y`,
		"equals sign":       `<p =a id=b class=c>x<p id==a class=c>`,
		"many":              `<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=10 k=11 l=12 m=13 n=14 o=15 p=16 q=17>x<p id=a class=b>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sameTree(t, src+"<p id=a class=b><style>"+filler+"</style>")
		})
	}
}

func TestMarksCountAsWhatTheyStandFor(t *testing.T) {
	t.Parallel()
	tag := `<p data-a="left out" id="a long name" class="and another">`
	var buf bytes.Buffer
	c := cut(&buf, bytes.Repeat([]byte(tag), 10), NewAttrNames(), 4*len(tag))
	assert.Len(t, c.trim.packs.tags, 6, "four tags without what is left out, and two more")
	assert.True(t, c.short)
}
