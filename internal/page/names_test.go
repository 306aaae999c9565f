package page_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
)

func TestNamesLeaveOutWhatAPostIsAbout(t *testing.T) {
	t.Parallel()
	for class, want := range map[string]string{
		"post-7 hentry category-comment tag-newsletter":    "post-7 hentry",
		"single postid-12 author-ann":                      "single postid-12",
		"tag-list category-label":                          "tag-list category-label",
		"post-meta tag-list":                               "post-meta tag-list",
		"type-post post_tag-paywall story  status-publish": "type-post story status-publish",
	} {
		root, err := html.Parse(strings.NewReader(`<body><p class="` + class + `">x`))
		require.NoError(t, err)
		doc := page.Index(root)
		t.Cleanup(doc.Release)
		for i := range doc.Nodes {
			if doc.Nodes[i].N.Data != "p" {
				continue
			}
			var got []string
			for s := range doc.Names(doc.Nodes[i].Class) {
				got = append(got, doc.SymText(s))
			}
			assert.Equal(t, strings.Fields(want), got, class)
		}
	}
}
