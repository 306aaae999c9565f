package body

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/page"
)

// code emits a pre element with its white space as it stands, without the
// line numbers.
func (a *assembler) code(id page.ID) {
	n := &a.doc.Nodes[id]
	if a.inGutter(id) {
		a.eachIn(n.End, func(int, *block.Seg) {})
		return
	}
	media := a.own(id)
	a.inline.reset()
	a.inline.verbatim(id, a.owned)
	text := strings.Trim(string(a.inline.buf), "\n")
	if strings.TrimSpace(text) != "" {
		a.emit(article.Block{Kind: article.BlockCode, Text: strings.TrimRight(text, " \t\n"), Language: a.codeLanguage(id)})
	}
	a.placeMedia(media)
}

// own marks, relative to id, the texts inside it that belong to the story.
func (a *assembler) own(id page.ID) (media []int) {
	end := a.doc.Nodes[id].End
	a.owned = slices.Grow(a.owned[:0], int(end-id))[:end-id]
	clear(a.owned)
	a.eachIn(end, func(i int, s *block.Seg) {
		if s.Kind != block.Text {
			media = append(media, i)
			return
		}
		for t := s.First; t < s.End; t++ {
			n := &a.doc.Nodes[t]
			a.owned[t-id] = a.owned[t-id] || s.Owns(n) && !a.inline.formOf(n.Parent).silent
		}
	})
	return media
}

// verbatim adds the owned texts inside id with their white space, a new line
// for each block-level element.
func (w *inlineWriter) verbatim(id page.ID, owned []bool) {
	nodes := w.a.doc.Nodes
	root, end, at := nodes[id].N, nodes[id].End, id
	for n := root; n != nil; {
		indexed := at < end && nodes[at].N == n
		switch {
		case n.Type == html.TextNode:
			if !indexed && !w.isRawParent(n) || indexed && owned[at-id] {
				w.buf = append(w.buf, cleantext.Text(n.Data)...)
			}
		case indexed && n != root && w.verbatimElement(at):
			at = nodes[at].End
			n = followingIn(n, root)
			continue
		}
		if indexed {
			at++
		}
		if n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		n = followingIn(n, root)
	}
}

// verbatimElement handles an element inside code and reports whether its text
// is left out.
func (w *inlineWriter) verbatimElement(id page.ID) (skip bool) {
	n := &w.a.doc.Nodes[id]
	switch {
	case n.Is(page.Raw), w.a.doc.NamedByClass(id).Form&classname.FormGutter != 0 && w.a.isNumbers(id):
		return true
	case n.Tag == atom.Br:
		w.buf = append(w.buf, '\n')
	case n.Is(page.Block) && len(w.buf) > 0 && w.buf[len(w.buf)-1] != '\n' && n.Tag != atom.Td:
		w.buf = append(w.buf, '\n')
	}
	return false
}

// isRawParent reports blank text that no browser shows.
func (w *inlineWriter) isRawParent(n *html.Node) bool {
	switch n.Parent.DataAtom {
	case atom.Table, atom.Tbody, atom.Tr, atom.Script, atom.Style, atom.Noscript:
		return true
	}
	return false
}

// followingIn is following, bounded by root.
func followingIn(n, root *html.Node) *html.Node {
	for n != nil && n != root {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// inGutter reports whether id is a column of line numbers or stands in one.
func (a *assembler) inGutter(id page.ID) bool {
	for p, up := id, 0; p != page.None && up < 4; p, up = a.doc.Nodes[p].Parent, up+1 {
		if a.doc.NamedByClass(p).Form&classname.FormGutter != 0 {
			return a.isNumbers(id)
		}
	}
	return false
}

// isNumbers reports whether id holds digits alone. Some highlighters put the
// class of the line numbers on the code itself.
func (a *assembler) isNumbers(id page.ID) bool {
	for c := id; c < a.doc.Nodes[id].End; c++ {
		n := &a.doc.Nodes[c]
		if n.IsText() && strings.Trim(n.N.Data, "0123456789 \t\r\n") != "" {
			return false
		}
	}
	return true
}

// codeLanguage returns the language that id, what it holds first, or what
// stands around it names.
func (a *assembler) codeLanguage(id page.ID) string {
	nodes := a.doc.Nodes
	for c := id; c < nodes[id].End && c < id+4; c++ {
		if nodes[c].IsText() {
			break
		}
		if lang := nodeLanguage(nodes[c].N); lang != "" {
			return lang
		}
	}
	for p, up := nodes[id].Parent, 0; p != page.None && up < 3; p, up = nodes[p].Parent, up+1 {
		if lang := nodeLanguage(nodes[p].N); lang != "" {
			return lang
		}
	}
	return ""
}

// languagePrefixes are the ways in which highlighters name the language in a
// class: Prism and HTML 5, GitHub, Sphinx, SyntaxHighlighter.
var languagePrefixes = [...]string{"language-", "lang-", "highlight-source-", "highlight-text-", "highlight-", "brush:"}

func nodeLanguage(n *html.Node) string {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Article {
		return ""
	}
	for _, key := range [...]string{"data-lang", "data-language", "data-enlighter-language"} {
		if lang := languageName(page.Attr(n, key)); lang != "" {
			return lang
		}
	}
	fields := strings.Fields(page.Attr(n, "class"))
	for i, tok := range fields {
		if (tok == "sourceCode" || tok == "brush:") && i+1 < len(fields) {
			return languageName(fields[i+1])
		}
		for _, p := range languagePrefixes {
			if name, ok := strings.CutPrefix(tok, p); ok {
				if lang := languageName(name); lang != "" {
					return lang
				}
			}
		}
	}
	return ""
}

// languageName returns s as the name of a language, or "" where it is none.
func languageName(s string) string {
	s = strings.ToLower(strings.TrimRight(strings.TrimSpace(s), ";"))
	if s == "" || len(s) > 24 || s == "none" || s == "default" || s == "notranslate" {
		return ""
	}
	for i := range len(s) {
		if c := s[i]; !ascii.IsAlnum(c) && strings.IndexByte("+#-._", c) < 0 {
			return ""
		}
	}
	return s
}
