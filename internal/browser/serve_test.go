package browser

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// serve runs the command with a folder of rules and returns the address it serves on.
func serve(t *testing.T, dir, page string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "gatefold")
	build := exec.Command("go", "build", "-o", binary, "./cmd/gatefold")
	build.Dir, build.Env = filepath.Join("..", ".."), append(os.Environ(), "GOWORK=off")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	cmd := exec.Command(binary, "rules", "preview", "--serve", "--rules", dir, "--url", "https://www.news.example/2024/05/03/lamps", page)
	said, err := cmd.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // it was killed
	})
	line, err := bufio.NewReader(said).ReadString('\n')
	require.NoError(t, err)
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(line)
	require.NotEmpty(t, address, line)
	return address
}

// TestServedPreviewFollowsTheRuleFile: the page is shown anew when the file is saved,
// says what is wrong with one that does not load, and asks nobody else.
func TestServedPreviewFollowsTheRuleFile(t *testing.T) {
	dir := t.TempDir()
	rule := filepath.Join(dir, "news.example.toml")
	write := func(text string) {
		require.NoError(t, os.WriteFile(rule, []byte("name = \"N\"\nhosts = [\"news.example\"]\n"+text), 0o644))
	}
	write("")
	page := filepath.Join(t.TempDir(), "page.html")
	require.NoError(t, os.WriteFile(page, []byte(story), 0o644))
	address := ""
	ctx, seen := browse(t, func(r *network.EventRequestWillBeSent) bool { return strings.HasPrefix(r.Request.URL, address) })
	address = serve(t, dir, page)
	run(t, ctx, chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("#blocks")))
	role := `[...document.querySelectorAll(".block")].find(b => b.textContent.includes("forty lamps"))?.dataset.role ?? document.querySelector("#problem")?.textContent ?? ""`
	require.Equal(t, "body", eval[string](t, ctx, role))

	becomes := func(what string, ok func(string) bool) {
		t.Helper()
		got := ""
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
			// While the page is loaded there is nothing to ask.
			s, err := chromedp.Run(ctx, chromedp.Evaluate[string](role))
			if got = s; err == nil && ok(got) {
				return
			}
		}
		assert.Fail(t, fmt.Sprintf("%s: got %q", what, got))
	}
	write("[roles]\nrelated = [\"article > p\"]\n")
	becomes("a rule that is saved", func(s string) bool { return s == "related" })
	write("[roles]\nrelatd = [\"article > p\"]\n")
	becomes("a rule that does not load", func(s string) bool { return strings.Contains(s, `did you mean "related"?`) })
	write("")
	becomes("a rule that is mended", func(s string) bool { return s == "body" })
	assert.Empty(t, seen.all())
}

// TestPreviewOpensOnTheStory: what stands before the headline is scrolled past.
func TestPreviewOpensOnTheStory(t *testing.T) {
	menu := strings.Repeat(`<p><a href="/x">A section of the paper that nobody reads</a></p>`, 60)
	ctx, seen := open(t, explain(t, strings.Replace(story, "<nav>", "<nav>"+menu, 1)))
	top := `document.querySelector(".block.r-headline").getBoundingClientRect().top | 0`
	assert.InDelta(t, 0, eval[int](t, ctx, top), 60, "the headline is at the top of the window")
	assert.Empty(t, seen.all())
}
