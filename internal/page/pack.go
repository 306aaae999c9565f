package page

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/scratch"
)

// The parser makes six pieces of memory of an attribute, whatever it says. Where the place
// of a tag is sure, a mark stands for all of its attributes, and they are read here once
// the parser has placed the element:
//
//	<a class="story" href="/a">   is given to the parser as   <a ␚=7 >
//
// Of most elements it looks at no attribute; the others keep theirs.

// packs are the attributes that marks stand for.
type packs struct {
	attrs []packed
	tags  []int32 // by the mark's number: where its attributes begin in attrs
	// The attributes of the tag that is being read, those to be left out and the others.
	vain, kept []span
	// saved is how much longer the source would be with them.
	saved int
	// room is for the text of the values, which are one string to each element.
	room []byte
	slab []html.Attribute
}

// span is a part of the source.
type span struct{ from, to int }

// packed is where the name and the value of an attribute stand in the source.
type packed struct{ name, value span }

var packsPool = scratch.NewPool[packs](nil)

func (p *packs) release() {
	packsPool.Put(p, func(p *packs) {
		*p = packs{attrs: p.attrs[:0], tags: p.tags[:0], vain: p.vain[:0], kept: p.kept[:0], room: p.room[:0]}
	})
}

// mayPack reports the elements of which the parser looks at no attribute, those that have
// some on most pages. Of <a> it compares them with those of another that is open, which
// never is.
func mayPack(name []byte) bool {
	switch string(name) {
	case "a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "td", "tr", "th",
		"div", "nav", "span", "main", "form", "link", "meta", "img", "time", "label", "aside",
		"figure", "header", "footer", "button", "script", "source", "section", "article", "picture":
		return true
	}
	return false
}

// maxPacked is how many attributes a tag may have for a mark: a name that stands twice is
// looked for among all before it. One alone costs the parser no more than a mark.
const maxPacked = 16

// pack notes the attributes that are kept of a tag, and reports whether a mark can stand
// for them: names in small letters and values without anything to be decoded.
func (p *packs) pack(src []byte) bool {
	if len(p.kept) < 2 || len(p.kept) > maxPacked {
		return false
	}
	start := len(p.attrs)
	for _, s := range p.kept {
		a, ok := readAttr(src, s)
		if !ok {
			p.attrs = p.attrs[:start]
			return false
		}
		name := src[a.name.from:a.name.to]
		if !slices.ContainsFunc(p.attrs[start:], func(b packed) bool { return bytes.Equal(src[b.name.from:b.name.to], name) }) {
			p.attrs = append(p.attrs, a)
		}
	}
	p.tags = append(p.tags, int32(start))
	return true
}

// readAttr splits the attribute that stands at s in the source.
func readAttr(src []byte, s span) (a packed, ok bool) {
	i := s.from
	for i < s.to && (ascii.IsDigit(src[i]) || 'a' <= src[i] && src[i] <= 'z' || src[i] == '-' || src[i] == '_') {
		i++
	}
	a.name = span{s.from, i}
	a.value = span{i, i}
	if i == s.from {
		return a, false
	}
	if i = skipSpace(src[:s.to], i); i == s.to {
		return a, true
	}
	if src[i] != '=' {
		return a, false
	}
	i = skipSpace(src[:s.to], i+1)
	end := s.to
	if i < end && (src[i] == '"' || src[i] == '\'') {
		i++
		end--
		if i > end || src[end] != src[i-1] {
			return a, false
		}
	}
	a.value = span{i, end}
	return a, bytes.IndexByte(src[i:end], '&') < 0 && bytes.IndexByte(src[i:end], '\r') < 0 && bytes.IndexByte(src[i:end], 0) < 0
}

// write writes the tag up to its last attribute with a mark for those that were packed.
func (p *packs) write(buf *bytes.Buffer, src []byte, written *int) {
	first, last := p.kept[0].from, p.kept[len(p.kept)-1].to
	if n := len(p.vain); n > 0 {
		first, last = min(first, p.vain[0].from), max(last, p.vain[n-1].to)
	}
	buf.Write(src[*written:first])
	before := buf.Len()
	buf.WriteByte(mark)
	buf.WriteByte('=')
	buf.Write(strconv.AppendInt(buf.AvailableBuffer(), int64(len(p.tags)-1), 10))
	buf.WriteByte(' ') // or a slash after it would be part of the number
	*written = last
	p.saved += last - first - (buf.Len() - before)
	for _, s := range p.vain {
		p.saved -= s.to - s.from
	}
}

// unpack gives all elements below root that have a mark their attributes.
func (p *packs) unpack(src []byte, root *html.Node) {
	if len(p.tags) == 0 {
		return
	}
	p.tags = append(p.tags, int32(len(p.attrs)))
	for n := root; n != nil; n = after(root, n) {
		if len(n.Attr) == 1 && len(n.Attr[0].Key) == 1 && n.Attr[0].Key[0] == mark {
			p.restore(src, n)
		}
	}
}

// after returns the node after n in the order of the source, nil for the last below root.
func after(root, n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

func (p *packs) restore(src []byte, n *html.Node) {
	i, err := strconv.Atoi(n.Attr[0].Val)
	if err != nil || i < 0 || i+1 >= len(p.tags) {
		return
	}
	attrs := p.attrs[p.tags[i]:p.tags[i+1]]
	p.room = p.room[:0]
	for _, a := range attrs {
		p.room = append(p.room, src[a.value.from:a.value.to]...)
	}
	values := string(p.room)
	if len(p.slab) < len(attrs) {
		p.slab = make([]html.Attribute, 128)
	}
	out := p.slab[:len(attrs):len(attrs)]
	p.slab = p.slab[len(attrs):]
	for k, a := range attrs {
		size := a.value.to - a.value.from
		out[k] = html.Attribute{Key: atom.String(src[a.name.from:a.name.to]), Val: values[:size]}
		values = values[size:]
	}
	if n.DataAtom == atom.A && n.Namespace == "" {
		// The parser sorts those of elements that it may have to open again.
		slices.SortFunc(out, func(a, b html.Attribute) int { return cmp.Compare(a.Key, b.Key) })
	}
	n.Attr = out
}
