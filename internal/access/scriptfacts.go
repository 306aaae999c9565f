package access

import "github.com/gatefold/gatefold/internal/page"

// ScriptFact is a key of a page's scripts that states access, with its value,
// both as the script spells them. The strings may be parts of the page.
type ScriptFact struct{ Key, Value string }

// ScriptFacts returns the keys of the inline scripts that [Judge] reads, those
// that it drops because they are of teasers left out.
func ScriptFacts(doc *page.Doc) []ScriptFact {
	var out []ScriptFact
	for _, f := range dataLayer(doc, nil) {
		if !f.mixed && f.count <= maxRepeat {
			out = append(out, ScriptFact{f.key, f.value})
		}
	}
	return out
}
