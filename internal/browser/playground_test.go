package browser

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/playground/engine"
)

// work is the folder of what the tests build, which lives as long as they.
var work string

func TestMain(m *testing.M) {
	var err error
	if work, err = os.MkdirTemp("", "browser-test-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	RemoveAll(work)
	os.Exit(status)
}

// program is the playground's command.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(work, "playground")
	out, err := exec.Command("go", "build", "-o", path, "github.com/gatefold/gatefold/playground").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, nil
})

// folder is what the command writes for a static host.
var folder = sync.OnceValues(func() (string, error) {
	path, err := program()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(work, "static")
	out, err := exec.Command(path, "-out", dir).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return dir, nil
})

// site is the folder on a static host that knows nothing of it, in a folder of
// its own, and what was asked of that host.
type site struct {
	address string
	lock    sync.Mutex
	asked   []string
	broken  string // the name of a file that it has lost
}

func host(t *testing.T) *site {
	t.Helper()
	if chromium() == "" {
		t.Skip(ErrNone)
	}
	dir, err := folder()
	require.NoError(t, err)
	s := &site{}
	files := http.StripPrefix("/some/place/", http.FileServer(http.Dir(dir)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.lock.Lock()
		s.asked = append(s.asked, r.Method+" "+r.URL.RequestURI())
		broken := s.broken != "" && strings.HasSuffix(r.URL.Path, s.broken)
		s.lock.Unlock()
		if broken {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.address = server.URL + "/some/place/"
	return s
}

// visit opens the playground and waits until it can read pages.
func (s *site) visit(t *testing.T, more ...chromedp.ExecAllocatorOption) (context.Context, *events) {
	t.Helper()
	ctx, seen := browse(t, func(r *network.EventRequestWillBeSent) bool {
		return strings.HasPrefix(r.Request.URL, s.address) || strings.HasPrefix(r.Request.URL, "blob:"+strings.TrimSuffix(s.address, "some/place/"))
	}, more...)
	run(t, ctx, Look("light", 1280, 900), chromedp.Navigate(s.address))
	until(t, ctx, `document.getElementById("state").textContent === "Ready."`)
	return ctx, seen
}

// until waits until a condition holds in the page.
func until(t *testing.T, ctx context.Context, condition string) {
	t.Helper()
	_, err := chromedp.Run(ctx, chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(time.Minute)))
	require.NoError(t, err, "%s\nstate %q, trouble %q", condition, eval[string](t, ctx, `document.getElementById("state").textContent`), eval[string](t, ctx, trouble))
}

const (
	done    = `document.getElementById("state").textContent.startsWith("Read in ")`
	trouble = `(() => { const e = document.getElementById("trouble"); return e.hidden ? "" : e.textContent; })()`
	heading = `document.querySelector("#panel-blocks h1").textContent`
	inForm  = `document.getElementById("form").value`
	focused = `document.activeElement.id || document.activeElement.tagName`
)

const sampleTitle = "Brass Buttons Return to the Harbour Police"

// sample returns the page that the button shows.
func sample(t *testing.T) []byte {
	t.Helper()
	dir, err := folder()
	require.NoError(t, err)
	data, err := os.ReadFile(filepath.Join(dir, "sample.html"))
	require.NoError(t, err)
	return data
}

// What the browser shows is what the library says outside of it.
func TestPlaygroundReadsTheSample(t *testing.T) {
	s := host(t)
	ctx, seen := s.visit(t)
	var e engine.Engine
	want, err := e.Read(engine.Input{Name: "sample.html", Data: sample(t)})
	require.NoError(t, err)
	require.Contains(t, want.Markdown, "Would anyone notice a button?")

	run(t, ctx, click("#sample"))
	until(t, ctx, done)
	assert.Equal(t, sampleTitle, eval[string](t, ctx, heading))
	assert.Contains(t, eval[string](t, ctx, `document.getElementById("state").textContent`), want.Summary)
	for id, text := range map[string]string{"markdown": want.Markdown, "html": want.HTML, "text": want.Text, "json": want.JSON} {
		run(t, ctx, click("#tab-"+id))
		assert.Equal(t, text, eval[string](t, ctx, inForm), id)
	}
	run(t, ctx, click("#tab-article"))
	assert.Contains(t, eval[string](t, ctx, `document.getElementById("panel-article").innerText`), "Would anyone notice a button?")

	run(t, ctx, click("#tab-blocks"), click(".block.r-promo summary"))
	text := eval[string](t, ctx, `document.getElementById("panel-blocks").innerText`)
	for _, part := range []string{"sites/nknews.org.toml", "gate", "1 USD", "4 weeks", "Every report, interview and map on the site", "Subscribe now", "You can cancel any time", "decided by"} {
		assert.Contains(t, text, part)
	}
	assert.Equal(t, sampleTitle+" – Gatefold playground", eval[string](t, ctx, `document.title`))
	assert.Empty(t, seen.all())
}

// Everything can be done without a mouse, and the focus can be seen and is
// where one reads on.
func TestPlaygroundByKeyboard(t *testing.T) {
	ctx, seen := host(t).visit(t)
	tab, back := chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift))
	run(t, ctx, tab)
	assert.Equal(t, "Skip to your page", eval[string](t, ctx, `document.activeElement.textContent`))
	run(t, ctx, chromedp.KeyEvent(kb.Enter))
	for _, id := range []string{"file", "html", "address", "read", "sample"} {
		run(t, ctx, tab)
		assert.Equal(t, id, eval[string](t, ctx, focused))
		assert.Equal(t, "3px", eval[string](t, ctx, `getComputedStyle(document.activeElement).outlineWidth`), id)
	}
	run(t, ctx, chromedp.KeyEvent(kb.Enter))
	until(t, ctx, done)
	assert.Equal(t, "H1", eval[string](t, ctx, focused), "one reads on at the title")

	run(t, ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter))
	assert.True(t, eval[bool](t, ctx, `document.querySelector("#b1 details").open`))
	run(t, ctx, chromedp.KeyEvent("/"))
	assert.Equal(t, "search", eval[string](t, ctx, focused))

	run(t, ctx, chromedp.Focus(chromedp.CSS("#panel-blocks h1")), back)
	assert.Equal(t, "tab-blocks", eval[string](t, ctx, focused))
	run(t, ctx, chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.ArrowRight))
	assert.Equal(t, "tab-markdown", eval[string](t, ctx, focused))
	assert.Contains(t, eval[string](t, ctx, inForm), "# "+sampleTitle)
	run(t, ctx, chromedp.KeyEvent(kb.End))
	assert.Equal(t, "tab-json", eval[string](t, ctx, focused))
	run(t, ctx, chromedp.KeyEvent(kb.ArrowRight))
	assert.Equal(t, "tab-blocks", eval[string](t, ctx, focused), "the tabs go round")
	run(t, ctx, chromedp.KeyEvent(kb.ArrowRight), tab)
	assert.Equal(t, "panel-article", eval[string](t, ctx, focused), "a long article can be scrolled")
	assert.Empty(t, seen.all())
}

// transfer makes a DataTransfer with a file in the page.
func transfer(name string, data []byte) string {
	return fmt.Sprintf(`(() => { const d = new DataTransfer();
		d.items.add(new File([Uint8Array.from(atob(%q), (c) => c.charCodeAt(0))], %q)); return d; })()`,
		base64.StdEncoding.EncodeToString(data), name)
}

func drop(t *testing.T, ctx context.Context, name string, data []byte) {
	t.Helper()
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("state").textContent = ""; document.body.dispatchEvent(new DragEvent("drop",
		{bubbles: true, cancelable: true, dataTransfer: `+transfer(name, data)+`}))`))
}

func zipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return buf.Bytes()
}

// mhtmlOf is a page as Chrome saves it in one file.
func mhtmlOf(page []byte) []byte {
	return fmt.Appendf(nil, "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.nknews.org/2012/05/brass-buttons-return/\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n",
		base64.StdEncoding.EncodeToString(page))
}

func TestPlaygroundTakesFiles(t *testing.T) {
	ctx, seen := host(t).visit(t)
	page := sample(t)
	for name, data := range map[string][]byte{"page.html": page, "page.html.gz": zipped(t, page), "page.mhtml": mhtmlOf(page), "no name": page} {
		drop(t, ctx, name, data)
		until(t, ctx, done)
		assert.Equal(t, sampleTitle, eval[string](t, ctx, heading), name)
		assert.Equal(t, name, eval[string](t, ctx, `document.querySelector("#panel-blocks .file").textContent`))
		assert.Equal(t, name, eval[string](t, ctx, `document.getElementById("file").files[0].name`), "as if it had been chosen")
	}
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("state").textContent = ""`))
	file := filepath.Join(t.TempDir(), "chosen.html")
	require.NoError(t, os.WriteFile(file, []byte(story), 0o644))
	run(t, ctx, chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{file}))
	until(t, ctx, done)
	assert.Equal(t, "New lamps for the old pier", eval[string](t, ctx, heading))
	assert.Empty(t, seen.all())
}

func TestPlaygroundTakesText(t *testing.T) {
	ctx, seen := host(t).visit(t)
	paste := func(where, text string) {
		quoted, err := json.Marshal(text)
		require.NoError(t, err)
		run(t, ctx, chromedp.Evaluate[chromedp.Void](`(() => { const d = new DataTransfer(); d.setData("text/plain", `+string(quoted)+`);
			`+where+`.dispatchEvent(new ClipboardEvent("paste", {bubbles: true, cancelable: true, clipboardData: d})); })()`))
	}
	paste("document.body", story)
	until(t, ctx, done)
	assert.Equal(t, "New lamps for the old pier", eval[string](t, ctx, heading))
	assert.Equal(t, story, eval[string](t, ctx, `document.getElementById("html").value`), "it can be changed and read again")

	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById("html").value = ""`), chromedp.SendKeys(chromedp.CSS("#html"), "<h1>Typed by hand</h1><p>The story is short, but it is one, and it has a second half."),
		chromedp.KeyEvent(kb.Enter, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	until(t, ctx, done+` && `+heading+` === "Typed by hand"`)

	run(t, ctx, chromedp.SendKeys(chromedp.CSS("#address"), "www.news.example/2024/05/03/lamps"))
	paste(`document.getElementById("html")`, strings.Replace(story, "</main>", "</main><!--"+strings.Repeat("x", 600_000)+"-->", 1))
	until(t, ctx, done+` && `+heading+` === "New lamps for the old pier"`)
	assert.Empty(t, eval[string](t, ctx, `document.getElementById("html").value`), "a text so long would make the box slow")
	run(t, ctx, click("#tab-json"))
	assert.Contains(t, eval[string](t, ctx, inForm), `"url": "https://www.news.example/2024/05/03/lamps"`)
	assert.Empty(t, seen.all())
}

func TestPlaygroundSaysWhatIsWrong(t *testing.T) {
	s := host(t)
	ctx, seen := s.visit(t)
	run(t, ctx, click("#sample"))
	until(t, ctx, done)
	gz := zipped(t, sample(t))
	for _, tt := range []struct{ name, data, want string }{
		{"story.pdf", "%PDF-1.7 x", "This is a PDF document, not an HTML page. Save the page of the story as HTML."},
		{"crawl.warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "This is a WARC file"},
		{"answer.json", `{"title": "x", "body": "y"}`, "This is JSON"},
		{"empty.html", "", "There is nothing in it."},
		{"half.html.gz", string(gz[:len(gz)/2]), "This file ends too early."},
		{"odd.gz", "\x1f\x8bnot really gzip", "looks like gzip and is not"},
		{"wrong.gz", string(gz[:20]) + "\xff\xff\xff\xff\xff" + string(gz[25:]), "This file is damaged"},
		{"pictures.mhtml", strings.Replace(string(mhtmlOf(nil)), "text/html\r\nContent-T", "text/css\r\nContent-T", 1), "without an HTML page"},
	} {
		drop(t, ctx, tt.name, []byte(tt.data))
		until(t, ctx, trouble+` !== ""`)
		assert.Contains(t, eval[string](t, ctx, trouble), tt.want, tt.name)
		assert.True(t, eval[bool](t, ctx, `document.getElementById("result").hidden`), "an older result is no answer: %s", tt.name)
		assert.Equal(t, "alert", eval[string](t, ctx, `document.getElementById("trouble").getAttribute("role")`))
	}
	drop(t, ctx, "page.html", []byte(story))
	until(t, ctx, done)
	assert.Empty(t, eval[string](t, ctx, trouble), "a page that can be read ends the trouble")

	run(t, ctx, chromedp.SendKeys(chromedp.CSS("#address"), "javascript:alert(1)"), click("#read"))
	until(t, ctx, trouble+` !== ""`)
	assert.Contains(t, eval[string](t, ctx, trouble), "no address of the web")
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: (() => {
		const d = new DataTransfer(); d.setData("text/uri-list", "https://news.example/"); return d; })()}))`))
	assert.Contains(t, eval[string](t, ctx, trouble), "The playground opens none")
	assert.Empty(t, seen.all())

	run(t, ctx, chromedp.Navigate(s.address))
	until(t, ctx, `document.getElementById("state").textContent === "Ready."`)
	run(t, ctx, click("#read"))
	assert.Contains(t, eval[string](t, ctx, trouble), "Choose a saved page or paste its HTML first.")
	assert.True(t, eval[bool](t, ctx, `(() => { const r = document.getElementById("trouble").getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()`), "it is in sight")
}

// The forms can be taken away, whole.
func TestPlaygroundGivesAway(t *testing.T) {
	s := host(t)
	ctx, seen := s.visit(t)
	run(t, ctx, Command(browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"}, Setting: browser.PermissionSettingGranted,
	}), Command(browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-read"}, Setting: browser.PermissionSettingGranted,
	}))
	run(t, ctx, click("#sample"))
	until(t, ctx, done)
	run(t, ctx, click("#tab-markdown"), click("#copy"))
	until(t, ctx, `document.getElementById("copied").textContent === "Copied."`)
	markdown := eval[string](t, ctx, inForm)
	assert.Equal(t, markdown, eval[string](t, ctx, `navigator.clipboard.readText()`))

	// What a browser would save, instead of a folder of downloads.
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`HTMLAnchorElement.prototype.click = function () { globalThis.saved = [this.download, this.href]; }`), click("#download"))
	assert.Equal(t, "article.md", eval[string](t, ctx, `saved[0]`))
	assert.True(t, eval[bool](t, ctx, `saved[1].startsWith("blob:")`))
	assert.Empty(t, seen.all())

	run(t, ctx, Command(browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"}, Setting: browser.PermissionSettingDenied,
	}), click("#tab-text"), click("#copy"))
	until(t, ctx, `document.getElementById("copied").textContent.includes("does not allow")`)
	assert.Equal(t, eval[string](t, ctx, inForm), eval[string](t, ctx, `getSelection().toString()`), "one can copy it by hand")
}

func TestPlaygroundWithoutItsLibrary(t *testing.T) {
	s := host(t)
	s.broken = "gatefold.wasm.gz"
	ctx, _ := browse(t, func(*network.EventRequestWillBeSent) bool { return true })
	run(t, ctx, chromedp.Navigate(s.address))
	until(t, ctx, trouble+` !== ""`)
	assert.Contains(t, eval[string](t, ctx, trouble), "The library cannot be loaded: gatefold.wasm.gz: 404")
}

// A page that takes long leaves the page alive, and ends when one wants it to.
func TestPlaygroundCancels(t *testing.T) {
	ctx, seen := host(t).visit(t)
	// 24 MiB of paragraphs, made in the browser.
	const slow = `document.body.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: (() => {
		const d = new DataTransfer(), p = "<p>The ferry has not sailed since October, and the island has begun to reckon with a winter without it.</p>";
		d.items.add(new File([p.repeat(24 * 2 ** 20 / p.length)], "slow.html")); return d; })()}))`
	dropSlow := func() { run(t, ctx, chromedp.Evaluate[chromedp.Void](slow)) }
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`globalThis.ticks = 0; setInterval(() => ticks++, 10)`))
	for _, how := range []Action{click("#cancel"), chromedp.KeyEvent(kb.Escape)} {
		dropSlow()
		until(t, ctx, `!document.getElementById("cancel").hidden`)
		// Were the page not alive, it could only say so when all is over.
		until(t, ctx, fmt.Sprintf(`ticks > %d && !document.getElementById("cancel").hidden`, eval[int](t, ctx, `ticks`)+5))
		assert.Equal(t, "true", eval[string](t, ctx, `document.getElementById("result").getAttribute("aria-busy")`))
		run(t, ctx, how)
		assert.Equal(t, "Cancelled.", eval[string](t, ctx, `document.getElementById("state").textContent`))
		assert.Equal(t, "read", eval[string](t, ctx, focused))
	}
	dropSlow()
	run(t, ctx, click("#sample"))
	until(t, ctx, done)
	assert.Equal(t, sampleTitle, eval[string](t, ctx, heading), "the next page ends the reading of the one before")
	assert.Empty(t, seen.all())
}

func TestPlaygroundLooks(t *testing.T) {
	ctx, seen := host(t).visit(t)
	states := []struct {
		name string
		into []Action
	}{
		{"empty", nil},
		{"trouble", []Action{click("#read")}},
		{"blocks", []Action{click("#sample"), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			return chromedp.Do(ctx, chromedp.Steps(waitFor(done)), chromedp.Evaluate[chromedp.Void](`document.querySelectorAll(".panel, .block details").forEach((d) => { d.open = true })`))
		})}},
		{"article", []Action{click("#tab-article")}},
		{"json", []Action{click("#tab-json")}},
	}
	for _, state := range states {
		run(t, ctx, Look("light", 1280, 900))
		run(t, ctx, state.into...)
		for _, width := range []int64{1280, 800, 360} {
			for _, scheme := range []string{"light", "dark"} {
				t.Run(fmt.Sprintf("%s %d %s", state.name, width, scheme), func(t *testing.T) {
					run(t, ctx, Look(scheme, width, 900))
					shot(t, ctx, fmt.Sprintf("playground-%s-%d-%s", state.name, width, scheme))
					assert.Empty(t, eval[[]string](t, ctx, contrast))
					assert.LessOrEqual(t, eval[int64](t, ctx, `document.documentElement.scrollWidth`), width, "nothing scrolls sideways")
					assert.Empty(t, judge(t, ctx))
				})
			}
		}
	}
	assert.Empty(t, seen.all())
}

// A story whose headings leave out levels is read aloud with all of them.
func TestPlaygroundOrdersHeadings(t *testing.T) {
	ctx, _ := host(t).visit(t)
	drop(t, ctx, "levels.html", []byte(strings.Replace(story, "<p>The new ones burn", "<h4>What the <em>birds</em> say</h4><p>The new ones burn", 1)))
	until(t, ctx, done)
	run(t, ctx, click("#tab-html"))
	require.Contains(t, eval[string](t, ctx, inForm), "<h4>What the <em>birds</em> say</h4>")
	run(t, ctx, click("#tab-article"))
	assert.Equal(t, "<em>birds</em>", eval[string](t, ctx, `document.querySelector("#panel-article h2 em").outerHTML`))
	assert.Empty(t, judge(t, ctx))
}

func waitFor(condition string) Action {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Poll[bool](condition, chromedp.WithPollingTimeout(time.Minute))(ctx, t)
		return chromedp.Void{}, err
	}
}

// recorder is a proxy that answers nothing and notes what was wanted of it.
type recorder struct {
	lock   sync.Mutex
	wanted []string
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.wanted = append(r.wanted, q.Host)
	http.Error(w, "not here", http.StatusBadGateway)
}

func (r *recorder) all() string {
	r.lock.Lock()
	defer r.lock.Unlock()
	return strings.Join(r.wanted, " ")
}

// leaky is a page that would load from other hosts in every way, if it were
// shown as it is.
const leaky = `<!DOCTYPE html><html><head><title>A leaky page</title><base href="http://base.elsewhere.example/"><meta http-equiv="refresh" content="0; url=http://refresh.elsewhere.example/">
<link rel="stylesheet" href="http://style.elsewhere.example/x.css"><link rel="preconnect" href="http://connect.elsewhere.example/"><link rel="dns-prefetch" href="http://dns.elsewhere.example/">
<script src="http://script.elsewhere.example/x.js"></script><meta property="og:image" content="http://og.elsewhere.example/x.jpg"></head><body><article><h1>A leaky page</h1>
<p>The first paragraph of a story is long enough to be one, and it has a <a href="http://link.elsewhere.example/" ping="http://ping.elsewhere.example/">link</a> in it that nobody follows.</p>
<figure><img src="http://picture.elsewhere.example/x.jpg" srcset="http://srcset.elsewhere.example/y.jpg 2x" width="1200" height="800" alt="The pier"><figcaption>The pier in the morning</figcaption></figure>
<p style="background: url(http://background.elsewhere.example/x.png)">The second paragraph goes on about the pier, its lamps and the birds that sleep under its boards at night.</p>
<iframe src="http://frame.elsewhere.example/"></iframe><video src="http://video.elsewhere.example/x.mp4" autoplay></video><object data="http://object.elsewhere.example/"></object>
<p>The third paragraph ends the story, as third paragraphs do in stories that were made for no other purpose than this.</p></article></body></html>`

// Nothing of a page goes to any other host, neither because it is shown nor
// because a script would send it.
func TestPlaygroundSendsNothing(t *testing.T) {
	s, r := host(t), &recorder{}
	proxy := httptest.NewServer(r)
	t.Cleanup(proxy.Close)
	ctx, seen := s.visit(t, chromedp.ProxyServer(proxy.URL))
	drop(t, ctx, "leaky.html", []byte(leaky))
	until(t, ctx, done)
	for _, id := range []string{"article", "markdown", "html", "text", "json", "blocks"} {
		run(t, ctx, click("#tab-"+id))
	}
	assert.Contains(t, eval[string](t, ctx, `document.getElementById("panel-article").textContent`), "Picture: The pier")
	assert.Zero(t, eval[int](t, ctx, `document.querySelectorAll("img, iframe, video, object, base, #result link, #result script, #result style, #result [style]").length`))
	assert.Empty(t, seen.all())
	require.NotContains(t, r.all(), "elsewhere")

	// What a mistake could do is forbidden, in the page and in the worker.
	const send = `fetch("http://fetch.elsewhere.example/", {mode: "no-cors"}).then(() => "sent", () => "refused")`
	assert.Equal(t, "refused", eval[string](t, ctx, send))
	eval[bool](t, ctx, `new Promise((done) => { const i = new Image(); i.onerror = () => done(true); i.src = "http://image.elsewhere.example/"; })`)
	assert.Equal(t, "TypeError", eval[string](t, ctx, `(() => { try { document.body.innerHTML = "<p>x"; return "set"; } catch (e) { return e.name; } })()`))
	worker := workerOf(t, ctx)
	assert.Equal(t, "function", eval[string](t, worker, `typeof gatefoldRead`))
	assert.Equal(t, "refused", eval[string](t, worker, send))
	assert.NotContains(t, r.all(), "elsewhere")
	s.lock.Lock()
	for _, q := range s.asked {
		assert.Regexp(t, `^GET /some/place/[a-z_.]*$`, q, "its own server learns nothing either")
	}
	s.lock.Unlock()

	// The control: the same page as it is.
	run(t, ctx, chromedp.Navigate(save(t, t.TempDir(), leaky)))
	require.Eventually(t, func() bool {
		return strings.Contains(r.all(), "picture.elsewhere") || strings.Contains(r.all(), "srcset.elsewhere")
	}, 10*time.Second, 50*time.Millisecond, "the recorder sees requests")
}

// workerOf attaches to the worker of the page.
func workerOf(t *testing.T, ctx context.Context) context.Context {
	t.Helper()
	targets, err := chromedp.Targets(ctx)
	require.NoError(t, err)
	for _, target := range targets {
		if target.Type == "worker" {
			worker, end := chromedp.NewContext(ctx, chromedp.WithTargetID(target.TargetID))
			t.Cleanup(end)
			return worker
		}
	}
	t.Fatal("the page has no worker")
	return nil
}

// The command serves the same to this machine until it is interrupted.
func TestPlaygroundServes(t *testing.T) {
	if chromium() == "" {
		t.Skip(ErrNone)
	}
	path, err := program()
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), path, "-addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	address := addressIn(t, out)
	s := &site{address: address}
	ctx, seen := s.visit(t)
	run(t, ctx, click("#sample"))
	until(t, ctx, done)
	assert.Equal(t, sampleTitle, eval[string](t, ctx, heading))
	assert.Empty(t, seen.all())

	answer, err := http.Get(address)
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Contains(t, answer.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'")
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.NoError(t, cmd.Wait())
}

// addressIn returns the address that the command prints.
func addressIn(t *testing.T, out io.Reader) string {
	t.Helper()
	var text strings.Builder
	buf := make([]byte, 256)
	for {
		n, err := out.Read(buf)
		text.Write(buf[:n])
		if i := strings.Index(text.String(), "http://"); i >= 0 && strings.Contains(text.String()[i:], " ") {
			address, _, _ := strings.Cut(text.String()[i:], " ")
			return address
		}
		if errors.Is(err, io.EOF) {
			t.Fatalf("the command ended: %s", text.String())
		}
		require.NoError(t, err)
	}
}
