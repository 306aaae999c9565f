package gain_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/ruletest"
)

// paragraphs are a made-up story; the fourth is one that a rule may take away.
var paragraphs = []string{
	"The ferry to the island was late again this morning, and the people on the pier had stopped asking why it was so.",
	"A sailor said that the old engine needs an hour to get warm, and that nobody at the company has ordered a new one yet.",
	"The harbour master keeps a list of the delays, he said, and the list has grown by four pages since the end of winter.",
	"Most of those who wait are teachers and nurses, and some of them have begun to take the first boat to be on time.",
	"The company promised a second ship for the summer, but the ship lies in a dock on the other side of the bay for repairs.",
}

const lead = "Nobody on the pier asks for the reason any more."

func story() string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The late ferry</title>
<meta property="og:title" content="The late ferry"></head><body><main><h1>The late ferry</h1><p class="deck-line">` + lead + `</p><div class="story">`)
	for i, p := range paragraphs {
		fmt.Fprintf(&b, "<p class=\"p%d\">%s</p>\n", i, p)
	}
	b.WriteString(`</div><section class="mail"><p>Our letter about the harbour comes on Fridays, sign up for it here.</p></section></main></body></html>`)
	return b.String()
}

// goldLine is the gold of a page in a set without labels.
func goldLine(t *testing.T, id, host, title string) string {
	t.Helper()
	line, err := json.Marshal(map[string]any{
		"id": id, "url": "https://" + host + "/" + id, "title": title, "body": strings.Join(paragraphs, "\n\n"),
	})
	require.NoError(t, err)
	return string(line) + "\n"
}

// labelLine is the gold of a page with labels.
func labelLine(t *testing.T, id, host, standfirst string) string {
	t.Helper()
	var blocks []map[string]any
	for _, p := range paragraphs {
		blocks = append(blocks, map[string]any{"role": "body", "text": p})
	}
	line, err := json.Marshal(map[string]any{
		"id": id, "url": "https://" + host + "/" + id, "kind": "article", "title": "The late ferry", "standfirst": standfirst,
		"policy": "free", "content": "full", "blocks": blocks, "promos": []any{},
	})
	require.NoError(t, err)
	return string(line) + "\n"
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
	require.NoError(t, os.WriteFile(name, data, 0o666))
}

// corpusOf writes sets of the pages that the lines are about.
func corpusOf(t *testing.T, sets map[string]string) string {
	t.Helper()
	root := t.TempDir()
	var zipped bytes.Buffer
	zw := gzip.NewWriter(&zipped)
	_, err := zw.Write([]byte(story()))
	require.NoError(t, err)
	require.NoError(t, zw.Close())
	for set, lines := range sets {
		write(t, filepath.Join(root, set, "gold.jsonl"), []byte(lines))
		for line := range strings.Lines(lines) {
			var g struct{ ID string }
			require.NoError(t, json.Unmarshal([]byte(line), &g))
			write(t, filepath.Join(root, set, "pages", g.ID+".html.gz"), zipped.Bytes())
		}
	}
	return root
}

func measure(t *testing.T, root string, rules fstest.MapFS, which gain.Which, files ...string) *gain.Report {
	t.Helper()
	s, err := ruletest.Open(ruletest.Options{Rules: rules, Fixtures: fstest.MapFS{}, Files: files})
	require.NoError(t, err)
	require.Empty(t, s.Broken())
	sets, err := gain.OpenSets(root)
	require.NoError(t, err)
	readers, err := gain.Shipped(s.Set())
	require.NoError(t, err)
	rep, err := gain.Measure(s, sets, which, readers)
	require.NoError(t, err)
	return rep
}

func site(host, body string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(fmt.Sprintf("name = \"N\"\nhosts = [%q]\n%s", host, body))}
}

func lines(rep *gain.Report) []string {
	var out []string
	for i := range rep.Files {
		out = append(out, rep.Files[i].String())
	}
	return out
}

func TestMeasure(t *testing.T) {
	t.Parallel()
	root := corpusOf(t, map[string]string{
		"publishers": goldLine(t, "a1", "title.example", "A whale") + goldLine(t, "b1", "loss.example", "The late ferry") +
			goldLine(t, "c1", "idle.example", "The late ferry") + goldLine(t, "d1", "over.example", "A whale") + goldLine(t, "e1", "none.example", "x"),
		"blocks": labelLine(t, "f1", "mixed.example", "") + labelLine(t, "publishers-b1", "loss.example", ""),
	})
	const cut = "[roles]\nrelated = [\".p3\"]\n"
	rep := measure(t, root, fstest.MapFS{
		"sites/title.example.toml":   site("title.example", "[fields]\ntitle = [\"const:A whale\"]\n"),
		"sites/loss.example.toml":    site("loss.example", cut),
		"sites/idle.example.toml":    site("idle.example", "[roles]\nnavigation = [\".menu\"]\n"),
		"sites/over.example.toml":    site("over.example", "platform = \"whales\"\n"),
		"sites/nobody.example.toml":  site("nobody.example", cut),
		"sites/mixed.example.toml":   site("mixed.example", "# loses body: the fourth paragraph is an advertisement\n# loses clean: so it is\n"+cut),
		"platforms/whales.toml":      {Data: []byte("name = \"W\"\n[fields]\ntitle = [\"const:A whale\"]\n[detect]\nhosts = [\"whales.example\"]\n")},
		"platforms/nothing-yet.toml": {Data: []byte("name = \"W\"\n[detect]\nhosts = [\"other.example\"]\n")},
	}, gain.All)
	got := strings.Join(lines(rep), "\n")
	assert.Contains(t, got, "sites/title.example.toml: pages 1, title +1")
	assert.Contains(t, got, "sites/idle.example.toml: pages 1; fails: gains nothing")
	assert.Contains(t, got, "sites/nobody.example.toml: pages 0; fails: no page")
	assert.Contains(t, got, "platforms/whales.toml: pages 1, title +1", "a platform has a part in what its sites gain")
	assert.Contains(t, got, "sites/over.example.toml: pages 1, title +1")
	assert.Regexp(t, `sites/loss.example.toml: pages 1, body -[\d.]+, clean -1; fails: gains nothing, loses body, loses clean`, got,
		"a page of two sets is judged once, by its labels")
	assert.Regexp(t, `sites/mixed.example.toml: pages 1, body -[\d.]+, clean -1; fails: gains nothing`+"\n", got+"\n", "losses have their reasons")

	var totals strings.Builder
	require.NoError(t, rep.WriteTotals(&totals))
	assert.Regexp(t, `served by a file +blocks 2 +publishers 4`, totals.String())
	assert.Regexp(t, `all pages +blocks 2 +publishers 5`, totals.String())
	assert.Regexp(t, `clean pages +0\.0 \(100\.0\) +-`, totals.String())
	assert.Regexp(t, `title +100\.0 \(100\.0\) +100\.0 \(50\.0\)`, totals.String())
}

func TestMeasureKeepsPagesAway(t *testing.T) {
	t.Parallel()
	var gold strings.Builder
	for i := range 12 {
		gold.WriteString(goldLine(t, fmt.Sprintf("page-%d", i), "title.example", "A whale"))
	}
	root := corpusOf(t, map[string]string{"publishers": gold.String()})
	files := fstest.MapFS{"sites/title.example.toml": site("title.example", "[fields]\ntitle = [\"const:A whale\"]\n")}
	all, held, seen := measure(t, root, files, gain.All), measure(t, root, files, gain.Held), measure(t, root, files, gain.Seen)
	assert.Equal(t, 12, all.Files[0].Pages)
	assert.Equal(t, 12, held.Files[0].Pages+seen.Files[0].Pages)
	assert.NotZero(t, held.Files[0].Pages)
	assert.NotZero(t, seen.Files[0].Pages)
	assert.Len(t, all.Files[0].PageChanges(), seen.Files[0].Pages, "pages that are kept away are not listed")
	assert.Empty(t, held.Files[0].PageChanges())
	assert.Equal(t, "publishers/"+seen.Files[0].PageChanges()[0].ID+": title +1", seen.Files[0].PageChanges()[0].String())
}

func TestMeasureChosenFiles(t *testing.T) {
	t.Parallel()
	root := corpusOf(t, map[string]string{"publishers": goldLine(t, "a1", "title.example", "A whale") + goldLine(t, "b1", "loss.example", "A whale") + goldLine(t, "c1", "none.example", "x")})
	files := fstest.MapFS{
		"sites/title.example.toml": site("title.example", "platform = \"whales\"\n"),
		"sites/loss.example.toml":  site("loss.example", "[roles]\nrelated = [\".p3\"]\n"),
		"platforms/whales.toml":    {Data: []byte("name = \"W\"\n[fields]\ntitle = [\"const:A whale\"]\n[detect]\nhosts = [\"whales.example\"]\n")},
	}
	rep := measure(t, root, files, gain.All, "sites/title.example.toml")
	assert.Equal(t, []string{"sites/title.example.toml: pages 1, title +1"}, lines(rep))
	assert.Equal(t, 1, rep.Sets[0].All.Pages, "other pages are not read")
	rep = measure(t, root, files, gain.All, "platforms/whales.toml")
	assert.Equal(t, []string{"platforms/whales.toml: pages 1, title +1"}, lines(rep))
	assert.Equal(t, 2, rep.Sets[0].All.Pages, "a page without a site's file may be the platform's")
}

// TestMeasurePromos holds the measures that only labels have.
func TestMeasurePromos(t *testing.T) {
	t.Parallel()
	line := strings.Replace(labelLine(t, "a1", "mail.example", lead), `"promos":[]`,
		`"promos":[{"kind":"donation","where":"after-body","text":"Our letter about the harbour comes on Fridays, sign up for it here.","gate":true,"offers":[]}]`, 1)
	line = strings.Replace(line, `"policy":"free"`, `"policy":"subscription"`, 1)
	rep := measure(t, corpusOf(t, map[string]string{"blocks": line}), fstest.MapFS{
		"sites/mail.example.toml": site("mail.example", `[roles]
standfirst = [".deck-line"]
[[promo]]
kind = "donation"
match = [".mail"]
gate = true
placement = "after-body"
[access]
subscription = [".mail"]
`),
	}, gain.All)
	plus := map[string]float64{}
	for _, c := range rep.Files[0].Changes {
		plus[c.Measure] = c.Plus - c.Minus
	}
	assert.Equal(t, 1.0, plus["kinds"])
	assert.Equal(t, 1.0, plus["gate"])
	assert.Equal(t, 1.0, plus["policy"])

	var out map[string]any
	b, err := json.Marshal(rep)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, &out))
	figures := out["sets"].([]any)[0].(map[string]any)["served"].(map[string]any)["figures"].(map[string]any)
	assert.Equal(t, map[string]any{"with": 100.0, "without": 0.0}, figures["policy"])
}

func TestReasons(t *testing.T) {
	t.Parallel()
	root := corpusOf(t, map[string]string{"publishers": goldLine(t, "a1", "loss.example", "The late ferry")})
	for _, tt := range []struct{ name, comment, fails string }{
		{"none", "", "; fails: gains nothing, loses body"},
		{"of the measure", "# loses body: it is an advertisement", "; fails: gains nothing"},
		{"of another", "# loses title: it is an advertisement", "; fails: gains nothing, loses body"},
		{"without words", "# loses body:", "; fails: gains nothing, loses body"},
		{"behind a line", "language = \"en\" # loses body: an advertisement", "; fails: gains nothing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			rep := measure(t, root, fstest.MapFS{"sites/loss.example.toml": site("loss.example", tt.comment+"\n[roles]\nrelated = [\".p3\"]\n")}, gain.All)
			assert.True(t, strings.HasSuffix(lines(rep)[0], tt.fails), lines(rep)[0])
		})
	}
}

func TestKnownVerdicts(t *testing.T) {
	t.Parallel()
	root := corpusOf(t, map[string]string{"publishers": goldLine(t, "a1", "loss.example", "The late ferry")})
	rep := measure(t, root, fstest.MapFS{"sites/loss.example.toml": site("loss.example", "[roles]\nrelated = [\".p3\"]\n")}, gain.All)
	var b bytes.Buffer
	require.NoError(t, gain.WriteKnown(&b, rep.Verdicts()))
	known, err := gain.ReadKnown(&b)
	require.NoError(t, err)
	fresh, gone := gain.Against(rep.Verdicts(), known)
	assert.Empty(t, fresh)
	assert.Empty(t, gone)

	fresh, gone = gain.Against(rep.Verdicts(), []gain.Verdict{known[0], {File: "sites/loss.example.toml", What: "loses title"}})
	assert.Equal(t, known[1:], fresh, "a failure that is not known")
	assert.Equal(t, []gain.Verdict{{File: "sites/loss.example.toml", What: "loses title"}}, gone, "a line that must go")

	_, err = gain.ReadKnown(strings.NewReader("# well\n\nsites/a.toml\n"))
	assert.ErrorContains(t, err, "line 3")
}

// Of several trainings what all hold against a file is a failure, and the rest chance.
func TestVerdictsOfSeveralTrainings(t *testing.T) {
	t.Parallel()
	idle, loss := gain.Verdict{File: "sites/a.toml", What: "gains nothing"}, gain.Verdict{File: "sites/a.toml", What: "loses body"}
	both := gain.Join([]gain.Verdict{loss, idle}, []gain.Verdict{idle})
	atTimes := loss
	atTimes.AtTimes = true
	assert.Equal(t, []gain.Verdict{idle, atTimes}, both)

	var b bytes.Buffer
	require.NoError(t, gain.WriteKnown(&b, both))
	assert.Contains(t, b.String(), "\nsites/a.toml: gains nothing\nsites/a.toml: loses body, at times\n")
	known, err := gain.ReadKnown(&b)
	require.NoError(t, err)
	assert.Equal(t, both, known)

	fresh, gone := gain.Against([]gain.Verdict{idle}, known)
	assert.Empty(t, fresh)
	assert.Empty(t, gone, "it need not hold by every training")
	fresh, gone = gain.Against([]gain.Verdict{loss}, known)
	assert.Empty(t, fresh)
	assert.Equal(t, []gain.Verdict{idle}, gone)
}

func TestOpenSetsWithoutAny(t *testing.T) {
	t.Parallel()
	_, err := gain.OpenSets(t.TempDir())
	assert.ErrorIs(t, err, corpus.ErrNoSet)
}
