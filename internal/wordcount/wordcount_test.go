package wordcount

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestCount(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 0, Words(" – "))
	assert.Equal(t, 5, Words("It wasn't 中文, no"))
}
