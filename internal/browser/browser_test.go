package browser

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/preview"
)

// events are what a page must not cause: messages on the console, errors and
// requests other than for itself.
type events struct {
	sync.Mutex
	list []string
}

func (e *events) add(s string) {
	e.Lock()
	defer e.Unlock()
	e.list = append(e.list, s)
}

func (e *events) all() []string {
	e.Lock()
	defer e.Unlock()
	return append([]string(nil), e.list...)
}

// open writes the preview of a report and opens it.
func open(t *testing.T, report *gatefold.Report) (context.Context, *events) {
	t.Helper()
	var buf bytes.Buffer
	require.NoError(t, preview.Write(&buf, "saved/page.html", report))
	address := save(t, t.TempDir(), buf.String())
	ctx, seen := browse(t, func(r *network.EventRequestWillBeSent) bool { return strings.HasPrefix(r.Request.URL, address) })
	run(t, ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("#blocks")))
	return ctx, seen
}

// save writes a document and returns its address.
func save(t *testing.T, dir, document string) string {
	t.Helper()
	file := filepath.Join(dir, "preview.html")
	require.NoError(t, os.WriteFile(file, []byte(document), 0o644))
	return (&url.URL{Scheme: "file", Path: file}).String()
}

// browse starts a browser. What its pages cause is an event, but for the
// requests that expected reports.
func browse(t *testing.T, expected func(*network.EventRequestWillBeSent) bool, more ...chromedp.ExecAllocatorOption) (context.Context, *events) {
	t.Helper()
	ctx, cancel, err := Start(t.TempDir(), more...)
	if errors.Is(err, ErrNone) {
		t.Skip(err)
	}
	require.NoError(t, err)
	t.Cleanup(cancel)
	if end, ok := t.Deadline(); ok {
		ctx, cancel = context.WithDeadline(ctx, end.Add(-10*time.Second))
		t.Cleanup(cancel)
	}
	seen := &events{}
	err = chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if !expected(ev) {
				seen.add("request: " + ev.Request.URL)
			}
		case *runtime.EventConsoleAPICalled:
			seen.add("console: " + string(ev.Type))
		case *runtime.EventExceptionThrown:
			seen.add("exception: " + ev.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			seen.add("log: " + ev.Entry.Text)
		}
	})
	require.NoError(t, err)
	run(t, ctx, Command(network.Enable, network.EnableParams{}), Command(log.Enable, cdp.Empty{}), Command(runtime.Enable, cdp.Empty{}))
	return ctx, seen
}

func run(t *testing.T, ctx context.Context, actions ...Action) {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx, actions...))
}

func click(selector string) Action { return chromedp.Click(chromedp.CSS(selector)) }

// eval runs a script in the page and returns its value, that of a promise when
// it is there.
func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	require.NoError(t, err)
	return out
}

// shot saves a picture of the page for a person, if PREVIEW_SHOTS names a
// folder.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("PREVIEW_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644))
}
