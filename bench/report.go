package main

import (
	_ "embed" // the preface and the note
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/gold/mdtable"
)

// table is a Markdown table whose columns line up on a terminal too.
type table struct {
	head []string
	rows [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// String returns the table as it stands in BENCHMARKS.md.
func (t *table) String() string { return mdtable.Format(t.head, t.rows) }

// percent writes a share with one digit: more would be within the noise of any set.
func percent(share float64) string { return fmt.Sprintf("%.1f", 100*share) }

// percentWithError adds the standard error, so that nobody takes a difference within it
// for progress.
func percentWithError(share, se float64) string { return fmt.Sprintf("%.1f ±%.1f", 100*share, 100*se) }

// shareOf returns n of all in percent, and "-" of nothing.
func shareOf(n, all int) string {
	if all == 0 {
		return "-"
	}
	return percent(float64(n) / float64(all))
}

// section is a part of BENCHMARKS.md that one command writes. In the file it stands
// between two comments, by which the next run finds it:
//
//	<!-- quality -->
//	…
//	<!-- end of quality -->
type section struct {
	name, text string
}

// sections is the order in BENCHMARKS.md.
var sections = []string{"headline", "blocks", "held", "quality", "paywall", "cuttest", "speed"}

// preface stands above all sections and is written anew each time.
//
//go:embed preface.md
var preface string

// write puts s into BENCHMARKS.md at the repository's root, in place of its older form,
// and the headline into the README. A section without a name only brings those along.
func (s section) write() error {
	root, err := repositoryRoot()
	if err != nil {
		return err
	}
	file := filepath.Join(root, "BENCHMARKS.md")
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("bench: %w", err)
	}
	text := s.within(string(old))
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	if table := headline(text); table != "" {
		return writeHeadline(root, table)
	}
	return nil
}

// within returns the text of BENCHMARKS.md with s replaced, and the headline as the parts
// have it then. The other sections stay byte for byte: each says what it was measured
// with.
func (s section) within(old string) string {
	parts := map[string]string{}
	for _, name := range sections {
		parts[name] = between(old, begin(name), end(name))
	}
	if s.name != "" {
		parts[s.name] = "\n" + s.text + "\n" + environment() + "\n"
	}
	all := func() string {
		var b strings.Builder
		b.WriteString(preface)
		for _, name := range sections {
			// A section that was never measured has no place in the file.
			if parts[name] != "" {
				b.WriteString("\n" + begin(name) + parts[name] + end(name) + "\n")
			}
		}
		return b.String()
	}
	if table := headline(all()); table != "" {
		parts["headline"] = "\n## In short\n\n" + table + "\n" + headlineNote + "\n"
	}
	return all()
}

// headlineNote says what the table in short is of.
//
//go:embed headline.md
var headlineNote string

// begin and end mark a section. They are comments, which Markdown does not show.
func begin(name string) string { return "<!-- " + name + " -->" }
func end(name string) string   { return "<!-- end of " + name + " -->" }

// between returns what stands between two marks, "" where one is missing.
func between(s, from, to string) string {
	_, s, ok := strings.Cut(s, from)
	if !ok {
		return ""
	}
	s, _, ok = strings.Cut(s, to)
	if !ok {
		return ""
	}
	return s
}

// repositoryRoot finds the repository by its go.work, from the working directory up.
func repositoryRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("bench: %w", err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.work")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("bench: no go.work in this folder or above: run it in the repository")
		}
	}
}

// environment says what the figures were measured with: the peers' versions, since their
// figures are as of these, and the machine, for the times.
func environment() string {
	modules := []string{"github.com/markusmobius/go-trafilatura", "codeberg.org/readeck/go-readability/v2", "github.com/markusmobius/go-domdistiller", "golang.org/x/net"}
	var versions []string
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, dep := range info.Deps {
			if slices.Contains(modules, dep.Path) {
				versions = append(versions, dep.Path+" "+dep.Version)
			}
		}
	}
	return fmt.Sprintf("Measured with %s on %s/%s, %d cores; %s.\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), strings.Join(versions, ", "))
}
