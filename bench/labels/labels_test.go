package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/labels/pagelist"
	"github.com/gatefold/gatefold/bench/labels/record"
	"github.com/gatefold/gatefold/bench/labels/record/recordtest"
	"github.com/gatefold/gatefold/internal/gold/blocks"
)

// pack is gzip, with a name in its head that the page's own bytes do not have.
func pack(t *testing.T, data string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Name = "page.html"
	_, err := z.Write([]byte(data))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

// upstream is a repository as the manifest names some: a page as it is, one that is
// packed, one inside of JSON, and one whose file was replaced later.
func upstream(t *testing.T) (base, manifest string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	base = t.TempDir()
	repo := filepath.Join(base, "harbour", "pages")
	require.NoError(t, os.MkdirAll(repo, 0o755))
	run := func(args ...string) string {
		cmd := exec.Command("git", append([]string{"-C", repo, "-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		out, err := cmd.CombinedOutput()
		require.NoError(t, err, "%s: %s", args, out)
		return strings.TrimSpace(string(out))
	}
	inJSON, err := json.Marshal(map[string]any{"pages": []any{map[string]string{"raw": recordtest.HTML + "<!-- json -->"}}})
	require.NoError(t, err)
	files := map[string][]byte{
		"ferry.html": []byte(recordtest.HTML), "packed.html.gz": pack(t, recordtest.HTML+"<!-- packed -->"), "page.json": inJSON, "old.html": []byte(recordtest.HTML + "<!-- old -->"),
	}
	sums := map[string]string{
		"ferry.html": recordtest.HTML, "packed.html.gz": recordtest.HTML + "<!-- packed -->", "page.json": recordtest.HTML + "<!-- json -->", "old.html": recordtest.HTML + "<!-- old -->",
	}
	run("init", "--quiet")
	run("config", "uploadpack.allowFilter", "true")
	run("config", "uploadpack.allowAnySHA1InWant", "true")
	lines := []string{manifestHead}
	for name, data := range files {
		require.NoError(t, os.WriteFile(filepath.Join(repo, name), data, 0o644))
	}
	run("add", ".")
	run("commit", "--quiet", "-m", "pages")
	for name := range files {
		id := strings.SplitN(name, ".", 2)[0]
		lines = append(lines, strings.Join([]string{"blocks", id, "harbour/pages", run("rev-parse", "HEAD:"+name), name, hashOf([]byte(sums[name]))}, "\t"))
	}
	lines = append(lines,
		"blocks\tgone\t\t\t\t"+hashOf([]byte("gone")),
		"blocks\tforged\tharbour/pages\t"+run("rev-parse", "HEAD:ferry.html")+"\tferry.html\t"+hashOf([]byte("another page")))
	require.NoError(t, os.WriteFile(filepath.Join(repo, "old.html"), []byte("replaced"), 0o644))
	run("commit", "--quiet", "-a", "-m", "replace one")
	return base, strings.Join(lines, "\n") + "\n"
}

// labelsFolder is a folder of labels for these pages.
func labelsFolder(t *testing.T, manifest string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "records"), 0o755))
	var records string
	for _, id := range []string{"ferry", "packed", "page", "old", "gone", "forged"} {
		records += strings.Replace(recordtest.Record, "page: ferry", "page: "+id, 1) + "\n"
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "records", "a.txt"), []byte(records), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "manifest.tsv"), []byte(manifest), 0o644))
	return dir
}

func invoke(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	c := command()
	c.Writer, c.ErrWriter = &out, &out
	err := c.Run(t.Context(), append([]string{"labels"}, args...))
	return out.String(), err
}

func TestRebuild(t *testing.T) {
	t.Parallel()
	base, manifest := upstream(t)
	dir := labelsFolder(t, manifest)
	for name, how := range map[string][]string{
		"from a checkout": {"--from", base},
		"by git":          {"--fetch", t.TempDir(), "--base", "file://" + base + "/"},
	} {
		out := t.TempDir()
		said, err := invoke(t, append(append([]string{"rebuild", "--labels", dir}, how...), out)...)
		require.NoError(t, err, "%s: %s", name, said)
		assert.Contains(t, said, "4 pages written, 4 of them labelled\n1 pages left out: found, but with another hash\n1 pages left out: in no public repository that is known\n", name)
		pages, err := blocks.ReadGold(filepath.Join(out, "blocks", "gold.jsonl"))
		require.NoError(t, err)
		require.Len(t, pages, 4)
		want := recordtest.Gold()
		for i, id := range []string{"ferry", "old", "packed", "page"} {
			want.ID = id
			assert.Equal(t, want, pages[i], name)
		}
		missing, err := os.ReadFile(filepath.Join(out, "blocks", "missing.tsv"))
		require.NoError(t, err)
		assert.Equal(t, "gone\tin no public repository that is known\nforged\tfound, but with another hash\n", string(missing))
		// What was rebuilt is a source itself.
		again, err := invoke(t, "rebuild", "--labels", dir, "--from", out, t.TempDir())
		require.NoError(t, err)
		assert.Contains(t, again, "4 pages written")
	}
}

func TestRebuildOfNothing(t *testing.T) {
	t.Parallel()
	dir := labelsFolder(t, manifestHead+"\nblocks\tgone\t\t\t\t"+hashOf([]byte("gone"))+"\n")
	_, err := invoke(t, "rebuild", "--labels", dir, t.TempDir())
	require.ErrorContains(t, err, "no page was found")
	_, err = invoke(t, "rebuild", "--labels", dir, "--set", "wishes", t.TempDir())
	require.ErrorContains(t, err, "no page of the sets wishes")
	_, err = invoke(t, "rebuild", "--labels", dir)
	require.ErrorContains(t, err, "one folder")
}

// goldFile writes labels of two pages, and files of outputs beside them.
func goldFile(t *testing.T, outputs map[string]string) (gold string, dir string) {
	t.Helper()
	dir = t.TempDir()
	var b bytes.Buffer
	for _, id := range []string{"ferry", "other"} {
		p := recordtest.Gold()
		p.ID = id
		require.NoError(t, json.NewEncoder(&b).Encode(p))
	}
	gold = filepath.Join(dir, "gold.jsonl")
	require.NoError(t, os.WriteFile(gold, b.Bytes(), 0o644))
	for name, lines := range outputs {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(lines), 0o644))
	}
	return gold, dir
}

const wholeText = `"text":"The ferry came late again today.\nNobody minded the wait."`

func TestScore(t *testing.T) {
	t.Parallel()
	gold, dir := goldFile(t, map[string]string{
		"text.jsonl":  `{"id":"ferry",` + wholeText + `,"title":"The ferry"}` + "\n" + `{"id":"other","text":""}` + "\n",
		"tells.jsonl": `{"id":"ferry",` + wholeText + `,"policy":"free","completeness":"full","promos":[{"kind":"newsletter","text":"Get our letter every morning. Sign up for 2.50 a month","offers":[{"amount":"2.5"}]}]}` + "\n",
	})
	said, err := invoke(t, "score", "--gold", gold, "--json", filepath.Join(dir, "text.jsonl"), filepath.Join(dir, "tells.jsonl"))
	require.NoError(t, err)
	var rows []struct {
		Extractor string
		Pages     int
		Figures   map[string]float64
	}
	for line := range strings.Lines(said) {
		rows = append(rows, struct {
			Extractor string
			Pages     int
			Figures   map[string]float64
		}{})
		require.NoError(t, json.Unmarshal([]byte(line), &rows[len(rows)-1]))
	}
	require.Len(t, rows, 2)
	assert.Equal(t, "text", rows[0].Extractor)
	assert.Equal(t, 2, rows[0].Pages)
	assert.InDelta(t, 0.5, rows[0].Figures["word F1"], 1e-9, "one page of two")
	assert.InDelta(t, 0.5, rows[0].Figures["title"], 1e-9)
	assert.NotContains(t, rows[0].Figures, "policy")
	// The page that it left out counts: no promo found on it, no completeness told.
	assert.InDelta(t, 0.5, rows[1].Figures["completeness"], 1e-9)
	assert.InDelta(t, 0.5, rows[1].Figures["promo recall"], 1e-9)
	assert.InDelta(t, 0.25, rows[1].Figures["offers recall"], 1e-9)

	table, err := invoke(t, "score", "--gold", gold, "-v", filepath.Join(dir, "text.jsonl"))
	require.NoError(t, err)
	assert.Contains(t, table, "missing: Nobody minded the wait.")
	assert.Contains(t, table, "### 2 pages")
	assert.NotContains(t, table, "promo recall")
}

func TestScoreOfLinesThatAreWrong(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, lines, want string }{
		{"misspelt key", `{"id":"ferry","body":"x"}`, "unknown field"},
		{"unknown page", `{"id":"nobody","text":"x"}`, `page "nobody" is not in the labels`},
		{"page twice", `{"id":"ferry","text":"x"}` + "\n" + `{"id":"ferry","text":"x"}`, `:2: page "ferry" comes twice`},
		{"no JSON", `ferry`, ":1: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			gold, dir := goldFile(t, map[string]string{"a.jsonl": tt.lines})
			_, err := invoke(t, "score", "--gold", gold, filepath.Join(dir, "a.jsonl"))
			assert.ErrorContains(t, err, tt.want)
		})
	}
	_, err := invoke(t, "score")
	require.ErrorContains(t, err, "wants a file")
}

func TestOutline(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.html.gz")
	require.NoError(t, os.WriteFile(file, pack(t, recordtest.HTML), 0o644))
	said, err := invoke(t, "outline", file)
	require.NoError(t, err)
	assert.Equal(t, `0 [body>nav>a] link100% Home
1 [html>body>span] Harbour ·
2 [html>body>h1] The ferry
3 [html>body>p] By Ann Lee
4 [html>body] {img:} 
5 [html>body>p] The ferry came late again today.
6 [body>div>p] HIDDEN Get our letter every morning
7 [html>body>div] {input:email:} 
8 [body>div>button] HIDDEN Sign up for 2.50 a month
9 [html>body>p] Nobody minded the wait.
`, said)
}

// An extractor that panics on a page loses that page and no other.
func TestPagelist(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.html.gz"), pack(t, "one"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "pages.jsonl"), []byte(`{"id":"a","url":"https://a.example/","file":"a.html.gz"}
{"id":"b","url":"https://b.example/","file":"a.html.gz"}
`), 0o644))
	var out, log bytes.Buffer
	err := pagelist.Run(dir, &out, &log, func(html []byte, url string) (blocks.Output, error) {
		if url == "https://a.example/" {
			panic("no")
		}
		return blocks.Output{Text: string(html)}, nil
	})
	require.NoError(t, err)
	assert.Equal(t, "a: panic: no\n", log.String())
	assert.Equal(t, `{"id":"a","text":"","title":"","authors":null,"date":""}
{"id":"b","text":"one","title":"","authors":null,"date":""}
`, out.String())
}

// The labels that ship are whole: a record and a line of the manifest for each page, and
// no words of a page but headlines.
func TestShippedLabels(t *testing.T) {
	t.Parallel()
	entries, err := readManifest("manifest.tsv")
	require.NoError(t, err)
	records, err := record.Read(os.DirFS("records"))
	require.NoError(t, err)
	pages := 0
	for _, e := range entries {
		if e.set == labelled {
			pages++
			assert.Contains(t, records, e.id)
		}
	}
	assert.Len(t, records, pages)
	for _, r := range records {
		for _, f := range r.Fields {
			said, ok := strings.CutPrefix(f.Value, "=")
			if ok && f.Key != "title" && f.Key != "date" {
				assert.Regexp(t, `^\s*@`, said, "%s: %s holds words of the page", r.Where, f.Key)
			}
		}
	}
}

// Where the pages are, the records give the labels that the scorers have gone by.
func TestRecordsGiveTheCorpus(t *testing.T) {
	t.Parallel()
	corpus := os.Getenv("GATEFOLD_CORPUS")
	if corpus == "" {
		corpus = filepath.Join("..", "..", "..", "shared", "corpus")
	}
	want, err := blocks.ReadGold(filepath.Join(corpus, "blocks", "gold.jsonl"))
	if err != nil {
		t.Skip("no corpus: ", err)
	}
	records, err := record.Read(os.DirFS("records"))
	require.NoError(t, err)
	every := 1
	if testing.Short() {
		every = 20
	}
	for i := 0; i < len(want); i += every {
		src, err := readPage(filepath.Join(corpus, "blocks", "pages", want[i].ID+".html.gz"))
		require.NoError(t, err)
		got, err := records[want[i].ID].Compile(src)
		require.NoError(t, err)
		assert.Equal(t, asJSON(t, want[i]), asJSON(t, got), want[i].ID)
	}
}

// asJSON makes no difference between a list that is empty and none.
func asJSON(t *testing.T, p blocks.Page) string {
	t.Helper()
	data, err := json.Marshal(p)
	require.NoError(t, err)
	return strings.ReplaceAll(string(data), ":[]", ":null")
}
