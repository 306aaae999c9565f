package gatefold

import (
	"context"
	"io"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/article"
)

// Page is what the caller knows of a page beside its bytes. Every field may
// be empty.
type Page struct {
	// URL is the page's address. It chooses the rule, makes the links of the
	// result absolute and is a source of last resort for dates.
	URL string
	// ContentType is the value of the HTTP header; its charset counts after
	// a byte-order mark and valid UTF-8, and before what the page declares.
	ContentType string
	// ContentLanguage is the value of the HTTP header of that name.
	ContentLanguage string
}

// Extract reads one page with the default [Extractor].
func Extract(r io.Reader, p Page) (*article.Article, error) {
	var x Extractor
	return x.Extract(r, p)
}

// Extract reads one page from its bytes, in any charset. It returns
// [ErrEmpty], [ErrNotHTML], [ErrTooLarge], [ErrTooDeep] or [ErrBudget] for input
// that is no page or beyond the limits, and the errors of r. With ErrTooDeep and
// ErrBudget comes an article of what could be read: the metadata and the text of
// the shallow part, or of the page up to where the budget ended.
func (x *Extractor) Extract(r io.Reader, p Page) (*article.Article, error) {
	return x.ExtractContext(context.Background(), r, p)
}

// ExtractContext is [Extractor.Extract] for a caller who may not wait for the
// end: once ctx is done it returns no article and the cause of ctx. It does not
// interrupt a read from r.
func (x *Extractor) ExtractContext(ctx context.Context, r io.Reader, p Page) (*article.Article, error) {
	e, err := x.open(ctx, r, p)
	if e == nil {
		return nil, err
	}
	defer e.close()
	return e.article()
}

// ExtractNode reads a page that the caller has parsed. doc is a document or
// an element, also one made by hand or taken out of its document; it is not
// changed and nothing of it is kept. Without a node it returns [ErrEmpty], and
// [ErrTree] for a tree whose links contradict each other.
func (x *Extractor) ExtractNode(doc *html.Node, p Page) (*article.Article, error) {
	e, err := x.openNode(doc, p)
	if err != nil {
		return nil, err
	}
	defer e.close()
	return e.article()
}

// article takes the page through all stages, in one direction: each reads what
// earlier ones made and adds its own. None changes the tree; what a stage finds
// out about a piece of text it notes in the segment.
func (e *extraction) article() (*article.Article, error) {
	for _, stage := range [...]struct {
		name string
		run  func(*extraction)
	}{
		{"wording", (*extraction).cutSegments},
		{"rules", (*extraction).matchRules},
		{"metadata", (*extraction).collectMetadata},
		{"frame", (*extraction).readTexts},
		{"promos", (*extraction).findPromos},
		{"settle", (*extraction).assignRoles},
		{"offers", (*extraction).placePromos},
		{"kind", (*extraction).judgeKind},
		{"leads", (*extraction).chooseLeads},
		{"access", (*extraction).judgeAccess},
	} {
		if e.meter.Gone() {
			return nil, e.err()
		}
		stage.run(e)
		e.meter.Lap(stage.name)
	}
	a := e.assemble()
	e.meter.Lap("article")
	return a, e.err()
}
