package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v3"
)

// compareCommand tells whether a change of the code changes what comes out, and in
// which fields. It compares any two outputs and knows nothing of articles.
func compareCommand() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     "count in which fields two outputs of gatefold extract -format jsonl differ",
		ArgsUsage: "OLD.jsonl NEW.jsonl",
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "v", Usage: "show a sample of each field's differences"}},
		Action: func(_ context.Context, cmd *cli.Command) error {
			if cmd.Args().Len() != 2 {
				return errors.New("compare needs two files of lines")
			}
			before, err := readLines(cmd.Args().Get(0))
			if err != nil {
				return err
			}
			after, err := readLines(cmd.Args().Get(1))
			if err != nil {
				return err
			}
			return compareLines(before, after).print(cmd.Root().Writer, cmd.Bool("v"))
		},
	}
}

// lines are the lines of one output by their file field, less the folders that
// all of them share: the outputs may be of two copies of the pages.
type lines map[string]json.RawMessage

// readLines reads an output; its errors name file and line.
func readLines(name string) (lines, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := parseLines(f)
	if err != nil {
		return nil, fmt.Errorf("%s:%w", name, err)
	}
	return all, nil
}

// parseLines reads a line of any length, which a bufio.Scanner does not.
func parseLines(r io.Reader) (lines, error) {
	all, in := lines{}, bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if line = bytes.TrimSpace(line); len(line) > 0 {
			var head struct{ File string }
			if jerr := json.Unmarshal(line, &head); jerr != nil {
				return nil, fmt.Errorf("%d: %w", n, jerr)
			}
			// The second line would replace the first, and a page would never be compared.
			if _, twice := all[head.File]; twice {
				return nil, fmt.Errorf("%d: file %q stands in a line before", n, head.File)
			}
			all[head.File] = line
		}
		if errors.Is(err, io.EOF) {
			return all.shortened(), nil
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
	}
}

// shortened cuts off the folders that all files share:
//
//	/a/corpus/pages/1.html, /a/corpus/blocks/2.html  →  pages/1.html, blocks/2.html
func (l lines) shortened() lines {
	shared, first := "", true
	for file := range l {
		dir := file[:strings.LastIndexByte(file, '/')+1]
		if first {
			shared, first = dir, false
		}
		for !strings.HasPrefix(dir, shared) {
			shared = shared[:strings.LastIndexByte(strings.TrimSuffix(shared, "/"), '/')+1]
		}
	}
	out := make(lines, len(l))
	for file, line := range l {
		out[strings.TrimPrefix(file, shared)] = line
	}
	return out
}

// difference is one field in which outputs differ, by its path without the
// indexes: "promos[].actions[].url". Pages and places are counted apart: one page may
// have a hundred links.
type difference struct {
	pages, places int
	page          string // the last that had one
	sample        string
}

// comparison is what compare found. page and found are of the page that is being
// compared.
type comparison struct {
	pages, changed int
	onlyOld        []string
	onlyNew        []string
	fields         map[string]*difference

	page  string
	found bool
}

// compareLines compares page by page. Lines that are equal as bytes, which are most of
// them, are not decoded.
func compareLines(before, after lines) *comparison {
	c := &comparison{fields: map[string]*difference{}}
	for _, file := range slices.Sorted(maps.Keys(before)) {
		line, ok := after[file]
		if !ok {
			c.onlyOld = append(c.onlyOld, file)
			continue
		}
		c.pages++
		if bytes.Equal(before[file], line) {
			continue
		}
		a, b := decoded(before[file]), decoded(line)
		delete(a, "file") // the folders may differ
		delete(b, "file")
		c.page, c.found = file, false
		c.diff("", a, b)
		if c.found {
			c.changed++
		}
	}
	for _, file := range slices.Sorted(maps.Keys(after)) {
		if _, ok := before[file]; !ok {
			c.onlyNew = append(c.onlyNew, file)
		}
	}
	return c
}

// decoded reads a line that parseLines has read before.
func decoded(line json.RawMessage) map[string]any {
	dec := json.NewDecoder(bytes.NewReader(line))
	// A float64 would make large numbers equal that are not.
	dec.UseNumber()
	var v map[string]any
	_ = dec.Decode(&v)
	return v
}

// diff goes down to the innermost values that differ. Of lists of different
// lengths it says no more: all that follows an entry would differ.
//
//	{"promos": [{"kind": "app"}]}   promos[].kind, where there is one in both
//	{"promos": []}                  promos[], "1 entries: …", "0 entries: …"
func (c *comparison) diff(path string, a, b any) {
	// Most of a page is equal even where it differs somewhere.
	if reflect.DeepEqual(a, b) {
		return
	}
	if x, ok := a.(map[string]any); ok {
		if y, ok := b.(map[string]any); ok {
			c.diffObjects(path, x, y)
			return
		}
	}
	x, isList := a.([]any)
	y, both := b.([]any)
	switch {
	case isList && both && len(x) == len(y):
		for i := range x {
			c.diff(path+"[]", x[i], y[i])
		}
	case isList && both:
		c.note(path+"[]", strconv.Itoa(len(x))+" entries: "+excerpt(a, b), strconv.Itoa(len(y))+" entries: "+excerpt(b, a))
	default:
		c.note(path, excerpt(a, b), excerpt(b, a))
	}
}

// diffObjects compares member by member, by name: a member that only one has differs
// from nil.
func (c *comparison) diffObjects(path string, a, b map[string]any) {
	if path != "" {
		path += "."
	}
	keys := maps.Clone(a)
	maps.Copy(keys, b)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		c.diff(path+key, a[key], b[key])
	}
}

// note counts a difference. The first of each field is kept as its sample.
func (c *comparison) note(path, before, after string) {
	c.found = true
	d := c.fields[path]
	if d == nil {
		d = &difference{sample: fmt.Sprintf("%s\n    - %s\n    + %s", c.page, before, after)}
		c.fields[path] = d
	}
	d.places++
	if d.page != c.page {
		d.page = c.page
		d.pages++
	}
}

// maxExcerpt is the length, in characters, of a value in a sample.
const maxExcerpt = 160

// excerpt returns the JSON of v where it begins to differ from other's, in
// characters that a terminal shows: two bodies may agree for ten thousand words.
func excerpt(v, other any) string {
	if v == nil {
		return "(none)"
	}
	a, b := []rune(jsonText(v)), []rune(jsonText(other))
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	// Some characters before the first difference show where it is.
	from := 0
	if same > maxExcerpt/2 {
		from = same - maxExcerpt/4
	}
	to := min(from+maxExcerpt, len(a))
	s := string(a[from:to])
	if from > 0 {
		s = "…" + s
	}
	if to < len(a) {
		s += "…"
	}
	quoted := strconv.QuoteToGraphic(s)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
}

// jsonText is v as JSON, with angle brackets as they are.
func jsonText(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // what was decoded can be encoded
	return strings.TrimSpace(b.String())
}

// print writes the fields, those that differ on most pages first.
func (c *comparison) print(w io.Writer, verbose bool) error {
	var out strings.Builder
	fmt.Fprintf(&out, "%d pages in both, %d differ\n", c.pages, c.changed)
	for _, only := range []struct {
		where string
		files []string
	}{{"old", c.onlyOld}, {"new", c.onlyNew}} {
		if len(only.files) > 0 {
			fmt.Fprintf(&out, "%d only in the %s output, %s first\n", len(only.files), only.where, only.files[0])
		}
	}
	names := slices.SortedFunc(maps.Keys(c.fields), func(a, b string) int {
		if d := c.fields[b].pages - c.fields[a].pages; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	t := table{head: []string{"field", "pages", "places"}}
	for _, name := range names {
		t.add(name, strconv.Itoa(c.fields[name].pages), strconv.Itoa(c.fields[name].places))
	}
	if len(names) > 0 {
		fmt.Fprintf(&out, "\n%s", &t)
	}
	for i := 0; verbose && i < len(names); i++ {
		fmt.Fprintf(&out, "\n%s: %s\n", names[i], c.fields[names[i]].sample)
	}
	_, err := io.WriteString(w, out.String())
	return err
}
