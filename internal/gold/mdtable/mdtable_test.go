package mdtable_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/gold/mdtable"
)

// Widths are of characters, not of bytes.
func TestFormat(t *testing.T) {
	t.Parallel()
	got := mdtable.Format([]string{"name", "n"}, [][]string{{"é", "100"}, {"longer", "-"}})
	assert.Equal(t, "| name   |   n |\n|--------|----:|\n| é      | 100 |\n| longer |   - |\n", got)
}
