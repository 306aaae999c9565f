package body

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/page"
)

// maxVariants bounds the variants of one picture. Generated srcsets have up to
// a dozen.
const maxVariants = 16

// lazySets and lazySources are the attributes in which scripts for deferred
// loading keep the real addresses, in the order in which they are believed.
var (
	lazySets = [...]string{"data-srcset", "data-lazy-srcset", "data-original-set", "data-src-set", "data-sizes-srcset"}

	lazySources = [...]string{
		"data-src", "data-lazy-src", "data-original", "data-original-src", "data-lazy", "data-hi-res-src",
		"data-full-src", "data-orig-file", "data-large-file", "data-image", "data-img-src", "data-defer-src",
		"data-actualsrc", "data-url", "data-default-src",
	}
)

// picture returns the variants of the picture that the element n shows, or
// nil if n holds only a stand-in and the picture is nowhere near.
func (a *assembler) picture(n *html.Node) []article.Image {
	if images := a.variants(n); len(images) > 0 {
		return images
	}
	return a.noscriptNear(n)
}

// variants reads the picture from the attributes of n and of the sources
// beside it in a picture element.
func (a *assembler) variants(n *html.Node) []article.Image {
	if isPixel(n) {
		return nil
	}
	width, height := dimension(n, "width"), dimension(n, "height")
	a.images = a.images[:0]
	lazy := false
	for _, key := range lazySets {
		lazy = a.addSet(page.Attr(n, key)) || lazy
	}
	for _, key := range lazySources {
		if a.addImage(page.Attr(n, key), width, height) {
			lazy = true
			break
		}
	}
	if !lazy {
		a.addSet(page.Attr(n, "srcset"))
	}
	if p := n.Parent; p != nil && p.DataAtom == atom.Picture {
		a.addSources(p)
	}
	if !lazy {
		// Beside a deferred picture, src is its blurred preview.
		a.addImage(page.Attr(n, "src"), width, height)
	}
	if len(a.images) == 0 {
		a.addDataAttr(n, width, height)
	}
	return a.takeImages(page.Attr(n, "alt"))
}

func (a *assembler) takeImages(alt string) []article.Image {
	if len(a.images) == 0 {
		return nil
	}
	a.inline.reset()
	a.inline.put(alt, form{})
	alt = string(a.inline.buf)
	images := slices.Clone(a.images)
	for i := range images {
		images[i].Alt = alt
	}
	sortImages(images)
	return images
}

// addSources adds the variants that the sources of a picture element offer.
func (a *assembler) addSources(p *html.Node) {
	steps := 0
	for c := p.FirstChild; c != nil && steps < maxVariants; c = c.NextSibling {
		if c.DataAtom != atom.Source {
			continue
		}
		steps++
		if !a.addSet(page.Attr(c, "data-srcset")) && !a.addSet(page.Attr(c, "data-lazy-srcset")) {
			a.addSet(page.Attr(c, "srcset"))
		}
	}
}

// addDataAttr takes the address of a picture from whichever data attribute
// has one.
func (a *assembler) addDataAttr(n *html.Node, width, height int) {
	for i := range n.Attr {
		at := &n.Attr[i]
		if !strings.HasPrefix(at.Key, "data-") || strings.ContainsAny(at.Val, " \n{") {
			continue
		}
		path, _, _ := strings.Cut(at.Val, "?")
		if dot := strings.LastIndexByte(path, '.'); dot > 0 && strings.Contains(path, "/") && isImageExt(path[dot+1:]) {
			if a.addImage(at.Val, width, height) {
				return
			}
		}
	}
}

// addImage adds one variant, unless src is a stand-in or known already. It
// reports whether src is a picture.
func (a *assembler) addImage(src string, width, height int) bool {
	if isStandIn(src) {
		return false
	}
	abs, ok := a.urls.Resource(src)
	if !ok {
		return false
	}
	for i := range a.images {
		if img := &a.images[i]; img.URL == abs {
			if img.Height == 0 && img.Width == width {
				img.Height = height
			}
			return true
		}
	}
	if len(a.images) < maxVariants {
		a.images = append(a.images, article.Image{URL: abs, Width: width, Height: height})
	}
	return true
}

// addSet adds the variants of a srcset, read as the HTML standard says
// (4.8.4.2.2): an address may hold commas, but not end in one.
func (a *assembler) addSet(set string) (found bool) {
	for len(a.images) < maxVariants {
		set = strings.TrimLeft(set, " \t\n\r\f,")
		if set == "" {
			break
		}
		end := strings.IndexAny(set, " \t\n\r\f")
		if end < 0 {
			end = len(set)
		}
		src, rest := set[:end], set[end:]
		descriptor := ""
		if bare := strings.TrimRight(src, ","); bare != src {
			src = bare
		} else {
			descriptor, rest, _ = strings.Cut(rest, ",")
		}
		set = rest
		found = a.addImage(src, descriptorWidth(descriptor), 0) || found
	}
	return found
}

// descriptorWidth returns the width that a descriptor like "640w" states.
func descriptorWidth(s string) int {
	for f := range strings.FieldsSeq(s) {
		if num, ok := strings.CutSuffix(f, "w"); ok {
			if v, err := strconv.Atoi(num); err == nil && v > 0 && v < 1<<16 {
				return v
			}
		}
	}
	return 0
}

// isPixel reports pictures and frames of a size that only counts visits. With
// a layout, AMP gives a ratio instead of a size.
func isPixel(n *html.Node) bool {
	width, height := dimension(n, "width"), dimension(n, "height")
	return (width == 1 || height == 1 || width == 2 && height == 2) && !page.HasAttr(n, "layout")
}

func dimension(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(page.Attr(n, key)), "px"))
	if err != nil || v < 0 || v > 1<<16 {
		return 0
	}
	return v
}

// isStandIn reports the addresses of what is shown until the picture comes.
func isStandIn(src string) bool {
	src = strings.TrimSpace(src)
	if isInline(src) {
		return true
	}
	path, _, _ := strings.Cut(src, "?")
	name := strings.ToLower(path[strings.LastIndexByte(path, '/')+1:])
	name, ext, _ := strings.Cut(name, ".")
	switch name {
	case "blank", "spacer", "pixel", "1x1", "transparent", "placeholder", "lazy", "loading", "grey", "gray", "clear",
		"empty", "dot", "trans", "loader", "spinner":
		return true
	}
	return len(name) == 1 && ext == "gif" || strings.HasPrefix(name, "placeholder") ||
		strings.HasSuffix(name, "placeholder") || strings.HasPrefix(name, "lazyload") ||
		strings.HasSuffix(name, "_1x1") || strings.HasSuffix(name, "-1x1") || strings.HasSuffix(name, "_blank")
}

// isInline reports addresses that lead nowhere: none, about:blank, a picture
// of a few bytes in the address itself.
func isInline(src string) bool {
	return src == "" || strings.HasPrefix(src, "data:") || strings.HasPrefix(src, "about:")
}

// maxNoscript bounds the markup of a noscript element that is read.
const maxNoscript = 16 << 10

// noscriptNear returns the picture in a noscript element beside n or beside
// one of the two elements around it, where publishers put it for readers
// without scripts.
func (a *assembler) noscriptNear(n *html.Node) []article.Image {
	for up := 0; n != nil && up < 3; up++ {
		if images := a.noscriptPicture(nextElement(n)); len(images) > 0 {
			return images
		}
		if images := a.noscriptPicture(prevElement(n)); len(images) > 0 {
			return images
		}
		n = n.Parent
	}
	return nil
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return nil
		}
	}
	return n
}

func prevElement(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return nil
		}
	}
	return n
}

// noscriptPicture reads the picture in a noscript element. The parser leaves
// its content as text, so that text is parsed on its own; each element serves
// once.
func (a *assembler) noscriptPicture(n *html.Node) []article.Image {
	if n == nil || n.DataAtom != atom.Noscript || a.spent[n] {
		return nil
	}
	if a.spent == nil {
		a.spent = make(map[*html.Node]bool)
	}
	a.spent[n] = true
	text := n.FirstChild
	if text == nil || text.Type != html.TextNode || len(text.Data) > maxNoscript || !strings.Contains(text.Data, "<img") {
		return nil
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(text.Data), body)
	if err != nil {
		return nil // nested beyond what the parser reads: no picture is lost that a reader sees
	}
	for _, root := range nodes {
		body.AppendChild(root)
	}
	for d := range body.Descendants() {
		if d.DataAtom == atom.Img {
			return a.variants(d)
		}
	}
	return nil
}
