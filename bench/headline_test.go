package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const measuredParts = `<!-- blocks -->
## Pages labelled block by block

### 12 pages

| extractor                    | word F1 | clean pages | promo leak |
|------------------------------|--------:|------------:|-----------:|
| gatefold, no rules, held out |    97.5 |        76.9 |        5.2 |
| gatefold, held out           |    99.9 |        99.9 |        0.1 |
| go-readability               |    93.3 |        76.9 |       18.3 |
| Defuddle                     |   100.0 |        30.7 |        9.8 |

| extractor                    | promo recall |
|------------------------------|-------------:|
| gatefold, no rules, held out |         83.4 |

### 6 pages, half a of the domains

| extractor                    | word F1 | day |
|------------------------------|--------:|----:|
| gatefold, no rules, held out |    11.1 |   - |

<!-- end of blocks -->

<!-- speed -->
|                    | times parse |
|--------------------|------------:|
| gatefold, no rules |        2.30 |
| go-readability     |        4.41 |

<!-- end of speed -->
`

// The best figure of a line stands out, also where it is the least; extractors that were
// not measured have no column, figures that are not there a dash.
func TestHeadline(t *testing.T) {
	t.Parallel()
	got := cellsOf(headline(measuredParts))
	for _, tt := range []struct{ row, column, want string }{
		{"text, word F1", "Gatefold", "97.5"},
		{"text, word F1", "Defuddle", "**100.0**"},
		{"pages with the whole text and nothing foreign in it, %", "Gatefold", "**76.9**"},
		{"pages with the whole text and nothing foreign in it, %", "go-readability", "**76.9**"},
		{"pages with a promo in the text, %", "Gatefold", "**5.2**"},
		{"promos found, %", "Gatefold", "**83.4**"},
		{"promos found, %", "Defuddle", "–"},
		{"day of publication right, %", "Gatefold", "–"},
		{"time, where parsing the HTML alone is 1", "Gatefold", "**2.30**"},
		{"time, where parsing the HTML alone is 1", "Defuddle", "–"},
		{"text, word F1", "go-trafilatura", ""},
	} {
		assert.Equal(t, tt.want, got[[2]string{tt.row, tt.column}], "%s of %s", tt.row, tt.column)
	}
	assert.Contains(t, headline(measuredParts), "| 12 news pages, labelled block by block ")
	assert.Empty(t, headline("<!-- speed -->\n"+measuredParts[len(measuredParts)-100:]))
}

// What is written of one part brings the headline along, in both files.
func TestHeadlineIsWritten(t *testing.T) {
	t.Parallel()
	text := section{"paywall", "new"}.within(measuredParts)
	assert.Contains(t, between(text, begin("headline"), end("headline")), "**100.0**")
	dir := t.TempDir()
	file := filepath.Join(dir, "README.md")
	require.Error(t, writeHeadline(dir, "x"))
	require.NoError(t, os.WriteFile(file, []byte("no marks"), 0o644))
	require.ErrorContains(t, writeHeadline(dir, "x"), "no marks")
	require.NoError(t, os.WriteFile(file, []byte("a\n<!-- headline -->\nold\n<!-- end of headline -->\nb\n"), 0o644))
	require.NoError(t, writeHeadline(dir, "| new |\n"))
	got, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "a\n<!-- headline -->\n| new |\n<!-- end of headline -->\nb\n", string(got))
}

// The README has the headline that follows from the tables of BENCHMARKS.md.
func TestReadmeHasTheHeadline(t *testing.T) {
	t.Parallel()
	benchmarks, err := os.ReadFile("../BENCHMARKS.md")
	require.NoError(t, err)
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	want := headline(string(benchmarks))
	require.NotEmpty(t, want)
	assert.Equal(t, "\n"+want, between(string(readme), begin("headline"), end("headline")), "write any part anew: go run ./bench … -write")
	assert.Contains(t, string(benchmarks), want, "BENCHMARKS.md has another headline")
}

// Without Node its extractors are left out; what was kept needs none.
func TestNodeExtractors(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, n := range inNode {
		require.NoError(t, os.WriteFile(filepath.Join(dir, n.script+".jsonl"), []byte(`{"id":"a","text":"The ferry"}`+"\n"), 0o644))
		require.NoError(t, os.WriteFile(filepath.Join(dir, n.script+".txt"), []byte(n.pkg+" 1.2 on Node v20, 2026-11-30\n"), 0o644))
	}
	set := smallSet(t)
	node, err := nodeExtractors(set, dir)
	require.NoError(t, err)
	require.Len(t, node, 2)
	out, err := node[0].outputOf(nil, set.Pages[0])
	require.NoError(t, err)
	assert.Equal(t, "The ferry", out.Text)
	assert.Equal(t, "\nDefuddle is defuddle 1.2 on Node v20, 2026-11-30; Readability.js is @mozilla/readability 1.2 on Node v20, 2026-11-30.\n", saidOf(node))
	none, err := nodeExtractors(set, "")
	require.NoError(t, err)
	assert.Empty(t, none)
	assert.Empty(t, saidOf(none))
}
