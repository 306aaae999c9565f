// Package jsonl writes articles as JSON Lines, each with what the file that it
// came from says of it. The article itself is as the library writes it, byte
// for byte.
package jsonl

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/gatefold/gatefold/article"
)

// Envelope is what stands before the article in its line.
type Envelope struct {
	// File and Offset are where the page was found.
	File   string `json:"file"`
	Offset int64  `json:"offset"`
	// URL is written only beside an error without an article, which has it.
	URL string `json:"url,omitempty"`
	// Fetched is when the page was fetched, the zero time where that is
	// unknown.
	Fetched time.Time `json:"fetched,omitzero"`
	// Error says what went wrong. Beside an article, that holds what could be
	// read.
	Error string `json:"error,omitempty"`
}

// Append appends the line of one page to dst, with its line feed. art may be
// nil. Angle brackets stay as they are.
func Append(dst []byte, env Envelope, art *article.Article) ([]byte, error) {
	if art != nil {
		env.URL = ""
	}
	env.Fetched = env.Fetched.UTC()
	buf := bytes.NewBuffer(dst)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(env); err != nil || art == nil {
		return buf.Bytes(), err
	}
	// {envelope}\n{article}\n becomes {envelope,article}\n. The envelope is
	// never empty: file and offset are always written.
	buf.Truncate(buf.Len() - len("}\n"))
	buf.WriteByte(',')
	body, err := art.MarshalJSON()
	if err != nil {
		return dst, err
	}
	buf.Write(body[1:])
	buf.WriteByte('\n')
	return buf.Bytes(), nil
}
