package meta

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed months.tsv
var monthsTSV string

// monthTable holds the names of months: of each language, and of all, where
// the first language wins (listopad is October in Croatian and November in
// Polish: only the page's language can tell).
type monthTable struct {
	byLang map[string]map[string]int
	all    map[string]int
}

// months reads the table when the first worded date is met.
var months = sync.OnceValue(func() *monthTable {
	t := &monthTable{byLang: map[string]map[string]int{}, all: map[string]int{}}
	for line := range strings.Lines(monthsTSV) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cols := strings.Split(strings.TrimSpace(line), "\t")
		names := map[string]int{}
		for m, forms := range cols[1:] {
			for form := range strings.SplitSeq(forms, "|") {
				names[form] = m + 1
				t.addAll(form, m+1)
			}
		}
		t.byLang[cols[0]] = names
	}
	// English abbreviations are written on pages of every language.
	for form, m := range t.byLang["en"] {
		t.all[form] = m
	}
	return t
})

func (t *monthTable) addAll(form string, m int) {
	if _, taken := t.all[form]; !taken {
		t.all[form] = m
	}
}

// aliases are codes of languages that share a table.
var aliases = map[string]string{"nb": "no", "nn": "no", "bs": "sr", "sh": "sr", "iw": "he", "in": "id", "fil": "tl", "be": "ru"}

// persianLetters turns the Arabic forms of two letters into the Persian ones:
// many keyboards have the former.
var persianLetters = strings.NewReplacer("ي", "ی", "ك", "ک")

// month returns the number of a month's name in small letters, 0 for other
// words. The page's language is asked first.
func (t *monthTable) month(word, lang string) int {
	word = strings.TrimSuffix(word, ".")
	if strings.HasPrefix(lang, "he") {
		word = strings.TrimPrefix(word, "ב") // "in", written together
	}
	lang, _, _ = strings.Cut(lang, "-")
	if lang == "fa" {
		word = persianLetters.Replace(word)
	}
	if a := aliases[lang]; a != "" {
		lang = a
	}
	if own := t.byLang[lang]; own != nil {
		if m := lookMonth(own, word); m != 0 {
			return m
		}
	}
	if m, ok := t.all[word]; ok {
		return m
	}
	return lookMonth(t.byLang["en"], word)
}

// lookMonth finds a name, the start of a name ("sept"), or a name with an
// ending ("januára").
func lookMonth(names map[string]int, word string) int {
	if m, ok := names[word]; ok {
		return m
	}
	n := utf8.RuneCountInString(word)
	if n < 3 || n > 16 {
		return 0
	}
	found, length := 0, 0
	for name, m := range names {
		switch {
		case strings.HasPrefix(name, word):
			// "ma" of mars and mai is too short to be here; of "jun" and
			// "jui" each starts one name only. Where two months share a
			// start, the shorter name is meant: červen, červenec.
			if found == 0 || length > len(name) || length == len(name) && m < found {
				found, length = m, len(name)
			}
		case found == 0 && utf8.RuneCountInString(name) >= 4 && strings.HasPrefix(word, name) && len(word)-len(name) <= 8:
			found, length = m, len(name)+100
		}
	}
	return found
}
