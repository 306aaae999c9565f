package browser

import (
	"context"
	"fmt"
	"hash/maphash"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/payload"
)

// before counts what runs: the functions that payloads call, errors of
// scripts, and requests that a policy would report. Clicks lead nowhere, but
// for those on addresses that run.
const before = `<!DOCTYPE html><html><head><meta charset=utf-8><title>payloads</title><script>
var hits = [];
for (const f of ["alert", "confirm", "prompt", "print", "open", "msgbox"]) window[f] = () => { hits.push(f); };
addEventListener("error", (e) => { if (e.message) hits.push("error: " + e.message); }, true);
addEventListener("click", (e) => {
  const a = e.target.closest && e.target.closest("a");
  if (a && /^(https?|mailto|ftp):$/.test(a.protocol)) e.preventDefault();
}, true);
</script></head><body>`

// after does to every element what a reader may do.
const after = `<script id=end>
function provoke() {
  const all = [...document.querySelectorAll(".f *")];
  for (const e of all) {
    for (const a of e.attributes) if (/^on/i.test(a.name)) hits.push("attribute " + a.name);
    for (const k of ["mouseover", "mouseenter", "focus", "toggle", "pointerdown", "keydown", "load", "error"])
      e.dispatchEvent(new Event(k, {bubbles: false, cancelable: true}));
    if (e.click) e.click();
  }
  return all.length;
}
</script></body></html>`

func document(fragments []string) string {
	var b strings.Builder
	b.WriteString(before)
	for _, f := range fragments {
		b.WriteString("<div class=f>" + f + "</div>\n")
	}
	b.WriteString(after)
	return b.String()
}

// laboratory opens documents of fragments in one browser.
type laboratory struct {
	t    *testing.T
	dir  string
	ctx  context.Context
	seen *events
}

func newLaboratory(t *testing.T) *laboratory {
	l := &laboratory{t: t, dir: t.TempDir()}
	l.ctx, l.seen = browse(t, func(r *network.EventRequestWillBeSent) bool {
		return strings.HasPrefix(r.Request.URL, "file://"+l.dir) || r.Type == network.ResourceTypeImage && strings.HasPrefix(r.Request.URL, "http")
	})
	return l
}

// react returns what the fragments cause.
func (l *laboratory) react(fragments []string) []string {
	l.t.Helper()
	have := len(l.seen.all())
	run(l.t, l.ctx, chromedp.Navigate(save(l.t, l.dir, document(fragments))), chromedp.WaitReady(chromedp.CSS("body")))
	var caused []string
	if boxes := eval[int](l.t, l.ctx, `document.querySelectorAll("body > .f").length`); boxes != len(fragments) {
		caused = append(caused, fmt.Sprintf("%d of %d fragments stand in the document", boxes, len(fragments)))
	}
	if scripts := eval[int](l.t, l.ctx, `document.scripts.length`); scripts != 2 {
		caused = append(caused, fmt.Sprintf("%d scripts", scripts))
	}
	if !eval[bool](l.t, l.ctx, `typeof provoke === "function"`) {
		return append(caused, "the end of the document is not read")
	}
	eval[int](l.t, l.ctx, `provoke()`)
	time.Sleep(20 * time.Millisecond) // addresses that run do so after the click
	caused = append(caused, eval[[]string](l.t, l.ctx, `hits`)...)
	for _, ev := range l.seen.all()[have:] {
		if !strings.Contains(ev, "net::ERR_NAME_NOT_RESOLVED") { // pictures of hosts that are not there
			caused = append(caused, ev)
		}
	}
	return caused
}

// control are fragments that a detector must not miss.
var control = []struct{ name, html, want string }{
	{"script", `<script>alert(1)</script>`, "alert"},
	{"handler", `<img src=x: onerror=alert(1)>`, "alert"},
	{"drawing", `<svg onload=alert(1)></svg>`, "alert"},
	{"handler on a click", `<p onclick="alert(1)">x</p>`, "attribute onclick"},
	{"handler on the mouse", `<p onmouseover="confirm(1)">x</p>`, "confirm"},
	{"address that runs", `<a href="javascript:alert(1)">x</a>`, "alert"},
	{"address in disguise", `<a href="&#1;java&#10;script:alert(1)">x</a>`, "alert"},
	{"foreign script", `<script src="https://evil.example/x.js"></script>`, "request: https://evil.example/x.js"},
	{"frame", `<iframe src="https://evil.example/"></iframe>`, "request: https://evil.example/"},
	{"style", `<link rel=stylesheet href="https://evil.example/x.css">`, "request: https://evil.example/x.css"},
	{"error", `<script>throw new Error("x")</script>`, "error: Uncaught Error: x"},
	{"open comment", `<!-- `, "the end of the document is not read"},
	{"end of the box", `</div></div><div class=f>`, "2 of 1 fragments stand in the document"},
}

// What a page's payloads become, as HTML and as Markdown in three readers with
// raw HTML on, runs nothing in a real browser. In short mode a sample is
// opened.
func TestPayloads(t *testing.T) {
	l := newLaboratory(t)
	for _, c := range control {
		assert.Contains(t, l.react([]string{c.html}), c.want, "the detector fires: %s", c.name)
	}
	require.Empty(t, l.react([]string{"<p>Text</p><figure><img src=\"https://pictures.example/a.jpg\" alt=\"a\"></figure>"}))
	require.False(t, t.Failed())

	const together = 1000
	documents, fragments, fired := 0, 0, 0
	for group := range groups(renderings(t), together) {
		documents++
		fragments += len(group)
		if caused := l.react(group); len(caused) > 0 {
			fired++
			t.Errorf("%q\n%s", caused, l.culprit(group))
		}
		if fired > 5 {
			break
		}
	}
	t.Logf("%d controls fired; %d different fragments in %d documents: %d fired", len(control), fragments, documents, fired)
}

// culprit halves the fragments until one is left that causes something.
func (l *laboratory) culprit(group []string) string {
	for len(group) > 1 {
		half := group[:len(group)/2]
		if len(l.react(half)) == 0 {
			half = group[len(group)/2:]
		}
		group = half
	}
	return group[0]
}

// renderings yields each different fragment that the payload pages become.
func renderings(t *testing.T) iter.Seq[string] {
	const short = 53
	x, err := gatefold.New(gatefold.WithWithheld())
	require.NoError(t, err)
	readers := payload.Readers()
	seed, seen := maphash.MakeSeed(), map[uint64]bool{}
	isNew := func(s string) bool {
		key := maphash.String(seed, s)
		defer func() { seen[key] = true }()
		return !seen[key]
	}
	return func(yield func(string) bool) {
		at := 0
		for p := range payload.Pages() {
			if at++; testing.Short() && at%short != 0 {
				continue
			}
			art, err := x.Extract(strings.NewReader(p.HTML), gatefold.Page{URL: p.URL})
			require.NoError(t, err)
			if s := art.HTML(); isNew(s) && !yield(s) {
				return
			}
			source := art.Markdown()
			if !isNew("Markdown\n" + source) {
				continue
			}
			for i := range readers {
				s, err := readers[i].Render(source)
				require.NoError(t, err)
				if isNew(s) && !yield(s) {
					return
				}
			}
		}
	}
}

// groups yields n of seq at a time.
func groups(seq iter.Seq[string], n int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		group := make([]string, 0, n)
		for s := range seq {
			if group = append(group, s); len(group) == n {
				if !yield(slices.Clone(group)) {
					return
				}
				group = group[:0]
			}
		}
		if len(group) > 0 {
			yield(group)
		}
	}
}
