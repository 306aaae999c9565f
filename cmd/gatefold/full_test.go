package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFullDisk holds that no verb calls its output written where it is not.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("no ", full)
	}
	dir, root := toolFolder(t)
	in := func(name string) string { return filepath.Join(root, name) }
	pier, page := filepath.Join(dir, "sites", "pier.example.toml"), in("pages/a.html")
	for _, args := range [][]string{
		{"--help"}, {"help"}, {"--version"}, {"version"}, {"completion", "bash"}, {"extract", "--help"}, {"rules"},
		{"extract", page}, {"extract", in("pages")}, {"extract", "--format", "text", page}, {"extract", "--format", "html", in("pages")},
		{"explain", page}, {"explain", "--json", page},
		{"rules", "list"}, {"rules", "list", "--markdown"},
		{"rules", "lint", pier}, // warnings only
		{"rules", "lint", dir},
		{"rules", "test", dir},
		{"rules", "test", "--pages", in("gold"), pier},
		{"rules", "cover", pier}, {"rules", "mutate", pier},
		{"rules", "diff", "--short", dir, in("other"), in("pages")},
		{"rules", "drift", "--all", "--rules", dir, in("pages")},
		{"rules", "scrub", page}, {"rules", "preview", page}, {"rules", "new", page},
		{"rules", "preview", "-o", full, page}, {"rules", "scrub", "-o", full, page},
	} {
		t.Run(strings.Join(args[:min(len(args), 2)], " "), func(t *testing.T) {
			t.Parallel()
			out, err := os.OpenFile(full, os.O_WRONLY, 0)
			require.NoError(t, err)
			defer out.Close()
			var stderr bytes.Buffer
			status := run(t.Context(), append([]string{"gatefold"}, args...), strings.NewReader(""), out, &stderr)
			assert.Equal(t, statusFailed, status)
			assert.Contains(t, stderr.String(), "no space left on device")
		})
	}
}

func TestReplaceFile(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.toml": "old"})
	name, link := filepath.Join(dir, "a.toml"), filepath.Join(dir, "link.toml")
	require.NoError(t, os.Chmod(name, 0o600))
	require.NoError(t, os.Symlink("a.toml", link))
	require.NoError(t, replaceFile(link, []byte("new")))
	got, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "new", string(got), "the link's file is written, not the link")
	info, err := os.Stat(name)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, left, 2, "nothing else stays")
	assert.Error(t, replaceFile(filepath.Join(dir, "none", "a.toml"), nil))
}
