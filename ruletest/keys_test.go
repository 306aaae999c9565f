package ruletest_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

func fsOf(name string, data []byte) fs.FS { return fstest.MapFS{name: {Data: data}} }

// schemaTable is the part of schema.json that names keys.
type schemaTable struct {
	Ref         string                  `json:"$ref"`
	Items       *schemaTable            `json:"items"`
	Properties  map[string]*schemaTable `json:"properties"`
	Definitions map[string]*schemaTable `json:"definitions"`
}

func (s *schemaTable) keys(root *schemaTable, path string, out *[]string) {
	if name, ok := strings.CutPrefix(s.Ref, "#/definitions/"); ok {
		s = root.Definitions[name]
	}
	if s.Items != nil {
		s.Items.keys(root, path, out)
	}
	for name, p := range s.Properties {
		full := strings.TrimPrefix(path+"."+name, ".")
		*out = append(*out, full)
		p.keys(root, full, out)
	}
}

// schemaKeys returns the keys that say something: no tables, no promises, and
// not what names the file to people or to the list of files.
func schemaKeys(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "rules", "schema.json"))
	require.NoError(t, err)
	root := new(schemaTable)
	require.NoError(t, json.Unmarshal(data, root))
	var all []string
	root.keys(root, "", &all)
	labels := []string{"name", "notes", "layout.name"}
	out := slices.DeleteFunc(slices.Clone(all), func(k string) bool {
		return slices.Contains(labels, k) || k == "expect" || strings.HasPrefix(k, "expect.") ||
			slices.ContainsFunc(all, func(o string) bool { return strings.HasPrefix(o, k+".") })
	})
	slices.Sort(out)
	return out
}

// explained is all that a page gives and why, as JSON.
func explained(t *testing.T, x *gatefold.Extractor, data []byte, url string) string {
	t.Helper()
	rep, err := read.Explain(x, data, url)
	require.NoError(t, err)
	rep.Effects = nil // what was credited is no result
	out, err := json.Marshal(rep)
	require.NoError(t, err)
	return string(out)
}

// Every key of the format has an effect. Taken away from all files that ship,
// it changes what a fixture gives; one that none of them uses does so in a made
// rule.
func TestEveryKeyHasAnEffect(t *testing.T) {
	t.Parallel()
	set := rules.Embedded()
	users := map[string][]string{} // by key: the files that state it
	for h := range set.Files() {
		for _, p := range set.Parts(h.File) {
			if l := users[p.Key]; len(l) == 0 || l[len(l)-1] != h.File {
				users[p.Key] = append(l, h.File)
			}
		}
	}
	keys := schemaKeys(t)
	require.Greater(t, len(keys), 200)
	shipped := 0
	for _, key := range keys {
		if len(users[key]) > 0 && changesFixture(t, set, key, users[key]) {
			shipped++
			continue
		}
		assert.True(t, changesMade(t, key), "%s has no effect", key)
	}
	assert.Greater(t, shipped, 40, "keys that a shipped file proves")
}

// changesFixture reports whether a fixture of one of the files gives something
// else without the key.
func changesFixture(t *testing.T, set *rules.Set, key string, files []string) bool {
	t.Helper()
	with, err := gatefold.New(gatefold.WithRuleSet(set))
	require.NoError(t, err)
	without, err := gatefold.New(gatefold.WithRuleSet(set.WithoutKey(key)))
	require.NoError(t, err)
	for _, file := range files {
		c := set.Compile(file)
		for _, x := range c.Expect {
			data, err := read.File(fixturesOfModule(), x.Fixture)
			require.NoError(t, err)
			url := x.URL
			if url == "" && len(c.Head.Hosts) > 0 {
				url = "https://" + c.Head.Hosts[0]
			}
			if explained(t, with, data, url) != explained(t, without, data, url) {
				return true
			}
		}
	}
	return false
}

// madePage has an element for each made rule: a mark, a date, an offer with
// all parts, hidden text, and a story that is long enough to be one.
const madePage = `<html><head><title>A</title><meta name="mark" content="made"><script src="https://made.example/x.js"></script></head>
<body><main class="base alt"><h1 class="h">The old pier is mended</h1>
<div class="mark" title="made">Something that stands here alone</div>
<p>After two winters of storms the old pier stands again, and the first boats tied up at it on Friday morning.</p>
<p>The town paid for the oak, the county for the nails, and the carpenters of the yard gave a week of their time.</p>
<p>The market is to move back in the autumn, once the cranes are gone and the road along the water is open.</p>
<div class="held" hidden><p>` + heldText + `</p></div></main>
<div class="box"><p class="two">Ropes and sails</p><p class="one">A word to all</p><p class="three">Come aboard</p><p>Only $3 a month.</p></div></body></html>`

const heldText = `The lantern on the far end burned through the whole night, and whoever came along the shore could see from miles away that
somebody had kept watch over the new planks, had counted the nails again and again, had swept the sand from the steps, had tied the
ropes that the wind had loosened, and had written down in a small book with a blue cover which ship had come, from where, with what
cargo, and how long she meant to stay before the tide would carry her out past the breakwater and into the open sea once more.`

const madeHead = "name = \"M\"\nhosts = [\"made.example\"]\n"

// madeRule returns files in which the key has something to do on madePage.
func madeRule(key string) fstest.MapFS {
	files := fstest.MapFS{}
	put := func(name, text string) { files[name] = &fstest.MapFile{Data: []byte(text)} }
	table, rest, _ := strings.Cut(strings.TrimPrefix(key, "layout."), ".")
	name := rest[strings.LastIndex(rest, ".")+1:]
	value := map[string]string{"fields": `"const:2019-03-02"`, "roles": `".mark"`, "access": `"meta:mark=made"`}[table]
	if table == "access" && name == "withheld" {
		value = `".held"`
	}
	if table == "fields" && (name == "canonical_url" || name == "image" || name == "license") {
		value = `"const:https://made.example/x"`
	}
	if table == "fields" && name == "language" {
		value = `"const:de"`
	}
	top, layout := "", ""
	if strings.HasPrefix(key, "layout.") {
		layout = "[[layout]]\nprobe = [\".alt\"]\n"
		top = "layout."
	}
	platform := "name = \"P\"\n"
	switch {
	case strings.HasPrefix(rest, "add."):
		put("site.toml", madeHead+layout+"["+top+table+".add]\n"+name+" = ["+value+"]\n")
	case strings.HasPrefix(rest, "drop."):
		put("platforms/made.toml", platform+"["+table+"]\n"+name+" = ["+value+"]\n")
		put("site.toml", "platform = \"made\"\n"+madeHead+layout+"["+top+table+".drop]\n"+name+" = ["+value+"]\n")
	case table == "fields" || table == "roles" || table == "access":
		put("site.toml", madeHead+layout+"["+top+table+"]\n"+name+" = ["+value+"]\n")
	case table == "drop_promo":
		put("platforms/made.toml", platform+"[[promo]]\nkind = \"event\"\nmatch = [\".box\"]\n")
		put("site.toml", "platform = \"made\"\n"+madeHead+dropPromo(layout))
	case table == "promo":
		put("vendors/other.toml", "name = \"O\"\n")
		put("site.toml", madeHead+layout+"[["+top+"promo]]\nkind = \"membership\"\nmatch = [\".box\"]\ngate = true\nplacement = \"sidebar\"\n"+
			"vendor = \"other\"\nheading = [\".one\"]\nbenefits = [\".two\"]\naction = [\".three\"]\n")
	case table == "probe":
		put("site.toml", madeHead+"[[layout]]\nprobe = [\".none\", \".alt\"]\n[layout.roles]\nrelated = [\".mark\"]\n")
	case table == "detect":
		value := map[string]string{"generator": "Made", "scripts": "made.example", "hosts": "made.example", "selectors": ".mark"}[name]
		put("platforms/made.toml", platform+"[roles]\nrelated = [\".mark\"]\n[detect]\n"+name+" = [\""+value+"\"]\n")
	default:
		put("platforms/made.toml", platform+"[roles]\nrelated = [\".mark\"]\n")
		value := map[string]string{"language": `"de"`, "country": `"AU"`, "platform": `"made"`, "former": `["old.example"]`}[key]
		put("site.toml", madeHead+key+" = "+value+"\n[[promo]]\nkind = \"membership\"\nmatch = [\".box\"]\n")
		if key == "hosts" {
			put("site.toml", madeHead+"[roles]\nrelated = [\".mark\"]\n")
		}
	}
	return files
}

func dropPromo(layout string) string {
	return layout + "drop_promo = [\".box\"]\n"
}

// changesMade reports whether a key changes what the made page gives by the
// made rule.
func changesMade(t *testing.T, key string) bool {
	t.Helper()
	set, err := rules.Load(madeRule(key))
	require.NoError(t, err, key)
	url := "https://made.example/2019/03/02/x"
	if key == "former" {
		url = "https://old.example/x"
	}
	with, err := gatefold.New(gatefold.WithRuleSet(set))
	require.NoError(t, err)
	without, err := gatefold.New(gatefold.WithRuleSet(set.WithoutKey(key)))
	require.NoError(t, err)
	return explained(t, with, []byte(madePage), url) != explained(t, without, []byte(madePage), url)
}

// The keys of a promo that say where it stands and what its parts are show in
// the article's JSON.
func TestPromoKeysShow(t *testing.T) {
	t.Parallel()
	x, err := gatefold.New(gatefold.WithRules(madeRule("promo.placement")))
	require.NoError(t, err)
	a, err := x.Extract(strings.NewReader(madePage), gatefold.Page{URL: "https://made.example/x"})
	require.NoError(t, err)
	out, err := json.Marshal(a)
	require.NoError(t, err)
	var got struct {
		Promos []struct {
			Kind, Placement, Heading string
			Benefits                 []string
			Actions                  []struct{ Text string }
			Gate                     bool
		}
	}
	require.NoError(t, json.Unmarshal(out, &got))
	require.Len(t, got.Promos, 1)
	p := got.Promos[0]
	assert.Equal(t, []any{"membership", "sidebar", "A word to all", true}, []any{p.Kind, p.Placement, p.Heading, p.Gate})
	assert.Equal(t, []string{"Ropes and sails"}, p.Benefits)
	require.Len(t, p.Actions, 1)
	assert.Equal(t, "Come aboard", p.Actions[0].Text)
}
