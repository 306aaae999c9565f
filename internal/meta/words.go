package meta

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// Words are the words of bylines, dates and sections of a lexicon, arranged for reading
// pages. They are immutable.
type Words struct {
	names *byline.Words
	dates dateWords
	// noSection are the words that name no section.
	noSection []string
}

// NewWords arranges the words of a lexicon.
func NewWords(l *lexicon.Lexicon) *Words {
	w := &Words{names: byline.New(l), dates: dateWords{}, noSection: l.Words(lexicon.SectionNone)}
	for k, says := range map[lexicon.WordKind]saying{
		lexicon.DatePublished: saysPublished, lexicon.DateUpdated: saysUpdated, lexicon.DateVisit: saysVisit,
		lexicon.DateJoined: saysJoined, lexicon.DateEvent: saysEvent, lexicon.DateRelease: saysRelease,
	} {
		for _, word := range l.Words(k) {
			w.dates.add(word, says)
		}
	}
	return w
}

// saying is what the words around a date say of it.
type saying uint8

const (
	saysPublished saying = 1 << iota
	saysUpdated
	saysVisit
	saysJoined
	saysEvent
	saysRelease
	saysCopyright
)

// dateWords finds the words around dates by their first letter.
type dateWords map[rune][]dateWord

type dateWord struct {
	text string
	says saying
}

func (d dateWords) add(word string, says saying) {
	r, _ := utf8.DecodeRuneInString(word)
	d[r] = append(d[r], dateWord{word, says})
}

// last returns what the last of the words in a text says, and where it starts;
// none where the text has no such word. Of words at one place the longest counts.
func (d dateWords) last(text string) (says saying, at int) {
	return d.find(text, true)
}

// first returns what the first of the words in a text says, and where it starts.
func (d dateWords) first(text string) (says saying, at int) {
	return d.find(text, false)
}

func (d dateWords) find(text string, last bool) (says saying, at int) {
	low := strings.ToLower(text)
	inWord, length := false, 0
	for i, r := range low {
		if !inWord || !unicode.IsLower(r) {
			if r == '©' {
				says, at, length = saysCopyright, i, 2
			}
			for _, w := range d[r] {
				if len(w.text) > length || i > at || says == 0 {
					if strings.HasPrefix(low[i:], w.text) {
						says, at, length = w.says, i, len(w.text)
					}
				}
			}
			if says != 0 && !last && at == i {
				return says, at
			}
		}
		inWord = unicode.IsLower(r)
	}
	return says, at
}
