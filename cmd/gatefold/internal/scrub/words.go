package scrub

import (
	_ "embed"
	"hash/fnv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed words.txt
var wordsTXT string

// wordList is the words of one language by length in characters.
type wordList struct {
	byLen  [][]string
	script string
}

// lists are the word lists by language; chars are those of scripts without
// spaces, of which single characters take the place of single characters.
var lists = sync.OnceValue(func() map[string]*wordList {
	m := map[string]*wordList{}
	for line := range strings.Lines(wordsTXT) {
		lang, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		w := &wordList{}
		fields := strings.Fields(words)
		// One long word is a list of characters.
		if len(fields) == 1 {
			fields = strings.Split(words, "")
		}
		for _, f := range fields {
			n := utf8.RuneCountInString(f)
			for len(w.byLen) <= n {
				w.byLen = append(w.byLen, nil)
			}
			w.byLen[n] = append(w.byLen[n], strings.ToLower(f))
		}
		r, _ := utf8.DecodeRuneInString(fields[len(fields)-1])
		w.script = scriptOf(r)
		m[lang] = w
	}
	return m
})

// usual names the language whose words serve a script where the page's own
// language is of another one or has no list.
var usual = map[string]string{
	"Latin": "en", "Cyrillic": "ru", "Greek": "el", "Arabic": "ar", "Hebrew": "he", "Devanagari": "hi", "Bengali": "bn",
	"Hangul": "ko", "Han": "zh", "Thai": "th", "Khmer": "km", "Myanmar": "my", "Lao": "lo",
}

// aliases are codes of languages that share a list.
var aliases = map[string]string{"nb": "no", "nn": "no", "iw": "he", "in": "id", "ms": "id", "bs": "hr", "sh": "hr", "sl": "hr", "mk": "bg",
	"be": "ru", "fo": "is", "gl": "es", "ca": "es", "af": "nl", "lb": "de", "xh": "zu", "ne": "hi"}

var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Arabic", unicode.Arabic},
	{"Hebrew", unicode.Hebrew}, {"Han", unicode.Han}, {"Hiragana", unicode.Hiragana}, {"Katakana", unicode.Katakana},
	{"Hangul", unicode.Hangul}, {"Devanagari", unicode.Devanagari}, {"Bengali", unicode.Bengali}, {"Thai", unicode.Thai},
	{"Khmer", unicode.Khmer}, {"Myanmar", unicode.Myanmar}, {"Lao", unicode.Lao},
}

// scriptOf names the script of a letter, "" for one that has no list.
func scriptOf(r rune) string {
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.name
		}
	}
	return ""
}

// primary returns the language of a tag: "pt" of "pt-BR".
func primary(tag string) string {
	tag = strings.ToLower(strings.TrimSpace(tag))
	tag, _, _ = strings.Cut(strings.ReplaceAll(tag, "_", "-"), "-")
	if a := aliases[tag]; a != "" {
		return a
	}
	return tag
}

// listFor returns the words for a script on a page in the language lang.
func listFor(lang, script string) *wordList {
	if w := lists()[lang]; w != nil && w.script == script {
		return w
	}
	return lists()[usual[script]]
}

// hash is the same on every machine and in every run, unlike the one of maps: the same
// page has to give the same fixture.
func hash(parts ...string) uint32 {
	h := fnv.New32a()
	for _, p := range parts {
		h.Write([]byte(p)) // a hash returns no error
	}
	v := h.Sum32()
	// FNV leaves the low bits of short texts alike.
	v ^= v >> 15
	v *= 0x2c1b3c6d
	return v ^ v>>12
}

// pick returns the word that stands for word, in small letters and of about the same
// length, so that lines and paragraphs keep their size. It never returns the word
// itself if there is another.
func (w *wordList) pick(word string) string {
	n := utf8.RuneCountInString(word)
	// The nearest length that has words, a shorter one before a longer.
	for d := 0; d <= max(n, len(w.byLen)); d++ {
		for _, l := range [...]int{n - d, n + d} {
			if l <= 0 || l >= len(w.byLen) || len(w.byLen[l]) == 0 {
				continue
			}
			words := w.byLen[l]
			i := int(hash(word) % uint32(len(words)))
			if words[i] == word {
				i = (i + 1) % len(words)
			}
			return words[i]
		}
	}
	return word
}

// The characters that stand for Kana, by the hash.
var (
	hiragana = []rune("あいうえおかきくけこさしすせそたちつてとなにのはひまもやらりるれをん")
	katakana = []rune("アイウエオカキクケコサシスセソタチツテトナニノハヒマモヤラリルレン")
)

// char returns the letter that stands for r, in a script without spaces or
// without a list. Marks stay: they are bound to any letter.
func (s *scrubber) char(r rune) rune {
	if !unicode.IsLetter(r) || r == 'ー' {
		return r
	}
	script := scriptOf(r)
	switch script {
	case "Hiragana":
		return other(hiragana, r)
	case "Katakana":
		return other(katakana, r)
	}
	if w := listFor(s.lang, script); w != nil && len(w.byLen) == 2 {
		if unicode.Is(unicode.M, r) || isVowelSign(r) {
			return r
		}
		return other([]rune(strings.Join(w.byLen[1], "")), r)
	}
	// A letter of the same block, eight places on or back at most.
	for d := rune(1 + hash(string(r))%7); d > 0; d-- {
		if c := r&^7 | (r+d)&7; unicode.IsLetter(c) && c != r {
			return c
		}
	}
	return r
}

// other returns the character of list that stands for r, never r itself.
func other(list []rune, r rune) rune {
	i := hash(string(r)) % uint32(len(list))
	if list[i] == r {
		i = (i + 1) % uint32(len(list))
	}
	return list[i]
}

// isVowelSign reports the Thai and Lao vowels that are letters to Unicode and
// cannot stand alone.
func isVowelSign(r rune) bool {
	return r >= 0x0e30 && r <= 0x0e46 || r >= 0x0eb0 && r <= 0x0ec6
}

// shaped gives word the capitals of like: "COUNCIL" stays a shout, "Council" a name or
// the start of a sentence, both of which the wording and the bylines are read by.
func shaped(word, like string) string {
	upper, lower := 0, 0
	for _, r := range like {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	first, _ := utf8.DecodeRuneInString(like)
	switch {
	case upper > 1 && lower == 0:
		return strings.ToUpper(word)
	case unicode.IsUpper(first):
		r, size := utf8.DecodeRuneInString(word)
		return string(unicode.ToTitle(r)) + word[size:]
	}
	return word
}
