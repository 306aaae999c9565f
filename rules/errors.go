package rules

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Error is one problem of one rule file. [Load] and [Set.With] join all that
// they find; errors.As yields the first.
type Error struct {
	// File is the path inside the file system, "sites/nytimes.com.toml".
	File string
	// Line and Column count from 1; Column counts characters. A problem of the whole
	// file is reported at 1:1.
	Line, Column int
	// Key is the dotted path of the key, "roles.body", where there is one.
	Key string
	// Err says what is wrong.
	Err error
}

// Error returns the problem on one line, with the last part of the key, in the form
// that editors and terminals turn into a link:
//
//	rules: sites/nytimes.com.toml:14:9: body: parsing "div[": unexpected EOF
func (e *Error) Error() string {
	if e.Key == "" {
		return fmt.Sprintf("rules: %s:%d:%d: %s", e.File, e.Line, e.Column, Shorten(e.Err.Error()))
	}
	name := e.Key[strings.LastIndexByte(e.Key, '.')+1:]
	return fmt.Sprintf("rules: %s:%d:%d: %s: %s", e.File, e.Line, e.Column, Shorten(name), Shorten(e.Err.Error()))
}

// maxMessage is how long a problem may be, in bytes: some lines of a terminal,
// and more than any message about a rule that a person wrote. maxQuote is how
// much of a line of the file it quotes.
const (
	maxMessage = 600
	maxQuote   = 120
)

// quoted matches what %q writes, or a string that stands in quotation marks.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)

// Shorten returns a message that quotes no more than the start of one line of the
// file: a selector may be as long as the file. If it is still too long, its middle
// goes, since the end says what is wrong.
func Shorten(message string) string {
	message = quoted.ReplaceAllStringFunc(message, shortQuote)
	if len(message) <= maxMessage {
		return message
	}
	end := message[len(message)-maxMessage/3:]
	return strings.ToValidUTF8(message[:maxMessage/3], "") + "…" + strings.ToValidUTF8(end, "")
}

// shortQuote cuts a string with its quotation marks at the first line break,
// which may be escaped.
func shortQuote(s string) string {
	body := s[1 : len(s)-1]
	cut := len(body)
	if cut > maxQuote {
		// Not behind a backslash: the quotation mark after it would be escaped.
		cut = len(strings.TrimRight(strings.ToValidUTF8(body[:maxQuote], ""), `\`))
	}
	for _, eol := range [...]string{"\n", "\r", `\n`, `\r`} {
		if i := strings.Index(body[:cut], eol); i >= 0 {
			cut = i
		}
	}
	if cut == len(body) {
		return s
	}
	return `"` + body[:cut] + `…"`
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// join sorts problems by place and joins them, each once, nil for none. A string
// that several layouts inherit is checked with each of them.
func join(errs []error) error {
	slices.SortStableFunc(errs, func(a, b error) int {
		var x, y *Error
		if !errors.As(a, &x) || !errors.As(b, &y) {
			return 0
		}
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line), cmp.Compare(x.Column, y.Column))
	})
	errs = slices.CompactFunc(errs, func(a, b error) bool { return a.Error() == b.Error() })
	return errors.Join(errs...)
}

// unknownWord is the error for a word that is not a valid one. It names the nearest,
// or all where none is near.
func unknownWord(what, got string, valid []string) error {
	if near := nearest(got, valid); near != "" {
		return fmt.Errorf("unknown %s %q; did you mean %q?", what, got, near)
	}
	if len(valid) == 0 {
		return fmt.Errorf("unknown %s %q", what, got)
	}
	return fmt.Errorf("unknown %s %q; valid are %s", what, got, strings.Join(valid, ", "))
}

// nearest returns the word of valid with the least edit distance to got, or
// "" where even that one needs more than a third of its letters changed: a wrong
// suggestion is worse than none.
func nearest(got string, valid []string) string {
	best, least := "", len(got)+1
	for _, w := range valid {
		if d := distance(got, w); d < least {
			best, least = w, d
		}
	}
	if least > max(1, len(best)/3) {
		return ""
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b, by bytes. Three rows of the usual table are enough:
// a swap looks two rows back.
func distance(a, b string) int {
	const most = 64 // a key is shorter; a long string is not a typing error
	if len(a) > most || len(b) > most {
		return most
	}
	var rows [3][most + 1]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
