package gain

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/gatefold/gatefold/internal/gold/blocks"
)

// MarshalJSON writes the figures by name, in percent, and the number of pages.
func (p Pair) MarshalJSON() ([]byte, error) {
	type both struct {
		With    float64 `json:"with"`
		Without float64 `json:"without"`
	}
	out := struct {
		Pages   int             `json:"pages"`
		Figures map[string]both `json:"figures"`
	}{p.Pages, map[string]both{}}
	for _, f := range figures() {
		with, ok := f.share(p.With)
		without, also := f.share(p.Without)
		if ok || also {
			out.Figures[f.Name] = both{100 * with, 100 * without}
		}
	}
	return json.Marshal(out)
}

// Write writes a line for each file, with verbose the pages that it changes below it,
// and then the totals.
func (r *Report) Write(w io.Writer, verbose bool) error {
	for i := range r.Files {
		fmt.Fprintln(w, r.Files[i].String())
		if !verbose {
			continue
		}
		for _, p := range r.Files[i].PageChanges() {
			fmt.Fprintln(w, "    "+p.String())
		}
	}
	fmt.Fprintln(w)
	return r.WriteTotals(w)
}

// WriteJSON writes all as one object.
func (r *Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

// WriteTotals writes the figures as a table, a column for each set, with the rules and
// in brackets without: first of the pages that a file serves, then of all pages.
func (r *Report) WriteTotals(w io.Writer) error {
	for _, part := range []struct {
		name string
		of   func(*Totals) *Pair
	}{
		{"pages served by a file", func(t *Totals) *Pair { return &t.Served }},
		{"all pages", func(t *Totals) *Pair { return &t.All }},
	} {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprint(tw, part.name)
		for i := range r.Sets {
			fmt.Fprintf(tw, "\t%s %d", r.Sets[i].Set, part.of(&r.Sets[i]).Pages)
		}
		fmt.Fprintln(tw)
		for _, f := range figures() {
			fmt.Fprint(tw, f.Name)
			for i := range r.Sets {
				fmt.Fprint(tw, "\t"+cell(f, part.of(&r.Sets[i])))
			}
			fmt.Fprintln(tw)
		}
		if err := tw.Flush(); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	return nil
}

// cell is a figure with the rules and without, "-" where the set has no gold for it.
func cell(f figure, p *Pair) string {
	with, without := shareOf(f, p.With), shareOf(f, p.Without)
	if with == "-" && without == "-" {
		return "-"
	}
	return with + " (" + without + ")"
}

func shareOf(f figure, s blocks.Score) string {
	v, ok := f.share(s)
	if !ok {
		return "-"
	}
	return fmt.Sprintf("%.1f", 100*v)
}

// String returns what a file does on one line.
//
//	sites/news.example.toml: pages 5, body +1.2 -0.3, standfirst +4; fails: loses body
func (f *File) String() string {
	out := []string{fmt.Sprintf("pages %d", f.Pages)}
	if f.Stale > 0 {
		out = append(out, fmt.Sprintf("stale on %d", f.Stale))
	}
	for _, c := range f.Changes {
		out = append(out, c.String())
	}
	line := f.File + ": " + strings.Join(out, ", ")
	if len(f.Fails) > 0 {
		line += "; fails: " + strings.Join(f.Fails, ", ")
	}
	return line
}

// String returns a change as the measure with what is added and taken.
func (c Change) String() string {
	s := c.Measure
	if c.Plus > 0 {
		s += " +" + number(c.Plus)
	}
	if c.Minus > 0 {
		s += " -" + number(c.Minus)
	}
	return s
}

// number writes points with one digit and counts without any.
func number(v float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", v), ".0") }

// String returns a page and what changes on it.
func (p PageChange) String() string {
	var all []string
	for _, c := range p.Changes {
		all = append(all, c.String())
	}
	return p.Set + "/" + p.ID + ": " + strings.Join(all, ", ")
}
