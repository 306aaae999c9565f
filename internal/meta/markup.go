package meta

import (
	"encoding/hex"
	"strings"

	"github.com/gatefold/gatefold/internal/ascii"
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
	lastEnd, lastSign := strings.LastIndexByte(s, '>'), strings.LastIndexByte(s, '=')
	for at >= 0 {
		from := len(whole) - len(s) + at
		t := tagAt(s[at:], from < lastEnd, from < lastSign)
		if t.end == 0 || t.isMention(whole, from) {
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

// leftTag reports the elements that templates leave in metadata, and whether they
// break the line.
func leftTag(name string) (breaks, known bool) {
	switch name {
	case "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "nobr", "q", "s", "small", "span", "strike",
		"strong", "sub", "sup", "time", "u", "wbr":
		return false, true
	case "article", "blockquote", "br", "button", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
		"header", "hr", "iframe", "img", "li", "ol", "p", "picture", "pre", "section", "source", "table", "tbody", "td", "th", "thead", "tr", "ul", "video":
		return true, true
	}
	return false, false
}

// maxTagName is the length of the longest of them.
const maxTagName = 10

// tagAt reads the tag at the start of s, which begins with "<". One that the
// end of the text has cut within its attributes goes up to there. ends and signs
// say that a ">" and a "=" come after: a text of many "<" is not looked through
// for each.
func tagAt(s string, ends, signs bool) tag {
	rest := s[1:]
	t := tag{closing: strings.HasPrefix(rest, "/")}
	rest = strings.TrimPrefix(rest, "/")
	n := 0
	for n < len(rest) && n <= maxTagName && (ascii.IsLetter(rest[n]) || n > 0 && rest[n] >= '1' && rest[n] <= '6') {
		n++
	}
	t.name = strings.ToLower(rest[:n])
	breaks, known := leftTag(t.name)
	if !known {
		return tag{}
	}
	t.breaks = breaks
	rest = rest[n:]
	switch {
	case rest == "" || !strings.ContainsRune(" />\n\t", rune(rest[0])):
	case ends:
		end := strings.IndexByte(rest, '>')
		t.attrs, t.end = rest[:end], len(s)-len(rest)+end+1
	case signs && rest[0] == ' ':
		t.attrs, t.end = rest, len(s)
	}
	return t
}

// maxMentioning bounds a text that may speak about an element, in bytes: it is
// looked through for each tag.
const maxMentioning = 2048

// isMention reports a bare tag that stands between spaces and is never closed:
// the text speaks about the element.
func (t *tag) isMention(text string, at int) bool {
	if len(text) > maxMentioning || t.closing || strings.TrimSpace(t.attrs) != "" || strings.Contains(strings.ToLower(text), "</"+t.name) {
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
	at := strings.Index(s, mark)
	if at < 0 {
		return s
	}
	var b strings.Builder
	for at >= 0 {
		code, rest, _ := strings.Cut(s[at+len(mark):], `"`)
		head, shown, opened := strings.Cut(rest, ">")
		_, tail, closed := strings.Cut(shown, "<")
		address := decodeAddress(code)
		if !opened || !closed || address == "" {
			break
		}
		b.WriteString(s[:at])
		b.WriteString(head)
		b.WriteByte('>')
		b.WriteString(address)
		s = s[len(s)-len(tail)-1:] // from the "<" on
		at = strings.Index(s, mark)
	}
	b.WriteString(s)
	return b.String()
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
