package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v3"
)

// manuals are the pages whose examples are run: blocks of the kind console, in
// which a line "$ gatefold …" is followed by what the command writes. A line "…"
// stands for any lines, a line that ends in … for one that begins so.
var manuals = []string{"README.md", "docs/command.md", "docs/formats.md"}

// root is the folder of the repository, which the examples start from.
const root = "../../"

func readManual(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	require.NoError(t, err)
	return string(text)
}

// example is one command of a manual with what it says of its output.
type example struct {
	command string
	want    []string
}

func examplesOf(text string) []example {
	var found []example
	inside := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		command, isCommand := strings.CutPrefix(line, "$ gatefold ")
		switch {
		case !inside:
			inside = line == "```console"
		case line == "```":
			inside = false
		case isCommand:
			found = append(found, example{command: command})
		default:
			last := &found[len(found)-1]
			last.want = append(last.want, line)
		}
	}
	return found
}

func TestExamplesOfManuals(t *testing.T) {
	t.Parallel()
	for _, name := range manuals {
		examples := examplesOf(readManual(t, name))
		assert.NotEmpty(t, examples, name)
		for _, e := range examples {
			t.Run(name+": "+e.command, func(t *testing.T) {
				t.Parallel()
				args := strings.Fields(e.command)
				for i, a := range args {
					if strings.HasPrefix(a, "testdata/") {
						args[i] = root + a
					}
				}
				got := invoke(t, "", args...)
				out := strings.ReplaceAll(got.stdout+got.stderr, root, "")
				assertLines(t, e.want, strings.Split(strings.TrimRight(out, "\n"), "\n"))
			})
		}
	}
}

// assertLines holds that got is what want describes.
func assertLines(t *testing.T, want, got []string) {
	t.Helper()
	skips := false
	for _, w := range want {
		if strings.TrimSpace(w) == "…" {
			skips = true
			continue
		}
		i := 0
		for skips && i < len(got) && !sameLine(w, got[i]) {
			i++
		}
		if i == len(got) || !sameLine(w, got[i]) {
			t.Fatalf("no line %q in\n%s", w, strings.Join(got, "\n"))
		}
		got, skips = got[i+1:], false
	}
	assert.True(t, skips || len(got) == 0, "the manual leaves out: %q", got)
}

func sameLine(want, got string) bool {
	start, open := strings.CutSuffix(strings.TrimRight(want, " "), "…")
	return got == want || open && strings.HasPrefix(got, start)
}

// The manual of the command names every command and every flag, and no other.
func TestManualNamesEveryFlag(t *testing.T) {
	t.Parallel()
	manual := readManual(t, "docs/command.md")
	known := map[string]bool{"--help": true}
	var walk func(path string, c *cli.Command)
	walk = func(path string, c *cli.Command) {
		if c.Hidden {
			return
		}
		assert.True(t, isQuoted(manual, path), "`%s` is not in docs/command.md", path)
		for _, f := range c.Flags {
			word := dashed(f.Names()[0])
			known[word] = true
			assert.True(t, isQuoted(manual, word) || strings.Contains(manual, "`"+word+" "), "%s of %s is not in docs/command.md", word, path)
		}
		for _, sub := range c.Commands {
			walk(path+" "+sub.Name, sub)
		}
	}
	walk("gatefold", newApp())
	for _, word := range strings.FieldsFunc(manual, func(r rune) bool { return !strings.ContainsRune("-abcdefghijklmnopqrstuvwxyz", r) }) {
		if strings.HasPrefix(word, "--") && strings.Trim(word, "-") != "" {
			assert.True(t, known[word], "docs/command.md names %s, which no command has", word)
		}
	}
}

// isQuoted reports whether a manual has a word by itself, as code.
func isQuoted(manual, word string) bool { return strings.Contains(manual, "`"+word+"`") }
