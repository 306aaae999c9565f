package ruletest_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/internal/pier"
)

const findsRule = `
[fields]
title = [".top-line"]
[roles]
body = [".story"]
related = [".see-also"]
navigation = [".menu", "nav"]
comments = [".talk"]

[[promo]]
kind = "subscription"
match = [".offer"]
[[expect]]
fixture = "a.html"
`

func TestFinds(t *testing.T) {
	t.Parallel()
	fixtures := fstest.MapFS{"a.html": page(pier.Story(pier.Teaser+pier.Teaser, pier.Offer))}
	s := open(t, fstest.MapFS{"pier.example.toml": file(findsRule)}, fixtures)
	got := s.Finds()
	require.Len(t, got, 1)
	assert.Equal(t, []string{"body 1", "field title 1", "navigation 1", "promo 1", "related 2"}, got[0].Finds,
		"elements count once for a purpose, and what finds nothing is left out")
	assert.False(t, got[0].Same)

	text := ruletest.SetFinds(file(findsRule).Data, got[0].Line, got[0].Finds)
	s = open(t, fstest.MapFS{"pier.example.toml": &fstest.MapFile{Data: text}}, fixtures)
	assert.Empty(t, s.Test())
	assert.True(t, s.Finds()[0].Same)

	m := s.Mutate()
	var open []string
	for _, u := range m.Unprotected {
		open = append(open, u.Problem)
	}
	assert.Equal(t, []string{
		`no promise needs ".menu" (navigation)`, `no promise needs "nav" (navigation)`,
		`no promise needs ".talk" (comments), and no fixture has such an element`,
		"no promise needs promo.kind",
	}, open, "two that find the same need only one of them, and no promise says which promo it is")
}

func TestFindsFail(t *testing.T) {
	t.Parallel()
	s := open(t, fstest.MapFS{"pier.example.toml": file(findsRule + "finds = [\"body 2\"]\n")}, fstest.MapFS{"a.html": page(pier.Story("", ""))})
	failures := s.Test()
	require.Len(t, failures, 1)
	assert.Equal(t, `pier.example.toml:15: a.html: finds: got ["body 1", "field title 1", "navigation 1"], want ["body 2"]`, failures[0].String())
}

func TestSetFinds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, file, want string }{
		{"at the end of the table", "[[expect]]\na = 1\n\n[[expect]]\n", "[[expect]]\na = 1\nfinds = [\"body 1\"]\n\n[[expect]]\n"},
		{"in place of the old one", "[[expect]]\nfinds = []\na = 1\n", "[[expect]]\nfinds = [\"body 1\"]\na = 1\n"},
		{"no line break at the end", "[[expect]]\na = 1", "[[expect]]\na = 1\nfinds = [\"body 1\"]\n"},
		{"an empty table", "[[expect]]", "[[expect]]\nfinds = [\"body 1\"]\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, string(ruletest.SetFinds([]byte(tt.file), 1, []string{"body 1"})))
		})
	}
	assert.Equal(t, "x", string(ruletest.SetFinds([]byte("x"), 9, nil)), "a line that is not there")
}
