package article

import "time"

// Block is one unit of the body.
type Block struct {
	Kind BlockKind `json:"kind"`
	// Text is the block's plain text, as a person would copy it. For a list, a
	// quotation, a live post, a footnote of several blocks or a table it is the
	// text of its parts, but where one of these holds blocks of its own, as a
	// list in a list: then Text is empty and [Blocks.Text] works it out.
	Text string `json:"text,omitempty"`
	// Spans are the inline structure of Text: their texts in order are Text.
	// Nil where the whole is plain.
	Spans []Span `json:"spans,omitempty"`
	// Level is a heading's level, 1 to 6.
	Level int `json:"level,omitempty"`
	// Ordered and Start describe a list, Items are its entries.
	Ordered bool   `json:"ordered,omitempty"`
	Start   int    `json:"start,omitempty"`
	Items   []Item `json:"items,omitempty"`
	// Blocks are the parts of a quote or of a live post.
	Blocks Blocks `json:"blocks,omitempty"`
	// Rows are a table's.
	Rows [][]Cell `json:"rows,omitempty"`
	// Images are the variants of one figure's picture, the widest first.
	Images []Image `json:"images,omitempty"`
	// Caption and Credit belong to a figure, an embed or a table.
	Caption string `json:"caption,omitempty"`
	Credit  string `json:"credit,omitempty"`
	// URL is what an embed shows; Provider names who serves it.
	URL      string `json:"url,omitempty"`
	Provider string `json:"provider,omitempty"`
	// Language is the programming language of code.
	Language string `json:"language,omitempty"`
	// Time is when a live post was written.
	Time time.Time `json:"time,omitzero"`
	// Withheld marks a block that the publisher's gate holds back. Such
	// blocks appear only with gatefold.WithWithheld.
	Withheld bool `json:"withheld,omitempty"`
}

// BlockKind is what a block is.
type BlockKind string

// The kinds of block. The zero value counts as a paragraph.
const (
	BlockParagraph BlockKind = "paragraph"
	BlockHeading   BlockKind = "heading"
	BlockList      BlockKind = "list"
	BlockQuote     BlockKind = "quote"
	BlockPullQuote BlockKind = "pull-quote"
	BlockCode      BlockKind = "code"
	BlockTable     BlockKind = "table"
	BlockFigure    BlockKind = "figure"
	BlockEmbed     BlockKind = "embed"
	BlockSeparator BlockKind = "separator"
	BlockLivePost  BlockKind = "live-post"
	BlockFootnote  BlockKind = "footnote"
)

// Span is a run of inline text of one form.
type Span struct {
	Text string   `json:"text"`
	Kind SpanKind `json:"kind,omitempty"`
	// URL is a link's target, absolute where the page's address is known.
	URL string `json:"url,omitempty"`
}

// SpanKind is the form of a run of inline text. Nested forms are joined in
// the order emphasis, strong, code: a link inside emphasis stays a link.
type SpanKind string

// The forms. The zero value is plain text.
const (
	SpanPlain       SpanKind = ""
	SpanLink        SpanKind = "link"
	SpanEmphasis    SpanKind = "emphasis"
	SpanStrong      SpanKind = "strong"
	SpanCode        SpanKind = "code"
	SpanSuperscript SpanKind = "superscript"
	SpanSubscript   SpanKind = "subscript"
	SpanStrike      SpanKind = "strike"
	SpanLineBreak   SpanKind = "break"
)

// Item is one entry of a list.
type Item struct {
	Text  string `json:"text,omitempty"`
	Spans []Span `json:"spans,omitempty"`
	// Blocks are what the entry holds beside its own line: nested lists,
	// further paragraphs.
	Blocks Blocks `json:"blocks,omitempty"`
}

// Cell is one cell of a table.
type Cell struct {
	Text    string `json:"text,omitempty"`
	Spans   []Span `json:"spans,omitempty"`
	Header  bool   `json:"header,omitempty"`
	ColSpan int    `json:"colspan,omitempty"`
	RowSpan int    `json:"rowspan,omitempty"`
}

// Image is one variant of a picture.
type Image struct {
	URL    string `json:"url"`
	Alt    string `json:"alt,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}
