package body

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// maxForms bounds how far above a text its inline forms are looked for. It is
// far above what pages nest, and keeps the cost of a text constant in trees of
// any depth.
const maxForms = 24

// form is how a run of text is set.
type form struct {
	kind article.SpanKind
	url  string
	// silent text is not part of the sentence: the reading aids of ruby, the
	// source of a formula.
	silent bool
}

// mark is the place in the text where a form begins.
type mark struct {
	at int
	form
}

// pending is the white space that is owed before the next character. Written
// late, it is never doubled and never stands at an end.
type pending uint8

const (
	noSpace pending = iota
	oneSpace
	oneBreak
)

// inlineWriter gathers inline content as a reader would copy it: white space
// collapsed, line breaks as "\n", invisible characters dropped.
type inlineWriter struct {
	a     *assembler
	buf   []byte
	marks []mark
	owed  pending
	// bold is set where the element around is bold by itself, a heading, so
	// that strong says nothing.
	bold bool
	// credits says which part of a caption is wanted.
	credits creditPart
	// cap is set after a drop cap that cannot be a word of its own.
	cap bool

	// lines is set where the page shows the line breaks of its source.
	lines bool
	// broken is set where the white space that is owed holds a line break of the
	// source.
	broken bool
	// quotes are the elements that are open and have a mark after them.
	quotes []quoted

	// The form of the last text's parent, since neighbours often share one.
	parent page.ID
	form   form
	// The last link that was resolved.
	linkID page.ID
	link   string
}

// creditPart selects among the parts of a caption.
type creditPart uint8

const (
	allParts creditPart = iota
	withoutCredit
	creditOnly
)

func (w *inlineWriter) reset() {
	w.buf = w.buf[:0]
	w.marks = w.marks[:0]
	w.owed = noSpace
	w.bold = false
	w.credits = allParts
	w.cap = false
	w.lines, w.broken = false, false
	w.quotes = w.quotes[:0]
	w.parent = page.None
	w.linkID = page.None
}

// write adds the text in [first, end) that is hidden or not, as said. It walks
// the tree, not the index alone, because the index leaves out the blank texts
// that keep words apart.
func (w *inlineWriter) write(first, end page.ID, hidden bool) {
	nodes := w.a.doc.Nodes
	id := first
	for n := nodes[first].N; n != nil && id < end; {
		w.unquote(id)
		if n != nodes[id].N {
			if n.Type == html.TextNode && hasSpace(n.Data) {
				w.space()
			}
			n = following(n)
			continue
		}
		switch {
		case n.Type == html.TextNode:
			if isUnseen(&nodes[id]) == hidden {
				w.text(id, n.Data)
			}
		case w.skips(id, hidden):
			id = nodes[id].End
			n = following(n)
			continue
		default:
			w.enter(id)
		}
		id++
		if n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		n = following(n)
	}
	w.unquote(end)
}

// following returns the node after the subtree of n.
func following(n *html.Node) *html.Node {
	for n != nil && n.NextSibling == nil {
		n = n.Parent
	}
	if n == nil {
		return nil
	}
	return n.NextSibling
}

func isUnseen(n *page.Node) bool { return n.Is(page.Hidden | page.ScreenReader) }

// skips reports elements that a browser does not show, where they hold no text
// that is wanted.
func (w *inlineWriter) skips(id page.ID, hidden bool) bool {
	n := &w.a.doc.Nodes[id]
	return n.Is(page.Raw) && n.Tag != atom.Img || !hidden && isUnseen(n)
}

// isSilent reports the elements whose text is read only by machines or by
// those who cannot read what it stands over.
func isSilent(n *page.Node) bool {
	return n.Tag == atom.Rt || n.Is(page.InSVG) && (n.N.Data == "annotation" || n.N.Data == "annotation-xml")
}

// enter handles what an element adds by itself.
func (w *inlineWriter) enter(id page.ID) {
	switch w.a.doc.Nodes[id].Tag {
	case atom.Br:
		w.lineBreak()
	case atom.Img:
		if alt := w.a.emoji(id); alt != "" {
			w.put(alt, form{})
			return
		}
		w.space()
	case atom.Q:
		w.quote(id)
	case atom.A:
		if w.a.isNoteRef(id) {
			w.bracket(id)
		}
	}
}

// bracket sets the mark of a note apart from the word before it: years[1].
func (w *inlineWriter) bracket(id page.ID) {
	f := w.formOf(id)
	w.quotes = append(w.quotes, quoted{w.a.doc.Nodes[id].End, "]", f})
	w.put("[", f)
}

// quoted is an element with marks around it: where it ends, the mark after it
// and how it is set.
type quoted struct {
	end  page.ID
	mark string
	form form
}

// quote writes the mark before a q element, which browsers add, unless the page
// writes marks itself.
func (w *inlineWriter) quote(id page.ID) {
	n := &w.a.doc.Nodes[id]
	if next := id + 1; next < n.End && w.a.doc.Nodes[next].Is(page.Text) &&
		strings.IndexAny(strings.TrimSpace(w.a.doc.Nodes[next].N.Data), "\"“„«‘'‚‹「『") == 0 {
		return
	}
	w.quotes = append(w.quotes, quoted{n.End, "”", w.formOf(id)})
	w.put("“", w.formOf(id))
}

// unquote writes the marks after the elements that end at id or before.
func (w *inlineWriter) unquote(id page.ID) {
	for n := len(w.quotes) - 1; n >= 0 && w.quotes[n].end <= id; n-- {
		w.owed = noSpace
		w.put(w.quotes[n].mark, w.quotes[n].form)
		w.quotes = w.quotes[:n]
	}
}

func (w *inlineWriter) text(id page.ID, s string) {
	parent := w.a.doc.Nodes[id].Parent
	if w.credits != allParts && w.inCredit(parent) != (w.credits == creditOnly) {
		w.space()
		return
	}
	if parent != w.parent || parent == page.None {
		w.parent = parent
		w.form = w.formOf(parent)
	}
	if w.form.silent {
		return
	}
	before := len(w.buf)
	w.put(s, w.form)
	w.cap = parent != page.None && w.a.doc.NamedByClass(parent).Form&classname.FormDropCap != 0 && isSplitCapital(w.buf[before:])
}

// inCredit reports whether the text below id, inside a caption, names who made
// or owns the picture.
func (w *inlineWriter) inCredit(id page.ID) bool {
	for range maxForms {
		if id == page.None {
			return false
		}
		n := &w.a.doc.Nodes[id]
		switch n.Tag {
		case atom.Figure, atom.Figcaption, atom.Article, atom.Body:
			return false
		case atom.Small, atom.Cite:
			return true
		}
		if w.a.doc.NamedByClass(id).Form&classname.FormCredit != 0 {
			return true
		}
		switch page.Attr(n.N, "itemprop") {
		case "copyrightHolder", "creditText", "copyrightNotice", "creator":
			return true
		}
		id = n.Parent
	}
	return false
}

// formOf returns the form of text directly inside id. Where forms are nested
// one is chosen: what changes the meaning (superscript, link) before what
// changes the look.
func (w *inlineWriter) formOf(id page.ID) form {
	var best form
	rank, inside := 0, true
	for range maxForms {
		if id == page.None {
			break
		}
		n := &w.a.doc.Nodes[id]
		if endsForms(n.Tag) {
			break
		}
		if inside = inside && !n.Is(page.Block); inside && isSilent(n) {
			return form{silent: true}
		}
		kind, r := inlineKind(n.Tag)
		if kind == article.SpanStrong && w.bold {
			r = 0
		}
		if kind == article.SpanLink {
			if w.a.isBackLink(id) {
				return form{silent: true}
			}
			r = 0
			if url := w.target(id); url != "" && n.Is(page.InLink) {
				r = linkRank
				best.url = url
			}
		}
		if r > rank {
			best.kind, rank = kind, r
		}
		id = n.Parent
	}
	if rank < linkRank {
		best.url = ""
	}
	return best
}

const linkRank = 6

// inlineKind returns the form that an element gives and its rank among nested
// forms, the highest winning.
func inlineKind(a atom.Atom) (article.SpanKind, int) {
	switch a {
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		return article.SpanEmphasis, 1
	case atom.B, atom.Strong:
		return article.SpanStrong, 2
	case atom.S, atom.Strike, atom.Del:
		return article.SpanStrike, 3
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return article.SpanCode, 4
	case atom.A:
		return article.SpanLink, linkRank
	case atom.Sub:
		return article.SpanSubscript, 7
	case atom.Sup:
		return article.SpanSuperscript, 8
	}
	return article.SpanPlain, 0
}

// endsForms reports the elements above which no inline form is looked for:
// what wraps whole parts of a page is not the form of a sentence.
func endsForms(a atom.Atom) bool {
	switch a {
	case atom.Body, atom.Article, atom.Main, atom.Section, atom.Table, atom.Td, atom.Th, atom.Ul, atom.Ol,
		atom.Blockquote, atom.Figure, atom.Aside:
		return true
	}
	return false
}

func (w *inlineWriter) target(id page.ID) string {
	if id == w.linkID {
		return w.link
	}
	w.linkID, w.link = id, ""
	if href := w.a.doc.Attr(id, "href"); href != "" {
		if abs, ok := w.a.urls.Link(href); ok {
			w.link = abs
		}
	}
	return w.link
}

func (w *inlineWriter) space() {
	if w.owed == noSpace {
		w.owed = oneSpace
	}
}

func (w *inlineWriter) lineBreak() { w.owed = oneBreak }

// put adds the characters of s.
func (w *inlineWriter) put(s string, f form) {
	s = validText(s)
	for i := 0; i < len(s); {
		if j := plainRun(s, i); j > i {
			w.joinLines(s[i:])
			w.flush(f)
			w.buf = append(w.buf, s[i:j]...)
			i = j
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case isSpace(r):
			w.white(r)
		case isDropped(r):
		case isJoiner(r) && (w.owed != noSpace || !needsJoiner(w.buf, r)):
		default:
			w.joinLines(s[i:])
			w.flush(f)
			w.buf = append(w.buf, s[i:i+size]...)
		}
		i += size
	}
}

func (w *inlineWriter) white(r rune) {
	if r == '\n' {
		if w.lines {
			w.lineBreak()
			return
		}
		w.broken = true
	}
	w.space()
}

// joinLines drops the space that is owed for a line break of the source between
// two characters of a script without spaces, the second at the start of next.
func (w *inlineWriter) joinLines(next string) {
	if !w.broken || w.owed != oneSpace {
		return
	}
	last, _ := utf8.DecodeLastRune(w.buf)
	first, _ := utf8.DecodeRuneInString(next)
	if isUnspaced(last) && isUnspaced(first) {
		w.owed = noSpace
	}
}

// isUnspaced reports Han, Kana and their punctuation.
func isUnspaced(r rune) bool {
	return r >= 0x3000 && r <= 0x30ff || r >= 0x3400 && r <= 0x9fff || r >= 0xf900 && r <= 0xfaff || r >= 0xff00 && r <= 0xffef ||
		r >= 0x20000 && r <= 0x3ffff
}

// flush writes the white space that is owed and begins the form f. A space
// between two forms belongs to neither, so that a link does not end in one.
func (w *inlineWriter) flush(f form) {
	if len(w.buf) > 0 && !(w.cap && w.owed == oneSpace) {
		switch w.owed {
		case oneSpace:
			if f != w.marks[len(w.marks)-1].form {
				w.begin(form{})
			}
			w.buf = append(w.buf, ' ')
		case oneBreak:
			w.begin(form{kind: article.SpanLineBreak})
			w.buf = append(w.buf, '\n')
		}
	}
	w.owed = noSpace
	w.broken = false
	w.cap = false
	w.begin(f)
}

func (w *inlineWriter) begin(f form) {
	if n := len(w.marks); n > 0 && w.marks[n-1].form == f {
		return
	}
	w.marks = append(w.marks, mark{len(w.buf), f})
}

// take returns what was gathered. The spans share the text's memory.
func (w *inlineWriter) take() (string, []article.Span) {
	text := string(w.buf)
	if len(w.marks) == 0 || len(w.marks) == 1 && w.marks[0].kind == article.SpanPlain {
		return text, nil
	}
	spans := make([]article.Span, len(w.marks))
	end := len(text)
	for i := len(w.marks) - 1; i >= 0; i-- {
		m := &w.marks[i]
		spans[i] = article.Span{Text: text[m.at:end], Kind: m.kind, URL: m.url}
		end = m.at
	}
	return text, spans
}
