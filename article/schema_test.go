package article

import (
	"encoding"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/term"
)

const schemaFile = "../docs/article.schema.json"

// schemaNode is the part of JSON Schema that the file uses.
type schemaNode struct {
	Ref        string                 `json:"$ref"`
	Type       string                 `json:"type"`
	Format     string                 `json:"format"`
	Enum       []string               `json:"enum"`
	Properties map[string]*schemaNode `json:"properties"`
	Required   []string               `json:"required"`
	Items      *schemaNode            `json:"items"`
	AnyOf      []*schemaNode          `json:"anyOf"`
	Defs       map[string]*schemaNode `json:"$defs"`
}

func readSchema(t *testing.T) *schemaNode {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash(schemaFile))
	require.NoError(t, err)
	root := new(schemaNode)
	require.NoError(t, json.Unmarshal(data, root))
	return root
}

// Every field of the Go types is in the schema with its type, and the schema
// has no other.
func TestSchemaHasFieldsOfArticle(t *testing.T) {
	t.Parallel()
	root := readSchema(t)
	for _, extra := range []string{"text", "file", "error"} {
		assert.Contains(t, root.Properties, extra, "beside the fields of Article")
		delete(root.Properties, extra)
	}
	root.Required = slices.DeleteFunc(root.AnyOf[0].Required, func(s string) bool { return s == "text" })
	c := schemaChecker{root: root, seen: map[reflect.Type]bool{}}
	c.check(t, "article", root, reflect.TypeFor[Article]())
}

type schemaChecker struct {
	root *schemaNode
	seen map[reflect.Type]bool
}

func (c *schemaChecker) check(t *testing.T, path string, s *schemaNode, typ reflect.Type) {
	t.Helper()
	if s.Ref != "" {
		s = c.root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")]
		require.NotNil(t, s, path)
	}
	switch {
	case typ == reflect.TypeFor[time.Time]():
		assert.Equal(t, "date-time", s.Format, path)
	case typ.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		assert.Equal(t, "string", s.Type, path)
	case typ.Kind() == reflect.Struct:
		c.fields(t, path, s, typ)
	case typ.Kind() == reflect.Slice:
		assert.Equal(t, "array", s.Type, path)
		c.check(t, path+"[]", s.Items, typ.Elem())
	case typ.Kind() == reflect.String:
		assert.True(t, s.Type == "string" || len(s.Enum) > 0, path)
	default:
		want := map[reflect.Kind]string{
			reflect.Bool: "boolean", reflect.Int: "integer", reflect.Float64: "number", reflect.Map: "object",
		}
		assert.Equal(t, want[typ.Kind()], s.Type, path)
	}
}

func (c *schemaChecker) fields(t *testing.T, path string, s *schemaNode, typ reflect.Type) {
	t.Helper()
	if c.seen[typ] {
		return
	}
	c.seen[typ] = true
	var names, required []string
	for f := range fieldsOf(typ) {
		name, option, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
		if option == "" {
			required = append(required, name)
		}
		if assert.Contains(t, s.Properties, name, path) {
			c.check(t, path+"."+name, s.Properties[name], f.Type)
		}
	}
	for name := range s.Properties {
		assert.Contains(t, names, name, "%s has no such field", path)
	}
	assert.ElementsMatch(t, required, s.Required, "%s: required are the fields that are always written", path)
}

func TestSchemaKnowsEveryWord(t *testing.T) {
	t.Parallel()
	root := readSchema(t)
	enum := func(def, field string) []string { return root.Defs[def].Properties[field].Enum }
	assert.Contains(t, root.Properties["kind"].Enum, string(KindNotArticle))
	assert.Subset(t, enum("promo", "kind"), []string{"", string(PromoAdblock), string(PromoConsent)})
	for _, kind := range blockKinds {
		assert.Contains(t, enum("block", "kind"), string(kind))
	}
	for _, kind := range spanKinds {
		assert.Contains(t, enum("span", "kind"), string(kind))
	}
	for _, words := range []struct{ got, want []string }{
		{enum("aside", "role"), term.RoleNames()},
		{enum("promo", "kind"), append([]string{""}, term.PromoKindNames()...)},
		{enum("access", "policy"), term.PolicyNames()},
		{enum("access", "completeness"), term.CompletenessNames()},
	} {
		assert.Equal(t, words.want, words.got)
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	schema, err := c.Compile(filepath.FromSlash(schemaFile))
	require.NoError(t, err)
	return schema
}

func validateJSON(t *testing.T, schema *jsonschema.Schema, data []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	require.NoError(t, err)
	return schema.Validate(v)
}

func TestSchemaAcceptsArticles(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	sample, err := os.ReadFile(filepath.Join("testdata", "render", "article.json"))
	require.NoError(t, err)
	var art Article
	require.NoError(t, json.Unmarshal(sample, &art))
	for _, art := range []Article{{}, art, {Body: newGenerator(3).blocks(2)}} {
		for i := range art.Body {
			art.Body[i].Level = min(max(art.Body[i].Level, 0), 6)
		}
		data, err := json.Marshal(art)
		require.NoError(t, err)
		assert.NoError(t, validateJSON(t, schema, data))
	}
	assert.NoError(t, validateJSON(t, schema, []byte(`{"file":"a.html","error":"too large"}`)), "a failed page's line")
}

func TestSchemaRefuses(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	for name, change := range map[string][2]string{
		"unknown field":   {`"kind":"article"`, `"kind":"article","colour":"red"`},
		"unknown kind":    {`"kind":"article"`, `"kind":"novel"`},
		"null for a list": {`"body":[]`, `"body":null`},
		"bad block":       {`"body":[]`, `"body":[{"text":"x"}]`},
		"missing access":  {`,"access":{"policy":"unknown","completeness":"unknown","declared":false,"evidence":[]}`, ``},
	} {
		data, err := json.Marshal(Article{})
		require.NoError(t, err)
		changed := strings.Replace(string(data), change[0], change[1], 1)
		require.NotEqual(t, string(data), changed, name)
		assert.Error(t, validateJSON(t, schema, []byte(changed)), name)
	}
}
