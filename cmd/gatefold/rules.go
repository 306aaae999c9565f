package main

import "github.com/urfave/cli/v3"

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
			rulesGainCommand(),
			rulesDiffCommand(),
			rulesDriftCommand(),
			rulesScrubCommand(),
			rulesPreviewCommand(),
			rulesNewCommand(),
		},
		Action: needsCommand,
	}
}
