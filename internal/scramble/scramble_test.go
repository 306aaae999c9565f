package scramble_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/scramble"
)

const (
	english = "the clock above the gate is wound every monday by one of eleven families, who climb the ladder with a key as long as a forearm and talk"
	german  = "die uhr uber dem tor wird jeden montag von einer der elf familien aufgezogen, die mit einem schlussel auf die leiter steigt und redet"
	polish  = "zegar nad brama nakreca w kazdy poniedzialek jedna z jedenastu rodzin, ktora wchodzi na drabine z kluczem dlugim jak przedramie i rozmawia"
)

func shifted(s string, by int) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return 'a' + (r-'a'+rune(by)+26)%26
		}
		return r
	}, s)
}

func TestIs(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"english": english, "german": german, "polish": polish} {
		assert.False(t, scramble.Is([]byte(text)), "%s as it is", name)
		for _, by := range []int{1, -1, 13} {
			assert.True(t, scramble.Is([]byte(shifted(text, by))), "%s shifted by %d", name, by)
		}
	}
	for name, text := range map[string]string{
		"short":        shifted(english[:60], 1),
		"data":         strings.Repeat("q8zk3hx0vbt9wjm5", 20),
		"consonants":   strings.Repeat("html css xml json dns ssh tls ftp ", 6),
		"other script": strings.Repeat("часы над воротами ", 20),
		"nothing":      "",
	} {
		assert.False(t, scramble.Is([]byte(text)), name)
	}
}
