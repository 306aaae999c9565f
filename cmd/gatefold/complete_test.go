//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// completed returns what the command offers for the last of some words.
func completed(t *testing.T, words ...string) []string {
	t.Helper()
	got := invoke(t, "", append([]string{"__complete"}, words...)...)
	require.Equal(t, statusDone, got.status, got.stderr)
	var offered []string
	for line := range strings.Lines(got.stdout) {
		word, _, ok := strings.Cut(line, "\t")
		require.True(t, ok, line)
		offered = append(offered, word)
	}
	return offered
}

func TestComplete(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		words []string
		want  []string
	}{
		{"commands", []string{"e"}, []string{"extract", "explain"}},
		{"commands of rules", []string{"rules", "s"}, []string{"scrub"}},
		{"a flag", []string{"extract", "--fr"}, []string{"--front-matter"}},
		{"a flag after a page", []string{"extract", "a.html", "--sta"}, []string{"--standalone"}},
		{"a flag after a value that looks like a command", []string{"extract", "--list", "rules", "--qui"}, []string{"--quiet"}},
		{"values", []string{"extract", "--format", "t"}, []string{"text", "tsv"}},
		{"values as bash cuts them", []string{"extract", "--format", "=", "t"}, []string{"text", "tsv"}},
		{"values after bash's sign alone", []string{"extract", "--format", "="}, formatNames()},
		{"values as zsh leaves them", []string{"extract", "--format=ts"}, []string{"--format=tsv"}},
		{"one field", []string{"extract", "--fields", "mod"}, []string{"modified"}},
		{"the next field", []string{"extract", "--fields", "title,mod"}, []string{"title,modified"}},
		{"a flag of yes or no takes none", []string{"extract", "--title", "--qui"}, []string{"--quiet"}},
		{"files", []string{"extract", ""}, nil},
		{"files of a flag", []string{"extract", "--list", ""}, nil},
		{"no flag", []string{"extract", "--nonsense", ""}, nil},
		{"nothing", nil, nil},
	} {
		assert.Equal(t, tt.want, completed(t, tt.words...), tt.name)
	}
}

// shellWith is a folder for PATH in which gatefold is this program.
func shellWith(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	dir := t.TempDir()
	script := "#!/bin/sh\n" + asProgram + "=1 exec '" + self + "' \"$@\"\n"
	require.NoError(t, os.WriteFile(filepath.Join(dir, "gatefold"), []byte(script), 0o755))
	return dir
}

// inShell runs a script with the command on its path.
func inShell(t *testing.T, shell []string, script string) string {
	t.Helper()
	path, err := exec.LookPath(shell[0])
	if err != nil {
		t.Skipf("no %s here", shell[0])
	}
	cmd := exec.CommandContext(t.Context(), path, append(shell[1:], script)...)
	dir := shellWith(t)
	cmd.Env = append(os.Environ(), "PATH="+dir+string(filepath.ListSeparator)+os.Getenv("PATH"), "HOME="+dir)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return string(out)
}

func TestCompletionInBash(t *testing.T) {
	t.Parallel()
	bash := []string{"bash", "--norc", "-c"}
	const script = `source <(gatefold completion bash)
complete -p gatefold
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gatefold; printf '[%s]' "${COMPREPLY[@]}"; echo; }
ask gatefold rules li
ask gatefold extract --format = c
ask gatefold extract '$(touch evaluated)' --stand
ask gatefold extract ''
ls`
	out := inShell(t, bash, script)
	assert.Contains(t, out, "-F _gatefold gatefold\n[list][lint]\n[csv]\n[--standalone]\n[]\n")
	assert.NotContains(t, out, "evaluated", "a word of the line was run")
}

func TestCompletionInZsh(t *testing.T) {
	t.Parallel()
	const script = `autoload -Uz compinit && compinit -D -u
source <(gatefold completion zsh)
echo $_comps[gatefold]
_describe() { print -rl -- ${(P)2} }
_files() { echo files }
ask() { words=("$@"); CURRENT=$#; _gatefold }
ask gatefold rules li
ask gatefold extract --format=c
ask gatefold extract '$(touch evaluated)' --stand
ask gatefold extract ''
ls`
	out := inShell(t, []string{"zsh", "-f", "-c"}, script)
	assert.Contains(t, out, "_gatefold\nlist:list the publishers whose rules ship with the program, a line each\nlint:check rule files and print every problem\n--format=csv:\n--standalone:HTML as a page")
	assert.Contains(t, out, "source\nfiles\n")
	assert.NotContains(t, out, "evaluated", "a word of the line was run")
}

func TestCompletionInFish(t *testing.T) {
	t.Parallel()
	const script = `gatefold completion fish | source
complete -C 'gatefold rules li'
complete -C 'gatefold extract --format='
complete -C 'gatefold extract "$(touch evaluated)" --stand'
touch page.html
complete -C 'gatefold extract pa'
ls`
	out := inShell(t, []string{"fish", "--no-config", "-c"}, script)
	assert.Contains(t, out, "lint\tcheck rule files and print every problem\nlist\tlist the publishers")
	assert.Contains(t, out, "--format=csv")
	assert.Contains(t, out, "--standalone\tHTML as a page")
	assert.Contains(t, out, "page.html\n")
	assert.NotContains(t, out, "evaluated", "a word of the line was run")
}

// PowerShell is not everywhere: what is held of its script is that it asks this command
// and evaluates nothing.
func TestCompletionForPowerShell(t *testing.T) {
	t.Parallel()
	got := invoke(t, "", "completion", "pwsh")
	assert.Contains(t, got.stdout, "& gatefold __complete @words")
	code := got.stdout[strings.Index(got.stdout, "Register-ArgumentCompleter"):]
	assert.NotContains(t, code, "Invoke-Expression")
}
