package main

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/article"
)

// Chunk is a piece of an article.
type Chunk struct {
	Role article.Role `json:"role"`
	// Headings are the headline and the headings that the piece stands under.
	Headings []string `json:"headings"`
	Text     string   `json:"text"`
}

// Cut returns the article in pieces of at most size characters: the
// standfirst, the body's blocks, as many together as fit, the captions of
// figures, and the asides.
func Cut(art *article.Article, size int) []Chunk {
	c := cutter{size: size}
	c.push(1, art.Title)
	c.add(article.RoleStandfirst, art.Standfirst)
	for i := range art.Body {
		b := &art.Body[i]
		switch b.Kind {
		case article.BlockHeading:
			// The headline has level 1, whatever the page thinks.
			c.push(max(b.Level, 2), b.Text)
		case article.BlockFigure:
			c.add(article.RoleCaption, b.Caption)
		default:
			c.add(article.RoleBody, article.Blocks{*b}.Text())
		}
	}
	for _, a := range art.Asides {
		c.add(a.Role, a.Text)
	}
	return c.chunks
}

type cutter struct {
	size   int
	chunks []Chunk
	path   []heading
}

type heading struct {
	level int
	text  string
}

// push puts a heading in place of those of its level and below.
func (c *cutter) push(level int, text string) {
	if text == "" {
		return
	}
	c.path = slices.DeleteFunc(c.path, func(h heading) bool { return h.level >= level })
	c.path = append(c.path, heading{level, text})
}

// add joins text to the last chunk if that has the same role and headings and
// room for it, and otherwise starts new ones.
func (c *cutter) add(role article.Role, text string) {
	if text == "" {
		return
	}
	headings := make([]string, len(c.path))
	for i, h := range c.path {
		headings[i] = h.text
	}
	if n := len(c.chunks); n > 0 {
		last := &c.chunks[n-1]
		joined := last.Text + "\n\n" + text
		if last.Role == role && slices.Equal(last.Headings, headings) && utf8.RuneCountInString(joined) <= c.size {
			last.Text = joined
			return
		}
	}
	for text != "" {
		var part string
		part, text = split(text, c.size)
		c.chunks = append(c.chunks, Chunk{role, headings, part})
	}
}

// split cuts text so that the first part has at most size characters: after a
// sentence if one ends in its second half, else at a space, else anywhere.
func split(text string, size int) (first, rest string) {
	limit := byteOffset(text, size)
	if limit == len(text) {
		return text, ""
	}
	at := strings.LastIndexFunc(text[:limit], unicode.IsSpace)
	for _, end := range []string{". ", "? ", "! ", "。", "？", "！"} {
		if i := strings.LastIndex(text[:limit], end); i >= limit/2 {
			at = i + len(end)
			break
		}
	}
	if at <= 0 {
		at = limit
	}
	return strings.TrimSpace(text[:at]), strings.TrimSpace(text[at:])
}

// byteOffset returns where character n of s starts, len(s) if it has fewer.
func byteOffset(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}
