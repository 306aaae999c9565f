package scrub

import (
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/wordcount"
)

// maxWords is how many words of a paragraph stay. A word of a script without
// spaces is a character, of which twice as many stay.
const maxWords = 36

// minWords is how many stay of a page of which as little as possible does.
const minWords = 18

// shorten cuts long paragraphs. A cut one ends as the whole did, since the end of a
// text shows whether it is all there:
//
//	The council met … in the end.”   →   The council met and.”
//	The council met … and then the   →   The council met and
func (s *scrubber) shorten(n *html.Node) {
	if s.whole[n] {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom == atom.Script {
			continue
		}
		if !s.paragraphs[c] && c.DataAtom != atom.P && !isParagraph(c) {
			s.shorten(c)
			continue
		}
		s.shortenOne(c)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if s.paragraphs[c] && c.Type == html.TextNode {
			s.shortenOne(c)
		}
	}
}

// shortenOne cuts one paragraph and notes the cut, for the copy in the structured
// data.
func (s *scrubber) shortenOne(n *html.Node) {
	whole := textOf(n)
	count := wordcount.Words(whole)
	limit := s.limit
	if r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(whole, "。」. ")); wordcount.Unspaced(r) {
		limit *= 2
	}
	// A cut of a few words would save nothing.
	if count <= limit+10 {
		return
	}
	left := limit
	s.cutText(n, &left, ending(whole))
	s.words.after -= count - limit
	s.cuts = append(s.cuts, cut{from: squeeze(whole), to: squeeze(textOf(n))})
}

// ending returns the punctuation at the end of a text.
func ending(text string) string {
	text = strings.TrimSpace(text)
	i := len(text)
	// Whatever closes the sentence, quotes and brackets behind its stop included.
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !strings.ContainsRune(".!?…。！？।؟۔\"'”’»)]」』", r) {
			break
		}
		i -= size
	}
	return text[i:]
}

// cutText drops the words after the first left ones and puts end there.
func (s *scrubber) cutText(n *html.Node, left *int, end string) {
	if n.Type == html.TextNode {
		n.Data = cutWords(n.Data, left, end)
		return
	}
	if n.DataAtom == atom.Script {
		return
	}
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if *left <= 0 && !s.spine[c] && c.DataAtom != atom.Img {
			n.RemoveChild(c)
		} else {
			s.cutText(c, left, end)
		}
		c = next
	}
}

// cutWords returns the first left words of a text and puts end behind them; left is
// what remains for the texts that follow.
func cutWords(text string, left *int, end string) string {
	if *left <= 0 {
		return ""
	}
	toks := tokenize(text)
	if len(toks) < *left {
		*left -= len(toks)
		return text
	}
	at := toks[*left-1].end
	*left = 0
	return text[:at] + end
}

// shortened makes the same cuts in a copy of the text that stands in the
// structured data.
func (s *scrubber) shortened(body string) string {
	body = squeeze(body)
	cuts := s.cuts
	// The longest first: a short paragraph may be part of a longer one.
	sort.SliceStable(cuts, func(i, j int) bool { return len(cuts[i].from) > len(cuts[j].from) })
	for _, c := range cuts {
		// Fewer words may stand anywhere in the text.
		if wordcount.Words(c.from) >= 8 {
			body = strings.Replace(body, c.from, c.to, 1)
		}
	}
	// The text in the data may go on where the page's stops, but not for ever.
	left := max(s.words.after, maxWords)
	if wordcount.Words(body) > 2*left {
		left *= 2 // far more than the page shows: text that it withholds
	}
	return cutWords(squeeze(body), &left, ending(body))
}

// share returns n in proportion to the words that are left of the text: a word count in
// the structured data has to fit the fixture as it fitted the page, because the two are
// compared to tell a preview.
func (s *scrubber) share(n int) int {
	if s.words.before == 0 || s.words.after >= s.words.before {
		return n
	}
	return max(1, n*max(s.words.after, 1)/s.words.before)
}
