package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestThreadRow(t *testing.T) {
	t.Parallel()
	none := []float32{-1, -1, -1}
	tests := []struct {
		name, src string
		story     []float32 // of the first paragraph
		last      func(t *testing.T, row []float32)
	}{
		{
			"comments after the story", `<article><h1>The bridge</h1>` + prose("Elmford", 3) + `</article><div id="comments"><div class="comment">` + prose("Northam", 3) + `</div></div>`,
			none, func(t *testing.T, row []float32) {
				t.Helper()
				assert.Greater(t, row[0], float32(4))
				assert.InDelta(t, 0.5, row[1], 0.05, "half of the prose comes before")
				assert.InDelta(t, 0.5, row[2], 0.05, "and half is in all comments, not in the one")
			},
		},
		{
			"a story with its comments open", `<article class="comment-open"><h1>The bridge</h1>` + prose("Elmford", 3) + `</article>`,
			none, func(t *testing.T, row []float32) {
				t.Helper()
				assert.Equal(t, none, row)
			},
		},
		{
			"a thread from the top of the page", `<div class="thread">` + prose("Elmford", 3) + `</div>`,
			[]float32{0, 0, 1}, func(t *testing.T, row []float32) {
				t.Helper()
				assert.Equal(t, []float32{0, 0, 1}, row, "nothing before it")
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc, segs, f := frameOf(t, tt.src, Input{Title: "The bridge"})
			defer doc.Release()
			defer f.Release()
			texts := f.Texts()
			first := 0
			for !f.prose[texts[first]] {
				first++
			}
			assert.Equal(t, tt.story, f.threadRow(nil, &segs[texts[first]]))
			tt.last(t, f.threadRow(nil, &segs[texts[len(texts)-1]]))
		})
	}
}
