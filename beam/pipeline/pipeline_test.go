package pipeline

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/warc/jsonl"
	"github.com/gatefold/gatefold/warc/warctest"
)

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	os.Exit(m.Run())
}

const html = "Content-Type: text/html; charset=utf-8"

func story(title string) []byte {
	return []byte("<!doctype html><title>" + title + "</title><article><h1>" + title + "</h1>" +
		strings.Repeat("<p>The ferry to the island was late again on Tuesday, and nobody on the pier could say why it was.</p>\n", 6) + "</article>")
}

func address(i int) string { return fmt.Sprintf("https://news.example/%d", i) }

// input writes files into a folder of their own.
func input(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
	}
	return dir
}

// job is one run of a pipeline.
type job struct {
	read    ReadConfig
	extract ExtractConfig
	format  string
}

// output is what it wrote.
type output struct {
	dir      string
	pages    []string // lines, sorted
	failed   []string
	counters map[string]int64
}

func (j job) run(t *testing.T, inputs ...string) output {
	t.Helper()
	out := output{dir: filepath.Join(t.TempDir(), "out"), counters: map[string]int64{}}
	require.NoError(t, Prepare(t.Context(), out.dir))
	p, s := beam.NewPipelineWithRoot()
	pages, lost := Read(s, Match(s, inputs...), j.read)
	lines, failed := Extract(s, pages, j.extract)
	Write(s, WriteConfig{Dir: out.dir, Format: j.format}, lines, beam.Flatten(s, lost, failed))
	res, err := beam.Run(t.Context(), "prism", p)
	require.NoError(t, err)
	for _, c := range res.Metrics().AllMetrics().Counters() {
		if c.Key.Namespace == Namespace {
			out.counters[c.Key.Name] += c.Result()
		}
	}
	if j.format != Parquet {
		out.pages = linesOf(t, out.dir, "pages-*.jsonl")
	}
	out.failed = linesOf(t, out.dir, "failed-*.jsonl")
	return out
}

func linesOf(t *testing.T, dir, glob string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, glob))
	require.NoError(t, err)
	var lines []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		lines = slices.AppendSeq(lines, strings.Lines(string(data)))
	}
	slices.Sort(lines)
	return lines
}

// lineOf returns the line of a page as the library gives it.
func lineOf(t *testing.T, env jsonl.Envelope, data []byte, page gatefold.Page) string {
	t.Helper()
	art, err := gatefold.Extract(bytes.NewReader(data), page)
	require.NoError(t, err)
	line, err := jsonl.Append(nil, env, art)
	require.NoError(t, err)
	return string(line)
}

// TestEveryRecordOnce reads a file by ranges that are smaller than a record,
// about as large, and larger than the file.
func TestEveryRecordOnce(t *testing.T) {
	var file []byte
	var want []string
	dir := t.TempDir()
	name := filepath.Join(dir, "crawl.warc.gz")
	for i := range 60 {
		r := warctest.Response(address(i), story(fmt.Sprint("Story ", i)), html)
		want = append(want, lineOf(t, jsonl.Envelope{File: name, Offset: int64(len(file)), Fetched: warctest.Date},
			story(fmt.Sprint("Story ", i)), gatefold.Page{URL: address(i), ContentType: "text/html; charset=utf-8"}))
		file = append(file, r.Packed()...)
		file = append(file, warctest.Request(address(i)).Packed()...)
	}
	slices.Sort(want)
	require.NoError(t, os.WriteFile(name, file, 0o600))
	for _, split := range []int64{100, 3000, 1 << 20} {
		got := job{read: ReadConfig{SplitBytes: split}}.run(t, name)
		assert.Equal(t, want, got.pages, "ranges of %d bytes", split)
		assert.Empty(t, got.failed)
		assert.Equal(t, int64(60), got.counters["pages"])
		assert.Equal(t, int64(60), got.counters["records page"])
		assert.Equal(t, int64(60), got.counters["records request"])
		assert.Equal(t, int64(60), got.counters["completeness full"])
	}
}

// TestEverySource reads a folder with a file of each kind, and has dead letters
// for what is damaged.
func TestEverySource(t *testing.T) {
	line := func(v any) []byte {
		b, err := json.Marshal(v)
		require.NoError(t, err)
		return append(b, '\n')
	}
	lines := slices.Concat(
		line(map[string]any{"url": address(1), "html": string(story("One")), "content_type": "text/html", "fetched": warctest.Date}),
		[]byte("\n{\"url\": \n"),
		line(map[string]any{"url": address(2), "body": story("Two")}),
		line(map[string]any{"url": address(3), "body": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")}),
		bytes.TrimSuffix(line(map[string]any{"url": address(4), "html": string(story("Four"))}), []byte("\n")),
	)
	plain := slices.Concat(warctest.Response(address(5), story("Five"), html).Bytes(), []byte("WARC/1.0\r\nno length\r\n\r\n"), warctest.Response(address(6), story("Six"), html).Bytes())
	dir := input(t, map[string][]byte{
		"lines.jsonl": lines, "packed.jsonl.gz": zipped(t, line(map[string]any{"url": address(7), "html": string(story("Seven"))})),
		"a/plain.warc": plain, "a/page.html": story("Eight"), "a/packed.htm.gz": zipped(t, story("Nine")),
		"a/deep.html": []byte("<title>Ten</title>" + strings.Repeat("<div>", 600) + "<p>Deep."),
		"saved.mhtml": warctest.MHTML(address(11), story("Eleven"), "8bit", func(b []byte) string { return string(b) }),
		"wrong.warc":  []byte("this is no archive"), "bad.html.gz": []byte("\x1f\x8bnot really"), "notes.txt": []byte("not read"),
	})
	for _, split := range []int64{40, 1 << 20} {
		got := job{read: ReadConfig{SplitBytes: split}}.run(t, dir)
		assert.Equal(t, []string{"Eight", "Eleven", "Five", "Four", "Nine", "One", "Seven", "Six", "Ten", "Two"}, fieldOf(t, got.pages, "title"))
		require.Len(t, got.failed, 6)
		errs := strings.Join(fieldOf(t, got.failed, "error"), "\n")
		for _, want := range []string{"no page in JSON", "no Content-Length", "neither WARC", gatefold.ErrNotHTML.Error(), gatefold.ErrTooDeep.Error(), "gzip: invalid header"} {
			assert.Contains(t, errs, want)
		}
		assert.Equal(t, int64(2), got.counters["failures record"])
		assert.Equal(t, int64(2), got.counters["failures file"])
		assert.Equal(t, int64(1), got.counters["failures not-html"])
		assert.Equal(t, int64(1), got.counters["failures too-deep"])
	}
}

func zipped(t *testing.T, b []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := w.Write(b)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return buf.Bytes()
}

func fieldOf(t *testing.T, lines []string, name string) []string {
	t.Helper()
	var values []string
	for _, l := range lines {
		var fields map[string]any
		require.NoError(t, json.Unmarshal([]byte(l), &fields))
		values = append(values, fmt.Sprint(fields[name]))
	}
	slices.Sort(values)
	return values
}

// TestRulesReachTheWorkers gives a rule without which the page has another
// body, and removes the folder before the workers start.
func TestRulesReachTheWorkers(t *testing.T) {
	page := bytes.Replace(story("Ruled"), []byte("<article>"), []byte(`<article><div class="mark">Only the rule knows what this line is about, and whose.</div>`), 1)
	file := filepath.Join(input(t, map[string][]byte{"a.warc": warctest.Response("https://ruled.example/a", page, html).Bytes()}), "a.warc")
	rules := input(t, map[string][]byte{"sites/ruled.example.toml": []byte("name = \"Ruled\"\nhosts = [\"ruled.example\"]\n\n[fields]\nkicker = [\".mark\"]\n")})
	packed, err := PackRules(os.DirFS(rules))
	require.NoError(t, err)
	require.NoError(t, os.RemoveAll(rules))
	with := job{extract: ExtractConfig{Rules: [][]byte{packed}}}.run(t, file)
	without := job{}.run(t, file)
	require.Len(t, with.pages, 1)
	require.Len(t, without.pages, 1)
	assert.Contains(t, with.pages[0], `"file":"sites/ruled.example.toml"`)
	assert.NotContains(t, without.pages[0], "ruled.example.toml")

	_, err = PackRules(os.DirFS(input(t, map[string][]byte{"sites/x.example.toml": []byte("hosts = 1")})))
	assert.ErrorContains(t, err, "x.example.toml", "a mistake is found before anything starts")
}

func TestParquet(t *testing.T) {
	file := filepath.Join(input(t, map[string][]byte{"a.warc": slices.Concat(
		warctest.Response(address(1), story("One"), html).Bytes(), warctest.Response(address(2), story("Two"), html).Bytes())}), "a.warc")
	lines := job{}.run(t, file)
	out := job{format: Parquet}.run(t, file)
	names, err := filepath.Glob(filepath.Join(out.dir, "pages-*.parquet"))
	require.NoError(t, err)
	var got []string
	for _, name := range names {
		rows, err := parquet.ReadFile[Row](name)
		require.NoError(t, err)
		for _, row := range rows {
			assert.Equal(t, warctest.Date, row.Fetched.UTC())
			assert.Equal(t, "free", row.Policy)
			assert.Contains(t, row.Text, "The ferry to the island")
			got = append(got, fmt.Sprintf(`{"file":%q,"offset":%d,"fetched":%q,%s`+"\n", row.File, row.Offset, row.Fetched.UTC().Format("2006-01-02T15:04:05Z"), row.Article[1:]))
		}
	}
	slices.Sort(got)
	assert.Equal(t, lines.pages, got, "the article is in it byte for byte")
}

func TestNothingToRead(t *testing.T) {
	out := job{}.run(t, filepath.Join(input(t, map[string][]byte{"empty.jsonl": nil}), "*.jsonl"))
	assert.Empty(t, out.pages)
	assert.FileExists(t, filepath.Join(out.dir, success))

	missing := filepath.Join(t.TempDir(), "*.warc.gz")
	assert.ErrorContains(t, Check(t.Context(), missing), "no file to read")
	p, s := beam.NewPipelineWithRoot()
	Match(s, missing)
	_, err := beam.Run(t.Context(), "prism", p)
	require.Error(t, err, "a glob with a mistake is not an empty crawl")
}

// TestPrepare leaves what runs leave that were killed, at work and while their
// files were moved.
func TestPrepare(t *testing.T) {
	dir := input(t, map[string][]byte{
		"_temporary-A/pages-1.jsonl": []byte("half\n"), "pages-00000-of-00002.jsonl": []byte("moved\n"),
		"failed-00000-of-00001.jsonl": []byte("moved\n"), "README": []byte("the user's own"),
	})
	require.NoError(t, Prepare(t.Context(), dir))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 1)
	assert.Equal(t, "README", entries[0].Name())

	require.NoError(t, os.WriteFile(filepath.Join(dir, success), nil, 0o600))
	assert.ErrorIs(t, Prepare(t.Context(), dir), ErrComplete)
	assert.NoError(t, Prepare(t.Context(), filepath.Join(dir, "new")))
}

// TestCommitAgain runs the last step over files of which one has moved already,
// as an engine does that lost the worker in between.
func TestCommitAgain(t *testing.T) {
	dir := input(t, map[string][]byte{
		"_temporary-A/pages-a.jsonl": []byte("a\n"), "_temporary-A/pages-b.jsonl": []byte("b\n"),
		"_temporary-A/failed-c.jsonl": []byte("c\n"), "_temporary-A/pages-orphan.jsonl": []byte("of a bundle that failed\n"),
	})
	tmp := filepath.Join(dir, "_temporary-A")
	parts := []string{"", tmp + "/pages-b.jsonl", tmp + "/failed-c.jsonl", tmp + "/pages-a.jsonl"}
	commit := func(ctx context.Context) error {
		i := 0
		return (&commitFn{Dir: dir, Temporary: tmp}).ProcessElement(ctx, 0, func(s *string) bool {
			if i == len(parts) {
				return false
			}
			*s = parts[i]
			i++
			return true
		})
	}
	require.NoError(t, os.Rename(tmp+"/pages-a.jsonl", filepath.Join(dir, "pages-00000-of-00002.jsonl")))
	for range 2 {
		require.NoError(t, commit(t.Context()))
		assert.Equal(t, []string{"a\n", "b\n"}, linesOf(t, dir, "pages-*"))
		assert.Equal(t, []string{"c\n"}, linesOf(t, dir, "failed-*"))
		mark, err := os.ReadFile(filepath.Join(dir, success))
		require.NoError(t, err)
		assert.JSONEq(t, `{"pages": 2, "failed": 1}`, string(mark))
		assert.NoDirExists(t, tmp)
	}
	require.NoError(t, os.Remove(filepath.Join(dir, success)))
	require.NoError(t, os.Remove(filepath.Join(dir, "pages-00001-of-00002.jsonl")))
	require.Error(t, commit(t.Context()), "a file that is nowhere is not passed over")
	assert.NoFileExists(t, filepath.Join(dir, success))
}

// TestMatch names what is read.
func TestMatch(t *testing.T) {
	for name, want := range map[string]format{
		"a.warc": warcFormat, "a.warc.gz": warcFormat, "A.WARC.GZ": warcFormat, "a.mhtml": warcFormat, "a.webarchive": warcFormat,
		"a.jsonl": linesFormat, "a.ndjson.gz": linesFormat, "a.html": pageFormat, "a.xhtml.gz": pageFormat, "a.txt": noFormat, "a": noFormat,
	} {
		assert.Equal(t, want, formatOf(name), name)
	}
	fsys, err := filesystem.New(t.Context(), "x")
	require.NoError(t, err)
	require.NoError(t, fsys.Close())
}
