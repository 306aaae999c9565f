package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v3"
)

// The exit statuses of runs that no signal ended.
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

// Error names the command, "gatefold rules lint", so that its help is found.
func (e *usageError) Error() string { return e.command + ": " + e.err.Error() }

func (e *usageError) Unwrap() error { return e.err }

// usagef returns a usage error of a command, which makes the exit status 2.
func usagef(cmd *cli.Command, format string, args ...any) error {
	return &usageError{cmd.FullName(), fmt.Errorf(format, args...)}
}

// run carries out a command line, args[0] being the program's name, and
// returns the exit status. It returns soon after ctx has ended, whatever the
// command waits for.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := newSink(stdout)
	// With a place for the status, so that a command that ends after all does not
	// wait for a reader that has left.
	ended := make(chan int, 1)
	// The command runs beside, since what it waits for (a pipe, a server) may not
	// notice that ctx has ended.
	go func() { ended <- carryOut(ctx, args, stdin, out, messages{stderr}) }()
	select {
	case status := <-ended:
		return status
	case <-ctx.Done():
	}
	defer out.close(grace)
	select {
	case status := <-ended:
		return status
	case <-time.After(grace):
		return interruptedStatus(ctx)
	}
}

// carryOut runs the command and makes an exit status of how it ended. An interrupted
// run says nothing: its error would be the one of whatever it was waiting for.
func carryOut(ctx context.Context, args []string, stdin io.Reader, stdout *sink, stderr messages) int {
	app := newApp()
	app.Reader, app.Writer, app.ErrWriter = stdin, stdout, stderr
	err := app.Run(ctx, args)
	// Most of what writes looks at no error, so that a full disk shows here, and
	// only where nothing else is to be said.
	if full := stdout.failure(); full != nil && (err == nil || errors.Is(err, errFailed)) {
		err = full
	}
	var usage *usageError
	switch {
	case err == nil:
		return statusDone
	case ctx.Err() != nil:
		return interruptedStatus(ctx)
	case errors.As(err, &usage):
		complain(stderr, usage.command, usage.err)
		fmt.Fprintf(stderr, "Try '%s --help'.\n", usage.command)
		return statusUsage
	case !errors.Is(err, errFailed):
		complain(stderr, "gatefold", err)
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
			completeCommand(),
		},
		Flags:                           []cli.Flag{&cli.BoolFlag{Name: "version", Usage: "print the version of the program and of Go", Local: true}},
		Action:                          needsCommand,
		HideVersion:                     true,
		EnableShellCompletion:           true,
		ConfigureShellCompletionCommand: useOwnScripts,
		// Statuses and messages are the business of run.
		ExitErrHandler: func(context.Context, *cli.Command, error) {},
	}
	setUsageErrors(app)
	return app
}

// setUsageErrors makes the library's complaints about flags short ones, and its
// commands take no word for one of their own.
func setUsageErrors(cmd *cli.Command) {
	cmd.OnUsageError = func(_ context.Context, cmd *cli.Command, err error, _ bool) error {
		return &usageError{cmd.FullName(), flagError(cmd, err)}
	}
	// A page may be called help.
	cmd.HideHelpCommand = len(cmd.Commands) == 0
	for _, sub := range cmd.Commands {
		setUsageErrors(sub)
	}
}

// foundFlag is a flag in the library's errors, which know one dash only.
var foundFlag = regexp.MustCompile(`(flag provided but not defined: |flag needs an argument: |for flag )--?(\S+?)(:|$)`)

// flagError rewrites the library's errors about flags, which have no types, so
// that they spell flags as the help does; one for an unknown flag names the
// nearest.
//
//	flag provided but not defined: -formta  →  unknown flag --formta; did you mean --format?
func flagError(cmd *cli.Command, err error) error {
	at := foundFlag.FindStringSubmatchIndex(err.Error())
	if at == nil {
		return err
	}
	text := err.Error()
	name := text[at[4]:at[5]]
	if !strings.HasPrefix(text[at[2]:], "flag provided") {
		return errors.New(text[:at[3]] + dashed(name) + text[at[5]:])
	}
	if near := nearest(name, flagNames(cmd)); near != "" {
		return fmt.Errorf("unknown flag %s; did you mean %s?", dashed(name), dashed(near))
	}
	return fmt.Errorf("unknown flag %s", dashed(name))
}

// dashed spells a flag as the help does.
func dashed(name string) string {
	if utf8.RuneCountInString(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// flagNames are all names of a command's flags, short ones included.
func flagNames(cmd *cli.Command) []string {
	names := []string{"help"}
	for _, f := range cmd.Flags {
		names = append(names, f.Names()...)
	}
	return names
}

// needsCommand is what a command that only has sub-commands does by itself: without
// arguments it helps, a word that is not a command is an error.
func needsCommand(_ context.Context, cmd *cli.Command) error {
	if cmd.Bool("version") {
		return printVersion(cmd)
	}
	name := cmd.Args().First()
	if name == "" {
		return cli.ShowSubcommandHelp(cmd)
	}
	var names []string
	for _, c := range cmd.VisibleCommands() {
		names = append(names, c.Name)
	}
	if near := nearest(name, names); near != "" {
		return usagef(cmd, "unknown command %q; did you mean %q?", name, near)
	}
	return usagef(cmd, "unknown command %q; it is one of %s", name, strings.Join(names, ", "))
}

// nearest returns the word that got is a slip for: the library knows the
// nearest, however far that is, so that it has to share two thirds of its
// letters in their order.
func nearest(got string, words []string) string {
	best, most := "", 0.0
	for _, w := range words {
		if share := 2 * float64(inOrder(got, w)) / float64(len(got)+len(w)); share > most {
			best, most = w, share
		}
	}
	if most < 2.0/3 {
		return ""
	}
	return best
}

// inOrder is the length of the longest common subsequence of two words.
func inOrder(a, b string) int {
	row := make([]int, len(b)+1)
	for i := range len(a) {
		before := 0
		for j := range len(b) {
			above := row[j+1]
			if a[i] == b[j] {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			before = above
		}
	}
	return row[len(b)]
}
