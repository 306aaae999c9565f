package main

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestProbe(t *testing.T) {
	t.Parallel()
	file := filepath.Join(folder(t, map[string]string{"held.html": withheldPage()}), "held.html")
	with, without := invoke(t, "", "extract", "--probe", file), invoke(t, "", "extract", file)
	for _, s := range []string{`"title": "Low water"`, `"kind": "news"`, `"policy": "subscription"`} {
		assert.Contains(t, with.stdout, s)
		assert.Contains(t, without.stdout, s)
	}
	assert.Contains(t, without.stdout, "boats are on the gravel")
	assert.NotContains(t, with.stdout, "boats are on the gravel")
	for _, args := range [][]string{{"--promos"}, {"--withheld"}, {"--schema-org"}, {"--title"}, {"--format", "text"}, {"--format", "html"}} {
		r := invoke(t, "", append(append([]string{"extract", "--probe"}, args...), file)...)
		assert.Contains(t, r.stderr, "--probe has no story", args)
		assert.Empty(t, r.stdout)
	}
	assert.Contains(t, invoke(t, "", "extract", "--probe", "--access", file).stdout, "policy subscription")
}
