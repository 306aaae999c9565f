package rules_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
)

// TestShippedFiles loads strictly what Embedded only indexes.
func TestShippedFiles(t *testing.T) {
	t.Parallel()
	_, err := rules.Load(os.DirFS("."))
	require.NoError(t, err)
}

func TestEveryRule(t *testing.T) {
	t.Parallel()
	for h := range rules.Embedded().Files() {
		t.Run(strings.TrimSuffix(h.File, ".toml"), func(t *testing.T) {
			t.Parallel()
			c := rules.Embedded().Compile(h.File)
			require.NotNil(t, c)
			assert.NotEmpty(t, h.Name)
			for _, x := range c.Expect {
				assert.FileExists(t, filepath.Join("..", "testdata", filepath.FromSlash(x.Fixture)))
			}
			if h.Kind == rules.Vendor {
				for _, l := range c.Lines {
					assert.True(t, strings.ContainsAny(l.Selector, ".#[-"), "%s:%d: %q is on every page", l.File, l.Line, l.Selector)
				}
			}
			if h.Kind != rules.Site {
				return
			}
			assert.NotEmpty(t, c.Expect, "a site rule is proven by an [[expect]]")
			name := strings.TrimSuffix(filepath.Base(h.File), ".toml")
			assert.True(t, slices.Contains(h.Hosts, name), "the file is named by its host")
			for _, host := range h.Hosts {
				assert.Same(t, c, rules.Embedded().For(host), host)
			}
		})
	}
}
