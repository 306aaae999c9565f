package classname

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTableIsSound(t *testing.T) {
	t.Parallel()
	rows, err := parse(source)
	require.NoError(t, err)
	seen := map[string]bool{}
	for i := range rows {
		e := &rows[i]
		assert.False(t, seen[e.word], "%q stands twice", e.word)
		seen[e.word] = true
		assert.LessOrEqual(t, len(e.word), maxWord, e.word)
		if e.looksWhole() {
			assert.Same(t, &table().rows[i], table().find(hashOn(0, e.word), []byte(e.word)), e.word)
		}
		assert.Nil(t, table().find(hashOn(0, e.word+"x"), []byte(e.word+"qx")), e.word)
	}
}

// TestNoWordSaysWhatAnotherDoes takes each word that is looked for inside of names
// out of the table: what it says is not said without it.
func TestNoWordSaysWhatAnotherDoes(t *testing.T) {
	t.Parallel()
	rows, err := parse(source)
	require.NoError(t, err)
	for i := range rows {
		e := rows[i]
		if !e.looksInside() && e.says[asName] == (meaning{}) {
			continue
		}
		without := newIndex(slices.Delete(slices.Clone(rows), i, i+1))
		for m, in := range map[match]string{
			asName: "%", atStart: "%x", asPrefix: "%x", asSuffix: "x%", inside: "x%x",
		} {
			r := reader{table: without}
			r.split(strings.Replace(in, "%", e.word, 1))
			r.whole()
			r.places()
			that := e.says[m].that
			assert.Zero(t, that.Field&r.says.that.Field, "%q (%s)", e.word, matchNames[m])
			assert.Zero(t, that.Form&r.says.that.Form, "%q (%s)", e.word, matchNames[m])
		}
	}
}

func TestEveryMeaningHasAWord(t *testing.T) {
	t.Parallel()
	rows, err := parse(source)
	require.NoError(t, err)
	var all meaning
	for i := range rows {
		for m := range numMatches {
			all = all.with(rows[i].says[m])
		}
	}
	assert.Equal(t, ArticleTag-1, all.that.Part, "all parts down to the tags")
	assert.Equal(t, Ask(1<<Asks-1), all.that.Ask)
	assert.Equal(t, Field(1<<fields-1), all.that.Field)
	assert.Equal(t, Form(1<<forms-1), all.that.Form)
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const heading = "word\tpart:word\tfield:start\tform:name\n"
	tests := []struct{ name, table, err string }{
		{"order", heading + "b\tad\na\tad\n", `words.tsv:3: "a" stands after "b"`},
		{"a word twice", heading + "top-bar\tad\ntopbar\tnav\n", `words.tsv:3: "topbar" stands after "topbar"`},
		{"a meaning twice", heading + "a\tad, nav, ad\n", `words.tsv:2: "a" says "ad" twice`},
		{"an unknown meaning", heading + "a\tnonsense\n", `words.tsv:2: "a": unknown meaning "nonsense"`},
		{"another column's meaning", heading + "a\tmasthead\n", `words.tsv:2: "a": unknown meaning "masthead"`},
		{"an unknown match", heading + "a\tad:middle\n", `words.tsv:2: "a": unknown way to match "middle"`},
		{"the heading's match", heading + "a\tad:word\n", `words.tsv:2: "a": "ad:word" says what the heading does`},
		{"no meaning", heading + "a\n", `words.tsv:2: "a" means nothing`},
		{"a capital", heading + "Ad\tad\n", `words.tsv:2: "Ad" is not all small letters and digits`},
		{"too short", heading + "ad\t\tapart\n", `words.tsv:2: "ad" is too short to be looked for inside of names`},
		{"too many columns", heading + "ad\tad\t\t\t\n", `words.tsv:2: "ad" has 5 columns, want at most 4`},
		{"an unknown column", "word\tshape:word\n", `words.tsv:1: unknown column "shape"`},
		{"a heading without a match", "word\tpart\n", `words.tsv:1: unknown way to match ""`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := parse(tt.table)
			assert.EqualError(t, err, tt.err)
		})
	}
}
