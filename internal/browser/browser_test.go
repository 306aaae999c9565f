package browser

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
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

// chromium returns the path of a Chromium. Where CI is set, as .ci/run does, a
// missing one is installed from Debian; elsewhere the tests are skipped.
var chromium = sync.OnceValue(func() string {
	find := func() string {
		for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
			if path, err := exec.LookPath(name); err == nil {
				return path
			}
		}
		return ""
	}
	if path := find(); path != "" || os.Getenv("CI") == "" {
		return path
	}
	for _, args := range [][]string{{"update", "-qq"}, {"install", "-y", "-qq", "--no-install-recommends", "chromium"}} {
		if out, err := exec.Command("apt-get", args...).CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "apt-get %s: %v\n%s", args[0], err, out)
			return ""
		}
	}
	return find()
})

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

// browse starts a browser that finds no host. What its pages cause is an
// event, but for the requests that expected reports.
func browse(t *testing.T, expected func(*network.EventRequestWillBeSent) bool) (context.Context, *events) {
	t.Helper()
	path := chromium()
	if path == "" {
		t.Skip("no Chromium found, and none could be installed")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)

	seen := &events{}
	// The first action starts the browser, which lives as long as its context.
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate("about:blank")))
	if end, ok := t.Deadline(); ok {
		ctx, cancel = context.WithDeadline(ctx, end.Add(-10*time.Second))
		t.Cleanup(cancel)
	}
	err := chromedp.Listen(ctx, func(ev any) {
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
	run(t, ctx, command(network.Enable, network.EnableParams{}), command(log.Enable, cdp.Empty{}), command(runtime.Enable, cdp.Empty{}))
	return ctx, seen
}

type action = chromedp.Action[chromedp.Void]

func run(t *testing.T, ctx context.Context, actions ...action) {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx, actions...))
}

// command makes an action of a command of the protocol.
func command[P, R any](c cdp.Command[P, R], params P) action {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, c, params)
		return chromedp.Void{}, err
	}
}

func click(selector string) action { return chromedp.Click(chromedp.CSS(selector)) }

// eval runs a script in the page and returns its value.
func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
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
