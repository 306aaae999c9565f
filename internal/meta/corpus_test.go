package meta_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
)

// misses lists the pages on which a field is wrong: go test -run Corpus
// -misses title,authors,date -v.
var misses = flag.String("misses", "", "fields whose misses TestCorpus lists: title, authors, date")

type goldPage struct {
	ID, URL, Title, Date string
	Authors              []string
}

// readersTitles are what readers took for the titles of pages, by address: what
// stands over the story. Gold made by a parser may be what the metadata say to
// search engines instead; either is right here.
func readersTitles(t testing.TB, dir string) map[string]string {
	titles := map[string]string{}
	for _, g := range readGold(t, filepath.Join(dir, "blocks")) {
		titles[g.URL] = g.Title
	}
	return titles
}

// floors are held on pages that came with gold, in percent. The model of titles
// has learned from these pages; bench train -titles prints how it does on
// others.
var floors = []struct {
	set                  string
	title, authors, date float64
}{
	{"publishers", 88, 90, 97},
	{"articles", 84, 78, 85},
	{"snippets", 83, 63, 82},
	{"readability", 70, 60, 97},
}

func corpusDir(t testing.TB) string {
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpus: set GATEFOLD_CORPUS")
	}
	return dir
}

func readGold(t testing.TB, set string) []goldPage {
	f, err := os.Open(filepath.Join(set, "gold.jsonl"))
	require.NoError(t, err)
	defer f.Close()
	var out []goldPage
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var g goldPage
		require.NoError(t, json.Unmarshal(sc.Bytes(), &g))
		out = append(out, g)
	}
	return out
}

func readPage(t testing.TB, set, id string) []byte {
	f, err := os.Open(filepath.Join(set, "pages", id+".html.gz"))
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	src, err := io.ReadAll(z)
	require.NoError(t, err)
	return src
}

func parsePage(t testing.TB, src []byte) *html.Node {
	r, err := charset.NewReader(bytes.NewReader(src), "")
	if bytes.Equal(src, []byte(strings.ToValidUTF8(string(src), "?"))) {
		r, err = bytes.NewReader(src), nil
	}
	require.NoError(t, err)
	doc, err := html.Parse(r)
	require.NoError(t, err)
	return doc
}

// tally counts the right pages of a field in two halves, by the hash of the
// host: what only helps the half that it was made on shows.
type tally [2]struct{ sum, n float64 }

func (t *tally) add(half int, score float64) { t[half].sum += score; t[half].n++ }

func (t *tally) percent() float64 {
	return 100 * (t[0].sum + t[1].sum) / max(1, t[0].n+t[1].n)
}

func (t *tally) String() string {
	return fmt.Sprintf("%5.1f (%5.1f/%5.1f)", t.percent(), 100*t[0].sum/max(1, t[0].n), 100*t[1].sum/max(1, t[1].n))
}

func TestCorpus(t *testing.T) {
	dir := corpusDir(t)
	readers := readersTitles(t, dir)
	for _, f := range floors {
		t.Run(f.set, func(t *testing.T) {
			t.Parallel()
			set := filepath.Join(dir, f.set)
			var title, authors, date tally
			for _, g := range readGold(t, set) {
				doc := page.Index(parsePage(t, readPage(t, set, g.ID)))
				got := meta.Collect(meta.Input{Doc: doc, URL: g.URL, Words: shippedWords, Trace: *misses != ""})
				half := halfOf(g)
				if g.Title != "" {
					note(t, "title", g, title.score(half, max(sameTitle(g.Title, got.Title.Text), sameTitle(readers[g.URL], got.Title.Text))), g.Title, got.Title.Text, got)
				}
				if len(g.Authors) > 0 {
					note(t, "authors", g, authors.score(half, authorF1(g.Authors, got.Authors)), g.Authors, names(got.Authors), got)
				}
				if g.Date != "" {
					note(t, "date", g, date.score(half, sameDay(g.Date, got.Published.Time)), g.Date, got.Published, got)
				}
				doc.Release()
			}
			t.Logf("%-12s title %v authors %v date %v", f.set, &title, &authors, &date)
			assert.GreaterOrEqual(t, title.percent(), f.title, "titles")
			assert.GreaterOrEqual(t, authors.percent(), f.authors, "authors")
			assert.GreaterOrEqual(t, date.percent(), f.date, "days")
		})
	}
}

func (t *tally) score(half int, s float64) float64 { t.add(half, s); return s }

func note(t *testing.T, field string, g goldPage, score float64, want, got any, d *meta.Data) {
	if score == 1 || !strings.Contains(*misses, field) {
		return
	}
	t.Logf("%s %s %.2f\n\twant %q\n\tgot  %q\n\t%s", field, g.ID, score, want, got, g.URL)
	key := map[string]string{"title": "title", "authors": "authors", "date": "published"}[field]
	for _, v := range d.Tried[key] {
		if v.Text != "" {
			t.Logf("\t\t%s = %.100q", v.Source, v.Text)
		}
	}
}

func halfOf(g goldPage) int {
	u, err := url.Parse(g.URL)
	if err != nil || u.Host == "" {
		u = &url.URL{Host: g.ID}
	}
	h := fnv.New32a()
	h.Write([]byte(strings.TrimPrefix(u.Host, "www.")))
	return int(h.Sum32() >> 7 & 1)
}

func foldSpace(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

func sameTitle(want, got string) float64 {
	if foldSpace(want) == foldSpace(got) {
		return 1
	}
	return 0
}

func names(list []meta.Author) []string {
	var out []string
	for _, a := range list {
		out = append(out, a.Name)
	}
	return out
}

func authorF1(want []string, got []meta.Author) float64 {
	gold, have, right := map[string]bool{}, map[string]bool{}, 0
	for _, w := range want {
		gold[foldSpace(w)] = true
	}
	for _, a := range got {
		have[foldSpace(a.Name)] = true
	}
	for n := range have {
		if gold[n] {
			right++
		}
	}
	return 2 * float64(right) / float64(len(gold)+len(have))
}

// sameDay reports whether got falls on the day of gold, in the zone of either.
func sameDay(want string, got time.Time) float64 {
	if got.IsZero() || len(want) < 10 {
		return 0
	}
	days := []string{got.Format(time.DateOnly)}
	for _, layout := range []string{"2006-01-02 15:04:05Z07:00", time.RFC3339} {
		if g, err := time.Parse(layout, want); err == nil {
			if g.In(got.Location()).Format(time.DateOnly) == days[0] {
				return 1
			}
		}
	}
	if days[0] == want[:10] {
		return 1
	}
	return 0
}
