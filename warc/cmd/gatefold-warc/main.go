// Command gatefold-warc reads the pages of WARC, MHTML and .webarchive files
// and writes what they hold as JSON Lines.
//
//	gatefold-warc extract crawl.warc.gz > pages.jsonl
//	gatefold-warc extract -j 8 --rules my-rules crawls/
//
// Each line has the file, the offset of the record and the time of the fetch,
// then the article as "gatefold extract" writes it. The number of records by
// outcome goes to standard error. The exit status is 0 if all went well, 1 if a
// file, record or page failed, and 2 for wrong usage.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"

	"github.com/urfave/cli/v3"
)

// The exit statuses.
const (
	statusDone = iota
	statusFailed
	statusUsage
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// errFailed says that something failed that has been told already.
var errFailed = errors.New("failed")

// usageError is wrong usage.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	err := app(stdin, stdout, stderr).Run(ctx, args)
	var usage usageError
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, errFailed):
		return statusFailed
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "gatefold-warc: %v\nRun \"gatefold-warc extract --help\" for usage.\n", err)
		return statusUsage
	}
	fmt.Fprintf(stderr, "gatefold-warc: %v\n", err)
	return statusFailed
}

const extractUsage = `Each FILE is a WARC file, plain or compressed with gzip, an MHTML file, a
.webarchive, or - for standard input; its bytes tell which. Of a folder the
files *.warc, *.warc.gz, *.mhtml, *.mht and *.webarchive are read, sub-folders
included.

A page that fails gives a line with "error", as does a damaged record; the other
records of the file follow.`

func app(stdin io.Reader, stdout, stderr io.Writer) *cli.Command {
	return &cli.Command{
		Name: "gatefold-warc", Usage: "read the pages of WARC and MHTML files",
		Reader: stdin, Writer: stdout, ErrWriter: stderr,
		ExitErrHandler: func(context.Context, *cli.Command, error) {},
		OnUsageError:   func(_ context.Context, _ *cli.Command, err error, _ bool) error { return usageError{err} },
		Action: func(_ context.Context, cmd *cli.Command) error {
			if name := cmd.Args().First(); name != "" {
				return usagef("no command %q", name)
			}
			return cli.ShowRootCommandHelp(cmd)
		},
		Commands: []*cli.Command{{
			Name: "extract", Usage: "read the pages of files and write what they hold",
			ArgsUsage: "FILE...", Description: extractUsage,
			Flags: []cli.Flag{
				&cli.StringSliceFlag{Name: "rules", Usage: "put the rule files of `DIR` before those that ship; may be repeated"},
				&cli.BoolFlag{Name: "no-rules", Usage: "use no rules of publishers and platforms"},
				&cli.IntFlag{Name: "j", Value: runtime.GOMAXPROCS(0), Usage: "read `N` pages at the same time"},
				&cli.Int64Flag{Name: "max-bytes", Value: 32 << 20, Usage: "pass over pages of more than `N` bytes"},
			},
			// A folder's name may have a comma.
			DisableSliceFlagSeparator: true,
			OnUsageError:              func(_ context.Context, _ *cli.Command, err error, _ bool) error { return usageError{err} },
			Action:                    extract,
		}},
	}
}
