package roles

import (
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// textFacts are what one pass over a segment's characters tells. Characters are
// most of what a page has, so that everything that needs them is counted at once.
type textFacts struct {
	punct, commas, digits, upper, quotes int32
	links, money                         int32
	first                                rune // first character that is no space
	last                                 rune // last character that is no space
	nodes                                int32
	hash                                 uint64 // of the letters and digits, case folded
	head, tail                           uint64 // of the first and the last words
	label                                bool   // ends in a colon
	// Words that stand in the title, in an author's name and in the site's.
	inTitle, inAuthor, inSite int32
	byName                    bool // the first word of some length is an author's
	set                       emphasis
}

// gramWords is the number of words whose hash stands for a place in a text.
const gramWords = 5

// readText makes one pass over the text of s. Of a visible text of some
// length it counts the words that stand in names.
func readText(doc *page.Doc, s *block.Seg, names *table[named]) (f textFacts) {
	var w wordHasher
	if !s.Hidden && s.Words >= 5 && names.used > 0 {
		w.names = names
	}
	link := page.None
	for id := s.First; id < s.End; id++ {
		n := &doc.Nodes[id]
		if !s.Owns(n) {
			continue
		}
		f.nodes++
		f.set.emphasise(doc, s, id)
		if n.Is(page.InLink) && n.Parent != link {
			f.links++
			link = n.Parent
		}
		// Two text nodes of one segment join without a space; the page sets
		// one where it wants one.
		f.scan(n.N.Data, &w)
	}
	w.endWord()
	f.hash, f.head, f.tail = w.all, w.headHash(), w.tailHash()
	f.inTitle, f.inAuthor, f.inSite, f.byName = w.inTitle, w.inAuthor, w.inSite, w.byName
	f.label = f.last == ':' || f.last == '：'
	return f
}

// ASCII is read without decoding, and small letters in a run of their own: that is
// nearly all of a text in Latin script.
func (f *textFacts) scan(s string, w *wordHasher) {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'a' <= c && c <= 'z' {
				i = f.small(s, i, w)
				continue
			}
			i++
			if c <= ' ' {
				w.endWord()
				continue
			}
			f.ascii(c, w)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		f.wide(r, w)
	}
}

// small reads the small letters of s from i on, which most text is, and
// returns where they end.
func (f *textFacts) small(s string, i int, w *wordHasher) int {
	start, word := i, w.word
	if word == 0 {
		word = fnvOffset
	}
	for ; i < len(s) && 'a' <= s[i] && s[i] <= 'z'; i++ {
		word = (word ^ uint64(s[i])) * fnvPrime
	}
	w.word = word
	w.letters += i - start
	if f.first == 0 {
		f.first = rune(s[start])
	}
	f.last = rune(s[i-1])
	return i
}

// ascii reads a character that is neither a small letter nor white space.
func (f *textFacts) ascii(c byte, w *wordHasher) {
	r := rune(c)
	if f.first == 0 {
		f.first = r
	}
	f.last = r
	switch {
	case 'A' <= c && c <= 'Z':
		f.upper++
		w.add(r + 'a' - 'A')
		return
	case '0' <= c && c <= '9':
		f.digits++
		w.add(r)
		return
	}
	switch c {
	case '.', '!', '?', ';':
		f.punct++
	case ',':
		f.commas++
		f.punct++
	case '"':
		f.quotes++
	case '$':
		f.money++
	}
	// "don't" and "follow-up" are one word each, as a title may spell either.
	if c != '\'' && c != '-' {
		w.endWord()
	}
}

// wide reads a character outside of ASCII. A soft hyphen (0xad) is nothing at all:
// it must not part a word that the title has without it.
func (f *textFacts) wide(r rune, w *wordHasher) {
	if unicode.IsSpace(r) || r == 0x200b || r == 0xfeff || r == 0xad {
		if r != 0xad {
			w.endWord()
		}
		return
	}
	if f.first == 0 {
		f.first = r
	}
	f.last = r
	switch {
	case wordcount.Unspaced(r):
		w.endWord()
		w.add(r)
		w.endWord()
	case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
		if unicode.IsUpper(r) {
			f.upper++
			r = unicode.ToLower(r)
		}
		w.add(r)
		if isHangul(r) {
			w.letters++ // a syllable
		}
	case unicode.IsDigit(r):
		f.digits++
		w.add(r)
	default:
		f.widePunct(r)
		if r != '’' {
			w.endWord()
		}
	}
}

func isHangul(r rune) bool { return 0xac00 <= r && r <= 0xd7a3 }

// widePunct counts the marks of other scripts as their ASCII kin, so that features
// mean the same in all languages.
func (f *textFacts) widePunct(r rune) {
	switch r {
	case '。', '！', '？', '…', '؟', '।', '۔', '；', '؛':
		f.punct++
	case '、', '，', '،':
		f.commas++
		f.punct++
	case '“', '”', '„', '«', '»', '「', '」', '『', '』', '‘', '‹', '›':
		f.quotes++
	case '€', '£', '¥', '₹', '₽', '₺', '₴', '₩', '₫':
		f.money++
	}
}

// terminal reports whether r ends a sentence.
func terminal(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '۔', '"', '”', '»', '“', '」', '』', ')', '）', '’', '‘':
		return true
	}
	return false
}

// wordHasher hashes a text word by word, so that two texts are equal whatever their
// case, punctuation and white space:
//
//	"City council votes"  "CITY COUNCIL VOTES."  "City  council\nvotes"
type wordHasher struct {
	word    uint64
	all     uint64
	n       int
	head    [gramWords]uint64
	recent  [gramWords]uint64
	emitted func(gram uint64)
	each    func(word uint64, letters int)
	names   *table[named] // nil if words of names are not to be counted
	letters int

	inTitle, inAuthor, inSite int32
	long                      int32 // words of titleLetters and more
	byName                    bool
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func (w *wordHasher) add(r rune) {
	if w.word == 0 {
		w.word = fnvOffset
	}
	w.word = (w.word ^ uint64(r)) * fnvPrime
	w.letters++
}

// recent is a ring of the last words, from which each run of gramWords has a hash
// without the text being kept.
func (w *wordHasher) endWord() {
	if w.word == 0 {
		return
	}
	if w.n < gramWords {
		w.head[w.n] = w.word
	}
	w.recent[w.n%gramWords] = w.word
	w.n++
	w.all = (w.all ^ w.word) * fnvPrime
	if w.each != nil {
		w.each(w.word, w.letters)
	}
	if w.names != nil && w.letters >= titleLetters {
		w.countNames()
	}
	w.word, w.letters = 0, 0
	if w.emitted != nil && w.n >= gramWords {
		w.emitted(w.tailHash())
	}
}

func (w *wordHasher) countNames() {
	w.long++
	in, ok := w.names.get(w.word)
	if !ok {
		return
	}
	w.inTitle += int32(in & inTitle)
	w.inAuthor += int32(in & inAuthor / inAuthor)
	w.inSite += int32(in & inSite / inSite)
	w.byName = w.byName || w.long == 1 && in&inAuthor != 0
}

// headHash joins the hashes of the first words, fewer for a short text.
func (w *wordHasher) headHash() uint64 { return joinHashes(w.head[:min(w.n, gramWords)]) }

// tailHash joins the hashes of the last words in reading order.
func (w *wordHasher) tailHash() uint64 {
	if w.n < gramWords {
		return joinHashes(w.head[:w.n])
	}
	h := uint64(fnvOffset)
	for i := range gramWords {
		h = (h ^ w.recent[(w.n+i)%gramWords]) * fnvPrime
	}
	return h
}

func joinHashes(words []uint64) uint64 {
	h := uint64(fnvOffset)
	for _, w := range words {
		h = (h ^ w) * fnvPrime
	}
	return h
}

// grams calls f with the hash of each run of gramWords words of s.
func grams(s string, f func(gram uint64)) {
	var facts textFacts
	w := wordHasher{emitted: f}
	facts.scan(s, &w)
	w.endWord()
}

// hashText returns the hash of all words of s.
func hashText(s string) uint64 {
	var facts textFacts
	var w wordHasher
	facts.scan(s, &w)
	w.endWord()
	return w.all
}
