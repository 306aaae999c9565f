package article

import (
	"bufio"
	"io"
	"strings"

	"github.com/gatefold/gatefold/internal/weburl"
)

// Blocks is a run of blocks that can be rendered by itself, as in
//
//	article.Blocks(art.Body[:3]).Markdown()
type Blocks []Block

// sink is what the renderers write to. Both implementations in use, of bufio
// and strings, keep the first error, so that no write has to check.
type sink interface {
	io.StringWriter
	io.ByteWriter
}

func render(w io.Writer, write func(sink)) error {
	bw := bufio.NewWriter(w)
	write(bw)
	return bw.Flush()
}

func rendered(write func(sink)) string {
	var b strings.Builder
	write(&b)
	return b.String()
}

// shape is where the text of a block stands.
type shape uint8

const (
	shapeInline shape = iota // in Text and Spans
	shapeNone                // nowhere: a figure, a player, a separator
	shapeItems
	shapeRows
	shapeBlocks
)

// shape returns where b keeps its text. A hand-written list, table or quote
// that has no parts is its Text.
func (b *Block) shape() shape {
	switch {
	// A post that the story quotes has words; what else is embedded has none of its own.
	case b.Kind == BlockFigure || b.Kind == BlockSeparator || b.Kind == BlockEmbed && b.Text == "":
		return shapeNone
	case b.Kind == BlockList && len(b.Items) > 0:
		return shapeItems
	case b.Kind == BlockTable && len(b.Rows) > 0:
		return shapeRows
	case len(b.Blocks) > 0 && b.holdsBlocks():
		return shapeBlocks
	}
	return shapeInline
}

func (b *Block) holdsBlocks() bool {
	switch b.Kind {
	case BlockQuote, BlockPullQuote, BlockLivePost, BlockFootnote:
		return true
	}
	return false
}

// inlineText returns text, or the text of the spans where a hand-written
// block has only those.
func inlineText(text string, spans []Span) string {
	if text != "" || len(spans) == 0 {
		return text
	}
	if len(spans) == 1 {
		return spans[0].text()
	}
	var b strings.Builder
	for i := range spans {
		b.WriteString(spans[i].text())
	}
	return b.String()
}

// text returns the words of s; a break is a line feed even where it was
// written without one.
func (s *Span) text() string {
	if s.Kind == SpanLineBreak {
		return "\n"
	}
	return s.Text
}

// level returns a heading's level; one that was never set is 2, the level
// under the headline.
func (b *Block) level() int {
	if b.Level == 0 {
		return 2
	}
	return min(max(b.Level, 1), 6)
}

// postTime returns the line that stands over a live post, "" for every other
// block. Years of more or less than four digits have no place in HTML's or
// RFC 3339's form.
func postTime(b *Block) string {
	if b.Kind != BlockLivePost || b.Time.IsZero() || b.Time.Year() < 0 || b.Time.Year() > 9999 {
		return ""
	}
	if _, offset := b.Time.Zone(); offset == 0 {
		return b.Time.Format("2006-01-02 15:04 UTC")
	}
	return b.Time.Format("2006-01-02 15:04 -07:00")
}

// picture returns the widest variant with a safe address, and the address.
func (b *Block) picture() (*Image, string) {
	for i := range b.Images {
		if src := weburl.Web(b.Images[i].URL); src != "" {
			return &b.Images[i], src
		}
	}
	return nil, ""
}

func (b *Block) embedLabel(u string) string {
	if b.Provider != "" {
		return b.Provider
	}
	return u
}
