package gatefold_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The tests of this file hold the rules of the house: what the core may
// depend on, what importing it may cost, and what every package has.

// allowed are the modules that the core may link, with the reason. Of 370 pages
// written in 40 old encodings chardet reads 359, wlynxg/chardet 320.
var allowed = map[string]string{
	"golang.org/x/net":                "the HTML parser, charsets as browsers name them, public suffixes",
	"golang.org/x/text":               "the encodings themselves, language tags, currencies",
	"github.com/andybalholm/cascadia": "CSS selectors: the reader and the last word on a match",
	"github.com/pelletier/go-toml/v2": "the reader of rule files, with the place of every key",
	"github.com/gogs/chardet":         "the charset of pages that name none",
}

// listed is what the tests read of go list's answer.
type listed struct {
	ImportPath, Dir string
	Standard        bool
	Imports         []string
	Module          *struct{ Path, Dir string }
}

func goList(t *testing.T, args ...string) []listed {
	t.Helper()
	out := goTool(t, append([]string{"list", "-json=ImportPath,Dir,Standard,Imports,Module"}, args...)...)
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else {
			require.NoError(t, err)
		}
		all = append(all, p)
	}
}

func goTool(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return out
}

const module = "github.com/gatefold/gatefold"

func TestCoreDependsOnLittle(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, p := range goList(t, "-deps", ".") {
		if p.Standard || p.Module.Path == module {
			continue
		}
		used[p.Module.Path] = true
		assert.Contains(t, allowed, p.Module.Path, "%s is linked into the core", p.ImportPath)
	}
	for path := range allowed {
		assert.True(t, used[path], "%s is allowed and not used", path)
	}
}

func TestCoreMakesNoRequest(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "-deps", ".") {
		if p.Standard {
			continue
		}
		for _, imp := range p.Imports {
			assert.False(t, imp == "net" || imp == "os/exec" || strings.HasPrefix(imp, "net/http"), "%s imports %s", p.ImportPath, imp)
		}
	}
}

// TestImportsGoOneWay holds the order of the rooms: no package inside imports
// the root, and the page knows nothing of what is made of it.
func TestImportsGoOneWay(t *testing.T) {
	t.Parallel()
	// What counts words, reads characters or names, or keeps memory knows nothing of
	// pages, and may serve the packages that import nothing else.
	leaf := map[string]bool{
		module + "/internal/ascii": true, module + "/internal/classname": true, module + "/internal/wordcount": true,
		module + "/internal/scratch": true,
	}
	for _, p := range goList(t, "-deps", ".") {
		inside, ours := strings.CutPrefix(p.ImportPath, module+"/")
		if !ours {
			continue
		}
		assert.NotContains(t, p.Imports, module, "%s imports the root", p.ImportPath)
		for _, imp := range p.Imports {
			if inside == "internal/page" || inside == "internal/term" {
				assert.False(t, strings.HasPrefix(imp, module) && !leaf[imp], "%s imports %s", p.ImportPath, imp)
			}
		}
	}
}

// TestArticleLinksNoEngine holds that a program which only reads stored
// articles pays for nothing else: of other modules the package links none, and
// of this one only what counts words, cleans text and reads addresses.
func TestArticleLinksNoEngine(t *testing.T) {
	t.Parallel()
	want := map[string]string{
		module + "/article":            "the types and their renderings",
		module + "/internal/ascii":     "classes of characters",
		module + "/internal/cleantext": "what fits text for a terminal",
		module + "/internal/weburl":    "the filter of addresses",
		module + "/internal/wordcount": "Blocks.WordCount",
	}
	for _, p := range goList(t, "-deps", "./article") {
		if !p.Standard {
			assert.Contains(t, want, p.ImportPath, "%s is linked into every reader of stored articles", p.ImportPath)
			delete(want, p.ImportPath)
		}
	}
	assert.Empty(t, want, "named here and not linked")
}

func TestModuleReplacesNothing(t *testing.T) {
	t.Parallel()
	var mod struct{ Replace []json.RawMessage }
	require.NoError(t, json.Unmarshal(goTool(t, "mod", "edit", "-json"), &mod))
	assert.Empty(t, mod.Replace, "go install ignores modules that replace others")
}

// maxInitBytes is what the packages of the module may allocate together
// before main: some small tables. The HTML parser's entities take 126 kB.
const maxInitBytes = 24 << 10

// TestImportCostsNothing reads what the runtime says of the initialisation of
// each package. Bytes are counted, not time: they are the same on every run.
func TestImportCostsNothing(t *testing.T) {
	t.Parallel()
	program := filepath.Join(t.TempDir(), "extract")
	goTool(t, "build", "-o", program, "./examples/extract")
	cmd := exec.CommandContext(t.Context(), program, "testdata/nknews.org/badges.html")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	cmd.Stderr = &trace
	require.NoError(t, cmd.Run())
	total, seen := 0, 0
	for lines := bufio.NewScanner(&trace); lines.Scan(); {
		// init golang.org/x/net/html @1.4 ms, 0.12 ms clock, 126400 bytes, 37 allocs
		f := strings.Fields(lines.Text())
		if len(f) != 11 || f[0] != "init" {
			continue
		}
		seen++
		n, err := strconv.Atoi(f[7])
		require.NoError(t, err, lines.Text())
		if strings.HasPrefix(f[1], module) {
			total += n
		}
	}
	assert.Greater(t, seen, 20, "the runtime's trace has another form now")
	assert.LessOrEqual(t, total, maxInitBytes)
}

// goFiles parses the files of a package that are part of every build.
func goFiles(t *testing.T, dir string) map[string]*ast.File {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	files := map[string]*ast.File{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
		require.NoError(t, err)
		files[name] = f
	}
	return files
}

func TestPackageComments(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "./...") {
		var with []string
		for name, f := range goFiles(t, p.Dir) {
			if f.Doc != nil {
				with = append(with, filepath.Base(name))
			}
		}
		assert.Len(t, with, 1, "%s has one package comment", p.ImportPath)
	}
}

func TestNoInitFunctions(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "-deps", ".") {
		if !strings.HasPrefix(p.ImportPath, module) {
			continue
		}
		for name, f := range goFiles(t, p.Dir) {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
					assert.NotEqual(t, "init", fn.Name.Name, name)
				}
			}
		}
	}
}

// maxTestdata bounds the fixtures of the whole repository: everybody who
// clones it pays for them. A publisher's fixture has all boxes of its page, some eight
// thousand characters.
const maxTestdata = 4 << 20

func TestTestdataIsSmall(t *testing.T) {
	t.Parallel()
	var total int64
	require.NoError(t, filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains(strings.Split(filepath.ToSlash(path), "/"), "testdata") {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	}))
	assert.Positive(t, total)
	assert.LessOrEqual(t, total, int64(maxTestdata))
}
