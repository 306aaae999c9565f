package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a run of several pages is. Its methods do nothing but
// print where there is nobody to watch.
type progress struct {
	stderr io.Writer
	bar    *progressbar.ProgressBar
}

// newProgress returns a bar on stderr if that is a terminal, unless the output
// goes to the terminal too and would be torn by it.
func newProgress(stdout, stderr io.Writer, pages int) *progress {
	p := &progress{stderr: stderr}
	if m, ok := stderr.(messages); ok && pages > 1 && isTerminal(m.Writer) && !isTerminal(stdout) {
		p.bar = newBar(m.Writer, pages)
	}
	return p
}

// redraw is how often the bar is drawn at most.
const redraw = 200 * time.Millisecond

// newBar returns a bar with the count, the rate and the remaining time.
func newBar(w io.Writer, pages int) *progressbar.ProgressBar {
	return progressbar.NewOptions(pages,
		progressbar.OptionSetWriter(w),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("pages"),
		progressbar.OptionSetPredictTime(true),
		// Drawing it for each page would take longer than reading one.
		progressbar.OptionThrottle(redraw),
		progressbar.OptionClearOnFinish(),
	)
}

// isTerminal reports whether a person watches what is written to w.
func isTerminal(w io.Writer) bool {
	if o, ok := w.(*sink); ok {
		return o.terminal
	}
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// step counts one page. If the bar cannot be drawn, the run goes on.
func (p *progress) step() {
	if p.bar != nil {
		_ = p.bar.Add(1)
	}
}

// say writes a message on a line of its own to standard error, in place of
// the bar, which the next step draws again.
func (p *progress) say(format string, args ...any) {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	fmt.Fprintln(p.stderr, oneLine(fmt.Sprintf(format, args...)))
}

// close takes the bar away.
func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
