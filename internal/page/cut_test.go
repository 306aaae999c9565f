package page

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// filler is long enough to be cut.
var filler = strings.Repeat("let a = '<b>' + 1;\n", 5)

// icon is the inside of a drawing.
var icon = `<path d="M0 0h24v24H0z" fill="none"/><circle cx=12 cy=12 r=3></circle><g><use href="#a"/></g>`

var cutPages = []struct{ name, page, why string }{
	{"script and style", "<style>" + filler + "</style><script>" + filler + "</script><p>x", "both are cut"},
	{"short script", "<script>x()</script><p>x", "not worth it"},
	{"end tag in capitals", "<SCRIPT>" + filler + "</Script ><p>x", "names have no case"},
	{"longer name", "<script>" + filler + "</scripture>" + filler + "</script/><p>x", "the end tag's name must end"},
	{"hidden end tag", "<script><!-- <script> " + filler + "</script> --></script><p>x", "a comment of a script may hold an end tag"},
	{"no end", "<p>x<script>" + filler, "the text runs to the end of the page"},
	{"in an attribute", `<p title="<script>` + filler + `</script>">x`, "what looks like a script is none"},
	{"greater-than sign in an attribute", `<script data-x="a>b">` + filler + "</script>x", "the start tag ends later"},
	{"in a comment", "<!-- <script>" + filler + "</script> --><p>x", "commented out"},
	{"in a comment that ends early", "<!--><script>" + filler + "</script><p>x", "the shortest comment"},
	{"in a comment with an odd end", "<!-- a --!><script>" + filler + "</script>--><p>x", "another end of a comment"},
	{"in a title", "<title><script>" + filler + "</script></title><p>x", "text of the title"},
	{"in a textarea", "<textarea><script>" + filler + "</script></textarea><p>x", "text of the field"},
	{"in noscript", "<noscript><style>" + filler + "</style></noscript><p>x", "text for the parser"},
	{"in svg", "<svg><style>" + filler + "</style></svg><p>x", "elements of svg hold markup"},
	{"svg left open", "<svg><style>" + filler + "</style><p>x<script>" + filler + "</script>", "a paragraph closes it"},
	{"svg closed where it does not count", "<svg><desc></svg></desc><script>" + filler + "</script></svg>x", "still svg"},
	{"in a template", "<template><script>" + filler + "</script></template>x", "parsed as usual"},
	{"in a select", "<select><option><script>" + filler + "</script></select>x", "allowed there"},
	{"in a table", "<table><style>" + filler + "</style><tr><td>x", "stays in the table"},
	{"after frameset", "<frameset><script>" + filler + "</script></frameset>", "left out by the parser"},
	{"a mark of the page's own", "<script>\x1a0" + filler + "</script><script>\x1a0</script>", "left uncut"},
	{"carriage returns", "<script>\r\n" + filler + "\r\r\n</script>", "newlines are converted"},
	{"NUL", "<script>\x00" + filler + "</script>", "replaced by the parser"},
	{"plaintext", "<plaintext><script>" + filler + "</script>", "no more tags"},
	{"drawing", "<p>x<svg viewBox='0 0 1 1'>" + icon + "</svg>y", "its content stays out"},
	{"drawing in capitals", "<SVG><G><PATH D='" + filler + "'/></g></Svg>x", "names have no case"},
	{"drawing that is not well nested", "<b><svg><g>" + icon + "</b></svg>x", "an end tag that leads out of it"},
	{"drawing with HTML in it", "<svg>" + icon + "<p>x</svg>y", "the paragraph leads out of it"},
	{"drawing with a style", "<svg><style>" + filler + "</style>" + icon + "</svg>x", "markup of another kind"},
	{"drawing in an attribute", `<p data-icon="<svg>` + strings.ReplaceAll(icon, `"`, "'") + `</svg>">x`, "what looks like one is none"},
	{"drawing in an attribute, after a word", `<p data-icon="a<svg>` + strings.ReplaceAll(icon, `"`, "'") + `</svg>">x`, "found out after the parse"},
	{"drawing in a select", "<select><svg>" + icon + "</svg><option>x</select>y", "the parser leaves it out"},
	{"drawing in a table", "<table><svg>" + icon + "</svg><tr><td>x", "the parser moves it"},
	{"drawing before a frameset", "<svg><g>" + icon + "</g></svg><frameset><frame></frameset>", "text in it would keep the body"},
	{"drawing with a title", "<a><svg><title>Close</title>" + icon + "</svg></a>x", "text of HTML's own rules"},
	{"drawing after open formatting", "<p><b><i>x</p><svg><title>t</title>" + icon + "</svg>y", "formatting is opened again before"},
	{"drawing that closes itself", "<svg/>" + icon + "<p>x", "holds nothing"},
	{"drawing in a drawing", "<svg><svg>" + icon + "</svg>" + icon + "</svg>x", "left as it is"},
	{"drawing in math", "<math><mi><svg>" + icon + "</svg></mi></math>x", "where HTML is allowed"},
	{"attributes that nobody reads", `<div data-a="1" id=b data-c data-d = 'x>y' aria-e=2 class="f"data-g="h"><a data-i=/ href="/j" data-k=1/>l`, "they are left out"},
	{"attributes that a stage reads", `<p data-testid="body" aria-hidden=true data-TestId=c>x</p><img data-a="/b.jpg"><b data-c=1><i data-c=2>y</b></i>`, "they stay"},
	{"attributes of a state", `<div data-a='{"x":"` + filler + `"}' data-b="&#123;` + filler + `" data-c="` + filler + `">x</div>`, "a program's state stays"},
	{"attributes in a title", `<title><div data-a="1"></title><iframe><p data-b=2></iframe><div data-c="</title>">x`, "text keeps what looks like one"},
	{"attributes in a comment", `<!-- <div data-a=1> --><p data-b=2>x<!--><p data-c=3>--><!-- --!><p data-d=4>--><p data-e=5>`, "so does a comment"},
	{"attributes in an attribute", `<p title='<div data-a="1">' data-b='<p data-c="2">'>x</p data-d="<p data-e=3>"><p data-f=4>`, "so does an attribute"},
	{"attributes after a script with a comment", `<script><!-- <div data-a=1> </script><p data-b=2>x--></script><p data-c=3>y`, "its first end tag counts"},
	{"script with a comment", "<script><!-- " + filler + "</script>--><p>x", "the first end tag counts"},
	{"script with a comment and ends of tags", "<script><!-- " + filler + "<</s</scrip<s</script>--><p data-a=1 id=b class=c>x", "none of them is one"},
	{"script with a script in a comment", "<script><!--" + filler + "<SCRIPT/" + filler + "</script>--></script><p>x", "the second end tag counts"},
	{"script with a comment that has ended", "<script><!-- --><script>" + filler + "</script><p>x", "no end tag is hidden"},
	{"style with a comment", "<style><!-- <style>" + filler + "</style>--><p>x", "in a style it is none"},
	{"attributes in a short script", `<script>a='<p data-a="1">'</script><style>p[data-b]{}</style><p data-c=3>x`, "so does a script"},
	{"attributes in fields", `<textarea rows=2 title="</textarea>"><p data-a=1></textarea><noscript data-b="</noscript>"><p data-c=1></noscript><p data-d=4>x`, "so do other texts"},
	{"attributes after math", `<math><mi data-a=1><style><p data-b=2></style></math><p data-c=3>x`, "no tag is sure after it"},
	{"attributes after plaintext", `<p data-a=1>x<plaintext data-b=2><p data-c=3>`, "no more tags"},
	{"attributes of a bogus comment", `<?xml data-a=1?><p data-b=2><![CDATA[<p data-c=3>]]></ data-d=4><p data-e=5>x`, "it ends at the first >"},
	{"attributes of a tag without end", `<p data-a=1>x<div data-b="></script>" <script data-c=1>` + filler + `</script`, "the parser leaves it out"},
	{"attributes of a script without end", `<p data-a=1>x<script data-b="></script><p>`, "so it does"},
	{"attributes in a select", `<select data-z=1><option data-a=1><svg><title><p data-b=2></title></svg><p data-c=3>x</select>`, "names of elements count for nothing"},
	{"digits after the mark", "<style>" + filler + "</style>1<style>" + filler + "</style>2", "numbers do not run together"},
}

// sameTree fails where Read's tree is not the parser's own.
func sameTree(t *testing.T, source string) {
	t.Helper()
	for _, rules := range []*AttrNames{nil, NewAttrNames()} {
		d := readCut([]byte(source), Limits{Attrs: rules})
		if d == nil {
			continue // parsed uncut
		}
		want, err := html.Parse(strings.NewReader(source))
		require.NoError(t, err)
		assert.Equal(t, nodeList(want, rules != nil), nodeList(d.Root, rules != nil))
		d.Release()
	}
}

// nodeList lists the nodes with their attributes, without those that may be left out.
func nodeList(root *html.Node, trimmed bool) (out []string) {
	for n := range root.Descendants() {
		depth, drawn := 0, false
		for a := range n.Ancestors() {
			depth++
			drawn = drawn || isDrawing(a)
		}
		if drawn {
			continue // nobody reads the inside of a drawing
		}
		line := strings.Repeat(" ", depth) + n.Namespace + ":" + n.Data
		for _, a := range n.Attr {
			state := len(a.Val) >= 200 && strings.HasPrefix(a.Val, "{")
			if trimmed && mayTrim([]byte(n.Data)) && unread(a.Key) && !state {
				continue
			}
			line += " " + a.Key + "=" + a.Val
		}
		out = append(out, line)
	}
	return out
}

func unread(key string) bool {
	return !slices.Contains(readNames[:], key) && (strings.HasPrefix(key, "data-") || strings.HasPrefix(key, "aria-"))
}

func TestCutGivesTheSameTree(t *testing.T) {
	t.Parallel()
	for _, tt := range cutPages {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			sameTree(t, tt.page)
		})
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	c := cut(&buf, []byte("<style>"+filler+"</style><p>x<script type=a>"+filler+"</script>"), nil, 0)
	assert.Equal(t, "<style>\x1a0</style><p>x<script type=a>\x1a1</script>", string(c.src))
	assert.Len(t, c.content, 2)
}

func TestCutDrawing(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	c := cut(&buf, []byte("<svg width=1>"+icon+"</svg><p>x"), nil, 0)
	assert.Equal(t, "<svg width=1><!--\x1a--></svg><p>x", string(c.src))
	d := readCut([]byte("<svg width=1>"+icon+"</svg><p>x"), Limits{})
	require.NotNil(t, d)
	defer d.Release()
	for n := range d.Root.Descendants() {
		assert.NotEqual(t, html.CommentNode, n.Type, "the mark is taken out")
	}
}

func FuzzCut(f *testing.F) {
	for _, tt := range cutPages {
		f.Add(tt.page)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if _, err := html.Parse(strings.NewReader(source)); err != nil {
			t.Skip("the parser takes no tree of this depth")
		}
		sameTree(t, source)
	})
}
