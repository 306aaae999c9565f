package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
)

func TestWatch(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.NoError(t, watch(&out, "testdata/may.jsonl", "testdata/june.jsonl"))
	assert.Equal(t, `https://ropewalk.example/crane
    offers: 5 EUR / 1 month -> 6 EUR / 1 month
https://ropewalk.example/net
    policy: free -> subscription
https://ropewalk.example/net
    completeness: full -> preview
https://weir.example/low
    policy, where signals disagree: metered -> free
ropewalk.example: free 1 -> 0, whole text 1 -> 0, of 2 in both
weir.example: free 0 -> 1, whole text 1 -> 1, of 1 in both
`, out.String())
}

func TestWatchFails(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	require.ErrorContains(t, watch(&out, "testdata/none.jsonl", "testdata/june.jsonl"), "none.jsonl")
	require.ErrorContains(t, watch(&out, "testdata/may.jsonl", "watch.go"), "watch.go: line 1: ")
	assert.Empty(t, out.String())
}

// What is not known is no change.
func TestUnknownIsNoChange(t *testing.T) {
	t.Parallel()
	known := State{Policy: article.PolicyFree, Completeness: article.CompletenessFull, Prices: "1 EUR / 1 month"}
	unknown := State{Policy: article.PolicyUnknown, Completeness: article.CompletenessUnknown}
	one := func(s State) Reading { return Reading{"https://a.example/": s} }
	assert.Empty(t, Compare(one(known), one(unknown)))
	assert.Empty(t, Compare(one(unknown), one(known)))
	assert.Empty(t, Compare(one(known), one(known)))
	assert.Empty(t, Compare(one(known), Reading{"https://b.example/": known}), "and neither is what was not read twice")
	assert.Empty(t, Shares(one(known), Reading{}))
}

// A program that only reads stored articles links no engine.
func TestLinksPackageArticleOnly(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").Output()
	require.NoError(t, err)
	assert.Contains(t, string(out), "gatefold/article\n")
	for _, engine := range []string{"gatefold/gatefold\n", "gatefold/rules\n", "golang.org/x/net"} {
		assert.NotContains(t, string(out), engine)
	}
}
