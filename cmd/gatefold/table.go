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

// table writes a report for people: in each part a line for each thing, what it is
// first, what decided it second, the words of the page last.
//
//	STORY  11 of 12 blocks, 151 words, 100.0 % of the visible text explained
//	  headline     metadata             The late ferry
//	  body         classifier           The ferry to the island was late again this morning, and the …
//	  promo        promo: model         Subscribe to read on  + 2
//
// All of it that comes from the page goes through oneLine: it must not act on the
// terminal.
type table struct {
	io.Writer
	paint
}

// writeTable writes a report: all of it, or the story and what says something
// about it.
func writeTable(w io.Writer, r *gatefold.Report, all bool, p paint) error {
	out := bufio.NewWriter(w)
	t := table{out, p}
	if all {
		t.blocks(r)
	} else {
		t.story(r)
	}
	t.fields(r, all)
	t.promos(r.Article.Promos)
	t.access(r.Article)
	return out.Flush()
}

// viewFormat returns the tables of promos, access or both as a format.
func viewFormat(promos, access bool, p paint) *format {
	text := func(a *article.Article) string {
		var b strings.Builder
		t := table{&b, p}
		if promos {
			t.promos(a.Promos)
		}
		if access {
			t.access(a)
		}
		return strings.TrimPrefix(b.String(), "\n")
	}
	return &format{render: document(text, banner), colours: p}
}

// head starts a part of the report.
func (t table) head(name, format string, args ...any) {
	fmt.Fprintf(t, "%s  %s\n", t.in(bold, name), fmt.Sprintf(format, args...))
}

// blocks writes every block of the page in its order.
func (t table) blocks(r *gatefold.Report) {
	t.head("BLOCKS", "%d, %.1f %% of the visible text explained", len(r.Blocks), 100*r.Coverage)
	for i := range r.Blocks {
		t.block(&r.Blocks[i], "")
	}
}

// block writes one block, with a note after its text.
func (t table) block(b *gatefold.ReportBlock, note string) {
	mark := ' '
	if b.Hidden {
		mark = '~'
	}
	text := t.role(b.Role, short(b.Text))
	// A picture or a player is shown by where it stands.
	if b.Text == "" {
		text = t.in(dim, placeOf(b.Path))
	}
	fmt.Fprintf(t, "%c %s  %s  %s%s\n", mark, t.role(b.Role, cell(string(b.Role), roleWidth)), t.in(dim, cell(b.Decided.String(), decidedWidth)),
		text, t.in(dim, note))
}

// placeOf returns the end of a path, for a block that has no text: "(figure > img)".
func placeOf(path string) string {
	steps := strings.Split(oneLine(path), " > ")
	return "(" + strings.Join(steps[max(0, len(steps)-2):], " > ") + ")"
}

// fields writes what the sources of each field gave:
//
//	FIELDS  no rule for this page
//	* authors        css:p.writer-name    Jane Doe
//	* title          meta:og:title        The late ferry
//	  nothing for kicker, section; --all shows what was asked
//
// The one that won, the first with a value, is marked. Unless all is wanted, sources
// that agree with it are left out, and fields that nothing was found for are named at
// the end.
func (t table) fields(r *gatefold.Report, all bool) {
	fmt.Fprintln(t)
	t.head("FIELDS", "%s", ruleLine(&r.Article.Rule))
	var none []string
	// By name, so that two reports can be compared line by line.
	for _, name := range slices.Sorted(maps.Keys(r.Fields)) {
		sources := r.Fields[name]
		won := slices.IndexFunc(sources, func(s gatefold.Tried) bool { return s.Value != "" })
		if won < 0 {
			none = append(none, name)
		}
		if won >= 0 || all {
			t.field(name, sources, won, all)
		}
	}
	if len(none) > 0 && !all {
		fmt.Fprintf(t, "  %s\n", t.in(dim, oneLine("nothing for "+strings.Join(none, ", ")+"; --all shows what was asked")))
	}
}

// field writes the sources of one field, its name in front of the first. won is the
// one whose value was taken, -1 for none.
func (t table) field(name string, sources []gatefold.Tried, won int, all bool) {
	label, empty := name, 0
	for i, s := range sources {
		mark, colour := ' ', dim
		switch {
		case s.Value == "":
			empty++
			continue
		case i == won:
			mark, colour = '*', ""
		// Sources that agree say nothing new.
		case s.Value == sources[won].Value && !all:
			continue
		}
		fmt.Fprintf(t, "%c %s  %s  %s\n", mark, cell(label, roleWidth+2), t.in(dim, cell(s.Source.String(), decidedWidth-2)), t.in(colour, short(s.Value)))
		label = ""
	}
	if empty > 0 && all {
		fmt.Fprintf(t, "  %s  %s\n", cell(label, roleWidth+2), t.in(dim, nothingFrom(sources, empty)))
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

// ruleLine says which rule and layout served the page, in a few words.
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

// promos writes a line for each promo and one for each of its offers.
func (t table) promos(promos []article.Promo) {
	fmt.Fprintln(t)
	t.head("PROMOS", "%d", len(promos))
	for i := range promos {
		p := &promos[i]
		words := []string{t.in(yellow, cell(orNone(string(p.Kind)), roleWidth+2)), oneLine(string(p.Placement))}
		for _, flag := range []struct {
			set  bool
			name string
		}{{p.Gate, t.in(red, "gate")}, {p.Hidden, "hidden"}, {p.Vendor != "", oneLine(p.Vendor)}} {
			if flag.set {
				words = append(words, flag.name)
			}
		}
		fmt.Fprintf(t, "  %s  %s\n", strings.Join(words, " "), short(p.Text))
		for k := range p.Offers {
			o := &p.Offers[k]
			fmt.Fprintf(t, "    offer %s: %s\n", t.in(bold, oneLine(offerTerms(o))), short(o.Text))
		}
	}
}

// access writes the verdicts, what is withheld, and the evidence for both. Evidence
// that a conflict names is marked, since that is what a reader has to weigh.
func (t table) access(a *article.Article) {
	policy, completeness := oneLine(string(a.Access.Policy)), oneLine(string(a.Access.Completeness))
	fmt.Fprintln(t)
	t.head("ACCESS", "policy %s, completeness %s, %d words", t.verdict(policy, policy), t.verdict(completeness, completeness), a.WordCount)
	if held := a.Access.Withheld; held.Words > 0 {
		fmt.Fprintf(t, "  %d words withheld in %s\n", held.Words, oneLine(held.Where))
	}
	// Evidence by its index, as conflicts name it.
	against := map[int]bool{}
	for _, c := range a.Access.Conflicts {
		for _, i := range c.Evidence {
			against[i] = true
		}
	}
	for i := range a.Access.Evidence {
		e := &a.Access.Evidence[i]
		mark := " "
		if against[i] {
			mark = t.in(red, "!")
		}
		fmt.Fprintf(t, "%s %s  %s  %s\n", mark, t.verdict(e.Supports, cell(e.Supports, roleWidth+2)), t.in(dim, cell(e.Source.String(), decidedWidth-2)), short(e.Value))
	}
}

// orNone shows an empty cell as a dash, which can be seen and selected.
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
