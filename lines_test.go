package gatefold_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// Lines between the paragraphs that say themselves that they are no story.
func TestLinesThatAreNoStory(t *testing.T) {
	t.Parallel()
	const link = `<a href="/2024/mill">The mill that nobody wants any more</a>`
	for _, tt := range []struct {
		name, line string
		want       article.Role
	}{
		{"label of an advertisement", `Advertisement. Scroll to continue reading.`, article.RoleAd},
		{"in another language", `Реклама:`, article.RoleAd},
		{"pointer with known words", `Lire aussi ` + link, article.RoleRelated},
		{"pointer with a colon", `Zum Thema: ` + link, article.RoleRelated},
		{"pointer with a bar", `MIRA | ` + link, article.RoleRelated},
		{"label in a tag of its own", `<strong>Katso myös: </strong>` + link, article.RoleRelated},
		{"text after the link", `The reason: ` + link + `, as the council had to say on Monday.`, article.RoleBody},
		{"text before the link", `The council of Northam said what came of it on Monday evening: ` + link, article.RoleBody},
		{"a source has a short name", `Quelle: <a href="https://river.example">River Board</a>`, article.RoleBody},
		{"credit of a picture", `Titelbild: Nordfoto / River Board`, article.RoleCaption},
		{"in another script", `Фото: Вечерняя газета`, article.RoleCaption},
		{"a story that begins so", `Photo: that was the one word on the note, and for a week nobody at the paper knew what the council had meant by it.`, article.RoleBody},
		{"two links", `Both: ` + link + ` and <a href="/b">the bridge that is too low for the boats</a>`, article.RoleBody},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			story := strings.Repeat(`<p>The council met on Monday, said the clerk, and it weighed the cost of the new bridge against the old.</p>`, 3)
			var x gatefold.Extractor
			rep, err := x.Explain(strings.NewReader(`<article><h1>The bridge</h1>`+story+`<p id=line>`+tt.line+`</p>`+story+`</article>`), gatefold.Page{})
			require.NoError(t, err)
			for _, b := range rep.Blocks {
				if strings.HasSuffix(b.Path, "p#line") {
					assert.Equal(t, tt.want, b.Role, b.Decided)
					return
				}
			}
			t.Fatal("the line is no block")
		})
	}
}
