// Package record reads what a labeller wrote of a page, as GUIDE.md describes it: roles
// by the numbers of blocks, and no words. With the page itself it becomes labels.
package record

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/internal/gold/blocks"
)

// Record is what was written of one page, its lines in their order.
type Record struct {
	// ID is the page's, Where the file and the line at which it begins.
	ID, Where string
	// Fields are its other lines.
	Fields []Field
}

// Field is one line of a record. Head holds what stands before the numbers of a promo.
type Field struct{ Key, Head, Value string }

// get returns the first line with a key, "" for none.
func (r *Record) get(key string) string {
	for _, f := range r.Fields {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// numbered are the keys whose value names blocks, in the order in which they are given:
// a later one takes a block from an earlier one, and a promo takes it from all.
var numbered = []blocks.Role{
	blocks.Body, blocks.Title, blocks.Kicker, blocks.Standfirst, blocks.Byline, blocks.Date, blocks.Caption, blocks.Related,
	blocks.Note, blocks.Bio, blocks.Comments, blocks.Consent, blocks.Skip,
}

// plain are the other keys.
var plain = []string{"page", "url", "kind", "lang", "policy", "content"}

// promoKinds are the kinds of promos.
var promoKinds = []string{"subscription", "registration", "newsletter", "donation", "membership", "app", "event", "commerce", "adblock"}

var (
	promoLine = regexp.MustCompile(`^promo\s+(.*):\s*([\d,\-\s]*)$`)
	fieldLine = regexp.MustCompile(`^([a-z]+):\s*(.*)$`)
)

// Read reads all files *.txt of a folder, by the pages' ids, and joins what is wrong in
// any of them.
func Read(dir fs.FS) (map[string]*Record, error) {
	files, err := fs.Glob(dir, "*.txt")
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	if len(files) == 0 {
		return nil, errors.New("labels: no records in the folder")
	}
	all := map[string]*Record{}
	var errs []error
	for _, file := range files {
		f, err := dir.Open(file)
		if err != nil {
			return nil, fmt.Errorf("labels: %w", err)
		}
		records, err := Parse(f, file)
		errs = append(errs, err, f.Close())
		for _, r := range records {
			if old := all[r.ID]; old != nil {
				errs = append(errs, fmt.Errorf("labels: %s: page %q stands at %s too", r.Where, r.ID, old.Where))
			}
			all[r.ID] = r
		}
	}
	return all, errors.Join(errs...)
}

// Parse reads the records of one file. A line that begins with # is a remark.
func Parse(in io.Reader, name string) ([]*Record, error) {
	var all []*Record
	var errs []error
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), " \t\r")
		if line == "" || line[0] == '#' {
			continue
		}
		f, err := parseField(line)
		switch {
		case err != nil:
		case f.Key == "page":
			all = append(all, &Record{ID: f.Value, Where: fmt.Sprintf("%s:%d", name, n)})
			continue
		case len(all) == 0:
			err = errors.New("no page yet")
		default:
			r := all[len(all)-1]
			r.Fields = append(r.Fields, f)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("labels: %s:%d: %w", name, n, err))
		}
	}
	return all, errors.Join(append(errs, lines.Err())...)
}

func parseField(line string) (Field, error) {
	if m := promoLine.FindStringSubmatch(line); m != nil {
		return Field{"promo", m[1], m[2]}, nil
	}
	m := fieldLine.FindStringSubmatch(line)
	if m == nil {
		return Field{}, fmt.Errorf("cannot read %q", line)
	}
	if !slices.Contains(plain, m[1]) && !slices.Contains(numbered, blocks.Role(m[1])) {
		return Field{}, fmt.Errorf("no such key: %q", m[1])
	}
	return Field{Key: m[1], Value: strings.TrimSpace(m[2])}, nil
}

// numbers reads "3-5,8" as 3, 4, 5 and 8, each of them below n.
func numbers(list string, n int) ([]int, error) {
	var all []int
	for _, part := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
		from, to, isRange := strings.Cut(part, "-")
		if !isRange {
			to = from
		}
		a, err := strconv.Atoi(from)
		if err != nil {
			return nil, fmt.Errorf("numbers %q", part)
		}
		b, err := strconv.Atoi(to)
		if err != nil {
			return nil, fmt.Errorf("numbers %q", part)
		}
		if a > b || b >= n {
			return nil, fmt.Errorf("blocks %q of a page with %d", part, n)
		}
		for i := a; i <= b; i++ {
			all = append(all, i)
		}
	}
	return all, nil
}
