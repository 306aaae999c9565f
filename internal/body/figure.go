package body

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// media emits a picture or an embed.
func (a *assembler) media(s *block.Seg) {
	if s.First < a.mediaEnd {
		return // the fallback inside another
	}
	n := &a.doc.Nodes[s.First]
	switch {
	case n.Tag == atom.Img || n.Tag == 0 && n.N.Data == "amp-img":
		if a.emoji(s.First) != "" {
			return // a character of the text
		}
		if images := a.picture(n.N); len(images) > 0 {
			a.mediaEnd = s.End
			a.emitFigure(images)
		}
	default:
		if e, ok := a.embed(s.First); ok {
			a.mediaEnd = s.End
			a.emitCaptioned(e)
		}
	}
}

// emoji returns the characters for which a small picture stands, or "" for
// other pictures. Words in the alternative text describe a picture.
func (a *assembler) emoji(id page.ID) string {
	if a.doc.NamedByClass(id).Form&classname.FormEmoji == 0 {
		return ""
	}
	alt := a.doc.Attr(id, "alt")
	if strings.ContainsFunc(alt, unicode.IsLetter) {
		return ""
	}
	return alt
}

// emitFigure emits a picture, or adds it to the figure before, if it is the
// same picture in another size or that figure has only its caption yet.
func (a *assembler) emitFigure(images []article.Image) {
	last := a.last()
	if last != nil && last.Kind == article.BlockFigure && (len(last.Images) == 0 || samePicture(last.Images[0].URL, images[0].URL)) {
		last.Images = mergeImages(last.Images, images)
		return
	}
	a.emit(article.Block{Kind: article.BlockFigure, Images: images})
}

// mergeImages adds the variants more to images, each address once, the widest
// first.
func mergeImages(images, more []article.Image) []article.Image {
	for _, img := range more {
		if !slices.ContainsFunc(images, func(have article.Image) bool { return have.URL == img.URL }) {
			images = append(images, img)
		}
	}
	sortImages(images)
	return images
}

func sortImages(images []article.Image) {
	slices.SortStableFunc(images, func(x, y article.Image) int { return cmp.Compare(y.Width, x.Width) })
}

// emitCaptioned emits an embed or a table, with the caption that stood before
// it in the same figure.
func (a *assembler) emitCaptioned(b article.Block) {
	if last := a.last(); last != nil && last.Kind == article.BlockFigure && len(last.Images) == 0 {
		b.Caption = joinLine(last.Caption, b.Caption)
		b.Credit = joinLine(last.Credit, b.Credit)
		a.blocks = a.blocks[:len(a.blocks)-1]
	}
	a.emit(b)
}

// caption adds the text of a caption to what it stands under: the figure,
// embed or table before it in the same container, or the one that follows.
func (a *assembler) caption(s *block.Seg) {
	text, credit := a.captionParts(s)
	if text == "" && credit == "" {
		return
	}
	last := a.last()
	switch {
	case last == nil:
	case last.Kind == article.BlockFigure || last.Kind == article.BlockEmbed || last.Kind == article.BlockTable:
		last.Caption = joinLine(last.Caption, text)
		last.Credit = joinLine(last.Credit, credit)
		if last.Kind == article.BlockFigure {
			last.Text = joinLine(last.Caption, last.Credit)
		}
		return
	case last.Kind == article.BlockQuote && a.top() != nil && a.top().kind == figureFrame:
		// The caption of a quote says who is quoted.
		line := article.Block{Kind: article.BlockParagraph, Text: joinLine(text, credit)}
		last.Blocks = append(last.Blocks, line)
		last.Text = joinedText(last.Blocks)
		return
	}
	a.emit(article.Block{Kind: article.BlockFigure, Text: joinLine(text, credit), Caption: text, Credit: credit})
}

// captionParts returns the caption and the credit in s. Most publishers mark
// the credit by a class inside the caption or beside it.
func (a *assembler) captionParts(s *block.Seg) (text, credit string) {
	a.inline.reset()
	a.inline.credits = withoutCredit
	a.inline.write(s.First, s.End, s.Hidden)
	text = string(a.inline.buf)
	a.inline.reset()
	a.inline.credits = creditOnly
	a.inline.write(s.First, s.End, s.Hidden)
	return text, string(a.inline.buf)
}

func joinLine(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// rescueFigure gives a figure whose caption was kept but whose picture is only
// in a noscript element that picture.
func (a *assembler) rescueFigure(f *frame) {
	if len(a.blocks) != f.start+1 {
		return
	}
	b := &a.blocks[f.start]
	if b.Kind != article.BlockFigure || len(b.Images) > 0 {
		return
	}
	for id := f.id + 1; id < f.end; id++ {
		if n := &a.doc.Nodes[id]; n.Tag == atom.Noscript {
			if b.Images = a.noscriptPicture(n.N); len(b.Images) > 0 {
				return
			}
		}
	}
}

// dropDoubles removes the figures that show a picture again: mobile and
// desktop variants, previews of a gallery. A caption that only the later has
// goes to the earlier.
func dropDoubles(bs []article.Block) []article.Block {
	if !hasKind(bs, article.BlockFigure) {
		return bs
	}
	first := make(map[string]int)
	out := bs[:0]
	for i := range bs {
		b := &bs[i]
		if b.Kind != article.BlockFigure || len(b.Images) == 0 {
			out = keep(out, bs, i)
			continue
		}
		key := pictureKey(b.Images[0].URL)
		at, seen := first[key]
		if !seen {
			first[key] = len(out)
			out = keep(out, bs, i)
			continue
		}
		have := &out[at]
		if have.Caption == "" && have.Credit == "" {
			have.Text, have.Caption, have.Credit = b.Text, b.Caption, b.Credit
		} else if addsWords(b.Caption, have.Caption) || addsWords(b.Credit, have.Credit) {
			out = keep(out, bs, i)
		}
	}
	return out
}

// dropPortraits removes the pictures that show an author: those without a
// caption whose alternative text is the name alone.
func DropPortraits(bs []article.Block, authors []article.Author) []article.Block {
	kept := bs[:0]
	for i := range bs {
		if b := &bs[i]; b.Kind != article.BlockFigure || b.Text != "" || len(b.Images) == 0 || !names(authors, b.Images[0].Alt) {
			kept = keep(kept, bs, i)
		}
	}
	clear(bs[len(kept):])
	return kept
}

// names reports whether a text is the name of one of the authors.
func names(authors []article.Author, text string) bool {
	text = strings.TrimSpace(text)
	return slices.ContainsFunc(authors, func(w article.Author) bool { return strings.EqualFold(w.Name, text) })
}

func addsWords(s, to string) bool { return s != "" && s != to }

// keep appends bs[i] to out, the same memory, without moving it onto itself.
func keep(out, bs []article.Block, i int) []article.Block {
	if len(out) == i {
		return bs[:i+1]
	}
	return append(out, bs[i])
}

// samePicture reports whether two addresses inside one figure show one
// picture: they differ only in their size or in the server's way of saying it.
func samePicture(x, y string) bool {
	if pictureKey(x) == pictureKey(y) {
		return true
	}
	nx, ny := pictureName(x), pictureName(y)
	return nx == ny && len(nx) >= 12
}

// pictureKey returns what is the same in all sizes of a picture: its address
// without the scheme, the query and a size in the name, as in -300x200.
func pictureKey(u string) string {
	_, rest, ok := strings.Cut(u, "://")
	if !ok {
		rest = u
	}
	path, query, _ := strings.Cut(rest, "?")
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 || dot < strings.LastIndexByte(path, '/') || !isImageExt(path[dot+1:]) {
		// Without a file name the query may say which picture it is.
		return path + "?" + query
	}
	return trimSize(path[:dot]) + path[dot:]
}

func pictureName(u string) string {
	key := pictureKey(u)
	return key[strings.LastIndexByte(key, '/')+1:]
}

func isImageExt(ext string) bool {
	switch strings.ToLower(ext) {
	case "jpg", "jpeg", "png", "webp", "avif", "gif", "svg", "jfif", "heic":
		return true
	}
	return false
}

// trimSize drops a trailing -WxH.
func trimSize(s string) string {
	i := strings.LastIndexByte(s, '-')
	if i < 0 {
		return s
	}
	w, h, ok := strings.Cut(s[i+1:], "x")
	if !ok || !isNumber(w) || !isNumber(h) {
		return s
	}
	return s[:i]
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
