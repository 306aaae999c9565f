package ruletest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Floor is the score below which a publisher must not fall. Floors are what was measured
// when the file was written, not what is hoped for: a change that costs a publisher
// something has to say so by lowering its line.
type Floor struct {
	Name string
	Score
	// Reason says why a low floor is right.
	Reason string
}

// ReadFloors reads a file of floors: a line for each publisher with its name,
// the shares of body, title, authors and day, and behind # the reason for a
// low one. Lines that start with # are comments.
//
//	news.example 0.981 1.000 0.950 1.000
//	pier.example 0.742 1.000 1.000 1.000 # gold leaves out the quotes
func ReadFloors(r io.Reader) ([]Floor, error) {
	var out []Floor
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		text, reason, _ := strings.Cut(lines.Text(), "#")
		parts := strings.Fields(text)
		if len(parts) == 0 {
			continue
		}
		if len(parts) != 5 {
			return nil, fmt.Errorf("ruletest: floors:%d: %d columns, not 5: a name and four shares", n, len(parts))
		}
		f := Floor{Name: parts[0], Reason: strings.TrimSpace(reason)}
		var errs [4]error
		for i, to := range f.shares() {
			*to, errs[i] = strconv.ParseFloat(parts[i+1], 64)
		}
		if err := errors.Join(errs[:]...); err != nil {
			return nil, fmt.Errorf("ruletest: floors:%d: %w", n, err)
		}
		out = append(out, f)
	}
	return out, lines.Err()
}

// shares returns the four shares in the order of the file's columns.
func (s *Score) shares() [4]*float64 { return [4]*float64{&s.Body, &s.Title, &s.Authors, &s.Day} }

// WriteFloors writes floors for the publishers that have a rule file: each
// rounded down to three digits, so that what was measured just holds. Reasons are
// kept from old.
func WriteFloors(w io.Writer, scores []PublisherScore, old []Floor) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# publisher body title authors day # why a low floor is right")
	for _, p := range scores {
		if p.File == "" {
			continue
		}
		fmt.Fprint(out, p.Name)
		for _, v := range p.Ruled.shares() {
			fmt.Fprintf(out, " %.3f", math.Floor(*v*1000)/1000)
		}
		i := slices.IndexFunc(old, func(f Floor) bool { return f.Name == p.Name && f.Reason != "" })
		if i >= 0 {
			fmt.Fprintf(out, " # %s", old[i].Reason)
		}
		fmt.Fprintln(out)
	}
	return out.Flush()
}

// Fallen is a score below its floor.
type Fallen struct {
	Name, What string
	Got, Floor float64
}

// String returns the fall on one line.
func (f Fallen) String() string {
	return fmt.Sprintf("%s: %s: %.4f is below the floor of %.3f", f.Name, f.What, f.Got, f.Floor)
}

// BelowFloors compares scores with the floors. A publisher without a floor is
// not held to one, and a floor without pages is not looked at: a machine that has
// only part of the pages can still test that part.
func BelowFloors(scores []PublisherScore, floors []Floor) []Fallen {
	names := [4]string{"body", "title", "authors", "day"}
	var out []Fallen
	for _, p := range scores {
		for _, f := range floors {
			if f.Name != p.Name {
				continue
			}
			for i, want := range f.shares() {
				if got := *p.Ruled.shares()[i]; got < *want {
					out = append(out, Fallen{p.Name, names[i], got, *want})
				}
			}
		}
	}
	return out
}
