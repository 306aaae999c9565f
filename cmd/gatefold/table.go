package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// The widths of the table's columns in characters. The longest role has ten,
// and most of what decides fits the second.
const (
	roleWidth    = 11
	decidedWidth = 36
	textWidth    = 72
)

// writeTable writes a report for people. All of it that comes from the page
// goes through oneLine: it must not act on the terminal.
func writeTable(w io.Writer, r *gatefold.Report) error {
	out := bufio.NewWriter(w)
	writeBlocks(out, r)
	writeFields(out, r)
	writePromos(out, r.Article.Promos)
	writeAccess(out, r.Article)
	return out.Flush()
}

func writeBlocks(w io.Writer, r *gatefold.Report) {
	fmt.Fprintf(w, "BLOCKS  %d, %.1f %% of the visible text explained\n", len(r.Blocks), 100*r.Coverage)
	for i := range r.Blocks {
		b := &r.Blocks[i]
		mark := ' '
		if b.Hidden {
			mark = '~'
		}
		fmt.Fprintf(w, "%c %s  %s  %s\n", mark, cell(string(b.Role), roleWidth), cell(b.Decided.String(), decidedWidth), short(b.Text))
	}
}

// writeFields writes what the sources of each field gave. The one that won,
// the first with a value, is marked; those that gave nothing are counted.
func writeFields(w io.Writer, r *gatefold.Report) {
	fmt.Fprintf(w, "\nFIELDS  %s\n", ruleLine(&r.Article.Rule))
	for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
		sources := r.Fields[name]
		mark, label, empty := '*', name, 0
		for _, t := range sources {
			if t.Value == "" {
				empty++
				continue
			}
			fmt.Fprintf(w, "%c %s  %s  %s\n", mark, cell(label, roleWidth+2), cell(t.Source.String(), decidedWidth-2), short(t.Value))
			mark, label = ' ', ""
		}
		if empty > 0 {
			fmt.Fprintf(w, "  %s  %s\n", cell(label, roleWidth+2), nothingFrom(sources, empty))
		}
	}
}

// nothingFrom names the only source that gave nothing, and counts several.
func nothingFrom(sources []gatefold.Tried, empty int) string {
	if empty > 1 {
		return fmt.Sprintf("nothing from %d sources", empty)
	}
	i := slices.IndexFunc(sources, func(t gatefold.Tried) bool { return t.Value == "" })
	return "nothing from " + oneLine(sources[i].Source.String())
}

func ruleLine(r *article.Rule) string {
	var parts []string
	if r.File != "" {
		parts = append(parts, "rule "+r.File)
		if r.Layout >= 0 {
			parts = append(parts, fmt.Sprintf("layout %d", r.Layout+1))
		}
	}
	if r.Platform != "" {
		parts = append(parts, "platform "+r.Platform)
	}
	if r.Stale != "" {
		parts = append(parts, "stale: "+r.Stale)
	}
	if len(parts) == 0 {
		return "no rule for this page"
	}
	return oneLine(strings.Join(parts, ", "))
}

func writePromos(w io.Writer, promos []article.Promo) {
	fmt.Fprintf(w, "\nPROMOS  %d\n", len(promos))
	for i := range promos {
		p := &promos[i]
		words := []string{cell(string(p.Kind), roleWidth+2), string(p.Placement)}
		for _, flag := range []struct {
			set  bool
			name string
		}{{p.Gate, "gate"}, {p.Hidden, "hidden"}, {p.Vendor != "", p.Vendor}} {
			if flag.set {
				words = append(words, flag.name)
			}
		}
		fmt.Fprintf(w, "  %s  %s\n", strings.Join(words, " "), short(p.Text))
		for _, o := range p.Offers {
			fmt.Fprintf(w, "    offer %s\n", oneLine(offerLine(&o)))
		}
	}
}

func offerLine(o *article.Offer) string {
	s := strings.TrimSpace(o.Amount + " " + o.Currency)
	if o.Period != "" {
		s += " for " + o.Period
	}
	if o.Trial {
		s += ", trial"
	}
	return s + ": " + o.Text
}

func writeAccess(w io.Writer, a *article.Article) {
	fmt.Fprintf(w, "\nACCESS  policy %s, completeness %s, %d words\n", a.Access.Policy, a.Access.Completeness, a.WordCount)
	if held := a.Access.Withheld; held.Words > 0 {
		fmt.Fprintf(w, "  %d words withheld in %s\n", held.Words, oneLine(held.Where))
	}
	against := map[int]bool{}
	for _, c := range a.Access.Conflicts {
		for _, i := range c.Evidence {
			against[i] = true
		}
	}
	for i := range a.Access.Evidence {
		e := &a.Access.Evidence[i]
		mark := ' '
		if against[i] {
			mark = '!'
		}
		fmt.Fprintf(w, "%c %s  %s  %s\n", mark, cell(e.Supports, roleWidth+2), cell(e.Source.String(), decidedWidth-2), short(e.Value))
	}
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// cell returns s in exactly width characters where it is shorter, and whole
// where it is longer: a place in a rule file that is cut off helps nobody.
func cell(s string, width int) string {
	return fmt.Sprintf("%-*s", width, oneLine(s))
}

// short returns the start of s on one line.
func short(s string) string {
	s = oneLine(s)
	n := 0
	for i := range s {
		if n++; n > textWidth {
			return s[:i] + "…"
		}
	}
	return s
}
