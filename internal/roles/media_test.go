package roles

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/term"
)

// A picture between two paragraphs is the story's, unless the box that it
// stands in speaks of something else.
func TestMedia(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, box string
		want      term.Role
	}{
		{"alone", `<img src=a.jpg>`, term.Body},
		{"in a figure with a caption", `<figure><img src=a.jpg><figcaption>The bridge at dusk, from the mill.</figcaption></figure>`, term.Body},
		{"teaser without a name", `<div><div><a href=/x><img src=a.jpg></a></div><div class=related-box><a href=/x>A mill that nobody wants</a></div></div>`, term.Other},
		{"box with a name", `<div class=related><img src=a.jpg></div>`, term.Other},
		{"one word says nothing", `<div><img src=a.jpg><div class=related-box>Picture</div></div>`, term.Body},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := rolesOf(t, "<article><h1>The bridge</h1>"+prose("Northam", 4)+tt.box+prose("Southam", 4)+"</article>", Input{Title: "The bridge"}, Options{})
			assert.Equal(t, tt.want, got[""])
		})
	}
}

// What a class calls a caption is one where the picture is the story's, and no
// heading is.
func TestCaptionsOfOtherPictures(t *testing.T) {
	t.Parallel()
	const (
		caption = `<figure class="thumb"><figcaption>Dusk at the mill</figcaption></figure>`
		heading = `<div class="thumb-caption"><h3>Mill for sale</h3></div>`
	)
	story := prose("Northam", 4)
	for _, tt := range []struct {
		name, rest, text string
		want             term.Role
	}{
		{"among the story", caption + prose("Southam", 2), "Dusk at the", term.Caption},
		{"right below", caption, "Dusk at the", term.Caption},
		{"far below", strings.Repeat("<div><a href=/x>More</a></div>", 9) + caption, "Dusk at the", term.Other},
		{"of a teaser", strings.Repeat("<div><a href=/x>More</a></div>", 9) + `<div class="related-stories">` + caption + `</div>`, "Dusk at the", term.Related},
		{"heading", heading + prose("Southam", 2), "Mill for sale", term.Other},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := rolesOf(t, "<article><h1>The bridge</h1>"+story+tt.rest+"</article>", Input{Title: "The bridge"}, Options{})
			assert.Equal(t, tt.want, got[tt.text])
		})
	}
}
