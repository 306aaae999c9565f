package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"

	"github.com/urfave/cli/v3"
)

func versionCommand() *cli.Command {
	return &cli.Command{
		Name:   "version",
		Usage:  "print the version of the program and of Go",
		Action: func(_ context.Context, cmd *cli.Command) error { return printVersion(cmd) },
	}
}

// printVersion prints what a report of a fault needs: program, Go and platform.
func printVersion(cmd *cli.Command) error {
	_, err := fmt.Fprintf(cmd.Root().Writer, "gatefold %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version returns the module's version as the linker noted it, "devel" for a
// program that was built from a working copy without one.
var version = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "devel"
})
