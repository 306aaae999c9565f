package byline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/ascii"
)

// Tidy returns the name in a part of a byline, "" if there is none.
func (w *Words) Tidy(s string) string {
	s = w.trimLead(s)
	whole := s
	s = strings.Trim(s, " \t.,:;-–—|*\"“”„'‘’«»<>@#_~\u00a0【】《》")
	if (initialEnd(s) || isDotted(s)) && strings.Contains(whole, s+".") {
		s += "." // the full stop belongs to the name: Jr., C.
	}
	if i := strings.IndexByte(s, '@'); i >= 0 {
		// An address or a handle: what stands before it may be the name.
		j := strings.LastIndexByte(s[:i], ' ')
		if j <= 0 {
			return ""
		}
		s = strings.TrimSpace(s[:j])
	}
	s = w.cutSuffix(s)
	s = w.cutReporter(s)
	if !w.IsTeam(s) {
		s = w.cutWork(s)
	}
	s = w.cutCredential(s)
	low := strings.ToLower(s)
	if !looksName(s) || w.namesMaker(low) || w.nobody[low] || w.role[low] || w.isCredential(s) || w.isReport(s) {
		return ""
	}
	return s
}

// namesMaker reports a text that says who made the site.
func (w *Words) namesMaker(low string) bool {
	return slices.ContainsFunc(w.makers, func(m string) bool { return strings.HasPrefix(low, m+" ") })
}

// isReport reports a text in a script without spaces that says where a report
// comes from.
func (w *Words) isReport(s string) bool {
	return IsHan(s) && slices.ContainsFunc(w.reports, func(end string) bool { return s != end && strings.HasSuffix(s, end) })
}

// initialEnd reports a name that ends in an abbreviation.
func initialEnd(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	last := s[i+1:]
	return i > 0 && (utf8.RuneCountInString(last) == 1 || last == "Jr" || last == "Sr")
}

// isDotted reports the initials of a name: "B.C".
func isDotted(s string) bool {
	return len(s) >= 3 && len(s) <= 6 && s[len(s)-2] == '.' && strings.ToUpper(s) == s
}

// cutCredential takes off the letters behind a name of two words or more that
// are no part of it: "Ann Lee PhD", "Ann Lee CPP".
func (w *Words) cutCredential(s string) string {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 || !strings.Contains(s[:i], " ") {
		return s
	}
	last := s[i+1:]
	if w.isCredential(last) && !initialEnd(s) || isConsonants(last) && strings.ToUpper(s[:i]) != s[:i] && !w.IsAgency(last) {
		return strings.TrimRight(s[:i], " ,")
	}
	return s
}

// isConsonants reports three to five capital letters that nobody can say: those
// of a certificate. A family name in capitals has vowels.
func isConsonants(s string) bool {
	return len(s) >= 3 && len(s) <= 5 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' || strings.ContainsRune("AEIOUY", r) }) < 0
}

// cutSuffix takes off the role that Japanese, Chinese and Korean write after a
// name, and what stands behind it.
func (w *Words) cutSuffix(s string) string {
	for _, role := range w.suffixes {
		if rest, ok := strings.CutSuffix(s, role); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimRight(strings.TrimSpace(rest), "＝=")
		}
	}
	return s
}

// cutReporter takes the role that Chinese writes before a name off one of two to
// four characters.
func (w *Words) cutReporter(s string) string {
	for _, role := range w.suffixes {
		rest, ok := strings.CutPrefix(s, role)
		rest = strings.TrimSpace(rest)
		if n := utf8.RuneCountInString(rest); ok && n >= 2 && n <= 4 && !strings.ContainsFunc(rest, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			return rest
		}
	}
	return s
}

// cutWork takes off the words for somebody's work around a name of two words or
// more that has no comma before them: "Ann Lee Senior Editor", "Reporter Ann
// Lee".
func (w *Words) cutWork(s string) string {
	words := strings.Fields(s)
	first, end := 0, len(words)
	for end-first > 2 && ascii.HasLower(w.role, words[end-1]) {
		end--
	}
	for end-first > 2 && w.isRole(words[first]) {
		first++
	}
	if first == 0 && end == len(words) || end-first == 2 && ascii.HasLower(w.role, words[first+1]) {
		return s
	}
	return strings.Join(words[first:end], " ")
}

// isRole reports a word for somebody's work, or one that ends in such a word
// behind a hyphen.
func (w *Words) isRole(s string) bool {
	low := strings.ToLower(s)
	return w.role[low] || w.role[low[strings.LastIndexByte(low, '-')+1:]]
}

// looksName reports whether a text may be a name: letters, few words, no
// address and no digits but in a name such as "20 Minutes".
func looksName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 70 || s[0] == '/' || strings.Contains(s, "http") || strings.Contains(s, "www.") {
		return false
	}
	if strings.Count(s, ".") > 2 && !strings.ContainsAny(s, " ") && s == strings.ToLower(s) {
		return false // the key of a text that a template did not fill in
	}
	letters, digits := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			letters++
		case unicode.IsDigit(r):
			digits++
		case strings.ContainsRune("?!{}=%<>®™", r):
			return false
		}
	}
	return letters >= 2 && digits <= letters/2 && len(strings.Fields(s)) <= 8
}

// IsName reports whether a text has the form of a name: two to five words with
// capitals, a few characters of a script without them, or an agency, the site or
// its staff.
func (r *Reader) IsName(s string) bool {
	words := strings.Fields(s)
	if len(words) > 5 || len(words) == 0 || ascii.HasLower(r.nobody, s) {
		return false
	}
	if r.Kind(s) == Organisation {
		return ascii.HasLower(r.agency, s) || r.IsSite(s) || r.endsTeam(words[len(words)-1]) || ascii.HasLower(r.team, words[0]) || r.IsTeam(s)
	}
	caps, caseless := 0, 0
	for _, w := range words {
		c, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(c):
			return false
		case unicode.IsUpper(c):
			caps++
		case unicode.IsLetter(c) && !unicode.IsLower(c):
			caseless++
		case !r.isParticle(w):
			return false
		}
	}
	if caseless > 0 {
		n := utf8.RuneCountInString(s)
		return caps == 0 && n >= 2 && n <= 24 && (len(words) > 1 || n <= 8)
	}
	return caps >= 2
}

// endsTeam reports the word for a collective, or one that ends in it behind a hyphen:
// "Staff", "MM-Redaktion".
func (w *Words) endsTeam(s string) bool {
	low := strings.ToLower(s)
	return w.team[low[strings.LastIndexByte(low, '-')+1:]]
}

// IsPersonName reports a text of two or three words with the form of a person's
// name, whatever its site is called.
func (r *Reader) IsPersonName(s string) bool {
	n := len(strings.Fields(s))
	own := Reader{Words: r.Words, IsSite: func(string) bool { return false }}
	return n >= 2 && n <= 3 && own.Kind(s) == Person && own.IsName(s) && r.Tidy(s) == s
}

// IsTeam reports the name of a collective: "Harbour Staff", "Team Harbour". A
// role with the word for a collective, "Staff Writer", is none.
func (w *Words) IsTeam(s string) bool {
	if strings.IndexFunc(strings.TrimSpace(s), unicode.IsSpace) < 0 {
		return false // one word
	}
	words := strings.Fields(strings.ToLower(s))
	rest := words[:len(words)-1]
	if words[0] == "team" {
		rest = words[1:]
	} else if !w.team[words[len(words)-1]] {
		return false
	}
	return !slices.ContainsFunc(rest, func(s string) bool { return w.role[s] })
}

// isParticle reports the small words inside names.
func (w *Words) isParticle(s string) bool {
	return ascii.HasLower(w.particle, s) || strings.HasPrefix(s, "d'") || strings.HasPrefix(s, "d’") || strings.HasPrefix(s, "al-") || strings.HasPrefix(s, "el-")
}

// onlyRole reports a part that says what someone is, not who.
func (w *Words) onlyRole(s string) bool {
	if w.isCredential(s) {
		return true
	}
	return slices.ContainsFunc(strings.Fields(strings.ToLower(s)), func(f string) bool { return w.role[f] })
}

// describes reports a part that has a word in small letters which no name has:
// it says something of the one before it.
func (w *Words) describes(s string) bool {
	words := strings.Fields(s)
	for _, f := range words {
		if r, _ := utf8.DecodeRuneInString(f); unicode.IsLower(r) && !w.isParticle(f) && len(words) > 2 {
			return true
		}
	}
	return false
}

// isCredential reports what follows a name after a comma: PhD, MD, RD, MBA, Jr.
func (w *Words) isCredential(s string) bool {
	return ascii.HasLower(w.credential, strings.ReplaceAll(s, ".", ""))
}
