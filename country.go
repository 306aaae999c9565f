package gatefold

import (
	"bytes"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
)

// country returns the ISO 3166 code of the page's country where it is
// certain: the rule says so, or the language has a region, or the host's
// top-level domain is a country's, or the metadata or the address at the foot
// of the page name one.
func (e *extraction) country() string {
	if own := e.match.own.rule; own != nil && own.Head.Country != "" {
		return own.Head.Country
	}
	if code := meta.Country(e.meta.Language.Text, e.host()); code != "" {
		return code
	}
	if code := meta.StatedCountry(e.meta); code != "" {
		return code
	}
	return e.addressCountry()
}

// An address stands in one of the last lines of a page and is a line itself.
const (
	addressLines = 80
	addressChars = 240
)

// addressCountry reads the publisher's postal address at the foot of the page.
func (e *extraction) addressCountry() string {
	left := addressLines
	for i := len(e.segs) - 1; i >= 0 && left > 0; i-- {
		s := &e.segs[i]
		if s.Kind != block.Text || s.Hidden || s.Chars == 0 {
			continue
		}
		left--
		if s.Chars <= addressChars && isCanadian(e.words.Folded(i)) {
			return "CA"
		}
	}
	return ""
}

// provinces are Canada's, as addresses name them before the postal code.
var provinces = [...]string{
	"ontario", "on", "quebec", "qc", "british columbia", "bc", "b.c.", "alberta", "ab", "manitoba", "mb", "saskatchewan", "sk",
	"nova scotia", "ns", "new brunswick", "nb", "newfoundland and labrador", "nl", "prince edward island", "pe", "canada",
}

// isCanadian reports whether a folded text holds a Canadian postal code after
// the name of a province. The country uses the dollar sign of its neighbour,
// and its papers the same domains; the code's form is no other country's.
func isCanadian(folded []byte) bool {
	for i := 0; i+7 <= len(folded); i++ {
		if !isPostalCode(folded[i : i+7]) {
			continue
		}
		before := bytes.TrimRight(folded[:i], " ,()")
		for _, p := range provinces {
			if n := len(before) - len(p); n >= 0 && string(before[n:]) == p && (n == 0 || !isLetter(before[n-1])) {
				return true
			}
		}
	}
	return false
}

// isPostalCode knows the form "m4w 3l4".
func isPostalCode(b []byte) bool {
	return isLetter(b[0]) && isDigit(b[1]) && isLetter(b[2]) && b[3] == ' ' && isDigit(b[4]) && isLetter(b[5]) && isDigit(b[6])
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
