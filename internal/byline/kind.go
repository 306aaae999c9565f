package byline

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gatefold/gatefold/internal/ascii"
)

// Kind tells people from organisations.
type Kind string

// The kinds of author.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
)

// Kind tells whether a name is an organisation's: an agency's, the site's own,
// one with a word for a body in it, or that of a domain.
func (r *Reader) Kind(name string) Kind {
	low := strings.ToLower(name)
	if r.agency[low] || r.IsSite(name) || IsDomain(low) || isInitials(name) {
		return Organisation
	}
	if first, rest, _ := strings.Cut(name, " "); rest != "" && (len(first) >= minDesk && r.IsSite(first) || r.isOffice(first, rest)) {
		return Organisation // a desk, as broadcasters call theirs: MDR Thüringen
	}
	if hasNumber(name) {
		return Organisation // a channel: 7 News, France 2
	}
	for w := range strings.FieldsFuncSeq(low, notLetter) {
		if r.org[w] {
			return Organisation
		}
	}
	if slices.ContainsFunc(r.orgEnds, func(end string) bool { return strings.HasSuffix(name, end) }) {
		return Organisation
	}
	return Person
}

// isOffice reports an agency's sign in capitals before words that are not: "AP
// Technology". In a name that is written in capitals it tells nothing.
func (r *Reader) isOffice(first, rest string) bool {
	return strings.ToUpper(first) == first && strings.ToUpper(rest) != rest && r.IsAgency(first)
}

// hasNumber reports a text of several words, one of which is a number.
func hasNumber(s string) bool {
	words, numbers := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if strings.IndexFunc(w, notDigit) < 0 {
			numbers++
		}
	}
	return words > 1 && numbers > 0
}

// minDesk is the least length of a site's name at the start of a desk's.
const minDesk = 3

// IsDomain reports the name of a host: "harbourpost.com".
func IsDomain(s string) bool {
	i := strings.LastIndexByte(s, '.')
	return i > 2 && len(s)-i >= 3 && len(s)-i <= 5 && !strings.Contains(s, " ") && strings.IndexFunc(s[i+1:], notLetter) < 0
}

// isInitials reports the letters by which a broadcaster is known: TVN, BBC. Two
// letters are as often those of a person.
func isInitials(s string) bool {
	if len(s) < 3 || len(s) > 5 {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsUpper(r) }) < 0
}

func notDigit(r rune) bool { return !unicode.IsDigit(r) }

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// IsAgency reports the name of a news agency.
func (w *Words) IsAgency(s string) bool { return ascii.HasLower(w.agency, s) }
