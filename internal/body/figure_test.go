package body

import (
	"testing"

	"github.com/gatefold/gatefold/article"
	"github.com/stretchr/testify/assert"
)

func TestCaptionAndCredit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, caption, text, credit string }{
		{"class of its own", `The quay <span class="photo-credit">Bo Berg</span>`, "The quay", "Bo Berg"},
		{"author of the picture", `The quay <span class="gallery__caption--author">Bo Berg</span>`, "The quay", "Bo Berg"},
		{"in another language", `Der Kai <span class="item--BU--autor">Bo Berg</span>`, "Der Kai", "Bo Berg"},
		{"small print", `The quay <small>Bo Berg</small>`, "The quay", "Bo Berg"},
		{"a caption that has an author is not one", `<span class="with-author">The quay</span>`, "The quay", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := assemble(t, `<figure><img src=a.jpg><figcaption>`+tt.caption+`</figcaption></figure>`)
			if assert.Len(t, r.body, 1) {
				assert.Equal(t, tt.text, r.body[0].Caption)
				assert.Equal(t, tt.credit, r.body[0].Credit)
			}
		})
	}
}

func TestCaptionInHeadingTag(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, src string }{
		{"in the figure", `<figure><img src=a.jpg><h2 data-role=caption>The quay at noon</h2></figure><p>High water.</p>`},
		{"with a wrapper", `<figure><div><img src=a.jpg><h4 data-role=caption>The quay <b>at noon</b></h4></div></figure><p>High water.</p>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := assemble(t, tt.src)
			if assert.Len(t, r.body, 2) {
				assert.Equal(t, article.BlockFigure, r.body[0].Kind)
				assert.Equal(t, "The quay at noon", r.body[0].Caption)
			}
		})
	}
}

func TestDropPortraits(t *testing.T) {
	t.Parallel()
	r := assemble(t, `<img src=bo.jpg alt="Bo Berg"><p>High water.</p><img src=quay.jpg alt="The quay">
		<figure><img src=at-work.jpg alt="Bo Berg"><figcaption>The writer at work</figcaption></figure>`)
	left := DropPortraits(r.body, []article.Author{{Name: "Bo Berg"}})
	var alts []string
	for _, b := range left {
		if b.Kind == article.BlockFigure {
			alts = append(alts, b.Images[0].Alt+"/"+b.Caption)
		}
	}
	assert.Equal(t, []string{"The quay/", "Bo Berg/The writer at work"}, alts)
}
