package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"
)

// chromium returns the path of a Chromium, "" where there is none.
func chromium() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// events are what a page must not cause: errors, violations of its policy, and
// requests other than those that are expected.
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
	return slices.Clone(e.list)
}

// browse starts a browser that finds no host.
func browse(t *testing.T, expected ...string) (context.Context, *events) {
	t.Helper()
	path := chromium()
	if path == "" {
		t.Skip("no Chromium found")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"))
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
	require.NoError(t, chromedp.Listen(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *network.EventRequestWillBeSent:
			if !slices.Contains(expected, ev.Request.URL) {
				seen.add("request: " + ev.Request.URL)
			}
		case *runtime.EventExceptionThrown:
			seen.add("exception: " + ev.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			if !slices.Contains(expected, ev.Entry.URL) { // its host is not found
				seen.add("log: " + ev.Entry.Text)
			}
		}
	}))
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

// eval runs a script in the page and returns its value.
func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	out, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(t, err)
	return out
}

func look(t *testing.T, ctx context.Context, media, scheme string, width, height int64) {
	t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	run(t, ctx, chromedp.EmulateViewport(width, height), command(emulation.SetEmulatedMedia, params))
}

// shot saves a picture of the page for a person, if STANDALONE_SHOTS names a
// folder.
func shot(t *testing.T, ctx context.Context, scheme string, width int64) {
	t.Helper()
	dir := os.Getenv("STANDALONE_SHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("standalone-%s-%d.png", scheme, width)), png, 0o644))
}

// unreachable finds what scrolls by itself and never has the focus.
const unreachable = `[...document.querySelectorAll("body *")].filter((e) =>
  e.scrollWidth > e.clientWidth + 1 && ["auto", "scroll"].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0).map((e) => e.outerHTML.slice(0, 60))`

// contrast finds the texts whose contrast is below AA, by the formula of WCAG
// 2. Backgrounds are opaque throughout.
const contrast = `(() => {
  const ctx = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
  const rgb = (c) => { ctx.clearRect(0, 0, 1, 1); ctx.fillStyle = c; ctx.fillRect(0, 0, 1, 1); return ctx.getImageData(0, 0, 1, 1).data; };
  const lum = (d) => { const f = (v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; return .2126 * f(d[0]) + .7152 * f(d[1]) + .0722 * f(d[2]); };
  const out = [];
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    let p = e, bg;
    do { bg = rgb(getComputedStyle(p).backgroundColor); p = p.parentElement; } while (bg[3] < 255 && p);
    const a = lum(rgb(getComputedStyle(e).color)), b = lum(bg);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) out.push(e.tagName + "." + e.className + " " + e.textContent.slice(0, 20) + " " + ratio.toFixed(2));
  }
  return out;
})()`
