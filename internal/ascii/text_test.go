package ascii_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/ascii"
)

func TestGraphic(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]int{"": 0, "a~!": 3, "a b": 1, " a": 0, "a\tb": 1, "aé": 1, "a\x7f": 1, "\u00a0": 0} {
		assert.Equal(t, want, ascii.Graphic(s), "%q", s)
	}
}

func TestHasLower(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("harbour ", 10)
	set := map[string]bool{"harbour post": true, "zürich": true, "": true, "ss": true, long: true, "k": true}
	for _, s := range []string{"Harbour Post", "harbour post", "HARBOUR", "ZÜRICH", "", "SS", "ß", strings.ToUpper(long), "\u212a", "[", "@"} {
		assert.Equal(t, set[strings.ToLower(s)], ascii.HasLower(set, s), "%q", s)
	}
}

// It does not run beside other tests: what they allocate would count.
func TestHasLowerMakesNoString(t *testing.T) {
	set := map[string]bool{"harbour post": true}
	assert.Zero(t, testing.AllocsPerRun(10, func() { ascii.HasLower(set, "Harbour Post") }))
}
