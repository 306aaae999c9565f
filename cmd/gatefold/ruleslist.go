package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/rules"
)

//go:generate sh -c "go run . rules list --markdown --gain ../../rules/gain.txt >../../rules/SITES.md"

func rulesListCommand() *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "list the publishers whose rules ship with the program, a line each",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "all", Usage: "list platforms and vendors too"},
			&cli.BoolFlag{Name: "markdown", Usage: "write the publishers as a table with what each file covers"},
			&cli.StringFlag{Name: "gain", Usage: "add what each file gains, from the `FILE` that bench gain --write wrote"},
		},
		Action: rulesList,
	}
}

// rulesList prints hosts, name, kind and platform of each file, without a
// head: the number of lines is the number of files.
func rulesList(_ context.Context, cmd *cli.Command) error {
	if cmd.NArg() > 0 {
		return usagef(cmd, "it takes no arguments")
	}
	set := rules.Embedded()
	if cmd.Bool("markdown") {
		if cmd.Bool("all") {
			return usagef(cmd, "--markdown lists publishers only")
		}
		gains := map[string]string{}
		if name := cmd.String("gain"); name != "" {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			for file, r := range gain.ReadRecord(data) {
				gains[file] = strings.TrimPrefix(r.Did, "pages ")
			}
		}
		return siteTable(cmd.Root().Writer, set, gains)
	}
	files := set.Sites()
	if cmd.Bool("all") {
		files = set.Files()
	}
	w := tabwriter.NewWriter(cmd.Root().Writer, 0, 0, 2, ' ', 0)
	for h := range files {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", hostsOf(h), h.Name, h.Kind, orNone(h.Platform))
	}
	return w.Flush()
}

// hostsOf returns the hosts of a site, present and former, and the file of
// anything else.
func hostsOf(h rules.Head) string {
	if h.Kind != rules.Site {
		return h.File
	}
	return strings.Join(slices.Concat(h.Hosts, h.Former), ",")
}

const siteTableHead = `# Publishers

Written by ` + "`go generate ./cmd/gatefold`" + ` from the files in [sites](sites). What a
file takes over from its platform is counted as its own. A file that says
nothing of a field or a role leaves it to the generic way.

Platforms stand at the end, by their files: publishers of whom only the system is
known have none of their own. The last two columns are what a file is proven on:
its fixtures, and the saved pages with gold that it was measured on, with what it adds
there to the generic way (+) and takes (-), in the measures of
[` + "`rules gain`" + `](README.md#gain), by models that saw no page of the publisher.

| host | name | language | platform | layouts | fields | roles | promos | access | fixtures | pages, gain |
|---|---|---|---|---|---|---|---|---|---|---|
`

// siteTable writes the publishers with what their rules say, as Markdown. A test
// compares it with rules/SITES.md, so that it must be the same in every run.
func siteTable(w io.Writer, set *rules.Set, gains map[string]string) error {
	var b strings.Builder
	b.WriteString(siteTableHead)
	for h := range set.Files() {
		// A platform stands for the publishers of whom only their system is known.
		c := set.Compile(h.File)
		if h.Kind == rules.Vendor {
			continue
		}
		hosts := hostsOf(h)
		if h.Kind == rules.Platform {
			name := strings.TrimSuffix(path.Base(h.File), ".toml")
			hosts = strings.Join(append([]string{h.File}, set.Serves(name)...), ",")
		}
		cells := []string{
			hosts, h.Name, h.Language, h.Platform, layoutNames(c), fieldNames(c), roleNames(c), promoKinds(c),
			accessWords(c), fmt.Sprint(len(c.Expect)), gains[h.File],
		}
		// A bar would end the cell; after a comma a table may break its lines.
		for i, s := range cells {
			cells[i] = strings.NewReplacer("|", `\|`, ", ", ", ", ",", ", ").Replace(s)
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// layoutNames are the names of a rule's layouts, numbers for those without one.
func layoutNames(c *rules.Compiled) string {
	var names []string
	for i, v := range c.Layouts()[1:] {
		if v.Name == "" {
			v.Name = fmt.Sprint(i + 1)
		}
		names = append(names, v.Name)
	}
	return strings.Join(names, ",")
}

// fieldNames are the fields that the rule or one of its layouts has sources
// for, in the order of the manual.
func fieldNames(c *rules.Compiled) string {
	var names []string
	for _, f := range rules.Fields() {
		if slices.ContainsFunc(c.Layouts(), func(v rules.Active) bool { return len(v.Fields[f]) > 0 }) {
			names = append(names, f)
		}
	}
	return strings.Join(names, ",")
}

// roleNames are the roles that the rule has selectors for, in any layout.
func roleNames(c *rules.Compiled) string {
	names := map[string]bool{}
	for i := range c.Lines {
		if l := &c.Lines[i]; l.Use == rules.UseRole {
			names[l.Role.String()] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(names)), ",")
}

// promoKinds are the kinds of promo that the rule finds; a gate of a kind is listed as
// one of its own.
func promoKinds(c *rules.Compiled) string {
	kinds := map[string]bool{}
	for i := range c.Promos {
		kind := c.Promos[i].Kind.String()
		if c.Promos[i].Gate {
			kind += " (gate)"
		}
		kinds[kind] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(kinds)), ",")
}

// accessWords are the policies and states of completeness that the rule has
// evidence for, and whether it knows containers of withheld text.
func accessWords(c *rules.Compiled) string {
	words := map[string]bool{}
	for _, v := range c.Layouts() {
		for _, cond := range v.Conditions {
			words[cond.Supports] = true
		}
		if len(v.Withheld) > 0 {
			words["withheld"] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(words)), ",")
}
