package gatefold

import "github.com/gatefold/gatefold/internal/page"

// The errors of unusable input. A weak result is not among them: a page
// without a story is a value, see [Article.Kind] and [Access.Completeness].
var (
	// ErrEmpty is returned for input without a byte that is not white space.
	ErrEmpty = page.ErrEmpty
	// ErrNotHTML is returned for input that is no page: archives of pages, data
	// for machines, pictures and other binary data. [NotHTMLError] says which.
	ErrNotHTML = page.ErrNotHTML
	// ErrTooLarge is returned for a page beyond [Limits].
	ErrTooLarge = page.ErrTooLarge
	// ErrTooDeep is returned, beside an article of what could be read, for a
	// page whose elements nest so deep that the inner ones are left out and their
	// text stands in those around them (some 270; real pages have up to 70).
	ErrTooDeep = page.ErrTooDeep
	// ErrBudget is returned, beside an article of what could be read by then,
	// for a page that costs more than [Limits.Work].
	ErrBudget = page.ErrBudget
	// ErrTree is returned by [Extractor.ExtractNode] for a tree whose links
	// contradict each other, as in a node that stands in two places.
	ErrTree = page.ErrTree
)

// NotHTMLError wraps [ErrNotHTML] and names in its field Format what the input
// is, as in "a WARC file".
type NotHTMLError = page.NotHTMLError
