package rules_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pelletier/go-toml/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
)

const head = "name = \"A\"\nhosts = [\"a.example\"]\n"

// problems are files that must not load. Each case's messages are in
// testdata/errors.golden.
var problems = []struct {
	name  string
	files []string // pairs of path and content
	why   string
}{
	{"empty file", []string{"sites/a.toml", ""}, "a file with nothing does nothing"},
	{"comment only", []string{"sites/a.toml", "# later\n"}, "the same as empty"},
	{"huge file", []string{"sites/a.toml", head + strings.Repeat("# x\n", 100_000)}, "a rule file is written by a person"},
	{"not utf-8", []string{"sites/a.toml", head + "notes = \"caf\xe9\"\n"}, "TOML is UTF-8"},
	{"syntax", []string{"sites/a.toml", head + "[roles\nbody = 1\n"}, "the parser's own message with its place"},
	{"unclosed string", []string{"sites/a.toml", "name = \"A\nhosts = []\n"}, "the parser's own message with its place"},
	{"unknown key", []string{"sites/a.toml", head + "langage = \"en\"\n"}, "a misspelt key is named with the nearest"},
	{"unknown key, nothing near", []string{"sites/a.toml", head + "[[promo]]\nkind = \"event\"\nmatch = \".e\"\nrequest = \"GET\"\n"}, "then all are listed"},
	{"unknown table", []string{"sites/a.toml", head + "[role]\nbody = [\".a\"]\n"}, "a table is a key too"},
	{"key of another kind", []string{"vendors/v.toml", "name = \"V\"\nhosts = [\"v.example\"]\n"}, "a vendor has no hosts"},
	{"bad role", []string{"sites/a.toml", head + "[roles]\nbyeline = [\".a\"]\n"}, "roles are a closed vocabulary"},
	{"bad field", []string{"sites/a.toml", head + "[fields]\nauthor = [\".a\"]\n"}, "fields are a closed vocabulary"},
	{"bad promo kind", []string{"sites/a.toml", head + "[[promo]]\nkind = \"newsleter\"\nmatch = [\".n\"]\n"}, "kinds are a closed vocabulary"},
	{"bad access word", []string{"sites/a.toml", head + "[access]\nmeterd = [\".n\"]\n"}, "policies are a closed vocabulary"},
	{"bad placement", []string{"sites/a.toml", head + "[[promo]]\nkind = \"app\"\nmatch = [\".n\"]\nplacement = \"side-bar\"\n"}, "placements are a closed vocabulary"},
	{"promo without match", []string{"sites/a.toml", head + "[[promo]]\nkind = \"app\"\n"}, "it would find nothing"},
	{"promo without kind", []string{"sites/a.toml", head + "[[promo]]\nmatch = \".x\"\n"}, "the kind is what a reader asks for"},
	{"bad selector", []string{"sites/a.toml", head + "[roles]\nbody = [\"p\", \"div[\"]\n"}, "the place is that of the selector, not of the list"},
	{"two bad selectors", []string{"sites/a.toml", head + "[roles]\nbody = [\n  \"div[\",\n  \"é > \",\n]\n"}, "all at once, each at its own line"},
	{"sibling combinator", []string{"sites/a.toml", head + "[roles]\nbody = [\"li.b ~ li\"]\n"}, "quadratic on hostile pages"},
	{"nested has", []string{"sites/a.toml", head + "[roles]\nbody = [\"div:has(p:has(a))\"]\n"}, "quadratic on hostile pages"},
	{"bad attribute", []string{"sites/a.toml", head + "[fields]\npublished = [\"time @date time\"]\n"}, "an attribute is one name"},
	{"attribute in a role", []string{"sites/a.toml", head + "[roles]\nbody = [\"div @id\"]\n"}, "a role is of an element"},
	{"misspelt source", []string{"sites/a.toml", head + "[fields]\ntitle = [\"jsonID:headline\"]\n"}, "cascadia would take it for a pseudo-class"},
	{"empty source", []string{"sites/a.toml", head + "[fields]\ntitle = [\"meta:\"]\n"}, "it names nothing"},
	{"bad path", []string{"sites/a.toml", head + "[fields]\ntitle = [\"jsonld:author..name\"]\n"}, "an empty part leads nowhere"},
	{"date pattern for a section", []string{"sites/a.toml", head + "[fields]\nsection = [\"url:/{yyyy}/\"]\n"}, "a date is no section"},
	{"pattern without a date", []string{"sites/a.toml", head + "[fields]\npublished = [\"url:/news/\"]\n"}, "it reads nothing"},
	{"unknown place", []string{"sites/a.toml", head + "[fields]\npublished = [\"url:/{year}/\"]\n"}, "places are a closed vocabulary"},
	{"constant condition", []string{"sites/a.toml", head + "[access]\nfree = [\"const:yes\"]\n"}, "it would always hold"},
	{"wrong type", []string{"sites/a.toml", head + "[roles]\nbody = 3\nad = [true]\n"}, "lists are of strings"},
	{"inline table", []string{"sites/a.toml", head + "roles = {body = [\".a\"]}\n"}, "one way to write it"},
	{"table for a list of tables", []string{"sites/a.toml", head + "[promo]\nkind = \"app\"\n"}, "promos are many"},
	{"date without quotes", []string{"sites/a.toml", head + "[[expect]]\nfixture = \"a.html\"\npublished = 2024-05-01\n"}, "expectations compare words"},
	{"key twice", []string{"sites/a.toml", head + "name = \"B\"\n"}, "TOML forbids it"},
	{"table twice", []string{"sites/a.toml", head + "[roles]\nbody = [\".a\"]\n[roles]\nad = [\".b\"]\n"}, "TOML forbids it"},
	{"dotted and table", []string{"sites/a.toml", head + "roles.body = [\".a\"]\n[roles]\nad = [\".b\"]\n"}, "TOML forbids it"},
	{"string twice in a list", []string{"sites/a.toml", head + "[roles]\nbody = [\".a\", \".b\", \".a\"]\n"}, "a slip of copying"},
	{"url as host", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"https://a.example/\"]\n"}, "hosts are names"},
	{"long selector", []string{"sites/a.toml", head + "[roles]\nbody = [\"div[" + strings.Repeat("a", 20_000) + "\"]\n"}, "a problem is no copy of the file"},
	{"dots as host", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"..\"]\n"}, "it names nothing"},
	{"empty label", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"a..example\"]\n"}, "no such name can be registered"},
	{"address as host", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"127.0.0.1\"]\n"}, "a publisher is found by name"},
	{"long label", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"" + strings.Repeat("a", 80) + ".example\"]\n"}, "RFC 1035 ends them at 63"},
	{"long host", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"" + strings.Repeat("a.", 200) + "example\"]\n"}, "RFC 1035 ends them at 253"},
	{"public suffix", []string{"sites/a.toml", "name = \"A\"\nhosts = [\"co.uk\"]\n"}, "it would claim a country"},
	{"no hosts", []string{"sites/a.toml", "name = \"A\"\nhosts = []\n"}, "a site is found by its host"},
	{"bad language", []string{"sites/a.toml", head + "language = \"english\"\n"}, "tags, not names"},
	{"bad country", []string{"sites/a.toml", head + "country = \"uk.\"\n"}, "codes, not names"},
	{"layout without probe", []string{"sites/a.toml", head + "[[layout]]\n[layout.roles]\nbody = [\".a\"]\n"}, "it would never be chosen"},
	{"two layouts of one name", []string{"sites/a.toml", head + "[[layout]]\nname = \"x\"\nprobe = \".a\"\n[[layout]]\nname = \"x\"\nprobe = \".b\"\n"}, "expectations name them"},
	{"expectation of no layout", []string{"sites/a.toml", head + "[[layout]]\nname = \"2016\"\nprobe = \".a\"\n[[expect]]\nfixture = \"a.html\"\nlayout = \"2015\"\n"}, "it could not hold"},
	{"expectation without fixture", []string{"sites/a.toml", head + "[[expect]]\ntitle = \"A\"\n"}, "it could not be checked"},
	{"purpose that no selector has", []string{"sites/a.toml", head + "[[expect]]\nfixture = \"a.html\"\nfinds = [\"bdy 1\"]\n"}, "purposes are a closed vocabulary"},
	{"purpose without a number", []string{"sites/a.toml", head + "[[expect]]\nfixture = \"a.html\"\nfinds = [\"body\"]\n"}, "it promises nothing"},
	{"bad page kind", []string{"sites/a.toml", head + "[[expect]]\nfixture = \"a.html\"\nkind = \"artcle\"\n"}, "kinds are a closed vocabulary"},
	{"duplicate host", []string{"sites/a.toml", head, "sites/b.toml", "name = \"B\"\nhosts = [\"b.example\", \"www.a.example\"]\n"}, "only one file can serve it"},
	{"host twice in a file", []string{"sites/a.toml", head + "former = [\"A.example\"]\n"}, "a slip"},
	{"missing platform", []string{"sites/a.toml", head + "platform = \"wordpres\"\n", "platforms/wordpress.toml", "name = \"WordPress\"\n"}, "named with the nearest"},
	{"cycle of platforms", []string{"platforms/a.toml", "name = \"A\"\nplatform = \"b\"\n", "platforms/b.toml", "name = \"B\"\nplatform = \"c\"\n", "platforms/c.toml", "name = \"C\"\nplatform = \"a\"\n"}, "each is told where it closes"},
	{"site on a cycle", []string{"sites/s.toml", "name = \"S\"\nhosts = [\"s.example\"]\nplatform = \"a\"\n", "platforms/a.toml", "name = \"A\"\nplatform = \"a\"\n"}, "a platform may not build on itself"},
	{"missing vendor", []string{"sites/a.toml", head + "[[promo]]\nkind = \"app\"\nmatch = \".a\"\nvendor = \"pinao\"\n", "vendors/piano.toml", "name = \"Piano\"\n"}, "named with the nearest"},
	{"drop of nothing", []string{"sites/a.toml", head + "platform = \"p\"\ndrop_promo = [\".q\"]\n[roles.drop]\nbody = [\".contnt\"]\n", "platforms/p.toml", "name = \"P\"\n[roles]\nbody = [\".content\"]\n"}, "the platform has changed, or a slip"},
	{"add of what is there", []string{"sites/a.toml", head + "platform = \"p\"\n[roles.add]\nbody = [\".content\"]\n", "platforms/p.toml", "name = \"P\"\n[roles]\nbody = [\".content\"]\n"}, "it does nothing"},
	{"misspelt folder", []string{"site/a.toml", head}, "its files would be passed over in silence"},
}

func TestProblems(t *testing.T) {
	t.Parallel()
	var got bytes.Buffer
	for _, c := range problems {
		require.NotEmpty(t, c.why, c.name)
		_, err := rules.Load(files(c.files...))
		require.Error(t, err, c.name)
		var e *rules.Error
		require.ErrorAs(t, err, &e, c.name)
		checkPlaces(t, err, files(c.files...))
		got.WriteString("<<< " + c.name + "\n" + err.Error() + "\n>>>\n")
	}
	golden := filepath.Join("testdata", "errors.golden")
	if *rules.Update {
		require.NoError(t, os.WriteFile(golden, got.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), got.String())
}

// checkPlaces holds that each problem names a file and a line that exist.
func checkPlaces(t *testing.T, err error, fsys fstest.MapFS) {
	t.Helper()
	joined, ok := err.(interface{ Unwrap() []error })
	require.True(t, ok, "problems are joined")
	for _, problem := range joined.Unwrap() {
		var e *rules.Error
		require.ErrorAs(t, problem, &e)
		require.NotEmpty(t, e.File)
		require.GreaterOrEqual(t, e.Line, 1)
		require.GreaterOrEqual(t, e.Column, 1)
		if f := fsys[e.File]; f != nil {
			require.LessOrEqual(t, e.Line, bytes.Count(f.Data, []byte("\n"))+1, "%v", problem)
		}
		require.True(t, strings.HasPrefix(problem.Error(), "rules: "+e.File+":"), "%v", problem)
	}
}

// FuzzLoad holds that a rule file never makes the loader panic, that each
// problem has a place in the file, and that what is accepted is TOML by the
// library's own decoder.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(base))
	f.Add([]byte(head + "[fields]\ntitle = ['h1 @id', 'jsonld:a.b', 'url:/{value}/']\n[roles.add]\nbody=['p']\n[[layout]]\nprobe='a'\n[layout.roles]\nad=[]\n"))
	f.Add([]byte(head + "roles.body = ['.a']\n[[expect]]\nfixture='x'\nauthors=[]\ngate=true\n[access]\nfree=['meta:a=b|c']\n"))
	f.Add([]byte("name = '''\nA'''\n\"hosts\" = [ # one\n'a.example',\n]\n[[promo]]\n[promo.x]\n[[promo.y]]\n"))
	for _, c := range problems {
		if len(c.files[1]) < 1000 {
			f.Add([]byte(c.files[1]))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, dir := range []string{"sites", "platforms", "vendors"} {
			fsys := fstest.MapFS{dir + "/f.toml": &fstest.MapFile{Data: data}}
			s, err := rules.Load(fsys)
			if err != nil {
				checkPlaces(t, err, fsys)
				continue
			}
			var decoded map[string]any
			require.NoError(t, toml.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &decoded))
			require.NotNil(t, s.Compile(dir+"/f.toml"))
			require.NotNil(t, s.Common())
		}
	})
}
