package article

import (
	"iter"

	"github.com/gatefold/gatefold/internal/weburl"
)

// Links yields the links of the body in reading order, each as a span of kind
// [SpanLink] with its words and its address, and the innermost block that it
// stands in. An embed counts as a link to what it shows. Links whose address is
// none that [Article.HTML] would write are left out; the links of promos are in
// their [Action] values.
//
//	for link := range art.Links() {
//		fmt.Println(link.Text, link.URL)
//	}
func (a *Article) Links() iter.Seq2[Span, *Block] { return a.Body.Links() }

// Images yields the pictures of the body in reading order, of each its widest
// variant, and the block that it stands in, which has the caption and the credit.
// Pictures whose address is none that [Article.HTML] would write are left out;
// the lead image that the metadata names is [Article.Image].
func (a *Article) Images() iter.Seq2[Image, *Block] { return a.Body.Images() }

// Links yields the links of the blocks, as [Article.Links] does.
func (b Blocks) Links() iter.Seq2[Span, *Block] {
	return func(yield func(Span, *Block) bool) {
		b.walk(func(b *Block) bool { return b.links(yield) })
	}
}

// Images yields the pictures of the blocks, as [Article.Images] does.
func (b Blocks) Images() iter.Seq2[Image, *Block] {
	return func(yield func(Image, *Block) bool) {
		b.walk(func(b *Block) bool {
			img, src := b.picture()
			if src == "" || b.Kind != BlockFigure && b.Kind != BlockEmbed {
				return true
			}
			found := *img
			found.URL = src
			return yield(found, b)
		})
	}
}

// walk calls visit for each block and then for those inside it, until visit
// returns false. It reports whether it went to the end.
func (b Blocks) walk(visit func(*Block) bool) bool {
	for i := range b {
		blk := &b[i]
		if !visit(blk) {
			return false
		}
		switch blk.shape() {
		case shapeItems:
			for j := range blk.Items {
				if !blk.Items[j].Blocks.walk(visit) {
					return false
				}
			}
		case shapeBlocks:
			if !blk.Blocks.walk(visit) {
				return false
			}
		}
	}
	return true
}

// links yields the links of the block's own text.
func (b *Block) links(yield func(Span, *Block) bool) bool {
	if b.Kind == BlockEmbed {
		u := weburl.Link(b.URL)
		return u == "" || yield(Span{Text: b.embedLabel(u), Kind: SpanLink, URL: u}, b)
	}
	switch b.shape() {
	case shapeNone:
		return true
	case shapeItems:
		for i := range b.Items {
			if !spanLinks(b.Items[i].Spans, b, yield) {
				return false
			}
		}
		return true
	case shapeRows:
		for _, row := range b.Rows {
			for i := range row {
				if !spanLinks(row[i].Spans, b, yield) {
					return false
				}
			}
		}
		return true
	case shapeBlocks:
		return true
	}
	return spanLinks(b.Spans, b, yield)
}

// spanLinks yields the links among spans. One whose words have several forms is
// several spans and yet one link.
func spanLinks(spans []Span, b *Block, yield func(Span, *Block) bool) bool {
	for i := 0; i < len(spans); i++ {
		link := spans[i]
		if link.Kind != SpanLink {
			continue
		}
		for i+1 < len(spans) && spans[i+1].Kind == SpanLink && spans[i+1].URL == link.URL {
			i++
			link.Text += spans[i].Text
		}
		if link.URL = weburl.Link(link.URL); link.URL != "" && !yield(link, b) {
			return false
		}
	}
	return true
}
