package warc

import (
	"bytes"
	"strconv"
	"strings"
)

// httpHead is the head of a response as far as it matters here.
type httpHead struct {
	status           int
	contentType      string
	contentLanguage  string
	contentEncoding  string
	transferEncoding string
	length           int64 // -1 where none is stated
}

// parseHead reads the head of a response. It is more lenient than net/http,
// which refuses the whole head for one line without a colon: crawlers store
// what servers send.
func parseHead(head []byte) httpHead {
	h := httpHead{length: -1}
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	if fields := bytes.Fields(first); len(fields) > 1 {
		// A status that is no number stays 0 and counts as a success.
		h.status, _ = strconv.Atoi(string(fields[1]))
	}
	for line := range bytes.Lines(rest) {
		name, value, ok := strings.Cut(string(line), ":")
		if ok {
			h.set(strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value))
		}
	}
	return h
}

func (h *httpHead) set(name, value string) {
	switch name {
	case "content-type":
		h.contentType = value
	case "content-language":
		h.contentLanguage = value
	case "content-encoding":
		h.contentEncoding = strings.ToLower(value)
	case "transfer-encoding":
		h.transferEncoding = strings.ToLower(value)
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			h.length = n
		}
	}
}

// success reports whether the response is the page that was asked for.
func (h *httpHead) success() bool { return h.status == 0 || h.status >= 200 && h.status < 300 }
