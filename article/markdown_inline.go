package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/weburl"
)

// mdInline is where the writer stands inside a line. The zero value is before
// the first character of a paragraph.
type mdInline struct {
	open    bool // the line is begun
	space   bool // white space is due before the next character
	brk     bool // a hard break is due
	atStart bool // only a container's marker stands before
	digits  int  // digits since the start of the line, -1 after anything else
	prev    rune // last character of the text or its markup
	oneLine bool // in a heading or a cell, where a break is a space
	inCell  bool
	inLink  bool
}

// startRow puts the writer behind the markup that begins a heading or a cell.
func (m *mdWriter) startRow() { m.mdInline = mdInline{open: true, prev: ' ', digits: -1} }

// inline writes the spans, or text where there are none. Neighbours of one
// form are written as one: their delimiters would run together.
func (m *mdWriter) inline(text string, spans []Span) {
	if len(spans) == 0 {
		m.text(cleantext.Text(text))
		return
	}
	for i := 0; i < len(spans); {
		first, end := &spans[i], i+1
		for end < len(spans) && (spans[end].text() == "" || joins(first, &spans[end])) {
			end++
		}
		next := ' '
		if end < len(spans) {
			next, _ = utf8.DecodeRuneInString(cleantext.Text(spans[end].text()))
		}
		m.span(first.Kind, first.URL, cleantext.Text(inlineText("", spans[i:end])), next)
		i = end
	}
}

func joins(a, b *Span) bool { return a.Kind == b.Kind && a.URL == b.URL }

// span writes clean text in one form. White space at its edges goes outside of
// the delimiters, where CommonMark wants it; next is the character after it.
func (m *mdWriter) span(kind SpanKind, u, text string, next rune) {
	core := strings.TrimSpace(text)
	if core == "" {
		m.text(text)
		return
	}
	lead := strings.Index(text, core)
	tail := text[lead+len(core):]
	if tail != "" {
		next = ' '
	}
	m.text(text[:lead])
	m.flush()
	switch kind {
	case SpanEmphasis:
		m.delimited("*", core, next)
	case SpanStrong:
		m.delimited("**", core, next)
	case SpanStrike:
		m.delimited("~~", core, next)
	case SpanCode:
		m.codeSpan(core)
	case SpanLink:
		m.link(u, core)
	case SpanSuperscript:
		m.tagged("sup", core)
	case SpanSubscript:
		m.tagged("sub", core)
	default:
		m.text(core)
	}
	m.text(tail)
}

// delimited writes core between two runs of mark, or plain where CommonMark
// would not read them as delimiters (6.2: a run next to punctuation opens or
// closes only if white space or punctuation stands on its other side).
func (m *mdWriter) delimited(mark, core string, next rune) {
	first, _ := utf8.DecodeRuneInString(core)
	last, _ := utf8.DecodeLastRuneInString(core)
	opens := !maybePunct(first) || isEdge(m.prev)
	closes := !maybePunct(last) || isEdge(next)
	// Even escaped, the same character beside a run confuses parsers.
	same := rune(mark[0])
	if !opens || !closes || first == same || last == same || m.prev == same {
		m.text(core)
		return
	}
	m.markup(mark)
	m.text(core)
	m.markup(mark)
}

// markup writes a piece of inline markup.
func (m *mdWriter) markup(s string) {
	m.write(s)
	m.prev = rune(s[len(s)-1])
	m.atStart, m.digits = false, -1
}

func (m *mdWriter) tagged(name, core string) {
	m.markup("<" + name + ">")
	m.text(core)
	m.markup("</" + name + ">")
}

func (m *mdWriter) link(u, core string) {
	safe := weburl.Link(u)
	if safe == "" {
		m.text(core)
		return
	}
	m.markup("[")
	m.inLink = true
	m.text(core)
	m.inLink = false
	m.destination(safe)
	m.prev = ')'
}

// destination closes the text of a link or an image and writes its address,
// which linkURL left without white space, brackets and quotes.
func (m *mdWriter) destination(u string) {
	m.write("](")
	start := 0
	for i := 0; i < len(u); i++ {
		if c := u[i]; c == '(' || c == ')' || c == '&' && isReference(u[i+1:]) {
			m.write(u[start:i])
			m.byte('\\')
			start = i
		}
	}
	m.write(u[start:])
	m.byte(')')
}

// codeSpan writes core between backticks, more of them than stand together in
// it. Directly after another backtick they would be one run, and in a cell
// parsers disagree on where it ends if a backslash stands before a bar: core is
// then plain text.
func (m *mdWriter) codeSpan(core string) {
	if m.prev == '`' || m.inCell && strings.Contains(core, `\|`) {
		m.text(core)
		return
	}
	core = strings.Join(strings.FieldsFunc(core, func(r rune) bool { return r == '\n' }), " ")
	if m.inCell {
		core = strings.ReplaceAll(core, "|", `\|`)
	}
	fence := strings.Repeat("`", longestRun(core, '`')+1)
	pad := ""
	if core[0] == '`' || core[len(core)-1] == '`' {
		pad = " "
	}
	m.markup(fence + pad + core + pad + fence)
}

// text writes clean text, escaped. White space is one space, a line feed a
// hard break, and both wait for a character that needs them.
func (m *mdWriter) text(s string) {
	for i := 0; i < len(s); {
		if n := m.plain(s[i:]); n > 0 {
			m.write(s[i : i+n])
			i += n
			m.prev, _ = utf8.DecodeLastRuneInString(s[:i])
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch r {
		case '\n':
			m.brk = true
			continue
		case ' ', '\t':
			m.space = true
			continue
		}
		m.flush()
		if r < utf8.RuneSelf && m.special(byte(r), s[i:]) {
			m.byte('\\')
		}
		m.write(s[i-size : i])
		m.after(r)
	}
}

// plain returns how many of the first bytes of s can be written as they are, in the middle
// of a line: words that no reader of Markdown takes for markup there, with one space
// between two. It is 0 where the writer owes something or counts digits.
func (m *mdWriter) plain(s string) (n int) {
	if !m.open || m.brk || m.space || m.atStart || m.digits >= 0 {
		return 0
	}
	for n < len(s) {
		switch {
		case isPlain(s[n]):
			n++
		case s[n] == ' ' && n+1 < len(s) && isPlain(s[n+1]):
			n += 2
		default:
			return n
		}
	}
	return n
}

// isPlain reports the bytes that [mdWriter.special] passes in the middle of a line
// whatever stands around them, and those of characters beyond ASCII.
func isPlain(c byte) bool {
	switch c {
	case ',', ';', '.', '"', '\'', '(', ')', '/', '?', '%', '$', '@', '^', '}', '>', '=', '-', '+', ':':
		return true
	}
	return c >= utf8.RuneSelf || ascii.IsAlnum(c)
}

func (m *mdWriter) after(r rune) {
	m.prev = r
	if r < '0' || r > '9' || !m.atStart && m.digits < 1 {
		m.digits = -1
	} else {
		m.digits++
	}
	m.atStart = false
}

// flush writes the white space that is due.
func (m *mdWriter) flush() {
	switch {
	case !m.open:
		m.begin()
		m.newLine()
	case m.brk && !m.oneLine:
		if m.prev == '\\' {
			m.write("  ") // the other hard break: three backslashes confuse parsers
		} else {
			m.byte('\\')
		}
		m.begin()
		m.newLine()
	case m.brk || m.space:
		m.byte(' ')
		m.prev = ' '
		m.digits = -1
	}
	m.brk, m.space = false, false
}

func (m *mdWriter) newLine() {
	m.open, m.atStart, m.digits, m.prev = true, true, 0, ' '
}

// special reports whether c, with rest after it, could be read as markup where
// the writer stands.
func (m *mdWriter) special(c byte, rest string) bool {
	switch c {
	case '\\', '`', '*', '[', '~', '<':
		// What follows decides nothing for a '<': parsers fold case in ways of
		// their own, and read U+017F as the s of script.
		return true
	case ']':
		return m.inLink
	case '|':
		return m.inCell || m.atStart
	case '!':
		return rest == "" // a link may follow
	case '_':
		return !isWord(m.prev) || !isWord(firstRune(rest))
	case '&':
		return isReference(rest)
	case '#':
		return m.atStart || m.oneLine && m.prev == ' '
	case '>', '=':
		return m.atStart
	case '{':
		return m.atStart || m.oneLine && !m.inCell // attributes, where the reader knows them
	case '-', '+', ':':
		return m.atStart && (rest == "" || !ascii.IsAlnum(rest[0]))
	case '.', ')':
		return m.digits > 0 && (rest == "" || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\n')
	}
	return false
}

// isReference reports whether an ampersand with rest after it is or could become
// a character reference; it could if nothing has ended the name yet.
func isReference(rest string) bool {
	for i := range len(rest) {
		if !ascii.IsAlnum(rest[i]) && (rest[i] != '#' || i > 0) {
			return rest[i] == ';' && i > 0
		}
	}
	return true
}

func firstRune(s string) rune {
	if s == "" {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// maybePunct reports what any version of CommonMark counts as punctuation,
// isEdge what every version counts as that or as white space. Version 0.31
// added the symbols beyond ASCII.
func maybePunct(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func isEdge(r rune) bool {
	return r == '\n' || unicode.Is(unicode.Zs, r) || unicode.IsPunct(r) || r < utf8.RuneSelf && unicode.IsSymbol(r)
}
