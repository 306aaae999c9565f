package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"
)

const mutateUsage = suiteUsage + `

Each selector is left out in turn, and each other key and each string of a list.
Where all expectations still hold, nothing would notice if it broke: it is
printed as unprotected. A comment
"# unprotected: reason" on the line, or above it, says why that is so. The exit
status is 1 if a reason is missing or the share is above --max.`

func rulesMutateCommand() *cli.Command {
	return &cli.Command{
		Name:        "mutate",
		Usage:       "show selectors and keys that no expectation protects",
		ArgsUsage:   suiteArgs,
		Description: mutateUsage,
		Flags: []cli.Flag{
			fixturesFlag(),
			&cli.FloatFlag{Name: "max", Value: 5, Usage: "the share of unprotected selectors in per cent that is let pass"},
		},
		Action: rulesMutate,
	}
}

// rulesMutate prints what survives. Reasons that stand in the files are printed too,
// and what they excuse still counts for the share.
func rulesMutate(_ context.Context, cmd *cli.Command) error {
	s, err := openSuite(cmd)
	if err != nil {
		return err
	}
	bad := report(cmd, s.Broken())
	m := s.Mutate()
	for i := range m.Unprotected {
		u := &m.Unprotected[i]
		line := u.String()
		if u.Reason != "" {
			line += "; reason: " + u.Reason
		}
		printLine(cmd, line)
	}
	share := 100 * m.Share()
	fmt.Fprintf(cmd.Root().ErrWriter, "selectors: %d, other keys: %d, unprotected: %d (%.1f %%), without a reason: %d\n",
		m.Selectors, m.Keys, len(m.Unprotected), share, m.Unreasoned())
	if bad > 0 || m.Unreasoned() > 0 || share > cmd.Float("max") {
		return errFailed
	}
	return nil
}
