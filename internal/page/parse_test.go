package page

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// textOf returns the text below n, scripts included.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func encode(t testing.TB, label, s string) string {
	t.Helper()
	enc, _ := charset.Lookup(label)
	require.NotNil(t, enc, label)
	out, err := enc.NewEncoder().String(s)
	require.NoError(t, err)
	return out
}

const (
	russian  = "Вчера вечером в городе прошёл сильный дождь, и на улицах стояла вода. Жители говорят, что такого не было много лет."
	japanese = "昨日の夜、町では強い雨が降り、通りには水がたまりました。住民はこんな雨は何年もなかったと話しています。"
	korean   = "어젯밤 시내에는 많은 비가 내려 거리에 물이 고였습니다. 주민들은 몇 년 만에 처음 보는 비라고 말합니다."
	chinese  = "昨天晚上城里下了一场大雨，街道上积满了水。居民们说，这样的雨已经很多年没有见过了。"
	taiwan   = "昨天晚上城裡下了一場大雨，街道上積滿了水。居民們說，這樣的雨已經很多年沒有見過了。"
	german   = "Gestern Abend gab es in der Stadt heftigen Regen, überall stand das Wasser in den Straßen, sagten Anwohner später."
	polish   = "Wczoraj wieczorem w mieście padał ulewny deszcz, a na ulicach stała woda. Mieszkańcy mówią, że czegoś takiego nie było od wielu lat, żółw też śpi."
)

func TestParseCharset(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("<!-- a line that says nothing at all -->\n", 60)
	for _, tt := range []struct {
		name, encoding string // of the bytes
		head, text     string
		contentType    string
		want           string
		from           CharsetSource
		why            string
	}{
		{"utf-8", "utf-8", "", german, "", "utf-8", FromBytes, "valid bytes need no declaration"},
		{"utf-8 against the header", "utf-8", "", german, "text/html; charset=iso-8859-1", "utf-8", FromBytes, "servers send their default"},
		{"utf-8 against the meta", "utf-8", "<meta charset=windows-1251>", russian, "", "utf-8", FromBytes, "left over from a migration"},
		{"ascii", "utf-8", "<meta charset=iso-8859-1>", "plain", "", "utf-8", FromBytes, "ASCII is UTF-8"},
		{"header", "windows-1251", "", russian, "text/html; charset=windows-1251", "windows-1251", FromHeader, ""},
		{"quoted header", "windows-1251", "", russian, `text/html;Charset="CP1251"`, "windows-1251", FromHeader, "a label is not a name"},
		{"header before meta", "koi8-r", "<meta charset=windows-1251>", russian, "text/html;charset=koi8-r", "koi8-r", FromHeader, ""},
		{"wrong header", "shift_jis", "<meta charset=shift_jis>", japanese, "text/html; charset=utf-8", "shift_jis", FromMeta, "the bytes contradict the header"},
		{"unknown header", "koi8-r", "<meta charset=koi8-r>", russian, "text/html; charset=none", "koi8-r", FromMeta, ""},
		{"meta", "windows-1251", "<meta charset=windows-1251>", russian, "", "windows-1251", FromMeta, ""},
		{"late meta", "koi8-r", long + "<meta charset=koi8-r>", russian, "", "koi8-r", FromMeta, "browsers stop after 1,024 bytes, pages do not"},
		{"http-equiv", "euc-kr", `<meta http-equiv=Content-Type content="text/html; charset=euc-kr">`, korean, "", "euc-kr", FromMeta, ""},
		{"http-equiv without semicolon", "gbk", `<META content='text/html charset = gb2312' HTTP-EQUIV=content-type>`, chinese, "", "gbk", FromMeta, ""},
		{"meta in a comment", "windows-1251", "<!--<meta charset=big5>--><meta charset=windows-1251>", russian, "", "windows-1251", FromMeta, ""},
		{"meta in a script", "windows-1251", "<script>'<meta charset=big5>'</script><meta charset=windows-1251>", russian, "", "windows-1251", FromMeta, ""},
		{"meta that says utf-16", "windows-1252", "<meta charset=utf-16>", german, "", "windows-1252", FromSniffer, "it means UTF-8, which the bytes contradict"},
		{"xml declaration", "iso-8859-2", "", polish, "", "iso-8859-2", FromMeta, ""},
		{"windows-1252", "windows-1252", "", german, "", "windows-1252", FromSniffer, ""},
		{"shift_jis", "shift_jis", "", japanese, "", "shift_jis", FromSniffer, ""},
		{"euc-jp", "euc-jp", "", japanese, "", "euc-jp", FromSniffer, ""},
		{"iso-2022-jp", "iso-2022-jp", "", japanese, "", "iso-2022-jp", FromBytes, "all its bytes are ASCII"},
		{"euc-kr", "euc-kr", "", korean, "", "euc-kr", FromSniffer, ""},
		{"gbk", "gbk", "", chinese, "", "gb18030", FromSniffer, "which contains GBK"},
		{"big5", "big5", "", taiwan, "", "big5", FromSniffer, ""},
		{"windows-1251", "windows-1251", "", russian, "", "windows-1251", FromSniffer, ""},
		{"koi8-r", "koi8-r", "", russian, "", "koi8-r", FromSniffer, ""},
		{"windows-1250 by language", "windows-1250", "<html lang=pl>", polish, "", "windows-1250", FromSniffer, ""},
		{"default of the language", "windows-874", "<html lang=th-TH>", "เมื่อคืน", "", "windows-874", FromDefault, "no statistics know Thai"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			src := tt.head + "<title>x</title><p>" + tt.text + "</p>"
			if tt.name == "xml declaration" {
				src = `<?xml version="1.0" encoding="iso-8859-2"?>` + src
			}
			p, err := Parse(strings.NewReader(encode(t, tt.encoding, src)), tt.contentType, Limits{})
			require.NoError(t, err)
			assert.Contains(t, textOf(p.Root), tt.text, "%s: %s", p.Charset, tt.why)
			assert.Equal(t, tt.want, p.Charset, tt.why)
			assert.Equal(t, tt.from, p.From, tt.why)
		})
	}
}

func TestParseUnicode(t *testing.T) {
	t.Parallel()
	src := "<title>x</title><p>" + german
	for _, tt := range []struct {
		name, input, want string
		from              CharsetSource
	}{
		{"utf-8 with a mark", "\ufeff" + src, "utf-8", FromBOM},
		{"utf-16le with a mark", "\xff\xfe" + encode(t, "utf-16le", src), "utf-16le", FromBOM},
		{"utf-16be with a mark", "\xfe\xff" + encode(t, "utf-16be", src), "utf-16be", FromBOM},
		{"utf-16le", encode(t, "utf-16le", src), "utf-16le", FromUTF16},
		{"utf-16be", encode(t, "utf-16be", src), "utf-16be", FromUTF16},
		{"cut inside a rune", src + "\xe2\x82", "utf-8", FromBytes},
		{"a broken byte", "<title>x</title>" + strings.Repeat(german, 30) + "\xc3<p>", "utf-8", FromBytes},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := Parse(strings.NewReader(tt.input), "text/html; charset=koi8-r", Limits{})
			require.NoError(t, err)
			assert.Equal(t, tt.want, p.Charset)
			assert.Equal(t, tt.from, p.From)
			assert.Contains(t, textOf(p.Root), german)
			assert.NotContains(t, textOf(p.Root), "\ufeff")
		})
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken pipe")
	for _, tt := range []struct {
		name  string
		input io.Reader
		lim   Limits
		want  error
	}{
		{"nothing", strings.NewReader(""), Limits{}, ErrEmpty},
		{"white space", strings.NewReader(" \r\n\t"), Limits{}, ErrEmpty},
		{"a mark and no more", strings.NewReader("\xff\xfe"), Limits{}, ErrEmpty},
		{"gzip", strings.NewReader("\x1f\x8b\x08\x00 and so on"), Limits{}, ErrNotHTML},
		{"PDF", strings.NewReader("%PDF-1.7\n"), Limits{}, ErrNotHTML},
		{"PNG", strings.NewReader("\x89PNG\r\n\x1a\n"), Limits{}, ErrNotHTML},
		{"ZIP", strings.NewReader("PK\x03\x04"), Limits{}, ErrNotHTML},
		{"MP4", strings.NewReader("\x00\x00\x00\x18ftypmp42"), Limits{}, ErrNotHTML},
		{"NULs", bytes.NewReader(make([]byte, 5000)), Limits{}, ErrNotHTML},
		{"control characters", strings.NewReader(strings.Repeat("abc\x01\x02", 100)), Limits{}, ErrNotHTML},
		{"40 MiB", io.LimitReader(endless{}, 40<<20), Limits{}, ErrTooLarge},
		{"a byte too many", strings.NewReader("<p>12345"), Limits{Bytes: 7}, ErrTooLarge},
		{"too many nodes", strings.NewReader(strings.Repeat("<i></i>", 500)), Limits{Nodes: 900}, ErrTooLarge},
		{"a bomb of formatting", strings.NewReader(bomb()), Limits{}, ErrTooLarge},
		{"a reader that fails", iotest.ErrReader(broken), Limits{}, broken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := Parse(tt.input, "", tt.lim)
			require.ErrorIs(t, err, tt.want)
			assert.Nil(t, p)
		})
	}
}

// endless reads as one letter for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// bomb is a small page that the parser makes ten million nodes of.
func bomb() string {
	var b strings.Builder
	b.WriteString("<p>")
	for i := range 400 {
		b.WriteString("<b x=" + strings.Repeat("y", i+1) + ">")
	}
	return b.String() + strings.Repeat("<p>x", 25000)
}

func TestParseTakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, input, want string
		lim               Limits
	}{
		{"plain text", "just words", "just words", Limits{}},
		{"cut inside a tag", "<p>one</p><p class='tw", "one", Limits{}},
		{"cut inside a script", "<p>one</p><script>var a = 1", "one", Limits{}},
		{"a few NULs", "<p>o\x00ne</p>" + strings.Repeat("<p>words", 50), "one", Limits{}},
		{"exactly the limit", "<p>12345", "12345", Limits{Bytes: 8}},
		{"no limits", strings.Repeat("<i>x</i>", 900), "xxx", Limits{Bytes: -1, Nodes: -1}},
		{"unclosed formatting in a script", "<script>" + strings.Repeat("'<b>'", 900) + "</script><p>one" + strings.Repeat("<p>two", 900), "one", Limits{Nodes: 9000}},
		{"like formatting left open", strings.Repeat("<p><font size=2>x", 900), "xxx", Limits{Nodes: 18000}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := Parse(strings.NewReader(tt.input), "", tt.lim)
			require.NoError(t, err)
			assert.Contains(t, textOf(p.Root), tt.want)
			nodes := 0
			for range p.Root.Descendants() {
				nodes++
			}
			assert.LessOrEqual(t, nodes, roughNodes([]byte(tt.input), 1<<30))
			assert.LessOrEqual(t, nodes, carefulNodes([]byte(tt.input), 1<<30))
		})
	}
}

func TestParseTooDeep(t *testing.T) {
	t.Parallel()
	const head = `<!doctype html><html lang=en><head><title>The title</title><meta name=a content=b><link rel=canonical href=/c>` +
		`<script type="application/ld+json">{"@type":"NewsArticle"}</script></head><body>`
	formatting := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("<p><b x=" + strings.Repeat("y", i) + ">")
		}
		return b.String()
	}
	for _, tt := range []struct{ name, body, why string }{
		{"divs", strings.Repeat("<div>", 600) + "<p>one</p>" + strings.Repeat("</div>", 600) + "<p>two</p>", ""},
		{"unclosed divs", strings.Repeat("<div>", 5000) + "<p>one</p><p>two", ""},
		{"spans of text", "<p>one" + strings.Repeat("<span>", 600) + " in " + strings.Repeat("</span>", 600) + "<p>two", ""},
		{"open formatting", "one" + formatting(700) + "two", "the parser opens it again in each paragraph"},
		{"tables", strings.Repeat("<table><tr><td>", 300) + "one" + strings.Repeat("</table>", 300) + "two", ""},
		{"unknown elements", strings.Repeat("<x-y>", 600) + "one" + strings.Repeat("</x-y>", 600) + "two", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := Parse(strings.NewReader(head+tt.body), "", Limits{Nodes: -1})
			require.ErrorIs(t, err, ErrTooDeep)
			require.NotNil(t, p)
			text := textOf(p.Root)
			assert.Contains(t, text, "one")
			assert.Contains(t, text, "two")
			doc := Index(p.Root)
			defer doc.Release()
			tags := map[atom.Atom]int{}
			for i := range doc.Nodes {
				if doc.Nodes[i].Is(InHead) {
					tags[doc.Nodes[i].Tag]++
				}
			}
			for _, a := range []atom.Atom{atom.Title, atom.Meta, atom.Link, atom.Script} {
				assert.Equal(t, 1, tags[a], "%s in the head", a)
			}
		})
	}
}
