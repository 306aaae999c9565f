// Package pagefile reads the files of saved pages: without the compression
// that they may have, and not more of them than a page may have.
//
// A few megabytes of gzip hold gigabytes, so that whoever wants the bytes of
// a page takes them from here.
package pagefile

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"github.com/gatefold/gatefold/internal/page"
)

var gzipMagic = []byte{0x1f, 0x8b}

// Reader returns r, or what r holds where that is compressed with gzip. The
// bytes tell, not the name. What it returns may be of any length.
func Reader(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	// An error here comes again from the first read.
	if start, _ := b.Peek(len(gzipMagic)); !bytes.Equal(start, gzipMagic) {
		return b, nil
	}
	return gzip.NewReader(b)
}

// ReadAll returns the bytes of a page, without compression. It stops with an
// error that wraps [page.ErrTooLarge] at the size at which the library does.
func ReadAll(r io.Reader) ([]byte, error) {
	r, err := Reader(r)
	if err != nil {
		return nil, err
	}
	return Bytes(r)
}

// Bytes is [ReadAll] for what comes from [Reader].
func Bytes(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, page.DefaultBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > page.DefaultBytes {
		if err := page.CheckFormat(data); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%w: more than %d bytes", page.ErrTooLarge, page.DefaultBytes)
	}
	return data, nil
}
