package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// perFetch is how many objects one request asks for: a command line has room for so many.
const perFetch = 500

// fetch gets the blobs of the manifest into bare repositories under dir, and nothing
// else of their repositories. What is there already is not asked for again.
func fetch(dir, base string, entries []entry, log io.Writer) error {
	wanted := map[string][]string{}
	for _, e := range entries {
		if e.repository != "" && !slices.Contains(wanted[e.repository], e.blob) {
			wanted[e.repository] = append(wanted[e.repository], e.blob)
		}
	}
	names := make([]string, 0, len(wanted))
	for name := range wanted {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := fetchRepository(filepath.Join(dir, filepath.FromSlash(name)), base+name, wanted[name], log); err != nil {
			return fmt.Errorf("labels: %s: %w", name, err)
		}
	}
	return nil
}

func fetchRepository(repo, url string, blobs []string, log io.Writer) error {
	if err := os.MkdirAll(repo, 0o755); err != nil {
		return err
	}
	if err := git(repo, log, "init", "--quiet", "--bare"); err != nil {
		return err
	}
	missing, err := missingOf(repo, blobs)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%s: %d of %d objects to fetch\n", url, len(missing), len(blobs))
	for part := range slices.Chunk(missing, perFetch) {
		// By their names and without history: a server that serves partial clones, as
		// GitHub does, gives out any object that one of its branches reaches.
		args := append([]string{"fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--depth=1", url}, part...)
		if err := git(repo, log, args...); err != nil {
			return err
		}
	}
	return nil
}

// missingOf returns the objects that a repository does not hold.
func missingOf(repo string, blobs []string) ([]string, error) {
	cmd := exec.Command("git", "-C", repo, "cat-file", "--batch-check")
	cmd.Stdin = strings.NewReader(strings.Join(blobs, "\n") + "\n")
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var missing []string
	for line := range strings.Lines(string(out)) {
		if name, ok := strings.CutSuffix(strings.TrimSpace(line), " missing"); ok {
			missing = append(missing, name)
		}
	}
	return missing, nil
}

func git(repo string, log io.Writer, args ...string) error {
	cmd := exec.Command("git", append([]string{"-C", repo}, args...)...)
	cmd.Stderr = log
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("git %s: %w", args[0], err)
	}
	return nil
}
