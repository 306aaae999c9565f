package promo

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestHasPrice(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"only $1 for four weeks": true, "nur 2,49 eur im monat": true, "月額990円": true, "r$ 5,94/mes": true, "s/ 20 al mes": true,
		"in 2024 we won 3 awards": false, "": false, "20% off": false, "4 €": true, "100": false,
	} {
		assert.Equal(t, want, hasPrice([]byte(text)), text)
	}
}
