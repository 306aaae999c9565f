package corpus_test

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/gold/corpus"
)

const html = "<p>A page.</p>"

func zipped(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(html))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.String()
}

// folder writes the files and returns the folder they are in.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "set")
	for name, text := range files {
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return dir
}

func TestOpenReadsEachForm(t *testing.T) {
	t.Parallel()
	for name, files := range map[string]map[string]string{
		"own": {
			"gold.jsonl":          `{"id":"one","url":"https://a.example/","title":"T","authors":["Ann Lee","Bo Ek"],"date":"2024-05-03","body":"A page.","with":["page"],"without":["no"],"type":"article"}` + "\n\n",
			"pages/one.html.gz":   zipped(t),
			"pages/other.html.gz": "not listed",
		},
		"scrapinghub": {
			"ground-truth.json": `{"one":{"articleBody":"A page.","url":"https://a.example/","title":"T","author":"Ann Lee and Bo Ek","publish_date":"2024-05-03","with":["page"],"without":["no"]}}`,
			"html/one.html.gz":  zipped(t),
		},
		"wcxb": {
			"ground-truth/one.json": `{"url":"https://a.example/","_internal":{"page_type":{"primary":"article"}},"ground_truth":{"title":"T","author":"By Ann Lee, Bo Ek","publish_date":"2024-05-03","main_content":"A page.","with":["page"],"without":["no"]}}`,
			"html/one.html.gz":      zipped(t),
		},
		"trafilatura": {
			"evaldata.json": `{"https://a.example/":{"file":"one.html","with":["page"],"without":["no"],"title":"T","author":"Ann Lee; Bo Ek","date":"2024-05-03"}}`,
			"eval/one.html": html,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set, err := corpus.Open(folder(t, files))
			require.NoError(t, err)
			require.Len(t, set.Pages, 1)
			p := set.Pages[0]
			assert.Equal(t, "set", set.Name)
			assert.Equal(t, "one", p.ID)
			assert.Equal(t, "https://a.example/", p.URL)
			assert.Equal(t, "T", p.Title)
			assert.Equal(t, []string{"Ann Lee", "Bo Ek"}, p.Authors)
			assert.Equal(t, "2024-05-03", p.Date)
			assert.Equal(t, []string{"page"}, p.With)
			assert.Equal(t, []string{"no"}, p.Without)
			if name != "trafilatura" {
				assert.Equal(t, "A page.", p.Body)
				assert.Equal(t, "article", p.Type)
			}
			raw, err := p.HTML()
			require.NoError(t, err)
			assert.Equal(t, html, string(raw))
		})
	}
}

func TestOpenLabelsReadsTheWall(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"mine.jsonl": `{"id":"x","kind":"article","policy":"metered","policy_alt":["subscription"],"content":"preview","body_with":["w"],"body_without":["o"],"hidden_body":true,"promos":[{"kind":"subscription","snippet":"Join","gate":true,"offer":{"price":"1","currency":"EUR","period":null}},{"kind":"newsletter","snippet":"Mail","offer":null}]}`,
	})
	set, err := corpus.OpenLabels(filepath.Join(dir, "mine.jsonl"))
	require.NoError(t, err)
	p := set.Pages[0]
	assert.Equal(t, "metered", p.Policy)
	assert.True(t, p.HiddenBody)
	require.Len(t, p.Promos, 2)
	assert.Equal(t, "EUR", *p.Promos[0].Offer.Currency)
	assert.Nil(t, p.Promos[0].Offer.Period)
	assert.Nil(t, p.Promos[1].Offer)
	_, err = p.HTML()
	assert.ErrorIs(t, err, os.ErrNotExist)
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	_, err := corpus.Open(t.TempDir())
	assert.ErrorIs(t, err, corpus.ErrNoSet)
	_, err = corpus.Open(folder(t, map[string]string{"gold.jsonl": "{}\n{"}))
	assert.ErrorContains(t, err, "gold.jsonl:2")
	_, err = corpus.Open(folder(t, map[string]string{"ground-truth.json": "["}))
	assert.ErrorContains(t, err, "ground-truth.json")
}

func TestPeople(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"Ann Lee", "Bo Ek", "Cy"}, corpus.People("By Ann Lee, Bo Ek and Cy"))
	assert.Equal(t, []string{"Anna Maier", "Bo Und"}, corpus.People("Anna Maier und Bo Und"))
	assert.Empty(t, corpus.People(" ; "))
}

func TestPublisher(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "news.example", corpus.Page{URL: "https://www.news.example/a"}.Publisher())
	assert.Empty(t, corpus.Page{URL: "::"}.Publisher())
}
