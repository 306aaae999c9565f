package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/internal/gold/blocks"
)

// record is what a labeller wrote of a page, as GUIDE.md describes it: fields in the
// order of their lines.
type record struct {
	id     string
	where  string // file and line
	fields []field
}

// field is one line of a record. head holds what stands before the numbers of a promo.
type field struct{ key, head, value string }

// get returns the first line with a key, "" for none.
func (r *record) get(key string) string {
	for _, f := range r.fields {
		if f.key == key {
			return f.value
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

// readRecords reads all files of a folder, and joins what is wrong in any of them.
func readRecords(dir string) (map[string]*record, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("labels: no records in %q", dir)
	}
	all := map[string]*record{}
	var errs []error
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			return nil, fmt.Errorf("labels: %w", err)
		}
		records, err := parseRecords(f, filepath.Base(file))
		errs = append(errs, err, f.Close())
		for _, r := range records {
			if old := all[r.id]; old != nil {
				errs = append(errs, fmt.Errorf("labels: %s: page %q stands at %s too", r.where, r.id, old.where))
			}
			all[r.id] = r
		}
	}
	return all, errors.Join(errs...)
}

// parseRecords reads the records of one file. A line that begins with # is a remark.
func parseRecords(in io.Reader, name string) ([]*record, error) {
	var all []*record
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
		case f.key == "page":
			all = append(all, &record{id: f.value, where: fmt.Sprintf("%s:%d", name, n)})
			continue
		case len(all) == 0:
			err = errors.New("no page yet")
		default:
			r := all[len(all)-1]
			r.fields = append(r.fields, f)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("labels: %s:%d: %w", name, n, err))
		}
	}
	return all, errors.Join(append(errs, lines.Err())...)
}

func parseField(line string) (field, error) {
	if m := promoLine.FindStringSubmatch(line); m != nil {
		return field{"promo", m[1], m[2]}, nil
	}
	m := fieldLine.FindStringSubmatch(line)
	if m == nil {
		return field{}, fmt.Errorf("cannot read %q", line)
	}
	if !slices.Contains(plain, m[1]) && !slices.Contains(numbered, blocks.Role(m[1])) {
		return field{}, fmt.Errorf("no such key: %q", m[1])
	}
	return field{key: m[1], value: strings.TrimSpace(m[2])}, nil
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
