package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/urfave/cli/v3"
)

// outcome is what one call of the command gave.
type outcome struct {
	stdout, stderr string
	status         int
}

func invoke(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status := run(t.Context(), append([]string{"gatefold"}, args...), strings.NewReader(stdin), &stdout, &stderr)
	return outcome{stdout.String(), stderr.String(), status}
}

// story is a page of ours with a title.
func story(title string) string {
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%[1]s</title>
<meta property="og:title" content="%[1]s"></head><body><article><h1>%[1]s</h1>
<p>The ferry to the island was late again this morning, and the people on the pier had stopped asking why.</p>
<p>A sailor said that the old engine needs an hour to get warm, and that nobody has ordered a new one yet.</p>
</article></body></html>`, title)
}

// folder writes files, by path, into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
	}
	return dir
}

func TestWrongUsage(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"a.html": story("A"), "b.html": story("B"), "bad.tsv": "a\tb\tc\n", "pathless.tsv": "a.html\n\thttps://news.example/\n",
		"rules/x.toml": "name = \"X\"\nhosts = [\"x.example\"]\nnam = 1\n",
	})
	in := func(name string) string { return filepath.Join(dir, name) }
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"unknown command", []string{"extrct"}, `unknown command "extrct"; did you mean "extract"?`},
		{"unknown sub-command", []string{"rules", "lnt"}, `unknown command "lnt"; did you mean "lint"?`},
		{"sub-command that is near to none", []string{"rules", "foo"}, `unknown command "foo"; it is one of list, lint, test,`},
		{"command that is near to none", []string{"frobnicate"}, `unknown command "frobnicate"; it is one of extract, explain, rules, version`},
		{"unknown flag", []string{"extract", "-formt", "json", "x"}, "unknown flag --formt; did you mean --format?"},
		{"unknown flag of one letter", []string{"extract", "-q", "x"}, "unknown flag -q\n"},
		{"unknown flag that is near to none", []string{"explain", "--frobnicate", "x"}, "unknown flag --frobnicate\n"},
		{"unknown flag of the program", []string{"-hlp"}, "unknown flag --hlp; did you mean --help?"},
		{"flag without its value", []string{"extract", "-format"}, "flag needs an argument: --format"},
		{"yes or no that is neither", []string{"extract", "--withheld=perhaps", "x"}, "for flag --withheld: "},
		{"address that is none", []string{"explain", "--url", "notaurl", in("a.html")}, `--url "notaurl": no address of the form`},
		{"address of a file", []string{"rules", "scrub", "--url", "file:///a.html", in("a.html")}, "no address of the form"},
		{"address without a host", []string{"rules", "preview", "--url", "https:///a", in("a.html")}, "no address of the form"},
		{"address that is none for a draft", []string{"rules", "new", "--url", "pier.example", in("a.html")}, "no address of the form"},
		{"password of an address that is none", []string{"extract", "--url", "https://ann:s3cret@news.example:x/", in("a.html")}, `--url "https://news.example:x/": no address`},
		{"password in a path", []string{"rules", "lint", "https://ann:s3cret@news.example/"}, "stat https://news.example/: no such file"},
		{"unknown format", []string{"extract", "-format", "xml", in("a.html")}, `unknown format "xml"`},
		{"all of a report that has all", []string{"explain", "--all", "--json", in("a.html")}, "--json has all blocks"},
		{"front matter of text", []string{"extract", "--front-matter", "--format", "text", in("a.html")}, "--front-matter is for --format markdown"},
		{"front matter of several", []string{"extract", "--front-matter", in("a.html"), in("b.html")}, "--front-matter makes a file of its own and is for one page"},
		{"standalone Markdown", []string{"extract", "--standalone", "--format", "markdown", in("a.html")}, "--standalone is for --format html"},
		{"standalone folder", []string{"extract", "--standalone", dir}, "--standalone makes a file of its own and is for one page"},
		{"title of JSON", []string{"extract", "--title", "--format", "json", in("a.html")}, "--title is for --format text"},
		{"fields of JSON", []string{"extract", "--fields", "title", "--format", "jsonl", in("a.html")}, "--fields is for --format csv and tsv"},
		{"objects of text", []string{"extract", "--schema-org", "--format", "text", in("a.html")}, "--schema-org is for --format json and jsonl"},
		{"two variants of two formats", []string{"extract", "--front-matter", "--standalone", in("a.html")}, "--standalone and --front-matter exclude each other"},
		{"promos in a format", []string{"extract", "--promos", "--format", "text", in("a.html")}, "--promos is a form of its own"},
		{"access with a title", []string{"extract", "--access", "--title", in("a.html")}, "--access is a form of its own"},
		{"unknown field", []string{"extract", "--fields", "titel", in("a.html")}, `unknown field "titel"; did you mean "title"?`},
		{"field that is near to none", []string{"extract", "--fields", "title,,x", in("a.html")}, `unknown field ""; it is one of file, error,`},
		{"no page", []string{"extract"}, "no page given"},
		{"workers that are no number", []string{"extract", "-j", "many", in("a.html")}, `invalid value "many" for flag -j`},
		{"no workers", []string{"extract", "-j", "0", in("a.html")}, "at least 1"},
		{"address for several pages", []string{"extract", "-url", "https://news.example/", in("a.html"), in("b.html")}, "--url is for one page"},
		{"address for a folder", []string{"extract", "-url", "https://news.example/", dir}, "--url is for one page"},
		{"standard input twice", []string{"extract", "-", "-"}, "standard input can be read once only"},
		{"list and page from standard input", []string{"extract", "-list", "-", "-"}, "standard input can be read once only"},
		{"no such list", []string{"extract", "-list", in("none.tsv")}, "none.tsv"},
		{"list with three columns", []string{"extract", "-list", in("bad.tsv")}, "bad.tsv:1: more than two columns"},
		{"list with an address only", []string{"extract", "-list", in("pathless.tsv")}, "pathless.tsv:2: no path before the tab"},
		{"no such folder of rules", []string{"extract", "-rules", in("none"), in("a.html")}, "no such folder"},
		{"bad rules", []string{"extract", "-rules", in("rules"), in("a.html")}, `x.toml:3:1: unknown key "nam"; did you mean "name"?`},
		{"rules and none", []string{"extract", "-rules", in("rules"), "-no-rules", in("a.html")}, "exclude each other"},
		{"explain nothing", []string{"explain"}, "it takes one page, not 0"},
		{"explain two", []string{"explain", in("a.html"), in("b.html")}, "it takes one page, not 2"},
		{"list of rules with an argument", []string{"rules", "list", "x"}, "it takes no arguments"},
		{"lint what is not there", []string{"rules", "lint", in("none")}, "none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := invoke(t, "", tt.args...)
			assert.Equal(t, statusUsage, got.status)
			assert.Empty(t, got.stdout)
			assert.Contains(t, got.stderr, tt.want)
			assert.NotContains(t, got.stderr, "s3cret")
			assert.Regexp(t, `^gatefold`, got.stderr)
			assert.Regexp(t, `\nTry 'gatefold.* --help'\.\n$`, got.stderr)
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"help"}, {"-help"}, {"--help"}, {"-h"}} {
		got := invoke(t, "", args...)
		assert.Equal(t, statusDone, got.status, args)
		for _, name := range []string{"extract", "explain", "rules", "version", "completion"} {
			assert.Contains(t, got.stdout, "\n   "+name, args)
		}
	}
	got := invoke(t, "", "extract", "-help")
	assert.Equal(t, statusDone, got.status)
	assert.Contains(t, got.stdout, "--format")
	got = invoke(t, "", "rules")
	assert.Equal(t, statusDone, got.status)
	assert.Contains(t, got.stdout, "lint")
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	for shell, part := range map[string]string{"bash": "complete -o", "zsh": "#compdef gatefold", "fish": "complete -c", "pwsh": "Register-ArgumentCompleter"} {
		got := invoke(t, "", "completion", shell)
		assert.Equal(t, statusDone, got.status)
		assert.Contains(t, got.stdout, part)
	}
	got := invoke(t, "", "extract", "help")
	assert.Contains(t, got.stderr, "help: no such file", "a page may be called help")
	got = invoke(t, "", "rules", "--generate-shell-completion")
	assert.Contains(t, got.stdout, "lint")
}

func TestVersion(t *testing.T) {
	t.Parallel()
	got := invoke(t, "", "version")
	assert.Equal(t, statusDone, got.status)
	assert.Regexp(t, `^gatefold \S+ go1\S* \w+/\w+\n$`, got.stdout)
	assert.Equal(t, got, invoke(t, "", "--version"))
	assert.Equal(t, got, invoke(t, "", "-version"))
}

// failingWriter is a standard output that has gone away.
type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestOutputFails(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{"a.html": story("A"), "b.html": story("B")})
	for _, args := range [][]string{{"extract", dir}, {"explain", filepath.Join(dir, "a.html")}, {"rules", "list"}, {"version"}} {
		var stderr bytes.Buffer
		status := run(t.Context(), append([]string{"gatefold"}, args...), strings.NewReader(""), failingWriter{}, &stderr)
		assert.Equal(t, statusFailed, status, args)
		assert.Equal(t, "gatefold: "+os.ErrClosed.Error()+"\n", stderr.String(), args)
	}
}

// TestFlagsAreSpelledOneWay holds that help, messages and documents write a
// flag as the help's list of flags does: two dashes for a word.
func TestFlagsAreSpelledOneWay(t *testing.T) {
	t.Parallel()
	oneDash := regexp.MustCompile("(?m)(^|[\\s\"`(])-[a-z][a-z-]+\\b")
	var texts []string
	var walk func(path []string, c *cli.Command)
	walk = func(path []string, c *cli.Command) {
		got := invoke(t, "", append(path, "--help")...)
		require.Equal(t, statusDone, got.status, got.stderr)
		texts = append(texts, got.stdout)
		for _, sub := range c.Commands {
			walk(append(slices.Clone(path), sub.Name), sub)
		}
	}
	walk(nil, newApp())
	assert.Greater(t, len(texts), 10)
	for _, name := range []string{"README.md", "SECURITY.md", "docs/formats.md", "docs/command.md", "docs/access.md", "rules/README.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
		require.NoError(t, err)
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		assert.Empty(t, oneDash.FindAllString(text, -1))
	}
}
