package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/page"
)

// miss says how a title or a day differs from gold, by where gold stands. Not every
// difference is a fault of the extractor: gold may be what no page shows.
type miss string

// The misses of a title, and those of a day. They complete the sentence "the title …".
const (
	titleSigns    miss = "differs from gold in signs only"
	titleShown    miss = "is what the page shows, gold stands in the metadata only"
	titleBoth     miss = "stands on the page, as gold does"
	titleNotShown miss = "is not what the page shows, gold is"
	titleDeclared miss = "stands in the metadata only, as gold does"
	titleNowhere  miss = "is another, gold stands nowhere on the page"
	titleNone     miss = "was not found"

	dayChanged miss = "is that of publication, gold is that of the last change"
	dayUTC     miss = "is that of the page's own zone, gold is that of UTC"
	dayNowhere miss = "is another or none, gold stands nowhere on the page"
	dayOther   miss = "is another, gold stands on the page"
	dayNone    miss = "was not found, gold stands on the page"
)

var (
	titleMisses = []miss{titleSigns, titleShown, titleBoth, titleNotShown, titleDeclared, titleNowhere, titleNone}
	dayMisses   = []miss{dayChanged, dayUTC, dayNowhere, dayOther, dayNone}
)

// explain finds out how the title and the day of a page differ from gold. Pages on which
// both are right are not read again.
func (s *pageScore) explain(p corpus.Page, res result, src []byte) {
	wrongTitle, wrongDay := hasTitle(p) && !s.title, hasDate(p) && !s.day
	if !wrongTitle && !wrongDay {
		return
	}
	texts := readTexts(src)
	if wrongTitle {
		s.titleMiss = texts.titleMiss(p.Title, res.title)
	}
	if wrongDay {
		s.dayMiss = texts.dayMiss(p.Date, res.day, res.article)
	}
}

// pageTexts is what a page says.
type pageTexts struct {
	shown    string // in the body, as [signless] leaves it
	declared string // in metadata, attributes and scripts, likewise
	source   []byte // all, as it was saved: digits are the same in nearly every encoding
}

// readTexts reads a page without the library, which is what is judged. What a page
// shows and what it declares are kept apart.
func readTexts(src []byte) pageTexts {
	// An error comes with what could be read of the page, and that is enough here.
	parsed, _ := page.Parse(bytes.NewReader(src), "", page.Limits{})
	if parsed == nil {
		return pageTexts{} // no page at all
	}
	var shown, declared strings.Builder
	for n := range parsed.Root.Descendants() {
		switch {
		case n.Type == html.ElementNode:
			for _, a := range n.Attr {
				if a.Key == "content" || a.Key == "alt" || a.Key == "title" {
					declared.WriteString(a.Val + " ")
				}
			}
		case n.Type != html.TextNode || n.Parent == nil:
		default:
			switch n.Parent.DataAtom {
			case atom.Style, atom.Noscript:
			case atom.Title, atom.Script:
				declared.WriteString(unescapeJSON(n.Data) + " ")
			default:
				shown.WriteString(n.Data)
			}
		}
	}
	return pageTexts{signless(shown.String()), signless(declared.String()), src}
}

// signless leaves the letters and digits, in lower case, so that two spellings of one
// headline, with other quotes or dashes, are the same.
func signless(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, html.UnescapeString(s))
}

// jsonEscape matches an escaped letter in a script.
var jsonEscape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}`)

// unescapeJSON resolves the escapes of letters in a script, for comparison only.
func unescapeJSON(s string) string {
	return jsonEscape.ReplaceAllStringFunc(s, func(e string) string {
		r, err := strconv.ParseUint(e[2:], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(r))
	})
}

// titleMiss says how a title differs. The order of the cases is that of what explains
// most: a difference in signs before one in place.
func (t pageTexts) titleMiss(gold, got string) miss {
	gold, got = signless(gold), signless(got)
	shown, ours := strings.Contains(t.shown, gold), strings.Contains(t.shown, got)
	switch {
	case got == "":
		return titleNone
	case gold == got:
		return titleSigns
	case shown && ours:
		return titleBoth
	case shown:
		return titleNotShown
	case !strings.Contains(t.declared, gold):
		return titleNowhere
	case ours:
		return titleShown
	}
	return titleDeclared
}

// dayMiss says how a day differs. A day of the last change or of another zone is
// recognised before the page is searched for it.
func (t pageTexts) dayMiss(gold string, got time.Time, a *article.Article) miss {
	gold = gold[:len(time.DateOnly)]
	day, err := time.Parse(time.DateOnly, gold)
	switch {
	case err != nil:
		return dayOther
	case a != nil && a.Modified.Time.Format(time.DateOnly) == gold:
		return dayChanged
	case !got.IsZero() && got.UTC().Format(time.DateOnly) == gold:
		return dayUTC
	case !t.writes(day):
		return dayNowhere
	case got.IsZero():
		return dayNone
	}
	return dayOther
}

// daySpan is how far apart a day and its year stand where a date is written
// out, in bytes.
const daySpan = 30

var number = regexp.MustCompile(`\d+`)

// writes reports whether the page may say the day in any language: its number
// beside the year's, or both in one number.
//
//	May 3rd, 2024   3. Mai 2024   2024-05-03   /20240503-ferry
func (t pageTexts) writes(day time.Time) bool {
	year := []byte(strconv.Itoa(day.Year()))
	// 20240503 in an address or an attribute: one number with year, month and day.
	compact := []byte(day.Format("20060102"))
	for at := 0; ; {
		i := bytes.Index(t.source[at:], year)
		if i < 0 {
			return false
		}
		at += i
		near := t.source[max(0, at-daySpan):min(len(t.source), at+len(year)+daySpan)]
		for _, n := range number.FindAll(near, -1) {
			if v, err := strconv.Atoi(string(n)); err == nil && v == day.Day() || bytes.HasPrefix(n, compact) {
				return true
			}
		}
		at += len(year)
	}
}

// listsMisses reports whether a set is one whose misses [missReport] lists.
func listsMisses(set corpus.Set) bool {
	return set.Name == "articles" || set.Name == "publishers"
}

// missReport counts the pages whose title or day differs from gold, by how, and lists
// them too where ids are wanted.
func missReport(sets []scoredSet, ids bool) string {
	var b strings.Builder
	for _, s := range sets {
		x := s.ours()
		if x < 0 || !listsMisses(s.set) {
			continue
		}
		if b.Len() == 0 {
			b.WriteString("### What differs from gold\n\nThe pages on which " + s.extractors[x].name +
				" gives another title or day than gold, by where gold stands.\n")
		}
		s.listMisses(&b, "title", titleMisses, hasTitle, ids, func(p pageScore) miss { return p.titleMiss })
		s.listMisses(&b, "day", dayMisses, hasDate, ids, func(p pageScore) miss { return p.dayMiss })
	}
	return b.String()
}

// listMisses counts the pages of each kind of miss. Their IDs are for looking at them
// with -page.
func (s scoredSet) listMisses(b *strings.Builder, field string, misses []miss, has func(corpus.Page) bool, list bool, of func(pageScore) miss) {
	by := map[miss][]string{}
	wrong := 0
	pages := s.pick(has)
	for i, p := range s.of(s.ours(), pages) {
		if m := of(p); m != "" {
			by[m] = append(by[m], s.set.Pages[pages[i]].ID)
			wrong++
		}
	}
	fmt.Fprintf(b, "\nOf %d pages of %s the %s of %d:\n\n", len(pages), s.set.Name, field, wrong)
	for _, m := range misses {
		ids := by[m]
		switch {
		case len(ids) == 0:
		case list:
			fmt.Fprintf(b, "- %s, %d: %s\n", m, len(ids), strings.Join(ids, ", "))
		default:
			fmt.Fprintf(b, "- %s: %d\n", m, len(ids))
		}
	}
}
