package gatefold

import (
	"maps"
	"strings"

	"github.com/gatefold/gatefold/internal/term"
)

// WithSchemaOrg fills [article.Article.SchemaOrg] with the schema.org objects
// of the page's JSON-LD.
func WithSchemaOrg() Option {
	return func(x *Extractor) error {
		x.schemaOrg = true
		return nil
	}
}

// storyTexts are the properties that may hold the text of a story.
var storyTexts = [...]string{"articleBody", "reviewBody", "text"}

// schemaObjects returns the objects of the page. Where the page is not declared
// free, what may be the text that the publisher holds back is left out, unless
// the caller is entitled to it.
func (e *extraction) schemaObjects() []map[string]any {
	whole := e.x.withheld || e.access.Policy == term.Free
	var objects []map[string]any
	for v := range e.meta.LD.TopObjects() {
		o, ok := v.Any().(map[string]any)
		if !ok || len(o) == 0 {
			continue
		}
		if !whole {
			dropTexts(o)
		}
		objects = append(objects, o)
	}
	return objects
}

// dropTexts takes the texts of stories from a value and all that it holds.
func dropTexts(v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			dropTexts(item)
		}
	case map[string]any:
		maps.DeleteFunc(v, func(key string, _ any) bool { return isStoryText(key) })
		for _, member := range v {
			dropTexts(member)
		}
	}
}

// isStoryText compares as the reader of the metadata does: pages write
// ArticleBody and full addresses too.
func isStoryText(key string) bool {
	key = key[strings.LastIndexAny(key, "/#:")+1:]
	for _, name := range storyTexts {
		if strings.EqualFold(key, name) {
			return true
		}
	}
	return false
}
