package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// inNode are the extractors of bench/labels/node: the name in the tables, the script,
// and the package whose version counts.
var inNode = []struct{ name, script, pkg string }{
	{"Defuddle", "defuddle", "defuddle"},
	{"Readability.js", "readability", "@mozilla/readability"},
}

func nodeFlag() cli.Flag {
	return &cli.StringFlag{Name: "node", Usage: "score the extractors of bench/labels/node too: what they say is kept in `FOLDER`, and made first where it is missing"}
}

// nodeExtractors are those in JavaScript, none for an empty folder. They run once, which
// takes ten minutes, as nothing that Gatefold learns changes what they say. Without Node
// and what npm installs they are left out, with a word.
func nodeExtractors(set corpus.Set, kept string) ([]extractor, error) {
	if kept == "" {
		return nil, nil
	}
	var all []extractor
	for _, n := range inNode {
		file := filepath.Join(kept, n.script+".jsonl")
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			err := runNode(set, kept, n.script, n.pkg)
			if errors.Is(err, errNoNode) {
				fmt.Fprintf(os.Stderr, "%s is left out: %v\n", n.name, err)
				continue
			}
			if err != nil {
				return nil, err
			}
		}
		said, err := blocks.ReadOutputs(file)
		if err != nil {
			return nil, err
		}
		// What made it is for readers; without it the figures stand without a version.
		note, err := os.ReadFile(filepath.Join(kept, n.script+".txt"))
		if err != nil {
			return nil, fmt.Errorf("bench: %w", err)
		}
		all = append(all, extractor{name: n.name, said: said, note: strings.TrimSpace(string(note))})
	}
	return all, nil
}

var errNoNode = errors.New(`it needs Node, and "npm ci" in bench/labels/node`)

// runNode runs a script over the whole set and writes what it says, and of which version
// that is, into a folder.
func runNode(set corpus.Set, kept, script, pkg string) error {
	root, err := repositoryRoot()
	if err != nil {
		return err
	}
	dir := filepath.Join(root, "bench", "labels", "node")
	version, err := packageVersion(dir, pkg)
	if err != nil {
		return err
	}
	node, err := exec.Command("node", "--version").Output()
	if err != nil {
		return errNoNode
	}
	list, err := pageList(set)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(list) }()
	if err := os.MkdirAll(kept, 0o755); err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	part := filepath.Join(kept, script+".part")
	out, err := os.Create(part)
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	// jsdom holds a page for some time after it is closed.
	cmd := exec.Command("node", "--max-old-space-size=6000", filepath.Join(dir, script+".mjs"), list)
	// The scripts name each page that they fail on, which is counted, and their
	// libraries complain of much that they then work around.
	cmd.Stdout = out
	if err := errors.Join(cmd.Run(), out.Close()); err != nil {
		return fmt.Errorf("bench: node %s: %w", script, err)
	}
	note := fmt.Sprintf("%s %s on Node %s, %s\n", pkg, version, strings.TrimSpace(string(node)), time.Now().Format(time.DateOnly))
	return errors.Join(os.WriteFile(filepath.Join(kept, script+".txt"), []byte(note), 0o644), os.Rename(part, filepath.Join(kept, script+".jsonl")))
}

// packageVersion is that of a package that npm has installed.
func packageVersion(dir, pkg string) (string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "node_modules", filepath.FromSlash(pkg), "package.json"))
	if err != nil {
		return "", errNoNode
	}
	var p struct{ Version string }
	if err := json.Unmarshal(data, &p); err != nil {
		return "", fmt.Errorf("bench: %s: %w", pkg, err)
	}
	return p.Version, nil
}

// pageList writes pages.jsonl, as labels rebuild does, into a folder of its own.
func pageList(set corpus.Set) (string, error) {
	dir, err := os.MkdirTemp("", "gatefold-pages")
	if err != nil {
		return "", fmt.Errorf("bench: %w", err)
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	for i, p := range set.Pages {
		html, err := p.HTML()
		if err != nil {
			return "", err
		}
		file := fmt.Sprintf("%d.html.gz", i)
		if err := corpus.WritePacked(filepath.Join(dir, file), html); err != nil {
			return "", err
		}
		if err := enc.Encode(map[string]string{"id": p.ID, "url": p.URL, "file": file}); err != nil {
			return "", err
		}
	}
	return dir, os.WriteFile(filepath.Join(dir, "pages.jsonl"), []byte(b.String()), 0o644)
}

// saidOf names what the extractors in JavaScript are.
func saidOf(node []extractor) string {
	if len(node) == 0 {
		return ""
	}
	var notes []string
	for _, e := range node {
		notes = append(notes, e.name+" is "+e.note)
	}
	return "\n" + strings.Join(notes, "; ") + ".\n"
}
