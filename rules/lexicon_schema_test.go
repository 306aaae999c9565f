package rules

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// lexiconFits reports whether the schema of lexicon files lets a file pass.
func lexiconFits(t *testing.T, schema *jsonschema.Schema, text string) error {
	t.Helper()
	var doc map[string]any
	require.NoError(t, toml.Unmarshal([]byte(text), &doc), text)
	// The validator knows the types of JSON.
	data, err := json.Marshal(doc)
	require.NoError(t, err)
	var plain any
	require.NoError(t, json.Unmarshal(data, &plain))
	return schema.Validate(plain)
}

func TestLexiconSchemaFitsShippedFiles(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile("lexicon/schema.json")
	require.NoError(t, err)
	paths, err := filepath.Glob("lexicon/*.toml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, p := range paths {
		data, err := os.ReadFile(p)
		require.NoError(t, err)
		assert.NoError(t, lexiconFits(t, schema, string(data)), p)
	}
}

// TestLexiconSchemaIsTheLoader has the schema and the loader agree on each word
// that a table may hold, and on words that none may.
func TestLexiconSchemaIsTheLoader(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile("lexicon/schema.json")
	require.NoError(t, err)
	kinds := append(lexicon.KindNames(), "free", "trial", "then", "per", "for", "from", "only", "was", "discount", "cancel", "first", "number", "period", "currency", "ctaa", "kind")
	words := []string{"published", "updated", "visit", "lead", "org-end", "verb", "leads", "none"}
	values := []string{"1", "99", "0", "100", "day", "week", "month", "year", "hour", "EUR", "eur", "$", "¥", "kr", "£", "euro"}
	var none *lexicon.Additions
	for _, table := range []string{"seen", "known", "offer", "offer.number", "offer.period", "offer.currency", "date", "author", "section", "date.published", "sene", "drop", "pair"} {
		for _, key := range slices.Concat(kinds, values, words) {
			text := "lang = \"cy\"\n[" + table + "]\n\"" + key + "\" = [\"a\"]\n"
			switch table {
			case "drop":
				// There has to be something to drop.
				if !slices.Contains(kinds[:len(kinds)-2], key) {
					assert.Error(t, lexiconFits(t, schema, text), text)
				} else {
					assert.NoError(t, lexiconFits(t, schema, text), text)
				}
				continue
			case "pair":
				text = "lang = \"cy\"\n[[pair]]\nkind = \"" + key + "\"\nall = [\"a\", \"b\"]\n"
			}
			_, errs := none.With([]lexicon.File{{Name: "cy.toml", Data: []byte(text)}})
			assert.Equal(t, len(errs) == 0, lexiconFits(t, schema, text) == nil, "%s: %v", text, errs)
		}
	}
}
