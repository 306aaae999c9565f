package bodymodel

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestLabel(t *testing.T) {
	t.Parallel()
	const (
		first = "The harbor council met on Tuesday and weighed the cost of the bridge."
		last  = "Nobody knows yet who will pay for the lanterns on the old pier."
	)
	tests := []struct {
		name, gold string
		texts      []string
		want       []float32
	}{
		{
			"sentences that stand in it", first + " " + last,
			[]string{first, "Subscribe now and read every story that we print this year.", last},
			[]float32{1, 0, 1},
		},
		{
			"a heading beside the story", first + " Lanterns " + last,
			[]string{first, "Lanterns", last},
			[]float32{1, 1, 1},
		},
		{
			"the same word far from it", first + " Lanterns " + last,
			[]string{"Lanterns", "Home", "Sport", "Weather", "Contact", first, last},
			[]float32{0, 0, 0, 0, 0, 1, 1},
		},
		{
			"cells of a table, far from any sentence", first + " Year Boats Bridges 2021 14 3 2022 15 4 " + last,
			[]string{
				first, "Advertisement", "Search", "Menu", "Share", "Year", "Boats", "Bridges", "2021", "14", "3", "2022", "15", "4",
				"Print", "Close", "Back", "Next", last,
			},
			[]float32{1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1},
		},
		{
			"words of it in another order", first + " Year Boats Bridges 2021 14 3 2022 15 4 " + last,
			[]string{
				"15", "Bridges", "Year", "14", "Boats", "2022", "3", "4", "2021",
				"Print", "Close", "Back", "Next", first, last,
			},
			[]float32{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1},
		},
		{
			"a sentence twice on the page and once in it", first + " " + last,
			[]string{first, "Advertisement", "Search", "Menu", "Share", "Close", "Print", first, last},
			[]float32{0, 0, 0, 0, 0, 0, 0, 1, 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			texts := make([][]string, len(tt.texts))
			for i, s := range tt.texts {
				texts[i] = words(s)
			}
			assert.Equal(t, tt.want, label(texts, newGold(tt.gold)))
		})
	}
}
