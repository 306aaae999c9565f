package record_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/bench/labels/record"
	"github.com/gatefold/gatefold/bench/labels/record/recordtest"
)

func TestCompile(t *testing.T) {
	t.Parallel()
	records, err := record.Parse(strings.NewReader(recordtest.Record), "ferry.txt")
	require.NoError(t, err)
	require.Len(t, records, 1)
	got, err := records[0].Compile([]byte(recordtest.HTML))
	require.NoError(t, err)
	assert.Equal(t, recordtest.Gold(), got)
}

func TestRecordsThatAreWrong(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, lines, want string }{
		{"no page", "kind: article", "x.txt:1: no page yet"},
		{"unknown key", "page: a\nlede: 3", `x.txt:2: no such key: "lede"`},
		{"no field", "page: a\nwhat is this", "x.txt:2: cannot read"},
		{"block that is not there", "page: a\nbody: 3-99", `blocks "3-99" of a page with 10`},
		{"backwards", "page: a\nbody: 5-3", `blocks "5-3"`},
		{"no number", "page: a\nbody: five", `numbers "five"`},
		{"unknown promo", "page: a\npromo lottery: 3", `promo of kind "lottery"`},
		{"offer", "page: a\npromo event offer=\"cheap\": 3", `offer "cheap"`},
		{"part of a block", "page: a\nkicker: = @1 3-99", "characters 3 to 99 of a block with 9"},
		{"meta element", "page: a\nstandfirst: = @og:nothing", `no meta element "og:nothing"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			records, err := record.Parse(strings.NewReader(tt.lines), "x.txt")
			if err == nil {
				_, err = records[0].Compile([]byte(recordtest.HTML))
			}
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestReadJoinsFiles(t *testing.T) {
	t.Parallel()
	all, err := record.Read(fstest.MapFS{"a.txt": {Data: []byte(recordtest.Record)}, "b.txt": {Data: []byte("page: other\nkind: other")}})
	require.NoError(t, err)
	assert.Len(t, all, 2)
	assert.Equal(t, "b.txt:1", all["other"].Where)

	_, err = record.Read(fstest.MapFS{"a.txt": {Data: []byte("page: other")}, "b.txt": {Data: []byte("page: other\nlede: 3")}})
	assert.ErrorContains(t, err, `b.txt:1: page "other" stands at a.txt:1 too`)
	assert.ErrorContains(t, err, "b.txt:2: no such key")

	_, err = record.Read(fstest.MapFS{})
	assert.ErrorContains(t, err, "no records")
}
