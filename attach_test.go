package gatefold_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/rules"
)

// TestHostOfAPlatformComesBeforeItsSigns: a page that loads a part of another system is
// still the page of the one that serves its host.
func TestHostOfAPlatformComesBeforeItsSigns(t *testing.T) {
	t.Parallel()
	set, err := rules.Load(fstest.MapFS{
		"platforms/anchors.toml": {Data: []byte("name = \"Anchors\"\n[detect]\nscripts = [\"anchors.example\"]\n")},
		"platforms/whales.toml":  {Data: []byte("name = \"Whales\"\n[detect]\nhosts = [\"whale.example\"]\nselectors = [\".whale\"]\n")},
	})
	require.NoError(t, err)
	x, err := gatefold.New(gatefold.WithRuleSet(set))
	require.NoError(t, err)
	const page = `<html><head><script src="https://cdn.anchors.example/a.js"></script></head><body class="whale"><p>The ferry was late.`
	for _, tt := range []struct{ name, url, want string }{
		{"by host", "https://www.whale.example/a", "platforms/whales.toml"},
		{"by signs, in the order of the names", "https://other.example/a", "platforms/anchors.toml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := x.Extract(strings.NewReader(page), gatefold.Page{URL: tt.url})
			require.NoError(t, err)
			assert.Equal(t, tt.want, a.Rule.File)
		})
	}
}
