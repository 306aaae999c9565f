package cut

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

const metadata = `<meta property="article:content_tier" content="free"><script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true,"articleBody":"Sentence number 1 \"quoted\"","wordCount":300,"headline":"Kept"}</script>`

// story is a page with a promo inside the story, a picture after its fourth
// paragraph and a footer.
func story() (page, gold string) {
	var b, g strings.Builder
	b.WriteString("<html><head>" + metadata + "</head><body><main><div class=text>")
	for i := 1; i <= 8; i++ {
		line := fmt.Sprintf("Sentence number %d says something that is long enough to be found again.", i)
		fmt.Fprintf(&g, "%s\n\n", line)
		fmt.Fprintf(&b, "<p>%s</p>", strings.Replace(line, "says", "<a href=x>says</a>", 1))
		if i == 4 {
			b.WriteString("<figure><img src=a.jpg></figure>")
		}
		if i == 5 {
			b.WriteString("</div><div class=more>")
		}
	}
	b.WriteString("<div class=bio>About the writer</div></div></main><footer>Imprint</footer></body></html>")
	return b.String(), g.String()
}

func find(t *testing.T) *Story {
	t.Helper()
	page, gold := story()
	s, ok := Find([]byte(page), gold)
	require.True(t, ok)
	require.Equal(t, 8, s.Paragraphs())
	return s
}

func TestPreviewCutsAndGates(t *testing.T) {
	t.Parallel()
	s := find(t)
	for keep := 1; keep < 8; keep++ {
		out, err := s.Preview(keep, `<div class="gate">Pay</div>`, false)
		require.NoError(t, err)
		page := string(out)
		for i := 1; i <= 8; i++ {
			assert.Equal(t, i <= keep, strings.Contains(page, fmt.Sprintf("<p>Sentence number %d ", i)), "keep %d, paragraph %d", keep, i)
		}
		assert.Contains(t, page, `</p><div class="gate">Pay</div>`, "the gate follows the last paragraph")
		assert.Equal(t, keep > 4, strings.Contains(page, "<figure>"), "what stood between goes too")
		assert.Contains(t, page, "About the writer", "what follows the story stays")
		assert.Contains(t, page, "Imprint")
	}
}

func TestPreviewForgetsTheWhole(t *testing.T) {
	t.Parallel()
	s := find(t)
	out, err := s.Preview(2, "", false)
	require.NoError(t, err)
	for _, word := range []string{"isAccessibleForFree", "articleBody", "wordCount", "content_tier"} {
		assert.NotContains(t, string(out), word)
	}
	assert.Contains(t, string(out), `"headline":"Kept"}`)
	whole, err := s.With("")
	require.NoError(t, err)
	assert.Contains(t, string(whole), "isAccessibleForFree", "a whole page keeps its metadata")
}

func TestPreviewBreaksOff(t *testing.T) {
	t.Parallel()
	out, err := find(t).Preview(2, "", true)
	require.NoError(t, err)
	assert.Contains(t, string(out), "<p>Sentence number 1 <a href=\"x\">says</a> something that is long enough to be found again.</p>")
	assert.Contains(t, string(out), "something that is long enough</p>", "two thirds, at a space")
}

func TestWithPutsAfterTheStory(t *testing.T) {
	t.Parallel()
	out, err := find(t).With("<aside>Support us</aside>")
	require.NoError(t, err)
	assert.Contains(t, string(out), "found again.</p><aside>Support us</aside><div class=\"bio\">")
}

func TestFindRefuses(t *testing.T) {
	t.Parallel()
	page, gold := story()
	for name, g := range map[string]string{
		"short": strings.Join(strings.SplitAfter(gold, "\n")[:6], ""),
		"other": strings.ReplaceAll(gold, "Sentence", "Phrase"),
		"end":   gold + "A last paragraph which the page does not have at all, so no cut.",
	} {
		_, ok := Find([]byte(page), g)
		assert.False(t, ok, name)
	}
}

func TestShapesSayTheirWordsInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, lang := range append(Languages(), "xx") {
		seen := map[string]bool{}
		for _, s := range slices.Concat(Gates, After) {
			f := s.Fragment(lang)
			assert.NotContains(t, f, "{", "%s in %s", s.Name, lang)
			assert.False(t, seen[f], "%s is there twice", s.Name)
			seen[f] = true
			_, err := html.Parse(strings.NewReader(f))
			assert.NoError(t, err)
		}
	}
	assert.Len(t, wordings, len(Languages()))
	assert.Equal(t, Gates[0].Fragment("en"), Gates[0].Fragment("xx"), "English where there is no wording")
	assert.GreaterOrEqual(t, len(Gates), 8)
}
