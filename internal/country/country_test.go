package country

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIsCanadian(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, folded string
		want         bool
		why          string
	}{
		{"province", "12 ferry street, harbour town, ontario, k1a 0b1", true, ""},
		{"short province", "harbour town bc  v6b 1a1\n", true, ""},
		{"country", "harbour town, canada (h2y 1c6)", true, ""},
		{"no province", "order number k1a 0b1", false, "a code of any sort"},
		{"part of a word", "the polygon k1a 0b1", false, "on is the end of a word"},
		{"british", "london sw1a 1aa, ontario house", false, "another form"},
		{"cut off", "ontario, k1a 0b", false, "no whole code"},
		{"nothing", "", false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, isCanadian([]byte(tt.folded)), tt.why)
		})
	}
}
