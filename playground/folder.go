package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/preview"
)

//go:embed site
var site embed.FS

const (
	module = "github.com/gatefold/gatefold"
	// samplePage is the made-up page that the button shows, in the module.
	samplePage = "testdata/nknews.org/badges.html"
)

// policy forbids the page every request but for its own files, every script
// but its own, and to make scripts or markup of strings but at one place.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"worker-src blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types gatefold"

// headerPolicy is the policy for a server, which can say one thing more.
const headerPolicy = policy + "; frame-ancestors 'none'"

// writeFolder writes the playground into a folder, which it makes: files that
// name each other by relative paths and need no server but for files.
func writeFolder(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files := map[string][]byte{
		"preview.css": []byte(preview.Style()), "preview.js": []byte(preview.Script()),
		"_headers": []byte("/*\n  Content-Security-Policy: " + headerPolicy + "\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n"),
	}
	for _, step := range []func(context.Context, map[string][]byte) error{addSite, addToolchain, addSample, addEngine, addLicences} {
		if err := step(ctx, files); err != nil {
			return err
		}
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// addSite adds the files that are embedded, the page with its policy.
func addSite(_ context.Context, files map[string][]byte) error {
	entries, err := site.ReadDir("site")
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := site.ReadFile("site/" + e.Name())
		if err != nil {
			return err
		}
		files[e.Name()] = data
	}
	t, err := template.New("index.html").Parse(string(files["index.html"]))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	err = t.Execute(&out, struct{ Policy string }{policy})
	files["index.html"] = out.Bytes()
	return err
}

// addToolchain adds the script that runs Go programs in a browser, of the same
// toolchain that compiles the engine: the two must fit.
func addToolchain(ctx context.Context, files map[string][]byte) error {
	root, err := goTool(ctx, "env", "GOROOT")
	if err != nil {
		return err
	}
	files["wasm_exec.js"], err = os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	return err
}

func addSample(ctx context.Context, files map[string][]byte) error {
	dir, err := goTool(ctx, "list", "-f", "{{.Dir}}", module)
	if err != nil {
		return err
	}
	files["sample.html"], err = os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), samplePage))
	return err
}

// addEngine compiles the library. It is compressed here, since few static hosts
// compress files of its type.
func addEngine(ctx context.Context, files map[string][]byte) error {
	tmp, err := os.MkdirTemp("", "gatefold-playground-")
	if err != nil {
		return err
	}
	defer removeAll(tmp)
	program := filepath.Join(tmp, "gatefold.wasm")
	if _, err := goTool(ctx, "build", "-trimpath", "-ldflags=-s -w", "-o", program, module+"/playground/wasm"); err != nil {
		return err
	}
	data, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	files["gatefold.wasm.gz"] = out.Bytes()
	return nil
}

// addLicences adds the licences of all that is compiled into the engine, which
// ask to go with it.
func addLicences(ctx context.Context, files map[string][]byte) error {
	list, err := goTool(ctx, "list", "-deps", "-json=Module", module+"/playground/wasm")
	if err != nil {
		return err
	}
	root, err := goTool(ctx, "env", "GOROOT")
	if err != nil {
		return err
	}
	dirs := map[string]string{"The Go standard library": strings.TrimSpace(string(root))}
	for dec := json.NewDecoder(bytes.NewReader(list)); ; {
		var p struct{ Module *struct{ Path, Dir string } }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		if p.Module != nil {
			dirs[p.Module.Path] = p.Module.Dir
		}
	}
	var out bytes.Buffer
	names := make([]string, 0, len(dirs))
	for name := range dirs {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text, err := licence(dirs[name])
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "== %s\n\n%s\n", name, text)
	}
	files["LICENSES.txt"] = out.Bytes()
	return nil
}

// licence returns the licence of a module.
func licence(dir string) ([]byte, error) {
	names, err := filepath.Glob(filepath.Join(dir, "LICENSE*"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no licence in %s", dir)
	}
	return os.ReadFile(names[0])
}

// goTool runs the go command for WebAssembly and returns its output.
func goTool(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	var complaint strings.Builder
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, strings.TrimSpace(complaint.String()))
	}
	return out, nil
}

// removeAll removes a folder of temporary files. What stays of it the system
// removes.
func removeAll(dir string) { _ = os.RemoveAll(dir) }
