package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestLeadImage(t *testing.T) {
	t.Parallel()
	og := func(address string) string { return `<meta property="og:image" content="` + address + `">` }
	const (
		own    = "https://cdn.example.com/2024/05/boats-at-dawn.jpg"
		second = `<meta name="twitter:image" content="` + own + `">`
		site   = `<meta property="og:site_name" content="Harbour Post">`
	)
	for name, c := range map[string]struct{ src, want, why string }{
		"the story's":           {og(own), own, ""},
		"logo first":            {og("/static/logo.png") + second, own, "the next source has the story's"},
		"logo alone":            {og("/static/logo.png"), "", "none is better than the site's"},
		"site's name":           {site + og("/img/harbour-post-logo-large.png"), "", "the name of the site is no subject"},
		"other's logo":          {site + og("/2024/05/lantern-club-logo.png"), "https://www.example.com/2024/05/lantern-club-logo.png", "the story may be about the club"},
		"a word among others":   {og("/2024/05/no-logo-on-the-boats.jpg"), "https://www.example.com/2024/05/no-logo-on-the-boats.jpg", ""},
		"default":               {og("/images/og/default.png"), "", ""},
		"numbered":              {og("/images/default-thumb-5.jpg"), "", ""},
		"folder of a system":    {og("/sites/default/files/2024/boats.jpg"), "https://www.example.com/sites/default/files/2024/boats.jpg", "a folder is no name"},
		"crop called default":   {og("/clip/70a5657e-e41a-4f45_source-aspect-ratio_default_0.jpg"), "https://www.example.com/clip/70a5657e-e41a-4f45_source-aspect-ratio_default_0.jpg", ""},
		"capitals":              {og("/pix/HP-OpenGraph-image.jpg"), "", "words run together"},
		"blank":                 {og("https://cdn.example.net/i/blank.jpg") + second, own, "a stand-in of one service"},
		"scaled by a service":   {og("https://img.example.com/scale?url=https%3A%2F%2Fwww.example.com%2Fstatic%2Flogo.png&amp;w=1200") + second, own, "the picture is behind the address"},
		"scaled, the story's":   {og("https://img.example.com/logo?url=https%3A%2F%2Fwww.example.com%2Fboats.jpg"), "https://img.example.com/logo?url=https%3A%2F%2Fwww.example.com%2Fboats.jpg", ""},
		"of the theme":          {og("/wp-content/themes/tide/img/front.png"), "", "a file of the design"},
		"theme of a story":      {og("/themes/harbours/boats.jpg"), "https://www.example.com/themes/harbours/boats.jpg", "a folder of topics"},
		"portrait":              {og("https://secure.gravatar.com/u/5f3a?s=96") + second, own, "an account's picture"},
		"publisher's logo":      {`<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"Harbour Post","logo":{"url":"https://cdn.example.com/hp/front.png"}},"image":"` + own + `"}</script>` + og("https://cdn.example.com/hp/front.png"), own, "the structured data say whose it is"},
		"author's portrait":     {`<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ann Lee","image":"https://cdn.example.com/ann.png"}}</script>` + og("https://cdn.example.com/ann.png"), "", ""},
		"same path":             {`<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"logo":"https://cdn.example.com/get?id=1"}}</script>` + og("https://cdn.example.com/get?id=2"), "https://cdn.example.com/get?id=2", "one address for all pictures"},
		"the story's folder":    {og("/news/a-quiet-day/social-media.png"), "https://www.example.com/news/a-quiet-day/social-media.png", "made for this page"},
		"folder of logos":       {og("/branding/Logos/monogram-navy.jpg"), "", "whatever it is called there"},
		"host without a dot":    {og("https://-/media/boats.jpg") + second, own, "a template's mistake"},
		"no name":               {og("https://cdn.example.com/f5025a21/"), "https://cdn.example.com/f5025a21/", ""},
		"nothing but numbers":   {og("https://cdn.example.com/1024x512.jpg"), "https://cdn.example.com/1024x512.jpg", "no word for a stand-in"},
		"name that says little": {og("https://cdn.example.com/i/image.jpg"), "https://cdn.example.com/i/image.jpg", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, collect(t, c.src+`<title>A quiet day</title><h1>A quiet day</h1>`).Image.Text, c.why)
		})
	}
	ruled := collect(t, og("/static/logo.png"), func(in *meta.Input) {
		in.RuleFields = map[string][]meta.FieldSource{"image": {{Kind: meta.Meta, Arg: "og:image", Origin: "sites/example.com"}}}
	})
	assert.Equal(t, "https://www.example.com/static/logo.png", ruled.Image.Text, "a rule knows its site")
}
