package lexicon

import (
	"errors"
	"fmt"
	"strings"
)

// maxForms bounds what the alternatives of one phrase may expand to.
const maxForms = 200

// pattern is one form of a phrase, folded, with its rules for the ends.
type pattern struct {
	text string
	flag flags
}

type flags uint8

const (
	openStart flags = 1 << iota // a word may go on before it
	openEnd                     // a word may go on behind it
	atStart                     // only at the start of a text
	atEnd                       // only at the end of a text
)

// expand returns the forms of a written phrase: alternatives multiplied out,
// folded, marks of the ends taken off.
func expand(s string) ([]pattern, error) {
	forms, err := alternatives(s)
	if err != nil {
		return nil, err
	}
	out := make([]pattern, 0, len(forms))
	for _, f := range forms {
		p := parsePattern(f)
		if len(p.text) < 1 {
			return nil, fmt.Errorf("phrase %q is empty in one form", s)
		}
		out = append(out, p)
	}
	return out, nil
}

// parsePattern takes the marks off the ends: ^ and $$ for those of the text, *
// for a word that goes on.
func parsePattern(s string) pattern {
	var p pattern
	s = strings.TrimSpace(s)
	for _, m := range [...]struct {
		cut  func(s, mark string) (string, bool)
		mark string
		flag flags
	}{
		{strings.CutPrefix, "^", atStart}, {strings.CutPrefix, "*", openStart},
		{strings.CutSuffix, "$$", atEnd}, {strings.CutSuffix, "*", openEnd},
	} {
		if rest, ok := m.cut(s, m.mark); ok {
			s, p.flag = rest, p.flag|m.flag
		}
	}
	p.text = strings.TrimRight(string(Fold(nil, s)), " ")
	return p
}

var errBrackets = errors.New("brackets do not match")

// alternatives multiplies out "(a|b|)": one pair of brackets after the other,
// the innermost first does not matter as they may not nest.
func alternatives(s string) ([]string, error) {
	done := []string{""}
	for s != "" {
		open := strings.IndexByte(s, '(')
		if open < 0 {
			if strings.ContainsAny(s, ")|") {
				return nil, errBrackets
			}
			return appendEach(done, []string{s}), nil
		}
		end := strings.IndexByte(s, ')')
		if end < open || strings.Contains(s[open+1:end], "(") || strings.ContainsRune(s[:open], '|') {
			return nil, errBrackets
		}
		done = appendEach(done, []string{s[:open]})
		done = appendEach(done, strings.Split(s[open+1:end], "|"))
		if len(done) > maxForms {
			return nil, fmt.Errorf("more than %d forms", maxForms)
		}
		s = s[end+1:]
	}
	return done, nil
}

func appendEach(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}
