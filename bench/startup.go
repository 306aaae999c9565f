package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/cputime"
)

// firstPageCommand reads an empty page and prints the nanoseconds of all threads that it
// took. It is what speed runs as a process of its own, since a process has only one
// first page.
func firstPageCommand() *cli.Command {
	return &cli.Command{
		Name: "firstpage", Hidden: true,
		Usage: "print the processor time of a process's first page, an empty one, in ns",
		Action: func(context.Context, *cli.Command) error {
			debug.SetGCPercent(-1)
			took := firstPage()
			_, err := fmt.Println(took.Nanoseconds())
			return err
		},
	}
}

func firstPage() time.Duration {
	user, system := cputime.Process()
	_, _ = gatefold.Extract(strings.NewReader(emptyPage), gatefold.Page{URL: "https://news.example/story"})
	userThen, systemThen := cputime.Process()
	return userThen + systemThen - user - system
}

// startup says what a process pays before its second page.
type startup struct {
	first time.Duration // of the first page, after the process has started
	idle  time.Duration // of the command that prints its version, whole
	page  time.Duration // of the command that reads the empty page, whole
}

// measureStartup takes the medians of processes of their own: this program's for
// the first page, the command's for what a shell pays.
func measureStartup(ctx context.Context, rounds int) (startup, error) {
	self, err := os.Executable()
	if err != nil {
		return startup{}, fmt.Errorf("bench: %w", err)
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return startup{}, fmt.Errorf("bench: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	command, file := filepath.Join(dir, "gatefold"), filepath.Join(dir, "empty.html")
	if err := os.WriteFile(file, []byte(emptyPage), 0o644); err != nil {
		return startup{}, fmt.Errorf("bench: %w", err)
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", command, "github.com/gatefold/gatefold/cmd/gatefold").CombinedOutput(); err != nil {
		return startup{}, fmt.Errorf("bench: building the command: %w: %s", err, out)
	}
	var first, idle, page []time.Duration
	for range max(1, rounds) {
		out, err := exec.CommandContext(ctx, self, "firstpage").Output()
		if err != nil {
			return startup{}, fmt.Errorf("bench: firstpage: %w", err)
		}
		ns, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
		if err != nil {
			return startup{}, fmt.Errorf("bench: firstpage: %w", err)
		}
		first = append(first, time.Duration(ns))
		idle = append(idle, processOf(exec.CommandContext(ctx, command, "--version")))
		page = append(page, processOf(exec.CommandContext(ctx, command, "extract", file)))
	}
	return startup{median(first), median(idle), median(page)}, nil
}

// processOf runs a command for what it takes; what it says of the page does not matter.
func processOf(cmd *exec.Cmd) time.Duration {
	_ = cmd.Run()
	if cmd.ProcessState == nil {
		return 0
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

func (s startup) String() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", d.Seconds()*1000) }
	return fmt.Sprintf("The first page of a process, an empty one, takes %s of all threads once the process runs. The whole command takes\n%s for it, and %s to print its version.\n",
		ms(s.first), ms(s.page), ms(s.idle))
}
