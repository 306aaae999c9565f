// Package country tells which country a page is from, where it is certain. It
// decides what "$" means in an offer.
package country

import (
	"bytes"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/wording"
)

// Of returns the ISO 3166 code of the page's country where it is certain: the
// language has a region, or the host's top-level domain is a country's, or the
// metadata or the address at the foot of the page name one.
func Of(m *meta.Data, host string, segs []block.Seg, words *wording.Text) string {
	if code := meta.Country(m.Language.Text, host); code != "" {
		return code
	}
	if code := meta.StatedCountry(m); code != "" {
		return code
	}
	return fromAddress(segs, words)
}

// An address stands in one of the last lines of a page and is a line itself.
const (
	addressLines = 80
	addressChars = 240
)

// fromAddress reads the publisher's postal address at the foot of the page. It
// starts from the end and so never reads the story, which may name any place.
func fromAddress(segs []block.Seg, words *wording.Text) string {
	left := addressLines
	for i := len(segs) - 1; i >= 0 && left > 0; i-- {
		s := &segs[i]
		if s.Kind != block.Text || s.Hidden || s.Chars == 0 {
			continue
		}
		left--
		if s.Chars <= addressChars && isCanadian(words.Folded(i)) {
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
		// The province stands right before the code: "toronto, on m4w 3l4".
		before := bytes.TrimRight(folded[:i], " ,()")
		for _, p := range provinces {
			if n := len(before) - len(p); n >= 0 && string(before[n:]) == p && (n == 0 || !ascii.IsLetter(before[n-1])) {
				return true
			}
		}
	}
	return false
}

// isPostalCode knows the form "m4w 3l4".
func isPostalCode(b []byte) bool {
	return ascii.IsLetter(b[0]) && ascii.IsDigit(b[1]) && ascii.IsLetter(b[2]) && b[3] == ' ' && ascii.IsDigit(b[4]) && ascii.IsLetter(b[5]) && ascii.IsDigit(b[6])
}
