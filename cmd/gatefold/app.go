package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v3"
)

// The exit statuses.
const (
	statusDone   = 0
	statusFailed = 1
	statusUsage  = 2
)

// errFailed ends a run whose problems have been reported already.
var errFailed = errors.New("some pages failed")

// usageError is a command line that cannot be carried out.
type usageError struct {
	command string // "gatefold extract"
	err     error
}

func (e *usageError) Error() string { return e.command + ": " + e.err.Error() }

func (e *usageError) Unwrap() error { return e.err }

func usagef(cmd *cli.Command, format string, args ...any) error {
	return &usageError{cmd.FullName(), fmt.Errorf(format, args...)}
}

// run carries out a command line, args[0] being the program's name, and
// returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	app := newApp()
	app.Reader, app.Writer, app.ErrWriter = stdin, stdout, stderr
	err := app.Run(ctx, args)
	var usage *usageError
	switch {
	case err == nil:
		return statusDone
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "%v\nTry '%s -help'.\n", err, usage.command)
		return statusUsage
	case !errors.Is(err, errFailed):
		fmt.Fprintf(stderr, "gatefold: %v\n", err)
	}
	return statusFailed
}

// newApp returns the tree of commands. Each command is one file.
func newApp() *cli.Command {
	app := &cli.Command{
		Name:  "gatefold",
		Usage: "read saved pages of news publishers: story, metadata, promos and access apart",
		Commands: []*cli.Command{
			extractCommand(),
			explainCommand(),
			rulesCommand(),
			versionCommand(),
		},
		Action:                          needsCommand,
		HideVersion:                     true,
		EnableShellCompletion:           true,
		ConfigureShellCompletionCommand: func(c *cli.Command) { c.Hidden = false },
		// Statuses and messages are the business of run.
		ExitErrHandler: func(context.Context, *cli.Command, error) {},
	}
	setUsageErrors(app)
	return app
}

// setUsageErrors makes the library's complaints about flags short ones.
func setUsageErrors(cmd *cli.Command) {
	cmd.OnUsageError = func(_ context.Context, cmd *cli.Command, err error, _ bool) error {
		return &usageError{cmd.FullName(), flagError(cmd, err)}
	}
	for _, sub := range cmd.Commands {
		setUsageErrors(sub)
	}
}

// flagError rewrites the error for an unknown flag, which the library has no
// type for, so that it names the nearest flag.
func flagError(cmd *cli.Command, err error) error {
	name, unknown := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !unknown {
		return err
	}
	near := strings.TrimLeft(cli.SuggestFlag(cmd.Flags, name, false), "-")
	if near == "" {
		return fmt.Errorf("unknown flag -%s", name)
	}
	return fmt.Errorf("unknown flag -%s; did you mean -%s?", name, near)
}

// needsCommand is what a command that only has sub-commands does by itself:
// without arguments it helps, a word that is no command is an error.
func needsCommand(_ context.Context, cmd *cli.Command) error {
	name := cmd.Args().First()
	if name == "" {
		return cli.ShowSubcommandHelp(cmd)
	}
	if near := cli.SuggestCommand(cmd.Commands, name); near != "" {
		return usagef(cmd, "unknown command %q; did you mean %q?", name, near)
	}
	return usagef(cmd, "unknown command %q", name)
}
