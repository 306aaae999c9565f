package main

import (
	"os"
	"path/filepath"
)

// replaceFile writes a file anew, so that whoever looks at it, and whatever
// ends the program, finds the old content or the new one: a new file beside it takes
// its name, which is one step to the file system.
func replaceFile(name string, data []byte) error {
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	// The file itself, where the name is a link.
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	// In the same folder: a name can only move within one file system.
	f, err := os.CreateTemp(filepath.Dir(name), ".gatefold-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }() // it has its name by then, or is of no use
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(mode); err != nil {
		f.Close()
		return err
	}
	// What cannot be written is often noticed only here.
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
