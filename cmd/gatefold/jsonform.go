package main

import (
	"bytes"
	"encoding/json"

	"github.com/gatefold/gatefold/article"
)

// renderJSON writes one page for people, indented, and several for programs, a line
// each.
func renderJSON(it item, several bool) ([]byte, error) {
	if several {
		return line(it.fields(true))
	}
	return indented(it.fields(false))
}

// fields returns the page as the parts of one JSON object: file and error,
// where they are wanted, and the article.
//
//	{"file": "a.html", "kind": "news", "title": …}        one of several
//	{"kind": "news", "title": …}                          alone
//	{"file": "b.html", "error": "no such file or directory"}
func (it item) fields(withFile bool) []any {
	var parts []any
	var head struct {
		File  string `json:"file,omitempty"`
		Error string `json:"error,omitempty"`
	}
	if withFile || it.err != nil {
		head.File = shown(it.file)
	}
	if it.err != nil {
		head.Error = reason(it.err)
	}
	if head.File != "" {
		parts = append(parts, head)
	}
	if it.article != nil {
		parts = append(parts, it.article)
	}
	return parts
}

// line writes the parts as one JSON object on one line. Angle brackets stay
// as they are: the output is no part of a page.
func line(parts []any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	for i, p := range parts {
		end := buf.Len()
		if err := encode(&buf, enc, p); err != nil {
			return nil, err
		}
		if i > 0 {
			joinObjects(&buf, end)
		}
	}
	return buf.Bytes(), nil
}

// encode writes a part, of an article what it makes itself: an encoder would go over it
// again.
func encode(buf *bytes.Buffer, enc *json.Encoder, part any) error {
	art, ok := part.(*article.Article)
	if !ok {
		return enc.Encode(part)
	}
	data, err := art.MarshalJSON()
	buf.Write(data)
	buf.WriteByte('\n')
	return err
}

// joinObjects makes one of the two objects of which the second starts at
// split: "{a}\n{b}\n" becomes "{a,b}\n". Neither may be empty.
func joinObjects(buf *bytes.Buffer, split int) {
	b := buf.Bytes()
	second := bytes.Clone(b[split+1:])
	buf.Truncate(split - len("}\n"))
	buf.WriteByte(',')
	buf.Write(second)
}

// indented writes the same object for people to read.
func indented(parts []any) ([]byte, error) {
	compact, err := line(parts)
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	err = json.Indent(&buf, compact, "", "  ")
	return buf.Bytes(), err
}
