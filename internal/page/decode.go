package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// CharsetSource says what decided a page's encoding.
type CharsetSource uint8

// The sources, in the order in which they are asked.
const (
	FromBOM     CharsetSource = iota + 1 // a byte-order mark
	FromUTF16                            // every other byte of the first tag is NUL
	FromBytes                            // the whole document is valid UTF-8, but for a little damage
	FromHeader                           // the caller's content type
	FromMeta                             // a declaration in the document
	FromSniffer                          // the statistics of the bytes
	FromDefault                          // nothing: windows-1252, or what is usual for the page's language
)

type decoded struct {
	bytes   []byte
	charset string
	from    CharsetSource
}

// decode returns src as UTF-8. For a page in UTF-8 that is src itself.
//
// A valid document counts more than what is declared: a text of another
// encoding that happens to be valid UTF-8 throughout does not occur, while
// servers that declare their default for pages in UTF-8 do. Declarations that
// the bytes contradict are passed over.
func decode(src []byte, contentType string) decoded {
	if name, skip, from := unicodeMark(src); from != 0 {
		return transcode(src[skip:], name, from)
	}
	if isJIS(src) {
		return transcode(src, "iso-2022-jp", FromBytes)
	}
	if utf8.Valid(src) {
		return decoded{src, "utf-8", FromBytes}
	}
	if goodShare(src) >= 0.98 {
		return transcode(src, "utf-8", FromBytes)
	}
	if name := headerCharset(contentType); name != "" {
		if d := transcode(src, name, FromHeader); d.fits() {
			return d
		}
	}
	name, lang := declared(src)
	if name != "" {
		if d := transcode(src, name, FromMeta); d.fits() {
			return d
		}
	}
	if name := sniff(src, lang); name != "" {
		if d := transcode(src, name, FromSniffer); d.fits() {
			return d
		}
	}
	return transcode(src, usual(lang), FromDefault)
}

// unicodeMark finds a byte-order mark of skip bytes, or UTF-16 without one,
// which shows in the NULs around the first `<`.
func unicodeMark(src []byte) (name string, skip int, from CharsetSource) {
	switch {
	case bytes.HasPrefix(src, []byte("\xef\xbb\xbf")):
		return "utf-8", 3, FromBOM
	case bytes.HasPrefix(src, []byte("\xfe\xff")):
		return "utf-16be", 2, FromBOM
	case bytes.HasPrefix(src, []byte("\xff\xfe")):
		return "utf-16le", 2, FromBOM
	}
	i := bytes.IndexByte(src[:min(len(src), 256)], '<')
	switch {
	case i < 0 || len(src) < i+4:
	case i%2 == 0 && src[i+1] == 0 && src[i+2] != 0 && src[i+3] == 0:
		return "utf-16le", 0, FromUTF16
	case i%2 == 1 && src[i-1] == 0 && src[i+1] == 0 && src[i+2] != 0:
		return "utf-16be", 0, FromUTF16
	}
	return "", 0, 0
}

// goodShare returns which share of the characters beyond ASCII is UTF-8; a
// rune cut off at the end does not count. In texts of other encodings it is a
// twentieth at most, so that a page with a few broken bytes, as left by systems
// that cut titles at a number of bytes, is still UTF-8.
func goodShare(src []byte) float64 {
	good, bad := 0, 0
	for len(src) > 0 && utf8.FullRune(src) {
		r, size := utf8.DecodeRune(src)
		src = src[size:]
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
	}
	if good+bad == 0 {
		return 1
	}
	return float64(good) / float64(good+bad)
}

// isJIS reports the escape sequences of ISO-2022-JP, whose bytes are all
// ASCII.
func isJIS(src []byte) bool {
	if bytes.IndexByte(src, 0x1b) < 0 {
		return false
	}
	return (bytes.Contains(src, []byte("\x1b$B")) || bytes.Contains(src, []byte("\x1b$@"))) &&
		bytes.IndexFunc(src, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// transcode decodes src by the encoding of a WHATWG label.
func transcode(src []byte, label string, from CharsetSource) decoded {
	enc, name := lookup(label)
	switch {
	case enc == nil:
		return decoded{}
	case name == "utf-8":
		if !utf8.Valid(src) {
			src = bytes.ToValidUTF8(src, []byte("\ufffd"))
		}
		return decoded{src, name, from}
	}
	out, err := enc.NewDecoder().Bytes(src)
	if err != nil {
		return decoded{}
	}
	return decoded{out, name, from}
}

func lookup(label string) (encoding.Encoding, string) {
	enc, name := charset.Lookup(label)
	if name == "replacement" {
		return nil, ""
	}
	return enc, name
}

// fits reports whether an encoding explains the bytes: at most one character
// in fifty of those beyond ASCII may be undecodable. Of a page that says UTF-8
// a quarter may be: no other text comes near that.
func (d decoded) fits() bool {
	if d.bytes == nil {
		return false
	}
	high, bad := 0, 0
	for _, r := range string(d.bytes) {
		if r < utf8.RuneSelf {
			continue
		}
		high++
		if r == utf8.RuneError || r < 0xa0 {
			bad++
		}
	}
	if d.charset == "utf-8" {
		return bad*4 <= high
	}
	return bad*50 <= high
}

// headerCharset returns the charset parameter of a content type. A parser for
// the whole header would refuse the malformed ones that servers send.
func headerCharset(contentType string) string {
	for param := range strings.SplitSeq(contentType, ";") {
		key, val, _ := strings.Cut(param, "=")
		if strings.EqualFold(strings.TrimSpace(key), "charset") {
			return strings.Trim(val, " \t\"'")
		}
	}
	return ""
}

// declared returns the label of the first declaration in the document that
// names an encoding, wherever it stands outside comments and scripts, and the
// language of the page.
func declared(src []byte) (label, lang string) {
	if label = xmlEncoding(src); label != "" {
		if enc, _ := lookup(label); enc == nil {
			label = ""
		}
	}
	z := html.NewTokenizer(bytes.NewReader(boundAttrs(src)))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return label, lang
		case html.StartTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		name, more := z.TagName()
		switch {
		case !more:
		case string(name) == "html" && lang == "":
			lang = attributes(z)["lang"]
		case string(name) == "meta" && label == "":
			label = metaCharset(attributes(z))
		}
		if label != "" && (lang != "" || string(name) == "body") {
			return label, lang
		}
	}
}

func attributes(z *html.Tokenizer) map[string]string {
	attrs := map[string]string{}
	for {
		key, val, more := z.TagAttr()
		if _, twice := attrs[string(key)]; !twice {
			attrs[string(key)] = string(val)
		}
		if !more {
			return attrs
		}
	}
}

// metaCharset returns the label of a <meta>, "" if it names no encoding. One
// that says UTF-16 was not read as such, so that it must mean UTF-8.
func metaCharset(attrs map[string]string) string {
	label := attrs["charset"]
	if label == "" && strings.EqualFold(strings.TrimSpace(attrs["http-equiv"]), "content-type") {
		label = contentCharset(attrs["content"])
	}
	enc, name := lookup(strings.TrimSpace(label))
	switch {
	case enc == nil:
		return ""
	case name == "utf-16le" || name == "utf-16be":
		return "utf-8"
	case name == "x-user-defined":
		return "windows-1252"
	}
	return name
}

// contentCharset finds "charset=" anywhere in a meta's content, as browsers
// do: "text/html charset=gbk" lacks the semicolon.
func contentCharset(content string) string {
	low := strings.ToLower(content)
	_, rest, ok := strings.Cut(low, "charset")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t=")
	rest = strings.TrimLeft(rest, "\"' ")
	if i := strings.IndexAny(rest, "\"'; \t"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

func xmlEncoding(src []byte) string {
	src = bytes.TrimLeft(src[:min(len(src), 1024)], " \t\r\n\f")
	if !bytes.HasPrefix(src, []byte("<?xml")) {
		return ""
	}
	decl, _, _ := bytes.Cut(src, []byte("?>"))
	_, rest, _ := bytes.Cut(decl, []byte("encoding"))
	rest = bytes.TrimLeft(rest, " \t=\"'")
	if i := bytes.IndexAny(rest, "\"' "); i >= 0 {
		rest = rest[:i]
	}
	return string(rest)
}
