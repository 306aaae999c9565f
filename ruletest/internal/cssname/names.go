// Package cssname judges the class and id names in selectors: which names a
// build tool made up, so that a rule should not rely on them.
package cssname

import (
	"strings"
	"unicode"
)

// In returns the classes and ids of a selector, and the values that it
// looks for in the attributes class and id.
//
//	main.story > #top [class*="promo-"]   story, top, promo-
func In(sel string) []string {
	var out []string
	for i := 0; i < len(sel); {
		switch sel[i] {
		case '.', '#':
			n := End(sel, i+1)
			out = append(out, unescape(sel[i+1:n]))
			i = max(n, i+1)
		case '[':
			end := strings.IndexByte(sel[i:], ']')
			if end < 0 {
				return out
			}
			out = append(out, attributeName(sel[i+1:i+end])...)
			i += end + 1
		default:
			i++
		}
	}
	return out
}

// End returns where the name that begins at s[i] ends.
func End(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c == '\\':
			i += 2
		case c == '-', c == '_', c >= 0x80, '0' <= c && c <= '9', 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z':
			i++
		default:
			return i
		}
	}
	return len(s)
}

// unescape drops the backslashes of a name. Hexadecimal escapes, which no rule
// needs, stay as their digits.
func unescape(s string) string { return strings.ReplaceAll(s, `\`, "") }

// attributeName returns the value of a test of class or id, and the name of
// an attribute that a build tool makes up, as Vue and Angular do to bind their styles to
// one component:
//
//	[class^="teaser-"]   teaser-
//	[data-v-7ba5bd90]    data-v-7ba5bd90
func attributeName(test string) []string {
	key, value, ok := strings.Cut(test, "=")
	key = strings.TrimRight(strings.TrimSpace(key), "~|^$*")
	if strings.HasPrefix(key, "data-v-") || strings.HasPrefix(key, "_ng") {
		return []string{key}
	}
	if !ok || key != "class" && key != "id" {
		return nil
	}
	return []string{strings.Trim(strings.TrimSpace(value), `"'`)}
}

// hashPrefixes start the class names that style libraries make up: Emotion,
// styled-components, styled-jsx, Svelte, Vue, Angular, JSS, Astro, and a large
// newspaper's own.
var hashPrefixes = []string{"css-", "sc-", "jsx-", "svelte-", "data-v-", "_ng", "jss", "astro-", "dcr-"}

// Hashed reports whether a class or id has a part that a build tool made up:
// it changes with the next build.
func Hashed(name string) bool {
	for _, p := range hashPrefixes {
		if rest, ok := strings.CutPrefix(name, p); ok && (p == "data-v-" || p == "_ng" || madeUp(rest)) {
			return true
		}
	}
	if at := strings.LastIndex(name, "__"); at >= 0 && looksRandom(name[at+2:], 5) {
		return true // CSS modules: Article_body__x3Yz1
	}
	if rest, ok := strings.CutPrefix(name, "_"); ok && looksRandom(rest, 5) {
		return true
	}
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
		if looksRandom(part, 6) && HasDigit(part) {
			return true
		}
	}
	return false
}

// madeUp is looksRandom for what stands behind a prefix that announces a
// hash: less is needed. Mixed case is taken apart at its capitals, and a part without a
// vowel is no word.
func madeUp(rest string) bool {
	if looksRandom(rest, 5) || HasDigit(rest) && len(rest) >= 3 {
		return true
	}
	if len(rest) < 5 || len(rest) > 7 {
		return false
	}
	start := 0
	// The A closes the last part.
	for i, r := range rest + "A" {
		if i > start && runeKind(r) == upper && (i == len(rest) || runeKind(rune(rest[i-1])) == lower) {
			if part := rest[start:i]; start > 0 && !hasVowel(rest[:start]) || start > 0 && !hasVowel(part) {
				return true
			}
			start = i
		}
	}
	return false
}

// hasVowel reports whether s can be spoken, which hashes seldom can.
func hasVowel(s string) bool { return strings.ContainsAny(strings.ToLower(s), "aeiouy") }

// looksRandom reports whether a part of at least n characters reads like a hash. Words
// may end in a number and a number may come first (col2, 3columns); a hash goes back
// and forth between letters and digits, or between cases with no word of three letters
// between:
//
//	x3Yz1   fKbAjd          hashes
//	col2    articleBody     words
func looksRandom(part string, n int) bool {
	if len(part) < n || knownWords[strings.ToLower(part)] {
		return false
	}
	changes, longest, run := 0, 0, 0
	kind := 0
	for i, r := range part {
		k := runeKind(r)
		if k == other {
			return false
		}
		if i > 0 && k != kind && (kind != upper || k != lower) {
			changes++
			run = 0
		}
		if k != digit {
			run++
			longest = max(longest, run)
		}
		kind = k
	}
	switch {
	case HasDigit(part) && longest < 4:
		return changes >= 2 || strings.Trim(part, "0123456789abcdef") == "" && changes >= 1
	case HasDigit(part):
		return changes >= 3 || runeKind(rune(part[0])) == digit && runeKind(rune(part[len(part)-1])) == digit
	}
	return changes >= 2 && longest < 4 || consonants(part)
}

const (
	lower = iota
	upper
	digit
	other
)

// runeKind sorts a character into the kinds between which hashes change.
func runeKind(r rune) int {
	switch {
	case 'a' <= r && r <= 'z':
		return lower
	case 'A' <= r && r <= 'Z':
		return upper
	case unicode.IsDigit(r):
		return digit
	}
	return other
}

// HasDigit reports whether a digit stands in s.
func HasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// consonants reports whether mixed case comes without any vowel: words have
// one.
func consonants(s string) bool {
	return strings.ToLower(s) != s && strings.ToUpper(s) != s && !hasVowel(s)
}

// knownWords have letters and digits and are no hashes.
var knownWords = map[string]bool{
	"html5": true, "h264": true, "mp3": true, "mp4": true, "a11y": true, "i18n": true, "l10n": true,
	"web2print": true, "b2b": true, "b2c": true, "w3c": true, "utf8": true, "s2smodule": true, "rp4wp": true, "1x1": true,
	"16x9": true, "4x3": true, "300x250": true, "728x90": true, "970x250": true, "320x50": true,
}
