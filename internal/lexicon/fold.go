package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// asciiFold maps an ASCII byte to its folded form: letters to lower case,
// white space to a space, other controls to 0, which is dropped.
var asciiFold = [128]byte{
	'\t': ' ', '\n': ' ', '\v': ' ', '\f': ' ', '\r': ' ', ' ': ' ',
	'!': '!', '"': '"', '#': '#', '$': '$', '%': '%', '&': '&', '\'': '\'', '(': '(', ')': ')', '*': '*',
	'+': '+', ',': ',', '-': '-', '.': '.', '/': '/', '0': '0', '1': '1', '2': '2', '3': '3', '4': '4',
	'5': '5', '6': '6', '7': '7', '8': '8', '9': '9', ':': ':', ';': ';', '<': '<', '=': '=', '>': '>',
	'?': '?', '@': '@', 'A': 'a', 'B': 'b', 'C': 'c', 'D': 'd', 'E': 'e', 'F': 'f', 'G': 'g', 'H': 'h',
	'I': 'i', 'J': 'j', 'K': 'k', 'L': 'l', 'M': 'm', 'N': 'n', 'O': 'o', 'P': 'p', 'Q': 'q', 'R': 'r',
	'S': 's', 'T': 't', 'U': 'u', 'V': 'v', 'W': 'w', 'X': 'x', 'Y': 'y', 'Z': 'z', '[': '[', '\\': '\\',
	']': ']', '^': '^', '_': '_', '`': '\'', 'a': 'a', 'b': 'b', 'c': 'c', 'd': 'd', 'e': 'e', 'f': 'f',
	'g': 'g', 'h': 'h', 'i': 'i', 'j': 'j', 'k': 'k', 'l': 'l', 'm': 'm', 'n': 'n', 'o': 'o', 'p': 'p',
	'q': 'q', 'r': 'r', 's': 's', 't': 't', 'u': 'u', 'v': 'v', 'w': 'w', 'x': 'x', 'y': 'y', 'z': 'z',
	'{': '{', '|': '|', '}': '}', '~': '~',
}

// Fold appends s to dst in the form in which phrases are compared and returns
// the result: lower case, typographic quotes, dashes and digits as ASCII, white
// space as one space, invisible characters gone, and the marks of a script gone
// where people leave them out. Latin and Greek lose their accents, Arabic and
// Hebrew their points, Arabic its tatweel; Cyrillic keeps й and ї but writes ё
// as е; Kana keep their voicing, and a mark that stands apart is joined.
//
// A space at the start is dropped if dst is empty or ends in a space or a line
// break. Fold never writes a line break: a caller puts one where no phrase may
// run across. The result is never longer than len(dst)+len(s).
//
//	"Déjà abonné ?"     deja abonne ?
//	"“Ab 1 €/Monat”"    "ab 1 €/monat"
//	"ＡＢＣ１２３"        abc123
//
// All of a page's text goes through it. That the result is never longer lets it
// write into memory that was grown once, without asking at each character.
func Fold(dst []byte, s string) []byte {
	dst = slices.Grow(dst, len(s))
	n := len(dst)
	out := dst[:n+len(s)]
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			f := asciiFold[c]
			if f == 0 || f == ' ' && (n == 0 || out[n-1] == ' ' || out[n-1] == '\n') {
				continue
			}
			out[n] = f
			n++
			continue
		}
		if wrote, size := foldCommon(out[n:], s[i:]); size > 0 {
			n, i = n+wrote, i+size
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		n = len(foldRune(out[:n], r, size))
	}
	return out[:n]
}

// foldCommon folds the character at the start of s if it is a plain letter of
// the frequent scripts: Latin, Greek and Cyrillic by the table, Chinese,
// Japanese and Korean as they are. It returns the bytes written and read, 0
// and 0 for what needs more care.
//
// It decodes by hand what nearly all text outside of ASCII is. In lowFold 0 drops
// a character and 1 says that it needs more care.
func foldCommon(dst []byte, s string) (wrote, size int) {
	switch c := s[0]; {
	case len(s) < 3:
	case c >= 0xc2 && c < 0xd5 && s[1]&0xc0 == 0x80:
		r := rune(c&0x1f)<<6 | rune(s[1]&0x3f)
		if r >= 0x530 || lowFold[r-0x80] < 2 {
			return 0, 0
		}
		f := lowFold[r-0x80]
		if f < utf8.RuneSelf {
			dst[0] = byte(f)
			return 1, 2
		}
		dst[0], dst[1] = 0xc0|byte(f>>6), 0x80|byte(f&0x3f)
		return 2, 2
	case c >= 0xe3 && c < 0xed && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80:
		// Not the punctuation at U+3000 nor the voicing marks.
		if c == 0xe3 && (s[1] == 0x80 || s[1] == 0x82 && s[2]&0xfc == 0x98) {
			return 0, 0
		}
		dst[0], dst[1], dst[2] = c, s[1], s[2]
		return 3, 3
	}
	return 0, 0
}

// FoldOffsets is [Fold] for one text, with the place in s that each folded
// byte comes from. It appends to both slices and is for short texts.
//
// It folds one character at a time, which is slow but leaves no doubt about what
// came from where.
func FoldOffsets(dst []byte, offs []int32, s string) ([]byte, []int32) {
	for i := 0; i < len(s); {
		_, size := utf8.DecodeRuneInString(s[i:])
		dst = Fold(dst, s[i:i+size])
		for len(offs) < len(dst) {
			offs = append(offs, int32(i))
		}
		offs = offs[:len(dst)]
		i += size
	}
	return dst, offs
}

// foldRune appends the folded form of r, which is not ASCII and took size
// bytes. It writes at most size bytes.
//
// The cases stand by code point, so that each script is found with few
// comparisons.
func foldRune(b []byte, r rune, size int) []byte {
	switch {
	case r == utf8.RuneError && size < 2:
		return b
	case r < 0x0530:
		return foldLow(b, r)
	case r < 0x0900:
		return foldSemitic(b, r)
	case r < 0x0980:
		return foldDevanagari(b, r)
	case r >= 0x1e00 && r < 0x2000:
		return appendFolded(b, highFold[r-0x1e00])
	case r >= 0x2000 && r < 0x2070 || r == 0x2212:
		return foldPunctuation(b, r)
	case r >= 0x3000:
		return foldWide(b, r)
	case r == 0x180e:
		return b
	}
	if r >= 0x0e50 && r <= 0x0e59 { // Thai digits
		return append(b, byte('0'+r-0x0e50))
	}
	if r < 0x10a0 { // scripts without capitals
		return utf8.AppendRune(b, r)
	}
	return foldRare(b, r)
}

// foldRare folds the capitals of rare scripts and the letters that are signs,
// like that of the angstrom, whose small form is a plain letter.
func foldRare(b []byte, r rune) []byte {
	low := unicode.ToLower(r)
	if low < utf8.RuneSelf {
		return append(b, byte(low))
	}
	if low < 0x0530 {
		return foldLow(b, low)
	}
	return utf8.AppendRune(b, low)
}

// foldLow folds Latin, Greek and Cyrillic. Some letters stand for two.
//
// A combining breve or diaeresis is joined only where Cyrillic keeps it; elsewhere
// it is dropped like any accent.
func foldLow(b []byte, r rune) []byte {
	switch r {
	case 0xa0:
		return appendSpace(b)
	case 0xad:
		return b
	case 'ß':
		return append(b, "ss"...)
	case 'æ', 'Æ', 'ǽ', 'Ǽ', 'ǣ', 'Ǣ':
		return append(b, "ae"...)
	case 'œ', 'Œ':
		return append(b, "oe"...)
	case 'þ', 'Þ':
		return append(b, "th"...)
	case '«', '»':
		return append(b, '"')
	case '´':
		return append(b, '\'')
	case 0x0306:
		return compose(b, 'и', 'й')
	case 0x0308:
		return compose(b, 'і', 'ї')
	}
	return appendFolded(b, lowFold[r-0x80])
}

// compose replaces the base letter at the end of b by its accented form, for
// the two that Cyrillic keeps. Other letters lose the mark.
func compose(b []byte, base, whole rune) []byte {
	if last, size := utf8.DecodeLastRune(b); last == base {
		return utf8.AppendRune(b[:len(b)-size], whole)
	}
	return b
}

// appendFolded appends what a table says; 0 and 1 append nothing.
func appendFolded(b []byte, r uint16) []byte {
	if r < 2 {
		return b
	}
	return utf8.AppendRune(b, rune(r))
}

// appendSpace appends a space, unless one or a line break ends b, or b is empty.
func appendSpace(b []byte) []byte {
	if len(b) == 0 || b[len(b)-1] == ' ' || b[len(b)-1] == '\n' {
		return b
	}
	return append(b, ' ')
}

// foldSemitic drops the points of Hebrew and Arabic and joins the letters
// that Arabic and Persian keyboards write apart.
func foldSemitic(b []byte, r rune) []byte {
	switch {
	case r >= 0x0591 && r <= 0x05c7 && r != 0x05be && r != 0x05c0 && r != 0x05c3 && r != 0x05c6,
		r >= 0x0610 && r <= 0x061c && r != 0x061b, r == 0x0640, r >= 0x064b && r <= 0x065f, r == 0x0670,
		r >= 0x06d6 && r <= 0x06ed && r != 0x06dd && r != 0x06de && r != 0x06e9:
		return b
	case r >= 0x0660 && r <= 0x0669:
		return append(b, byte('0'+r-0x0660))
	case r >= 0x06f0 && r <= 0x06f9:
		return append(b, byte('0'+r-0x06f0))
	}
	switch r {
	case 0x05be:
		return append(b, '-')
	case 0x05f3:
		return append(b, '\'')
	case 0x05f4:
		return append(b, '"')
	case 'آ', 'أ', 'إ', 'ٱ':
		r = 'ا'
	case 'ى', 'ی':
		r = 'ي'
	case 'ک':
		r = 'ك'
	case 'ة':
		r = 'ه'
	}
	if r < 0x0590 { // Armenian has capitals
		r = unicode.ToLower(r)
	}
	return utf8.AppendRune(b, r)
}

// nukta maps the Devanagari letters with a dot from U+0958 on to those
// without: the dot is often left out.
var nukta = [...]rune{'क', 'ख', 'ग', 'ज', 'ड', 'ढ', 'फ', 'य'}

// foldDevanagari drops the nukta, joined or apart, and writes digits as ASCII.
func foldDevanagari(b []byte, r rune) []byte {
	switch {
	case r == 0x093c:
		return b
	case r >= 0x0958 && r <= 0x095f:
		r = nukta[r-0x0958]
	case r >= 0x0966 && r <= 0x096f:
		return append(b, byte('0'+r-0x0966))
	}
	return utf8.AppendRune(b, r)
}

// foldPunctuation writes typographic marks as ASCII and drops what is invisible:
// joiners, marks of direction, soft breaks. Publishers set those inside of words.
func foldPunctuation(b []byte, r rune) []byte {
	switch {
	case r <= 0x200a, r == 0x2028, r == 0x2029, r == 0x202f, r == 0x205f:
		return appendSpace(b)
	case r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r < 0x2070:
		return b
	case r <= 0x2015, r == 0x2212:
		return append(b, '-')
	case r >= 0x2018 && r <= 0x201b, r == 0x2032:
		return append(b, '\'')
	case r >= 0x201c && r <= 0x201f, r == 0x2033, r == 0x2039, r == 0x203a:
		return append(b, '"')
	case r == 0x2026:
		return append(b, "..."...)
	}
	return utf8.AppendRune(b, r)
}

// foldWide folds East Asian forms: full-width ASCII, and Kana whose voicing
// mark is a character of its own.
//
// The ligatures fi and fl, by their code points, are here too.
func foldWide(b []byte, r rune) []byte {
	switch {
	case r == 0x3000:
		return appendSpace(b)
	case r == 0x3099 || r == 0x309a:
		return voice(b, r-0x3098)
	case r >= 0xff01 && r <= 0xff5e:
		return append(b, asciiFold[r-0xfee0])
	case r == 0xffe5:
		return append(b, "¥"...)
	case r == 0xfeff, r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0000 && r <= 0xe0fff:
		return b
	case r >= 0x3040 && r < 0xfb00:
		return utf8.AppendRune(b, r)
	case r == 0xfb01 || r == 0xfb02:
		return append(b, 'f', "il"[r-0xfb01])
	}
	return foldRare(b, r)
}

// voice joins a voicing mark to the Kana before it: the voiced forms follow
// the plain one in Unicode, by 1 for ゛ and by 2 for ゜. Elsewhere the mark is
// dropped.
func voice(b []byte, by rune) []byte {
	last, size := utf8.DecodeLastRune(b)
	hiragana := last
	if hiragana >= 'ァ' {
		hiragana -= 'ァ' - 'ぁ'
	}
	if strings.ContainsRune("はひふへほ", hiragana) || by == 1 && strings.ContainsRune("かきくけこさしすせそたちつてと", hiragana) {
		return utf8.AppendRune(b[:len(b)-size], last+by)
	}
	return b
}
