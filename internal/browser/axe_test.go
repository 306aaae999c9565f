package browser

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// axe-core (MPL-2.0) judges what people with a screen reader or a keyboard meet.
// It is fetched by npm when the tests run and is no part of the repository.
const (
	axeVersion   = "4.14.1"
	axeIntegrity = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
)

var errNoAxe = errors.New("axe-core cannot be had from npm")

// axe returns the script, or errNoAxe where npm is missing or does not reach
// its registry.
var axe = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "axe-")
	if err != nil {
		return "", err
	}
	defer RemoveAll(dir)
	cmd := exec.Command("npm", "pack", "--silent", "--prefer-offline", "axe-core@"+axeVersion)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %w\n%s", errNoAxe, err, out)
	}
	archive, err := os.ReadFile(filepath.Join(dir, "axe-core-"+axeVersion+".tgz"))
	if err != nil {
		return "", err
	}
	if sum := sha512.Sum512(archive); base64.StdEncoding.EncodeToString(sum[:]) != axeIntegrity {
		return "", errors.New("axe-core is another file than the one that was looked at")
	}
	return member(archive, "package/axe.min.js")
})

// member returns a file of a compressed tar.
func member(archive []byte, name string) (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return "", err
	}
	for files := tar.NewReader(z); ; {
		h, err := files.Next()
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		if h.Name == name {
			data, err := io.ReadAll(files)
			return string(data), err
		}
	}
}

// judge returns what axe-core finds in the page as it is, by all of its rules.
func judge(t *testing.T, ctx context.Context) []string {
	t.Helper()
	script, err := axe()
	if errors.Is(err, errNoAxe) {
		t.Skip(err)
	}
	require.NoError(t, err)
	run(t, ctx, chromedp.Evaluate[chromedp.Void](script))
	return eval[[]string](t, ctx, `axe.run(document, {resultTypes: ["violations"]}).then((r) =>
		r.violations.flatMap((v) => v.nodes.map((n) => v.impact + " " + v.id + ": " + n.target + ": " + n.failureSummary)))`)
}

// It finds what is wrong with a page that has faults.
func TestAxeFindsFaults(t *testing.T) {
	ctx, _ := open(t, explain(t, story))
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.body.insertAdjacentHTML("beforeend", "<button></button><input>")`))
	found := judge(t, ctx)
	for _, rule := range []string{" button-name: ", " label: "} {
		assert.Contains(t, strings.Join(found, "\n"), rule)
	}
}

func TestAxeOnThePreview(t *testing.T) {
	ctx, _ := open(t, everyRole(explain(t, story)))
	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach((d, i) => { if (d.matches(".panel") || i % 5 === 0) d.open = true })`))
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{360, 1280} {
			run(t, ctx, Look(scheme, width, 900))
			assert.Empty(t, judge(t, ctx), "%s, %d", scheme, width)
		}
	}
}
