package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// ErrNone is returned where there is no Chromium and none could be installed.
var ErrNone = errors.New("no Chromium found, and none could be installed")

// chromium returns the path of a Chromium. Where CI is set, as .ci/run does, a
// missing one is installed from Debian.
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

// Start starts a browser without a window, with its profile in dir, and
// returns the context of an empty page. It finds no host but 127.0.0.1. The
// returned function ends it.
func Start(dir string, more ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc, error) {
	path := chromium()
	if path == "" {
		return nil, nil, ErrNone
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(dir),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		// Where something scrolls, a click would miss it.
		chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))
	ctx, endProcess := chromedp.NewExecAllocator(context.Background(), append(opts, more...)...)
	ctx, endPage := chromedp.NewContext(ctx)
	end := func() {
		endPage()
		endProcess()
	}
	// The first action starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		end()
		return nil, nil, err
	}
	return ctx, end, nil
}

// Action is a step without a value.
type Action = chromedp.Action[chromedp.Void]

// Command makes an action of a command of the protocol.
func Command[P, R any](c cdp.Command[P, R], params P) Action {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, c, params)
		return chromedp.Void{}, err
	}
}

// Look makes the window of a size, and the scheme "light" or "dark".
func Look(scheme string, width, height int64, more ...chromedp.EmulateViewportOption) Action {
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
	return chromedp.Steps(
		chromedp.EmulateViewport(width, height, more...),
		Command(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}))
}

// RemoveAll removes a folder of temporary files. What stays of it the system
// removes.
func RemoveAll(dir string) { _ = os.RemoveAll(dir) }
