package meta

import (
	"encoding/hex"
	"strings"
)

// stripTags removes the tags that templates leave in metadata: those of inline
// elements without a trace, those that break the line for a space. "a < b" stays,
// and so does the element that a text speaks about: "Thirty years of <br>".
func stripTags(s string) string {
	at := strings.IndexByte(s, '<')
	if at < 0 {
		return s
	}
	var b strings.Builder
	whole := s
	for at >= 0 {
		t := tagAt(s[at:])
		if t.end == 0 || t.isMention(whole, len(whole)-len(s)+at) {
			b.WriteString(s[:at+1])
			s = s[at+1:]
		} else {
			b.WriteString(s[:at])
			b.WriteString(t.text())
			s = s[at+t.end:]
		}
		at = strings.IndexByte(s, '<')
	}
	b.WriteString(s)
	return b.String()
}

// tag is what looks like a tag in a text.
type tag struct {
	name, attrs string
	closing     bool
	end         int // bytes, 0 for none
	breaks      bool
}

// tagNames are the elements that templates leave in metadata, and whether they
// break the line.
var tagNames = map[string]bool{
	"a": false, "abbr": false, "b": false, "big": false, "cite": false, "code": false, "del": false, "em": false, "font": false, "i": false,
	"ins": false, "label": false, "mark": false, "nobr": false, "q": false, "s": false, "small": false, "span": false, "strike": false,
	"strong": false, "sub": false, "sup": false, "time": false, "u": false, "wbr": false,
	"article": true, "blockquote": true, "br": true, "button": true, "center": true, "dd": true, "div": true, "dl": true, "dt": true,
	"figcaption": true, "figure": true, "footer": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true,
	"header": true, "hr": true, "iframe": true, "img": true, "li": true, "ol": true, "p": true, "picture": true, "pre": true,
	"section": true, "source": true, "table": true, "tbody": true, "td": true, "th": true, "thead": true, "tr": true, "ul": true, "video": true,
}

// maxTagName is the length of the longest of them.
const maxTagName = 10

// tagAt reads the tag at the start of s, which begins with "<". One that the
// end of the text has cut within its attributes goes up to there.
func tagAt(s string) tag {
	rest := s[1:]
	t := tag{closing: strings.HasPrefix(rest, "/")}
	rest = strings.TrimPrefix(rest, "/")
	n := 0
	for n < len(rest) && n <= maxTagName && (isLetter(rest[n]) || n > 0 && rest[n] >= '1' && rest[n] <= '6') {
		n++
	}
	t.name = strings.ToLower(rest[:n])
	breaks, known := tagNames[t.name]
	if !known {
		return tag{}
	}
	t.breaks = breaks
	rest = rest[n:]
	end := strings.IndexByte(rest, '>')
	switch {
	case end >= 0 && (end == 0 || rest[0] == ' ' || rest[0] == '/' || rest[0] == '\n' || rest[0] == '\t'):
		t.attrs, t.end = rest[:end], len(s)-len(rest)+end+1
	case end < 0 && strings.HasPrefix(rest, " ") && strings.Contains(rest, "="):
		t.attrs, t.end = rest, len(s)
	}
	return t
}

// isMention reports a bare tag that stands between spaces and is never closed:
// the text speaks about the element.
func (t *tag) isMention(text string, at int) bool {
	if t.closing || strings.TrimSpace(t.attrs) != "" || strings.Contains(strings.ToLower(text), "</"+t.name) {
		return false
	}
	end := at + t.end
	return (at == 0 || text[at-1] == ' ') && (end == len(text) || text[end] == ' ') && strings.Count(text, text[at:end]) == 1
}

// text returns what stands for a tag: a space where it breaks the line.
func (t *tag) text() string {
	if t.breaks {
		return " "
	}
	return ""
}

// showAddresses puts the addresses of mail that Cloudflare has hidden in place of
// what it shows for them.
func showAddresses(s string) string {
	const mark = `data-cfemail="`
	for at := strings.Index(s, mark); at >= 0; {
		code, rest, _ := strings.Cut(s[at+len(mark):], `"`)
		head, shown, opened := strings.Cut(rest, ">")
		_, tail, closed := strings.Cut(shown, "<")
		address := decodeAddress(code)
		if !opened || !closed || address == "" {
			return s
		}
		s = s[:at] + head + ">" + address + "<" + tail
		at = strings.Index(s, mark)
	}
	return s
}

// decodeAddress reads the code of an address: each byte of it is set off by the
// first.
func decodeAddress(code string) string {
	raw, err := hex.DecodeString(code)
	if err != nil || len(raw) < 4 {
		return ""
	}
	for i := range raw[1:] {
		raw[i+1] ^= raw[0]
	}
	address := string(raw[1:])
	if strings.Count(address, "@") != 1 || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return ""
	}
	return address
}
