package page

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCountWords(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 0, CountWords(" – "))
	assert.Equal(t, 5, CountWords("It wasn't 中文, no"))
}
