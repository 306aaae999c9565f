package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// maxPage bounds what a page may unpack to.
const maxPage = 64 << 20

var errNotThere = errors.New("in none of the folders")

// source finds pages in folders that hold any of
//
//	SET/pages/ID.html.gz   a corpus, as rebuild itself writes one
//	BLOB                   single objects by their names
//	OWNER/NAME             checkouts of the repositories, bare ones too
//
// and takes what has the hash of the manifest, nothing else.
type source struct {
	folders []string
	objects map[string]*objects // by checkout
}

// page returns the bytes of a page.
func (s *source) page(e entry) ([]byte, error) {
	stale := false
	for _, dir := range s.folders {
		for _, read := range []func() ([]byte, error){
			func() ([]byte, error) { return os.ReadFile(filepath.Join(dir, e.set, "pages", e.id+".html.gz")) },
			func() ([]byte, error) { return readBlobFile(dir, e) },
			func() ([]byte, error) { return s.object(dir, e) },
			func() ([]byte, error) { return readCheckedOut(dir, e) },
		} {
			raw, err := read()
			if err != nil {
				continue
			}
			if page, ok := pageIn(raw, e.sum); ok {
				return page, nil
			}
			stale = true
		}
	}
	if stale {
		return nil, errors.New("found, but with another hash")
	}
	return nil, errNotThere
}

func readBlobFile(dir string, e entry) ([]byte, error) {
	if e.blob == "" {
		return nil, fs.ErrNotExist
	}
	return os.ReadFile(filepath.Join(dir, e.blob))
}

// readCheckedOut reads the file of a working copy; it may be of another version.
func readCheckedOut(dir string, e entry) ([]byte, error) {
	if e.repository == "" || !filepath.IsLocal(e.path) {
		return nil, fs.ErrNotExist
	}
	return os.ReadFile(filepath.Join(dir, filepath.FromSlash(e.repository), filepath.FromSlash(e.path)))
}

// object reads the blob from a repository's history.
func (s *source) object(dir string, e entry) ([]byte, error) {
	if e.repository == "" {
		return nil, fs.ErrNotExist
	}
	repo := filepath.Join(dir, filepath.FromSlash(e.repository))
	o, ok := s.objects[repo]
	if !ok {
		o = openObjects(repo)
		if s.objects == nil {
			s.objects = map[string]*objects{}
		}
		s.objects[repo] = o
	}
	if o == nil {
		return nil, fs.ErrNotExist
	}
	return o.read(e.blob)
}

// close ends the processes of git.
func (s *source) close() {
	for _, o := range s.objects {
		if o != nil {
			o.close()
		}
	}
}

// pageIn returns the page that a file holds: the file itself, what it unpacks to, or a
// text in it where it is JSON.
func pageIn(raw []byte, sum string) ([]byte, bool) {
	if hashOf(raw) == sum {
		return raw, true
	}
	if z, err := gzip.NewReader(bytes.NewReader(raw)); err == nil {
		page, err := io.ReadAll(io.LimitReader(z, maxPage))
		return page, err == nil && hashOf(page) == sum
	}
	var value any
	if json.Unmarshal(raw, &value) != nil {
		return nil, false
	}
	return textIn(value, sum)
}

// textIn looks through a value of JSON for a text of a hash.
func textIn(value any, sum string) ([]byte, bool) {
	switch v := value.(type) {
	case string:
		return []byte(v), hashOf([]byte(v)) == sum
	case []any:
		for _, item := range v {
			if page, ok := textIn(item, sum); ok {
				return page, true
			}
		}
	case map[string]any:
		for _, item := range v {
			if page, ok := textIn(item, sum); ok {
				return page, true
			}
		}
	}
	return nil, false
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// objects reads blobs of one repository through one process of git.
type objects struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// openObjects returns nil where there is no repository or no git.
func openObjects(repo string) *objects {
	if exec.Command("git", "-C", repo, "rev-parse", "--git-dir").Run() != nil {
		return nil
	}
	// A folder inside another repository is not a checkout.
	if top, err := exec.Command("git", "-C", repo, "rev-parse", "--show-toplevel").Output(); err == nil && !sameFolder(strings.TrimSpace(string(top)), repo) {
		return nil
	}
	cmd := exec.Command("git", "-C", repo, "cat-file", "--batch")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil
	}
	out, err := cmd.StdoutPipe()
	if err != nil || cmd.Start() != nil {
		return nil
	}
	return &objects{cmd, in, bufio.NewReader(out)}
}

func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// read asks for a blob: git answers "NAME blob SIZE", the bytes and a line's end, or
// "NAME missing".
func (o *objects) read(blob string) ([]byte, error) {
	if _, err := fmt.Fprintln(o.in, blob); err != nil {
		return nil, err
	}
	head, err := o.out.ReadString('\n')
	if err != nil {
		return nil, err
	}
	var name, kind string
	var size int
	if n, _ := fmt.Sscan(head, &name, &kind, &size); n < 3 {
		return nil, fs.ErrNotExist
	}
	data := make([]byte, size+1)
	if _, err := io.ReadFull(o.out, data); err != nil {
		return nil, err
	}
	return data[:size], nil
}

func (o *objects) close() {
	// The process ends by itself when nothing more is asked; its status says nothing.
	_ = o.in.Close()
	_ = o.cmd.Wait()
}
