// Command pictures makes the pictures of the README: the preview of a made-up
// page as a browser shows it, in light and in dark.
//
//	go run ./internal/browser/pictures             from the repository's root, into docs/images
//	go run ./internal/browser/pictures -out DIR
package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/chromedp/chromedp"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/internal/preview"
)

// The size of the window, in CSS pixels: two columns, with the story, the gate
// and its offer in them. A README shows less than a thousand pixels,
// and the scale is for screens that have more of them.
const (
	width, height = 1000, 1000
	scale         = 1.4
)

func main() {
	fixture := flag.String("page", "testdata/nknews.org/badges.html", "the page that is shown: `FILE`")
	out := flag.String("out", "docs/images", "write into folder `DIR`")
	flag.Parse()
	if err := run(*fixture, *out); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(fixture, out string) error {
	tmp, err := os.MkdirTemp("", "pictures-")
	if err != nil {
		return err
	}
	defer browser.RemoveAll(tmp)
	address, err := writePreview(fixture, tmp)
	if err != nil {
		return err
	}
	ctx, end, err := browser.Start(filepath.Join(tmp, "profile"), chromedp.Flag("hide-scrollbars", true))
	if err != nil {
		return err
	}
	defer end()
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for _, scheme := range []string{"light", "dark"} {
		data, err := shoot(ctx, address, scheme)
		if err != nil {
			return err
		}
		name := filepath.Join(out, "preview-"+scheme+".png")
		if err := os.WriteFile(name, data, 0o644); err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes\n", name, len(data))
	}
	return nil
}

// writePreview writes the preview of a page into dir and returns its address.
func writePreview(fixture, dir string) (string, error) {
	f, err := os.Open(fixture)
	if err != nil {
		return "", err
	}
	defer f.Close()
	x, err := gatefold.New()
	if err != nil {
		return "", err
	}
	report, err := x.Explain(f, gatefold.Page{})
	if err != nil {
		return "", err
	}
	var buf bytes.Buffer
	if err := preview.Write(&buf, filepath.Base(fixture), report); err != nil {
		return "", err
	}
	file := filepath.Join(dir, "preview.html")
	return (&url.URL{Scheme: "file", Path: file}).String(), os.WriteFile(file, buf.Bytes(), 0o644)
}

// shoot returns a picture of a page.
func shoot(ctx context.Context, address, scheme string) ([]byte, error) {
	err := chromedp.Do(ctx, browser.Look(scheme, width, height, chromedp.EmulateScale(scale)), chromedp.Navigate(address), chromedp.WaitReady(chromedp.CSS("#blocks")))
	if err != nil {
		return nil, err
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return nil, err
	}
	return shrink(data)
}

// shrink writes a picture with the 256 colours that it has most of, in place of
// which a screenshot has some thousands that differ by the smoothing of letters.
func shrink(data []byte) ([]byte, error) {
	full, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	palette := colours(full)
	near := map[color.Color]uint8{}
	small := image.NewPaletted(full.Bounds(), palette)
	for y := full.Bounds().Min.Y; y < full.Bounds().Max.Y; y++ {
		for x := full.Bounds().Min.X; x < full.Bounds().Max.X; x++ {
			c := full.At(x, y)
			i, known := near[c]
			if !known {
				i = uint8(palette.Index(c))
				near[c] = i
			}
			small.SetColorIndex(x, y, i)
		}
	}
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small)
	return out.Bytes(), err
}

// colours returns the most frequent colours of a picture.
func colours(m image.Image) color.Palette {
	count := map[color.Color]int{}
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			count[m.At(x, y)]++
		}
	}
	palette := make(color.Palette, 0, len(count))
	for c := range count {
		palette = append(palette, c)
	}
	slices.SortFunc(palette, func(a, b color.Color) int {
		// Of equal ones in any order that is the same on every run.
		return cmp.Or(count[b]-count[a], cmp.Compare(value(a), value(b)))
	})
	return palette[:min(len(palette), 256)]
}

func value(c color.Color) uint32 {
	r, g, b, _ := c.RGBA()
	return r>>8<<16 | g>>8<<8 | b>>8
}
