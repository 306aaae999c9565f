package gatefold_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// reported are the paragraphs of a story, between which the tests set a part.
var reported = [...]string{
	"The lock at the lower weir has been shut since the first week of autumn, when a barge with gravel ran into its gate and bent two of the beams.",
	"Boats now wait for half a day below the town, and some of the crews have begun to unload their freight at the old brickworks and take it on by road.",
	"The water board says that new beams have been ordered from a yard on the coast, and that oak of such a length has to be dried for a year and more.",
	"Until then a gate of steel is to serve, which the army has lent. It was made for another lock and is a hand too wide, so that it has to be cut.",
	"Nobody has been hurt, and the skipper of the barge, who has sailed the river for thirty years, has told the court that his rudder did not answer.",
	"The town council wants to know who will pay. Its clerk has counted eleven letters to the ministry so far, and four answers, none of which names a sum.",
}

// pageWith sets a part after each of the second, the third and the fourth paragraph.
func pageWith(parts ...string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><title>A lock is shut for a year</title><meta property="og:type" content="article"></head>
<body><header><nav><a href="/">Home</a> <a href="/river">River</a></nav></header><main><article><h1>A lock is shut for a year</h1><div class="article-body">`)
	for i, p := range reported {
		fmt.Fprintf(&b, "\n<p>%s</p>", p)
		if i > 0 && i <= len(parts) {
			b.WriteString("\n" + parts[i-1])
		}
	}
	b.WriteString(`</div></article></main><footer><p>All rights reserved.</p></footer></body></html>`)
	return b.String()
}

func extractPlain(t testing.TB, src string) *article.Article {
	t.Helper()
	x, err := gatefold.New(gatefold.WithoutRules())
	require.NoError(t, err)
	art, err := x.Extract(strings.NewReader(src), gatefold.Page{URL: "https://www.riverpost.example/news/a-lock-is-shut"})
	require.NoError(t, err)
	return art
}

// A heading, a short paragraph, a line of code, a quote is story whatever
// wrappers it has of its own.
func TestShortBlocksInWrappers(t *testing.T) {
	t.Parallel()
	blocks := []struct{ name, html, markdown string }{
		{"heading", "<h2>The gate</h2>", "## The gate\n"},
		{"question", "<h3>Who pays?</h3>", "### Who pays?\n"},
		{"short paragraph", "<p>It rained.</p>", "\nIt rained.\n"},
		{"speech", "<p>“Never before,” he said.</p>", "“Never before,” he said.\n"},
		{"quote", "<blockquote><p>Oak does not hurry.</p></blockquote>", "> Oak does not hurry.\n"},
		{"code", "<pre><code>level --weir 2</code></pre>", "level --weir 2\n"},
	}
	wrappers := []struct{ name, html string }{
		{"none", "%s"},
		{"a div", "<div>%s</div>"},
		{"two divs with names", `<div class="component text-wrapper"><div class="inner">%s</div></div>`},
		{"a section", "<section>%s</section>"},
		{"an anchor beside it", `<div class="anchored">%s<a class="anchor" href="#part">#</a></div>`},
		{"elements of its own name", `<cms-block><cms-inner>%s</cms-inner></cms-block>`},
	}
	for _, b := range blocks {
		for _, w := range wrappers {
			t.Run(b.name+" in "+w.name, func(t *testing.T) {
				t.Parallel()
				art := extractPlain(t, pageWith("", fmt.Sprintf(w.html, b.html)))
				assert.Contains(t, art.Markdown(), b.markdown)
				assert.NotContains(t, art.Text(), "\n#\n", "a link to itself is no text")
				assert.Contains(t, art.Text(), reported[5])
			})
		}
	}
}

// What a reader copies a heading's address with is no text, and a heading that links
// to itself no link.
func TestHeadingsWithSigns(t *testing.T) {
	t.Parallel()
	for name, heading := range map[string]string{
		"before the words":    `<h2 id="g"><a href="#g" class="anchor">#</a> The gate</h2>`,
		"after the words":     `<h2 id="g">The gate<a href="#g" title="Link to this heading">¶</a></h2>`,
		"the words":           `<h2 id="g"><a href="#g">The gate</a></h2>`,
		"a button beside it":  `<div><h2 id="g">The gate</h2><button type="button" aria-label="Copy link">🔗</button></div>`,
		"words for some":      `<div><h2 id="g">The gate</h2><a href="#g"><span class="sr-only">Permalink</span><span aria-hidden="true">§</span></a></div>`,
		"words for some only": `<div><h2 id="g">The gate</h2><a href="#g"><svg></svg><span class="sr-only">Section titled The gate</span></a></div>`,
		"a component":         `<x-heading><h2 id="g">The gate</h2><x-anchor><a href="#g">#</a></x-anchor></x-heading>`,
		"what opens it":       `<h2><button aria-expanded="true">The gate<span aria-hidden="true">+</span></button></h2>`,
		"a collapsing panel":  `<div class="panel-heading"><h2 class="panel-title"><a data-toggle="collapse" href="#c1">The gate</a></h2></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			art := extractPlain(t, pageWith("", heading))
			assert.Contains(t, art.Markdown(), "\n## The gate\n")
			for _, sign := range []string{"#\n", "¶", "§", "🔗", "+", "Permalink", "Section titled"} {
				assert.NotContains(t, art.Text(), sign)
			}
		})
	}
	assert.Contains(t, extractPlain(t, pageWith("", `<p>A gate of this size <a href="#why">needs oak</a>, and oak <sup><a href="#n">*</a></sup> does not hurry.</p>`)).Text(),
		"needs oak, and oak", "a link inside a paragraph is one")
}

// A picture's box may be named after the use for which the picture is cut; a picture
// that leads elsewhere is another thing.
func TestPicturesCutForAUse(t *testing.T) {
	t.Parallel()
	for _, box := range []string{
		`<figure class="share-image"><img src="/lock.jpg" width="800" height="500"></figure>`,
		`<div class="promo-image"><img src="/lock.jpg" width="800" height="500"></div>`,
		`<div class="module related-media"><img src="/lock.jpg" width="800" height="500"></div>`,
		`<figure class="zoom"><button aria-label="Enlarge"><img src="/lock.jpg" width="800" height="500"></button></figure>`,
	} {
		assert.Contains(t, kindsOf(extractPlain(t, pageWith("", box))), article.BlockFigure, box)
	}
	assert.NotContains(t, kindsOf(extractPlain(t, pageWith("", `<div class="promo-image"><a href="/subscribe"><img src="/lock.jpg" width="800" height="500"></a></div>`))), article.BlockFigure)
}

// The questions of an accordion are headings, with a button in them or around.
func TestQuestionsInButtons(t *testing.T) {
	t.Parallel()
	for name, question := range map[string]string{
		"ARIA":             `<h3><button aria-expanded="true" aria-controls="a%d">%s</button></h3><div id="a%[1]d"><p>%[3]s</p></div>`,
		"Bootstrap":        `<div class="accordion-item"><h3 class="accordion-header" id="h%d"><button class="accordion-button" type="button">%s</button></h3><div class="accordion-collapse"><div class="accordion-body"><p>%s</p></div></div></div>`,
		"a div around all": `<div class="faq" data-n="%d"><div><h3><button>%s</button></h3></div><div><p>%s</p></div></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			art := extractPlain(t, pageWith("", fmt.Sprintf(question, 1, "How wide is the gate?", "A hand wider than the lock for which it is to serve, and so it has to be cut on both of its sides.")+
				fmt.Sprintf(question, 2, "Who has lent it?", "The army, which had kept it in a shed near the border since the last of the floods.")))
			assert.Contains(t, art.Markdown(), "### How wide is the gate?\n")
			assert.Contains(t, art.Markdown(), "### Who has lent it?\n")
			assert.Contains(t, art.Text(), "The army, which had kept it")
		})
	}
}

// The class of an element that holds only a picture is about layout.
func TestPicturesOfAnyClass(t *testing.T) {
	t.Parallel()
	for _, class := range []string{
		"block", "card", "item", "image-grid", "wp-block-image", "kg-card kg-image-card", "sqs-block image-block", "image-link",
		"lightbox", "media-item", "image-overlay", "cmp-image", "featured-image",
	} {
		t.Run(class, func(t *testing.T) {
			t.Parallel()
			art := extractPlain(t, pageWith("", fmt.Sprintf(`<div class=%q><img src="/lock.jpg" width="800" height="500"></div>`, class)))
			assert.Contains(t, kindsOf(art), article.BlockFigure)
		})
		t.Run(class+" of a film", func(t *testing.T) {
			t.Parallel()
			art := extractPlain(t, pageWith("", fmt.Sprintf(`<div class=%q><iframe src="https://www.youtube.com/embed/x1y2z3a4b5c"></iframe></div>`, class)))
			assert.Contains(t, kindsOf(art), article.BlockEmbed)
		})
	}
}

func kindsOf(art *article.Article) (kinds []article.BlockKind) {
	for _, b := range art.Body {
		kinds = append(kinds, b.Kind)
	}
	return kinds
}

// A gallery keeps all of its pictures and what they show.
func TestRowsOfPictures(t *testing.T) {
	t.Parallel()
	shown := []string{"The gate on the first morning.", "Gravel on the quay.", "The beams, bent.", "A crew waits below the weir.", "The steel gate.", "Oak at the yard."}
	for name, one := range map[string]string{
		"figures": `<figure><img src="/%d.jpg" width="900" height="600"><figcaption>%s</figcaption></figure>`,
		"entries": `<li><figure><img src="/%d.jpg" width="900" height="600"><figcaption>%s</figcaption></figure></li>`,
		"cards":   `<div class="grid-item card"><img src="/%d.jpg" width="900" height="600"><p class="card-text">%s</p></div>`,
		"slides":  `<div class="slide"><figure><img src="/%d.jpg" width="900" height="600"><figcaption>%s</figcaption></figure></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var all strings.Builder
			for i, s := range shown {
				fmt.Fprintf(&all, one, i, s)
			}
			list := all.String()
			if name == "entries" {
				list = "<ul>" + list + "</ul>"
			}
			art := extractPlain(t, `<!doctype html><html lang="en"><head><title>A lock in six pictures</title><meta property="og:type" content="article"></head><body><main><article>
<h1>A lock in six pictures</h1><div class="gallery"><p>`+reported[0]+`</p>`+list+`</div></article></main></body></html>`)
			figures := 0
			for _, b := range art.Body {
				if b.Kind == article.BlockFigure {
					figures++
				}
			}
			assert.Equal(t, len(shown), figures)
			for _, s := range shown {
				assert.Contains(t, art.Markdown(), s)
			}
		})
	}
}
