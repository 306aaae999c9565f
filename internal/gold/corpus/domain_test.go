package corpus_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/gold/corpus"
)

func TestDomain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ address, want string }{
		"host":              {"https://www.bay.example/a", "bay.example"},
		"suffix of two":     {"https://sport.bay.co.uk/b", "bay.co.uk"},
		"capitals":          {"https://WWW.Bay.Example/", "bay.example"},
		"no scheme":         {"sport.bay.example", "bay.example"},
		"one label":         {"http://localhost:80/", "localhost"},
		"nothing is no one": {"", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, corpus.Domain(c.address))
		})
	}
}
