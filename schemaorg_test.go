package gatefold_test

import (
	"encoding/json"
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

// weirPage is a page with an article, which has a text, and a list of links.
func weirPage(free string) string {
	return `<html lang="en"><title>Low water</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
	{"@type": "NewsArticle", "headline": "Low water", "wordCount": 900, "isAccessibleForFree": ` + free + `, "articleBody": "The whole of it.",
		"hasPart": [{"@type": "WebPageElement", "https://schema.org/Text": "The rest of it.", "cssSelector": ".rest"}],
		"url": "javascript:alert(1)", "author": {"@type": "Person", "name": "Ann\u0000 Lee"}},
	{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "River"}]}]}</script>
<script type="application/ld+json">{"@type": "Organization", "name": "The Weir"}</script>
<article><h1>Low water</h1>
<p>The river has not been so low since the year of the great drought, and the old weir lies dry in the sun, said the warden.</p>
<p>At the ferry the boats are on the gravel, and the people of the island carry their bread and their letters over the stones.</p>
</article>`
}

func TestSchemaOrg(t *testing.T) {
	t.Parallel()
	read := func(page string, opts ...gatefold.Option) string {
		x, err := gatefold.New(opts...)
		require.NoError(t, err)
		art, err := x.Extract(strings.NewReader(page), gatefold.Page{})
		require.NoError(t, err)
		data, err := json.Marshal(art.SchemaOrg)
		require.NoError(t, err)
		assert.NotContains(t, string(data), "javascript")
		assert.NotContains(t, string(data), `\u0000`)
		return string(data)
	}
	free := read(weirPage("true"), gatefold.WithSchemaOrg())
	for _, part := range []string{
		`"@type":"NewsArticle"`, `"wordCount":900`, `"@type":"BreadcrumbList"`, `"position":1`, `"name":"The Weir"`, `"name":"Ann Lee"`,
		"The whole of it.", "The rest of it.",
	} {
		assert.Contains(t, free, part)
	}
	assert.NotContains(t, free, "@graph", "its objects are listed one by one")

	gated := read(weirPage("false"), gatefold.WithSchemaOrg())
	assert.Contains(t, gated, `"wordCount":900`)
	assert.NotContains(t, gated, "The whole of it.")
	assert.NotContains(t, gated, "The rest of it.", "whatever the key's form")
	assert.Contains(t, read(weirPage("false"), gatefold.WithSchemaOrg(), gatefold.WithWithheld()), "The whole of it.")

	assert.Equal(t, "null", read(weirPage("true")), "only who asks for them gets them")
	assert.Equal(t, "null", read("<p>No data.</p>", gatefold.WithSchemaOrg()))
}

// Whoever wants more of the page's metadata than an Article has a field for
// asks for the objects themselves.
func ExampleWithSchemaOrg() {
	x, err := gatefold.New(gatefold.WithSchemaOrg())
	if err != nil {
		log.Fatal(err)
	}
	art, err := x.Extract(strings.NewReader(weirPage("true")), gatefold.Page{})
	if err != nil {
		log.Fatal(err)
	}
	for _, o := range art.SchemaOrg {
		fmt.Println(o["@type"], o["headline"])
	}
	// Output:
	// NewsArticle Low water
	// BreadcrumbList <nil>
	// Organization <nil>
}
