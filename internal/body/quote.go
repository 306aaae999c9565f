package body

import (
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

func (a *assembler) openQuote(id page.ID, n *page.Node) (taken bool) {
	switch {
	case a.doc.NamedByClass(id).Form&classname.FormPost != 0 && a.isQuotedEmbed(id):
		a.quotedEmbed(id)
		return true
	case a.isPullQuote(id):
		a.pullQuote(id)
		return true
	}
	a.push(frame{kind: quoteFrame, id: id, end: n.End})
	return false
}

// maxPull is the most text, in characters, of a pull quote. What holds more
// has the word in its class for another reason.
const maxPull = 700

func (a *assembler) isPullQuote(id page.ID) bool {
	if a.doc.NamedByClass(id).Form&classname.FormPull == 0 || a.doc.Chars(id) > maxPull {
		return false
	}
	switch a.doc.Nodes[id].Tag {
	case atom.Blockquote, atom.Aside, atom.Figure, atom.Div, atom.Section, atom.P:
		return true
	}
	return false
}

func (a *assembler) pullQuote(id page.ID) {
	a.inline.reset()
	media := a.gather(a.doc.Nodes[id].End)
	a.emitText(article.BlockPullQuote)
	a.placeMedia(media)
}

// maxRepeats bounds the pull quotes that are looked for in the text. A page of
// thousands of them is no article, and each costs a search.
const maxRepeats = 24

// splitRepeats takes the pull quotes that repeat other text out of bs.
func splitRepeats(bs []article.Block) (rest, repeats []article.Block) {
	if !hasKind(bs, article.BlockPullQuote) {
		return bs, nil
	}
	var all strings.Builder
	for i := range bs {
		if bs[i].Kind != article.BlockPullQuote && bs[i].Kind != article.BlockFigure {
			writeFolded(&all, bs[i].Text)
		}
	}
	text := all.String()
	rest = bs[:0]
	left := maxRepeats
	for i := range bs {
		if b := &bs[i]; b.Kind == article.BlockPullQuote && left > 0 {
			left--
			if repeatsText(text, b.Text) {
				repeats = append(repeats, *b)
				continue
			}
		}
		rest = keep(rest, bs, i)
	}
	return rest, repeats
}

func hasKind(bs []article.Block, k article.BlockKind) bool {
	for i := range bs {
		if bs[i].Kind == k {
			return true
		}
	}
	return false
}

// repeatsText reports whether the words of quote stand in the folded text. The
// last line may be the speaker's name.
func repeatsText(text, quote string) bool {
	if containsFolded(text, quote) {
		return true
	}
	i := strings.LastIndexByte(quote, '\n')
	return i > 0 && containsFolded(text, quote[:i])
}

func containsFolded(text, quote string) bool {
	var b strings.Builder
	writeFolded(&b, quote)
	return b.Len() > 0 && strings.Contains(text, b.String())
}

// writeFolded writes the letters and digits of s in lower case: quotation
// marks, dashes and line breaks differ between a quote and its source.
func writeFolded(b *strings.Builder, s string) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
}
