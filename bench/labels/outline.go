package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v3"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/bench/labels/record"
	"github.com/gatefold/gatefold/internal/gold/blocks"
)

func outlineCommand() *cli.Command {
	return &cli.Command{
		Name:      "outline",
		Usage:     "print a page as the numbered blocks that a record names",
		ArgsUsage: "PAGE.html[.gz]",
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "full", Usage: "no shortening of text"}},
		Action: func(_ context.Context, cmd *cli.Command) error {
			if cmd.NArg() != 1 {
				return errors.New("labels: outline takes one page")
			}
			src, err := readPage(cmd.Args().First())
			if err != nil {
				return err
			}
			doc, err := record.ParsePage(src)
			if err != nil {
				return fmt.Errorf("labels: %w", err)
			}
			outline(cmd.Root().Writer, blocks.Outline(doc), cmd.Bool("full"))
			return nil
		},
	}
}

func readPage(file string) ([]byte, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	if !bytes.HasPrefix(src, []byte{0x1f, 0x8b}) {
		return src, nil // not packed
	}
	z, err := gzip.NewReader(bytes.NewReader(src))
	if err != nil {
		return nil, fmt.Errorf("labels: %w", err)
	}
	return io.ReadAll(z)
}

// shown is how much of a long text a line has, from its start and from its end.
const shownStart, shownEnd = 150, 60

// outline writes a line for each block: its number, the element it stands in, whether it
// is hidden, how much of it is links, what it holds beside text, and the text.
func outline(w io.Writer, runs []blocks.Run, full bool) {
	for i, r := range runs {
		text := r.Text
		if t := []rune(text); !full && len(t) > shownStart+shownEnd+20 {
			text = string(t[:shownStart]) + " ⟪…⟫ " + string(t[len(t)-shownEnd:])
		}
		line := fmt.Sprintf("%d [%s]", i, pathOf(r))
		if r.Hidden {
			line += " HIDDEN"
		}
		if n := linkShare(r); n > 0 {
			line += fmt.Sprintf(" link%d%%", n)
		}
		for _, m := range r.Marks {
			line += " {" + cut(markOf(m), 60) + "}"
		}
		fmt.Fprintln(w, line, text)
	}
}

// pathOf names the element that holds the first text or mark, and two above it.
func pathOf(r blocks.Run) string {
	var n *html.Node
	switch {
	case len(r.Nodes) > 0:
		n = r.Nodes[0].Parent
	case len(r.Marks) > 0:
		n = r.Marks[0].Parent
	}
	path := ""
	for range 3 {
		if n == nil || n.Type != html.ElementNode {
			break
		}
		path = ">" + nameOf(n) + path
		n = n.Parent
	}
	return strings.TrimPrefix(path, ">")
}

func nameOf(n *html.Node) string {
	name := n.Data
	if id := blocks.Attr(n, "id"); id != "" {
		name += "#" + cut(id, 24)
	}
	if classes := strings.Fields(blocks.Attr(n, "class")); len(classes) > 0 {
		name += "." + cut(strings.Join(classes[:min(2, len(classes))], "."), 40)
	}
	return name
}

// linkShare is how much of a block's text stands in links, in percent.
func linkShare(r blocks.Run) int {
	linked, all := 0, 0
	for _, n := range r.Nodes {
		size := len(strings.TrimSpace(n.Data))
		all += size
		for up := n.Parent; up != nil; up = up.Parent {
			if up.DataAtom == atom.A {
				linked += size
				break
			}
		}
	}
	return 100 * linked / max(1, all)
}

func markOf(n *html.Node) string {
	switch n.DataAtom {
	case atom.Img:
		return "img:" + blocks.Attr(n, "alt")
	case atom.Iframe:
		return "iframe:" + blocks.Attr(n, "src")
	}
	return "input:" + blocks.Attr(n, "type") + ":" + blocks.Attr(n, "placeholder") + blocks.Attr(n, "value")
}
