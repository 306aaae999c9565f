package gain

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/gold/corpus"
)

func TestSameID(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, id, want string }{
		{"a set's name goes", "publishers-xx_Pier_2023_09_01", "xx_pier_2023_09_01"},
		{"as it stands in the set itself", "xx_Pier_2023_09_01", "xx_pier_2023_09_01"},
		{"a hash", "second2-pier.example_2023_03_29_79948", "79948"},
		{"a longer hash", "fresh-pier_example_2023_79948f", "79948"},
		{"an id that is a hash", "snippets-d70fab3adde74d5fb63552855c981395", "d70fa"},
		{"a day is no hash", "history-pier.20230901", "pier_20230901"},
		{"seven digits behind a year", "pier-2023090", "pier_2023090"},
		{"a number that is no year", "pier-30290", "30290"},
		{"four digits", "articles-0004", "0004"},
		{"the set dev keeps its name", "dev-061", "dev_061"},
		{"capitals are no hash", "pier-ABCDE", "pier_abcde"},
		{"other letters", "snippets-pïer--example", "p_er_example"},
		{"nothing but a set", "second-", "second_"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, sameID(tt.id))
		})
	}
}

func page(id, url string) Page {
	return Page{Page: corpus.Page{ID: id, URL: url}, Same: sameID(id)}
}

func TestKeepAway(t *testing.T) {
	t.Parallel()
	away, stays := "", ""
	for _, id := range []string{"pier_a", "pier_b", "pier_c", "pier_d", "pier_e", "pier_f"} {
		if hashed(id) {
			away = id
		} else {
			stays = id
		}
	}
	assert.NotEmpty(t, away)
	assert.NotEmpty(t, stays)
	sets := []Set{
		{Name: "blocks", Pages: []Page{
			page("publishers-"+away, "https://www.pier.example/a"),
			page("publishers-"+stays, "https://pier.example/b"),
			page(away, "https://lone.example/a"),
			page(away, ""),
			page(stays, ""),
		}},
		{Name: "publishers", Pages: []Page{page(away, "https://m.pier.example/a")}},
	}
	keepAway(sets)
	assert.True(t, sets[0].Pages[0].KeptAway)
	assert.False(t, sets[0].Pages[1].KeptAway, "the hash says no")
	assert.False(t, sets[0].Pages[2].KeptAway, "its publisher has no other page")
	assert.False(t, sets[0].Pages[3].KeptAway, "nobody knows its publisher")
	assert.True(t, sets[1].Pages[0].KeptAway, "the same page in another set")
}
