package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, before, after, want, why string }{
		{"same", `{"file":"/x/a","title":"A"}`, `{"file":"/y/z/a","title":"A"}`, "1 pages in both, 0 differ\n", "the folders do not count"},
		{"order of keys", `{"file":"a","b":1,"c":2}`, `{"file":"a","c":2,"b":1}`, "1 pages in both, 0 differ\n", "it is no difference"},
		{
			"field", `{"file":"a","title":"A"}`, `{"file":"a","title":"B"}`,
			"1 pages in both, 1 differ\n\n| field | pages | places |\n|-------|------:|-------:|\n| title |     1 |      1 |\n\ntitle: a\n    - \"A\"\n    + \"B\"\n", "",
		},
		{
			"field that went", `{"file":"a","license":"javascript:x\u001b"}`, `{"file":"a"}`,
			"1 pages in both, 1 differ\n\n| field   | pages | places |\n|---------|------:|-------:|\n| license |     1 |      1 |\n\nlicense: a\n    - \"javascript:x\\\\u001b\"\n    + (none)\n", "no control character reaches the terminal",
		},
		{
			"inside lists", `{"file":"a","p":[{"u":"1"},{"u":"2"}]}`, `{"file":"a","p":[{"u":"3"},{"u":"4"}]}`,
			"1 pages in both, 1 differ\n\n| field | pages | places |\n|-------|------:|-------:|\n| p[].u |     1 |      2 |\n\np[].u: a\n    - \"1\"\n    + \"3\"\n", "one page, two places",
		},
		{
			"longer list", `{"file":"a","p":[1]}`, `{"file":"a","p":[2,1]}`,
			"1 pages in both, 1 differ\n\n| field | pages | places |\n|-------|------:|-------:|\n| p[]   |     1 |      1 |\n\np[]: a\n    - 1 entries: [1]\n    + 2 entries: [2,1]\n", "what follows is no difference of its own",
		},
		{
			"page on one side", "{\"file\":\"x/a\"}\n{\"file\":\"x/b\"}", "{\"file\":\"y/c\"}\n\n{\"file\":\"y/b\"}\n",
			"1 pages in both, 0 differ\n1 only in the old output, a first\n1 only in the new output, c first\n", "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before, err := parseLines(strings.NewReader(tt.before))
			require.NoError(t, err)
			after, err := parseLines(strings.NewReader(tt.after))
			require.NoError(t, err)
			var out strings.Builder
			require.NoError(t, compareLines(before, after).print(&out, true))
			assert.Equal(t, tt.want, out.String(), tt.why)
		})
	}
	for name, in := range map[string]string{"no JSON": "{\n", "twice": "{\"file\":\"a\"}\n{\"file\":\"a\"}\n"} {
		_, err := parseLines(strings.NewReader(in))
		assert.Error(t, err, name)
	}
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 500)
	got := excerpt(long+"x", long+"y")
	assert.Contains(t, got, "x", "the place of the difference is in it")
	assert.LessOrEqual(t, len(got), maxExcerpt+2*len("…"))
}
