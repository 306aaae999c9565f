package gbdt

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// sources are this package's own: a model is also made of how it was trained.
//
//go:embed *.go
var sources embed.FS

// TrainKept trains a model and returns its bytes. In a folder that is named it
// keeps them by a hash of the data, the parameters and the trainer, and takes
// them from there the next time.
//
// A cross-validation trains many models. In the next run only those whose rows have
// changed are trained anew.
func TrainKept(dir string, d Data, p Params) ([]byte, error) {
	if dir == "" {
		return trainBytes(d, p)
	}
	key, err := keyOf(d, p)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(dir, key+".bin")
	if data, err := os.ReadFile(file); err == nil {
		return data, nil
	}
	data, err := trainBytes(d, p)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("gbdt: %w", err)
	}
	return data, writeWhole(file, data)
}

func trainBytes(d Data, p Params) ([]byte, error) {
	m, err := Train(d, Data{}, p)
	if err != nil {
		return nil, err
	}
	return m.Bytes()
}

// writeWhole writes a file under another name first: two runs at once never
// read half a model.
func writeWhole(file string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(file), "model")
	if err != nil {
		return fmt.Errorf("gbdt: %w", err)
	}
	_, err = tmp.Write(data)
	if closing := tmp.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(tmp.Name(), file)
	}
	if err != nil {
		_ = os.Remove(tmp.Name()) // the first error is the one to tell
		return fmt.Errorf("gbdt: %w", err)
	}
	return nil
}

// keyOf hashes all that a model depends on. The number of workers is no part of it.
func keyOf(d Data, p Params) (string, error) {
	h := sha256.New()
	if err := hashSources(h); err != nil {
		return "", err
	}
	p.Workers = 0
	fmt.Fprintf(h, "%+v %d %d %d %d\n%v\n", p, d.Features, len(d.X), len(d.Y), len(d.W), d.Groups)
	for _, values := range [][]float32{d.X, d.Y, d.W} {
		if err := binary.Write(h, binary.LittleEndian, values); err != nil {
			return "", fmt.Errorf("gbdt: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// A comment changes the key as well as code does: to tell them apart is not worth
// the risk of a model that the trainer of today would not make.
func hashSources(h hash.Hash) error {
	return fs.WalkDir(sources, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := sources.ReadFile(name)
		h.Write(src) // a hash never fails
		return err
	})
}
