package rules

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everyTable has each table of the format once, so that decoding it visits
// all lists of keys.
const everyTable = `
[fields]
[fields.add]
[fields.drop]
[roles]
[roles.add]
[roles.drop]
[access]
[access.add]
[access.drop]
[detect]
[[promo]]
[[layout]]
[[expect]]
[[expect.promo]]
`

// decoderKeys returns the keys of each table as the decoder reads them, those
// of the three kinds of file joined.
func decoderKeys() map[string][]string {
	keys := map[string][]string{}
	for kind := Site; kind <= Vendor; kind++ {
		d := newDecoder(kind, "x.toml", []byte(everyTable))
		d.visit = func(path string, names []string) {
			for _, n := range names {
				if !slices.Contains(keys[path], n) {
					keys[path] = append(keys[path], n)
				}
			}
		}
		d.file()
	}
	return keys
}

type schemaNode struct {
	Ref         string                 `json:"$ref"`
	AllOf       []*schemaNode          `json:"allOf"`
	Properties  map[string]*schemaNode `json:"properties"`
	Items       *schemaNode            `json:"items"`
	Definitions map[string]*schemaNode `json:"definitions"`
}

// schemaKeys collects the keys of each table of the schema below n.
func (n *schemaNode) schemaKeys(root *schemaNode, path string, keys map[string][]string) {
	if name, ok := strings.CutPrefix(n.Ref, "#/definitions/"); ok {
		n = root.Definitions[name]
	}
	if n.Items != nil {
		n.Items.schemaKeys(root, path, keys)
	}
	if len(n.Properties) == 0 {
		return
	}
	for name, p := range n.Properties {
		keys[path] = append(keys[path], name)
		p.schemaKeys(root, dotted(path, name), keys)
	}
}

func TestSchemaHasEveryKey(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("schema.json")
	require.NoError(t, err)
	var root schemaNode
	require.NoError(t, json.Unmarshal(data, &root))
	schema := map[string][]string{}
	root.schemaKeys(&root, "", schema)
	decoder := decoderKeys()
	require.Len(t, decoder, 15)
	for path, want := range decoder {
		assert.ElementsMatch(t, want, schema[path], "table %q", path)
	}
	for path := range schema {
		if rest, ok := strings.CutPrefix(path, "layout."); ok {
			path = rest
		}
		assert.Contains(t, decoder, path)
	}
}

func TestFilesFitSchema(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile("schema.json")
	require.NoError(t, err)
	paths, err := filepath.Glob("*/*.toml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, p := range paths {
		if !slices.Contains(kindDirs[:], filepath.Dir(p)) {
			continue
		}
		data, err := os.ReadFile(p)
		require.NoError(t, err)
		var doc map[string]any
		require.NoError(t, toml.Unmarshal(data, &doc), p)
		assert.NoError(t, schema.Validate(doc), p)
	}
}

func TestSchemaRefuses(t *testing.T) {
	t.Parallel()
	schema, err := jsonschema.NewCompiler().Compile("schema.json")
	require.NoError(t, err)
	for _, c := range []struct{ name, toml string }{
		{"unknown key", "name = 'A'\nnme = 'B'"},
		{"no name", "hosts = ['a.example']"},
		{"bad role", "name = 'A'\n[roles]\nbdy = ['p']"},
		{"bad kind", "name = 'A'\n[[promo]]\nkind = 'x'\nmatch = 'p'"},
		{"number", "name = 'A'\n[access]\nfree = [1]"},
	} {
		var doc map[string]any
		require.NoError(t, toml.Unmarshal([]byte(c.toml), &doc))
		assert.Error(t, schema.Validate(doc), c.name)
	}
}
