package scrub

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// SharedWords is the length of a run of words that a fixture must not have in
// common with its page. In scripts without spaces, of which about two
// characters make a word, it is twice as many characters.
const SharedWords = 8

// Shared returns the runs of words that a fixture has in common with a page:
// with its visible text, its metadata and its structured data. It reads both as bytes
// and knows nothing of how one was made of the other.
func Shared(fixture, saved []byte) ([]string, error) {
	of, err := texts(saved)
	if err != nil {
		return nil, fmt.Errorf("scrub: reading the page: %w", err)
	}
	in, err := texts(fixture)
	if err != nil {
		return nil, fmt.Errorf("scrub: reading the fixture: %w", err)
	}
	known := map[string]bool{}
	for _, text := range of {
		runs(text, func(key, _ string) { known[key] = true })
	}
	var out []string
	for _, text := range in {
		runs(text, func(key, words string) {
			if known[key] {
				out = append(out, words)
			}
		})
	}
	return out, nil
}

// texts returns the texts of a page, those of scripts and attributes too. Structured
// data is split at its quotes and not parsed, so that no member can be missed.
func texts(raw []byte) ([]string, error) {
	p, err := page.Parse(bytes.NewReader(raw), "", page.Limits{})
	if err != nil && !errors.Is(err, page.ErrTooDeep) {
		return nil, err
	}
	return textsOf(p.Root), nil
}

// textsOf returns the texts of a tree.
func textsOf(root *html.Node) []string {
	var out []string
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.DataAtom == atom.Style:
		case n.Type == html.TextNode && n.Parent.DataAtom == atom.Script:
			if isLD(n.Parent) {
				out = append(out, strings.Split(n.Data, `"`)...)
			}
		case n.Type == html.TextNode:
			out = append(out, n.Data)
		case n.Type == html.ElementNode:
			for _, a := range n.Attr {
				if a.Key == "content" || a.Key == "alt" || a.Key == "title" || a.Key == "href" {
					out = append(out, a.Val)
				}
			}
		}
	}
	return slices.DeleteFunc(out, noSentence)
}

// noSentence reports addresses and lists of directives for robots: their parts are
// words to the tokenizer only. ASCII without a space is not text.
func noSentence(text string) bool {
	ascii := strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) < 0
	return ascii && !strings.Contains(strings.TrimSpace(text), " ") || strings.Contains(text, "://") && !strings.Contains(text, " ") ||
		robots.MatchString(text)
}

var robots = regexp.MustCompile(`(?i)max-image-preview|no(index|archive)|unavailable_after`)

// runs yields every run of words of a text, one for each word that begins one: of ten
// words three runs of eight. Runs that are mostly numbers say nothing of their source.
func runs(text string, yield func(key, words string)) {
	toks := tokenize(text)
	for i := range toks {
		// A word counts twice, a character of a script without spaces once.
		need, j, numbers := 2*SharedWords, i, 0
		for ; j < len(toks) && need > 0; j++ {
			need--
			if !toks[j].alone {
				need--
			}
			if toks[j].number {
				numbers++
			}
		}
		if need > 0 {
			return
		}
		if 2*numbers >= j-i {
			continue
		}
		words := text[toks[i].start:toks[j-1].end]
		yield(key(words), words)
	}
}

// key is the form in which runs are compared: letters and digits only, so that no change
// of signs or spaces hides a sentence.
func key(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, words)
}
