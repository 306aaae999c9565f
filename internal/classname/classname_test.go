package classname

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, class, why string
		want             Set
	}{
		{"hyphens", "article-body", "two words that name the story's text together", ArticleBody},
		{"camel case", "ArticleBody", "component names", ArticleBody},
		{"one word", "entrycontent", "run together", ArticleBody},
		{"hash", "css-1x2y3z", "a hash says nothing", 0},
		{"related", "related_posts", "underscores split too", Related},
		{"inside a word", "shareholder", "words count, not parts of them", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := Of(tt.class)
			if tt.want == 0 {
				assert.Zero(t, got, tt.why)
				return
			}
			assert.NotZero(t, got&tt.want, tt.why)
		})
	}
}

func TestNameTableHasAllWords(t *testing.T) {
	t.Parallel()
	for word, h := range words() {
		hash := uint32(0)
		for _, c := range []byte(word) {
			hash = hashByte(hash, c)
		}
		assert.Equal(t, h, table().get(hash, []byte(word)), word)
		assert.Zero(t, table().get(hash, []byte(word+"x")), word)
	}
}
