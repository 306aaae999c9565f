package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/rules"
)

// rulesCommand is the parent of the commands on rule files, one file each.
func rulesCommand() *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "list and check rule files",
		Commands: []*cli.Command{
			rulesListCommand(),
			rulesLintCommand(),
			rulesTestCommand(),
			rulesCoverCommand(),
			rulesMutateCommand(),
			rulesDiffCommand(),
			rulesDriftCommand(),
			rulesScrubCommand(),
			rulesPreviewCommand(),
			rulesNewCommand(),
		},
		Action: needsCommand,
	}
}

func rulesListCommand() *cli.Command {
	return &cli.Command{
		Name:  "list",
		Usage: "list the publishers whose rules ship with the program, a line each",
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "all", Usage: "list platforms and vendors too"},
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
