package gatefold_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// houseStory are the paragraphs of a story into which a publisher sets its own
// copy.
var houseStory = []string{
	"When the mill closed, the village kept its clock. It hangs above the gate of what is now a carpenter's yard, and every Monday one of eleven families climbs the ladder and winds it with a key as long as a forearm.",
	"Nobody remembers how the order of the families was settled. The oldest list, found behind a cupboard in the parish office, names nine of them in pencil, and beside two of the names somebody has drawn a small boat.",
	"The carpenter, who moved here from the coast, had wanted to take the clock down. It struck the hours all night, and the first winter he slept in the van. In spring he noticed that he woke whenever it failed to strike.",
	"A clockmaker from the county town comes once a year. He oils the wheels, shakes his head at the weather on the dial and asks for nothing but a lunch, which the family whose week it is cooks for him.",
	"This year the rope of the heavier weight has to be replaced. The council has offered to pay for an electric drive, and the families met in the yard on Sunday to talk about it, under the clock, which ran four minutes slow.",
}

func housePage(house string) string {
	return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Eleven families and a clock</title>
<meta property="og:type" content="article"></head><body><header class="site-header"><nav><ul><li><a href="/village">Village</a></li>
<li><a href="/county">County</a></li></ul></nav></header><main><article><h1>Eleven families and a clock</h1><div class="entry-content"><p>` +
		strings.Join(houseStory[:3], "</p><p>") + "</p>" + house + "<p>" + strings.Join(houseStory[3:], "</p><p>") +
		`</p></div></article></main><footer><p>© The Valley Post</p></footer></body></html>`
}

func TestHouseCopyBetweenParagraphs(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, copy, why string }{
		{"group of one paragraph", `<div class="wp-block-group"><p><strong>Like what you read?</strong> Our Sunday letter brings more stories from the valley to your inbox. <a href="/letter">Sign up for free</a>.</p></div>`,
			"the box is named after a layout, the words ask"},
		{"plain paragraph", `<p><em>Get the stories of the valley in your inbox every Sunday. <a href="/newsletter">Sign up for our newsletter here</a>.</em></p>`,
			"it stands among the paragraphs as one of them"},
		{"box with a form", `<div class="box"><h3>The Sunday letter</h3><p>Stories from the valley, once a week, by email.</p><form action="/letter"><input type="email" name="email"><button>Sign up</button></form></div>`,
			"heading, copy and form are one"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			art, err := gatefold.Extract(strings.NewReader(housePage(tt.copy)), gatefold.Page{URL: "https://valleypost.example/village/clock"})
			require.NoError(t, err)
			text := art.Text()
			for _, p := range houseStory {
				assert.Contains(t, text, p, tt.why)
			}
			require.Len(t, art.Promos, 1, tt.why)
			assert.Equal(t, article.PromoNewsletter, art.Promos[0].Kind)
			assert.False(t, art.Promos[0].Gate)
			assert.NotContains(t, text, "inbox")
			assert.NotContains(t, text, "by email")
		})
	}
}
