package warc

import (
	"bytes"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// Extract reads the page, and says in the article's evidence where the end of
// the page may be missing. Errors are those of [gatefold.Extractor.Extract].
func (r *Record) Extract(x *gatefold.Extractor) (*article.Article, error) {
	art, err := x.Extract(bytes.NewReader(r.Body), r.Page())
	if art != nil {
		r.annotate(&art.Access)
	}
	return art, err
}

// annotate adds the evidence of a truncated page. A page without its end
// cannot be known to hold the whole story, so that "full" becomes "unknown";
// if the end of its document is there the verdict stands, with the record as
// what disagrees.
func (r *Record) annotate(a *article.Access) {
	if r.Truncated.Source == "" {
		return
	}
	a.Evidence = append(a.Evidence, article.Evidence{
		Source: article.ParseProvenance(r.Truncated.Source), Value: r.Truncated.Value, Supports: string(article.CompletenessPreview),
	})
	if a.Completeness != article.CompletenessFull {
		return
	}
	if !r.hasEnd() {
		a.Completeness = article.CompletenessUnknown
		return
	}
	a.Conflicts = append(a.Conflicts, article.Conflict{About: "completeness", Evidence: []int{len(a.Evidence) - 1}})
}

// hasEnd reports whether the page closes its document.
func (r *Record) hasEnd() bool {
	tail := bytes.ToLower(r.Body[max(0, len(r.Body)-endWindow):])
	return bytes.Contains(tail, []byte("</html")) || bytes.Contains(tail, []byte("</body"))
}

// endWindow is where the end of a document is looked for: analytics and
// comments of the cache stand behind it.
const endWindow = 4096
