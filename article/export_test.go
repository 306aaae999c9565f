package article

import "testing"

// CheckRenderings holds what an article's HTML and Markdown must be: harmless,
// and where they are read back, the text and nothing but the text.
func CheckRenderings(t *testing.T, art *Article, name string, readBack bool) {
	t.Helper()
	checkHTML(t, art)
	if !readBack {
		return
	}
	assertHarmless(t, art.HTML(), name)
	assertHarmless(t, commonMark(t, art.Markdown()), name)
	body := textOnly(art.Body)
	checkHTMLText(t, body)
	checkMarkdown(t, body)
}
