package date

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed months.tsv
var monthsTSV string

//go:embed words.tsv
var wordsTSV string

// monthTable holds the names of months: of each language, and of all, where
// the first language wins (listopad is October in Croatian and November in
// Polish: only the page's language can tell).
type monthTable struct {
	byLang map[string]*monthNames
	all    map[string]int
	// starts holds the first bytes of all names: nearly every word of a page is
	// told from a month by them.
	starts map[[3]byte]bool
}

// monthNames are the months of one language, by name and in order of the names.
type monthNames struct {
	byName map[string]int
	sorted []string
}

// months reads the table when the first worded date is met.
var months = sync.OnceValue(func() *monthTable {
	t := &monthTable{byLang: map[string]*monthNames{}, all: map[string]int{}, starts: map[[3]byte]bool{}}
	for line := range strings.Lines(monthsTSV) {
		cols := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(cols) < 13 {
			continue
		}
		names, first := t.byLang[cols[0]], 1
		if names == nil {
			names = &monthNames{byName: map[string]int{}}
			t.byLang[cols[0]] = names
		} else {
			first += ethiopianMonth // the second calendar of a language
		}
		for m, forms := range cols[1:] {
			for form := range strings.SplitSeq(forms, "|") {
				t.add(names, form, m+first)
			}
		}
	}
	for _, names := range t.byLang {
		slices.Sort(names.sorted)
	}
	// English abbreviations are written on pages of every language.
	for form, m := range t.byLang["en"].byName {
		t.all[form] = m
	}
	return t
})

func (t *monthTable) add(names *monthNames, form string, m int) {
	names.byName[form] = m
	names.sorted = append(names.sorted, form)
	if _, taken := t.all[form]; !taken {
		t.all[form] = m
	}
	t.starts[start(form)] = true
}

// start returns the first three bytes of a word. No month's name and no
// abbreviation of one is shorter.
func start(word string) (key [3]byte) {
	copy(key[:], word)
	return key
}

// aliases are codes of languages that share a table.
var aliases = map[string]string{"nb": "no", "nn": "no", "bs": "sr", "sh": "sr", "iw": "he", "in": "id", "fil": "tl"}

// persianLetters turns the Arabic forms of two letters into the Persian ones:
// many keyboards have the former.
var persianLetters = strings.NewReplacer("ي", "ی", "ك", "ک")

// MonthOf returns the number of a month's name in small letters, 0 for other
// words. The page's language is asked first.
func MonthOf(word, language string) int { return months().month(word, language) % ethiopianMonth }

func (t *monthTable) month(word, lang string) int {
	word = strings.TrimSuffix(word, ".")
	if strings.HasPrefix(lang, "he") {
		word = strings.TrimPrefix(word, "ב") // "in", written together
	}
	lang, _, _ = strings.Cut(lang, "-")
	if lang == "fa" {
		word = persianLetters.Replace(word)
	}
	if !t.starts[start(word)] {
		return 0
	}
	if a := aliases[lang]; a != "" {
		lang = a
	}
	if m := t.byLang[lang].find(word); m != 0 {
		return m
	}
	if m, ok := t.all[word]; ok {
		return m
	}
	return t.byLang["en"].find(word)
}

// maxEnding bounds the ending after a name ("januára"), in bytes, and minStem
// is how many letters a name with an ending has.
const (
	maxEnding = 8
	minStem   = 4
)

// find finds a name, the start of a name ("sept"), or a name with an ending.
func (n *monthNames) find(word string) int {
	if n == nil {
		return 0
	}
	if m, ok := n.byName[word]; ok {
		return m
	}
	runes := utf8.RuneCountInString(word)
	if runes < 3 || runes > 16 {
		return 0
	}
	if m := n.started(word); m != 0 {
		return m
	}
	for end := len(word) - 1; end > 0 && len(word)-end <= maxEnding; end-- {
		if !utf8.RuneStart(word[end]) || utf8.RuneCountInString(word[:end]) < minStem {
			continue
		}
		if m, ok := n.byName[word[:end]]; ok {
			return m
		}
	}
	return 0
}

// started returns the month of the shortest name that starts with a word: where
// two share a start the shorter is meant (červen, červenec), and of two as long
// the earlier month.
func (n *monthNames) started(word string) int {
	found, length := 0, 0
	i, _ := slices.BinarySearch(n.sorted, word)
	for ; i < len(n.sorted) && strings.HasPrefix(n.sorted[i], word); i++ {
		name := n.sorted[i]
		if m := n.byName[name]; found == 0 || len(name) < length || len(name) == length && m < found {
			found, length = m, len(name)
		}
	}
	return found
}

// wordTable holds the words inside dates that are no months.
type wordTable struct {
	filler, month map[string]bool
	era           map[string]int
}

var words = sync.OnceValue(func() *wordTable {
	t := &wordTable{map[string]bool{}, map[string]bool{}, map[string]int{}}
	for line := range strings.Lines(wordsTSV) {
		kind, list, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for word := range strings.SplitSeq(list, "|") {
			switch kind {
			case "filler":
				t.filler[word] = true
			case "month":
				t.month[word] = true
			case "era":
				name, year, _ := strings.Cut(word, "=")
				t.era[name], _ = strconv.Atoi(year) // a test reads the table
			}
		}
	}
	return t
})
