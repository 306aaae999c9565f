package gatefold

import (
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
// [ErrEmpty], [ErrNotHTML], [ErrTooLarge] or [ErrTooDeep] for input that is
// no page or beyond the limits, and the errors of r. With ErrTooDeep comes an
// article of what could be read: its metadata and the text of the shallow
// part.
func (x *Extractor) Extract(r io.Reader, p Page) (*article.Article, error) {
	e, err := x.open(r, p)
	if e == nil {
		return nil, err
	}
	defer e.close()
	return e.article(), err
}

// ExtractNode reads a page that the caller has parsed. doc is a document or
// an element; it is not changed and nothing of it is kept.
func (x *Extractor) ExtractNode(doc *html.Node, p Page) (*article.Article, error) {
	e, err := x.openNode(doc, p)
	if err != nil {
		return nil, err
	}
	defer e.close()
	return e.article(), nil
}

// article takes the page through all stages, in one direction: each reads what
// earlier ones made and adds its own. None changes the tree; what a stage finds
// out about a piece of text it notes in the segment.
func (e *extraction) article() *article.Article {
	e.matchRules()
	e.collectMetadata()
	e.cutSegments()
	e.findPromos()
	e.assignRoles()
	e.placePromos()
	e.judgeKind()
	e.judgeAccess()
	return e.assemble()
}
