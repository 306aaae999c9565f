package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// acting has one of each sort of characters that act on a terminal.
const acting = "\x1b]0;pwned\a\x1b[2J\x7f\u009b31m\u202e\u2066\u2069\r\b"

func assertHarmless(t *testing.T, text string, why ...any) {
	t.Helper()
	for _, r := range text {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			assert.Fail(t, fmt.Sprintf("%q in %q", r, text), why...)
			return
		}
	}
}

func TestHarmless(t *testing.T) {
	t.Parallel()
	assert.Equal(t, " ]0;pwned  [2J  31m  ", harmless(acting))
	assert.Equal(t, "a\tb\nשלום\u200f ©", harmless("a\tb\nשלום\u200f ©"), "the marks that languages need stay")
	assert.Equal(t, "a b c d", oneLine("a\tb\nc\u2028d"))
	assertHarmless(t, harmless(acting))
}

// raw is a server whose reason phrase is what it likes.
func raw(t *testing.T, status string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		conn, buf, err := http.NewResponseController(w).Hijack()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }() // the test is over then
		_, _ = buf.WriteString("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")
		_ = buf.Flush()
	}))
	t.Cleanup(s.Close)
	return s
}

func TestReasonPhrase(t *testing.T) {
	t.Parallel()
	s := raw(t, "404 "+strings.TrimRight(acting, "\r\b"))
	for _, args := range [][]string{{"extract"}, {"explain"}, {"rules", "preview"}, {"rules", "scrub"}} {
		got := invoke(t, "", append(args, s.URL)...)
		assert.Equal(t, statusFailed, got.status)
		assert.Contains(t, got.stderr, "404 ", args)
		assert.Contains(t, got.stderr, "pwned", args)
		assertHarmless(t, got.stderr, args)
		assertHarmless(t, got.stdout, args)
		assert.NotContains(t, got.stdout, `\u001b`, args)
	}
}

func TestNamesAreHarmless(t *testing.T) {
	t.Parallel()
	name := "a\x1b[2J\u202e.html"
	dir := folder(t, map[string]string{name: story("A"), "sites/b\x1b[2J.toml": "nam = 1\n"})
	for _, args := range [][]string{
		{"extract", name + "?"}, {"extract", filepath.Join(dir, name), name}, {"explain", name}, {"frob" + acting}, {"extract", "--" + acting}, {"extract", "--format", acting, "x"},
		{"rules", "lint", dir}, {"rules", "test", dir}, {"rules", "new", name}, {"extract", "--rules", acting, "x"}, {"extract", "--format", "text", filepath.Join(dir, name), filepath.Join(dir, name)},
	} {
		got := invoke(t, "", args...)
		assertHarmless(t, got.stderr, args)
		assertHarmless(t, got.stdout, args)
	}
}

func TestTerminalOutput(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := &sink{file: &out, terminal: true}
	n, err := s.Write([]byte(acting))
	require.NoError(t, err)
	assert.Equal(t, len(acting), n)
	assertHarmless(t, out.String())
	out.Reset()
	s.terminal = false
	_, err = s.Write([]byte(acting))
	require.NoError(t, err)
	assert.Equal(t, acting, out.String(), "a file gets what there is")
}

func TestShown(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a b/ä.html": "a b/ä.html", `a\xe4.html`: `a\xe4.html`, `a"b".html`: `a"b".html`, "\ufffd": "\ufffd",
		"a\xe4\n.html": `"a\xe4\n.html"`, `"a".html`: `"\"a\".html"`, `"`: `"\""`, "": "",
	} {
		got := shown(in)
		assert.Equal(t, want, got)
		assert.Equal(t, in, restored(t, got))
	}
}

// restored is the way back that the help tells of.
func restored(t *testing.T, name string) string {
	t.Helper()
	if !strings.HasPrefix(name, `"`) {
		return name
	}
	s, err := strconv.Unquote(name)
	require.NoError(t, err)
	return s
}

func FuzzShown(f *testing.F) {
	f.Add("a\xe4.html")
	f.Add(`"\xe4`)
	f.Add("a\u202elmth.b")
	f.Add("a\nb\x1b[31m")
	f.Fuzz(func(t *testing.T, name string) {
		got := shown(name)
		assert.True(t, utf8.ValidString(got))
		assert.Equal(t, oneLine(got), got, "nothing in it acts on a terminal")
		assert.Equal(t, name, restored(t, got))
	})
}

func TestNamesThatAreNotUTF8(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	names := []string{"a\xe4.html", "b\xff\xfe.html", "plain.html"}
	for _, n := range names {
		if err := os.WriteFile(filepath.Join(dir, n), []byte(story("A")), 0o644); err != nil {
			t.Skip("the file system has names in UTF-8 only: ", err)
		}
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "c\xe4.html"), nil, 0o644))
	names = []string{names[0], names[1], "c\xe4.html", names[2]}
	got := invoke(t, "", "extract", dir)
	lines := linesOf(t, got.stdout)
	require.Len(t, lines, len(names))
	for i, n := range names {
		assert.Equal(t, filepath.Join(dir, n), restored(t, lines[i].File))
		assert.NotContains(t, lines[i].Error, "\ufffd")
	}
	assert.Contains(t, lines[2].Error, "empty")
	got = invoke(t, "", "extract", "--format", "text", dir)
	assert.Contains(t, got.stdout, `/a\xe4.html" <==`)
	assert.Contains(t, got.stderr, `/c\xe4.html": page: empty`)
	assert.True(t, utf8.ValidString(got.stdout+got.stderr))
	list := filepath.Join(dir, "list.tsv")
	require.NoError(t, os.WriteFile(list, []byte(filepath.Join(dir, names[0])+"\n"), 0o644))
	lines = linesOf(t, invoke(t, "", "extract", "--list", list).stdout)
	assert.Equal(t, "A", lines[0].Title, "a list holds the names as they are")
}

func TestLeaves(t *testing.T) {
	t.Parallel()
	a, b, c := errors.New("a"), errors.New("b"), errors.New("c")
	one := fmt.Errorf("%w of %w", a, b)
	for _, tt := range []struct {
		name string
		err  error
		want []error
	}{
		{"nothing", nil, nil},
		{"one", a, []error{a}},
		{"joined", errors.Join(a, b), []error{a, b}},
		{"joined twice, and wrapped", fmt.Errorf("ruletest: %w", errors.Join(a, errors.Join(b, c))), []error{a, b, c}},
		{"a sentence of two", one, []error{one}},
		{"a sentence among others", errors.Join(one, c), []error{one, c}},
	} {
		assert.Equal(t, tt.want, leaves(tt.err), tt.name)
	}
}
