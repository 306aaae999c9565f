// Command measure prints what the playground costs its visitor: what is loaded,
// and how long it takes until a result is there.
//
//	go run ./internal/browser/measure
package main

import (
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/gatefold/gatefold/internal/browser"
)

func main() {
	visits := flag.Int("n", 5, "visit `N` times and take the median")
	flag.Parse()
	if err := run(*visits); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func run(visits int) error {
	if visits < 1 {
		return errors.New("-n is at least 1")
	}
	tmp, err := os.MkdirTemp("", "measure-")
	if err != nil {
		return err
	}
	defer browser.RemoveAll(tmp)
	dir := filepath.Join(tmp, "playground")
	if out, err := exec.Command("go", "run", "github.com/gatefold/gatefold/playground", "-out", dir).CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	if err := sizes(dir); err != nil {
		return err
	}
	for _, line := range []struct {
		name string
		rate int // bytes in a second, 0 for as many as there are
	}{{"from this machine", 0}, {"at 20 Mbit/s", 20_000_000 / 8}} {
		server := httptest.NewServer(slowed(http.FileServer(http.Dir(dir)), line.rate))
		var all []visit
		for range visits {
			v, err := visitOnce(server.URL)
			if err != nil {
				server.Close()
				return err
			}
			all = append(all, v)
		}
		server.Close()
		fmt.Printf("%s: first result %v after the address was entered, second %v after the click, a page of 1 MB %v (median of %d visits)\n",
			line.name, median(all, visit.first), median(all, visit.second), median(all, visit.large), visits)
	}
	return nil
}

// sizes prints what a visitor loads.
func sizes(dir string) error {
	f, err := os.Open(filepath.Join(dir, "gatefold.wasm.gz"))
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, z)
	if err != nil {
		return err
	}
	fmt.Printf("library: %.2f MB, %.2f MB with gzip\n", float64(n)/1e6, float64(info.Size())/1e6)
	return nil
}

// visit is how long one visit took.
type visit struct{ toFirst, toSecond, toLarge time.Duration }

func (v visit) first() time.Duration  { return v.toFirst }
func (v visit) second() time.Duration { return v.toSecond }
func (v visit) large() time.Duration  { return v.toLarge }

func median(all []visit, of func(visit) time.Duration) time.Duration {
	times := make([]time.Duration, len(all))
	for i, v := range all {
		times[i] = of(v)
	}
	slices.Sort(times)
	return times[len(times)/2].Round(10 * time.Millisecond)
}

const (
	// shown resolves when the result of what was given is on the screen, with
	// the time since then.
	shown = `new Promise((resolve) => {
		const state = document.getElementById("state"), began = performance.now();
		const look = () => state.textContent.startsWith("Read in ") ? setTimeout(() => resolve(performance.now() - began)) : requestAnimationFrame(look);
		state.textContent = "";
		%s;
		requestAnimationFrame(look);
	})`
	sample = `document.getElementById("sample").click()`
	large  = `(() => { const d = new DataTransfer(), p = "<p>The ferry has not sailed since October, and the island has begun to reckon with a winter without it, as in the year before, and the one before that. The mail comes with the fishing boats, and whoever has to see a doctor calls the lifeboat, whose crew has sailed more often in six weeks than in the six years before. Nobody complains, since nobody who is left on the island ever did, but the shop has a list on its door on which everybody writes what will be needed in three weeks, and the list is longer each week than the week before, and has a second page.</p>";
		d.items.add(new File(["<h1>The ferry</h1>", p.repeat(1e6 / p.length)], "large.html"));
		document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: d })); })()`
)

// visitOnce opens the playground in a new browser and reads pages.
func visitOnce(address string) (visit, error) {
	var v visit
	profile, err := os.MkdirTemp("", "measure-profile-")
	if err != nil {
		return v, err
	}
	defer browser.RemoveAll(profile)
	ctx, end, err := browser.Start(profile)
	if err != nil {
		return v, err
	}
	defer end()
	if err := chromedp.Do(ctx, browser.Look("light", 1280, 900)); err != nil {
		return v, err
	}
	// The click comes as early as a person could want it to.
	began := time.Now()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return v, err
	}
	for _, step := range []struct {
		what string
		took *time.Duration
	}{{sample, &v.toFirst}, {sample, &v.toSecond}, {large, &v.toLarge}} {
		ms, err := chromedp.Run(ctx, chromedp.Evaluate[float64](fmt.Sprintf(shown, step.what), chromedp.EvalAwaitPromise))
		if err != nil {
			return v, err
		}
		*step.took = time.Duration(ms * float64(time.Millisecond))
		if step.took == &v.toFirst {
			v.toFirst = time.Since(began)
		}
	}
	return v, nil
}

// slowed answers as over a network: 40 ms after the question, and rate bytes in
// a second for each answer.
func slowed(h http.Handler, rate int) http.Handler {
	if rate == 0 {
		return h
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(40 * time.Millisecond)
		h.ServeHTTP(&slowWriter{w, rate}, r)
	})
}

type slowWriter struct {
	http.ResponseWriter
	rate int
}

func (w *slowWriter) Write(p []byte) (int, error) {
	time.Sleep(time.Duration(len(p)) * time.Second / time.Duration(w.rate))
	return w.ResponseWriter.Write(p)
}
