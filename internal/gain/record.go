package gain

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
)

// Record is what each file does as a text keeps it, by file: a line each.
//
//	sites/news.example.toml: pages 5, body +1.2 -0.3, standfirst +4; rules 1a2b3c4d
type Record map[string]Recorded

// Recorded is what one file did, and the stamp of what it said then.
type Recorded struct{ Did, Stamp string }

// ofRules stands between both in a line.
const ofRules = "; rules "

// WriteRecord writes a line for each file, without what is held against it. how says
// with which command and which models it was measured.
func (r *Report) WriteRecord(w io.Writer, how string) error {
	if _, err := fmt.Fprintf(w, "# What each file adds to the generic way (+) and takes (-), and a hash of what it said then.\n# %s\n", how); err != nil {
		return err
	}
	for _, f := range r.Files {
		f.Fails = nil
		if _, err := fmt.Fprintf(w, "%s%s%s\n", f.String(), ofRules, f.Stamp); err != nil {
			return err
		}
	}
	return nil
}

// ReadRecord reads what [Report.WriteRecord] wrote.
func ReadRecord(data []byte) Record {
	out := Record{}
	for line := range strings.Lines(string(data)) {
		file, what, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(file, "#") {
			continue
		}
		did, stamp, _ := strings.Cut(what, ofRules)
		out[file] = Recorded{did, stamp}
	}
	return out
}

// Outdated returns the files of the suite that the record does not have, or has as they
// were before they said what they say now, and those that it has and that are gone.
func (rec Record) Outdated(s *ruletest.Suite) []Verdict {
	var out []Verdict
	there := map[string]bool{}
	for _, h := range s.Files() {
		if h.Kind != rules.Site && h.Kind != rules.Platform {
			continue
		}
		there[h.File] = true
		switch was, ok := rec[h.File]; {
		case !ok:
			out = append(out, Verdict{File: h.File, What: "not measured"})
		case was.Stamp != stampOf(s, h.File):
			out = append(out, Verdict{File: h.File, What: "changed since it was measured"})
		}
	}
	for _, file := range slices.Sorted(maps.Keys(rec)) {
		if !there[file] && !s.Chosen() {
			out = append(out, Verdict{File: file, What: "measured, and not there"})
		}
	}
	return out
}

// stampOf names what a file and the platforms below it say of pages. Comments and
// expectations are no part of it: they change no page.
func stampOf(s *ruletest.Suite, file string) string {
	h := sha256.New()
	for _, name := range chain(s.Set(), file) {
		text := s.Text(name)
		if text == nil {
			// What the suite's folder builds on.
			text, _ = fs.ReadFile(rules.EmbeddedFiles(), name)
		}
		for line := range bytes.Lines(text) {
			line = bytes.TrimSpace(line)
			if bytes.HasPrefix(line, []byte("[[expect")) {
				break
			}
			if len(line) > 0 && line[0] != '#' {
				h.Write(line) // a hash never fails
				h.Write([]byte{'\n'})
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}
