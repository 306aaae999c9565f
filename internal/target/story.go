package target

import "strings"

// storyWords is how many words in one part of an address make it a story's.
const storyWords = 4

// endsInStory reports whether an address ends as those of stories do: in a
// headline's words, or in a long number.
//
//	/news/the-ferry-comes-back-to-the-island   words
//	/article/1234567                           a long number
//	/2024/05/17/ferry                          neither
//
// It is one pass from the left, so that a host with hyphens counts as well: the
// models have learned from it as it is.
func endsInStory(href string) bool {
	words, digits, letters := 0, 0, 0
	for i := range len(href) {
		switch c := href[i]; {
		case c == '?' || c == '#':
			return words >= storyWords
		case c == '/':
			if words >= storyWords {
				return true
			}
			words, digits, letters = 0, 0, 0
		case c == '-' || c == '_':
			if letters > 0 {
				words++
			}
			letters = 0
		case '0' <= c && c <= '9':
			if digits++; digits >= 6 {
				return true
			}
			letters++
		default:
			letters++
		}
	}
	return words >= storyWords-1 && letters > 0
}

// A link leads to a story where the last parts of its path are a headline turned
// into an address, or carry a number.
const (
	slugHyphens = 3
	slugDigits  = 6
)

// hasSlug reports whether the last parts of the path are a story's.
//
// This one leaves the host and the query out, and adds up hyphens and digits over
// the last parts, so that a date in the path counts:
//
//	/2024/05/17/ferry          8 digits
//	/search?q=the-ferry-back   none
func hasSlug(href string) bool {
	href, _, _ = strings.Cut(href, "?")
	href, _, _ = strings.Cut(href, "#")
	if len(href) > 400 || strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "javascript:") {
		return false
	}
	if i := strings.Index(href, "//"); i >= 0 && i < 8 {
		_, href, _ = strings.Cut(href[i+2:], "/")
	}
	hyphens, digits := 0, 0
	for i := len(href) - 1; i >= 0; i-- {
		switch c := href[i]; {
		case c == '-' || c == '_':
			hyphens++
		case '0' <= c && c <= '9':
			digits++
		case c == '/' && i < len(href)-1 && (hyphens >= slugHyphens || digits >= slugDigits):
			return true
		}
	}
	return hyphens >= slugHyphens || digits >= slugDigits
}
