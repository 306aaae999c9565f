package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestTitleIsNotTheSiteOrASection(t *testing.T) {
	t.Parallel()
	const story = "A quiet day by the sea"
	for name, c := range map[string]struct{ src, why string }{
		"link home": {
			`<title>A quiet day by the sea : The Lantern</title><h1><a href="/">The Lantern</a></h1><h2>A quiet day by the sea</h2>`,
			"a heading that leads to the front page is the site's name",
		},
		"within a link home": {
			`<title>A quiet day by the sea : The Lantern</title><a href="https://www.example.com/"><h1>The Lantern</h1></a><h2>A quiet day by the sea</h2>`,
			"the link may stand around it",
		},
		"word of the title": {
			`<title>A quiet day by the sea | Example</title><div class="nav-title">Quiet day</div><h1>A quiet day by the sea</h1>`,
			"a section is named by a word that the title has too",
		},
		"blog archive": {
			`<title>The Lantern &raquo; Blog Archive &raquo; A quiet day by the sea</title><h2>A quiet day by the sea</h2>`,
			"what stands before the last separator is the template's",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, story, meta.Collect(titleInput(t, c.src)).Title.Text, c.why)
		})
	}
}
