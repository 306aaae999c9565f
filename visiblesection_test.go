package gatefold_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

// TestVisibleSection: the label over the headline is the section, and what the metadata
// name is told beside it.
func TestVisibleSection(t *testing.T) {
	t.Parallel()
	page := func(section string) string {
		return `<!DOCTYPE html><html lang="en"><title>Ferries are back on the northern line | Bay Courier</title>
<meta property="og:type" content="article"><meta property="article:section" content="` + section + `">
<header><a href="/">Bay Courier</a><nav><ul><li><a href="/harbour/">Harbour</a></li><li><a href="/town/">Town</a></li></ul></nav></header>
<article><div class="crumbs"><a href="/">Home</a></div><div><a href="/harbour/">Harbour</a></div><h1>Ferries are back on the northern line</h1>
<p>The first boat left the northern pier at six in the morning, with forty people and a cow on board, and nobody on the quay could say who had sold the cow its ticket.</p>
<p>A return costs four crowns until the end of the month, and children under seven travel for nothing if they can prove that they are.</p></article>`
	}
	for name, c := range map[string]struct {
		stated string
		others []string
	}{
		"another section": {"Town", []string{"Town"}},
		"the same":        {"HARBOUR", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			art, err := gatefold.Extract(strings.NewReader(page(c.stated)), gatefold.Page{URL: "https://www.bay-courier.example/harbour/2031/04/ferries-are-back/"})
			require.NoError(t, err)
			assert.Equal(t, "Harbour", art.Section)
			assert.EqualValues(t, "css", art.Sources["section"].Kind)
			var others []string
			for _, d := range art.Disagreements {
				if d.Field == "section" {
					others = append(others, d.Value)
				}
			}
			assert.Equal(t, c.others, others)
		})
	}
}
