package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxByline bounds the text that is split into names; longer ones are prose.
const maxByline = 400

// splitNames takes the names out of the author field of metadata, in order:
// "By Ann Lee and Bo Berg, Reuters" has three. Roles, addresses, handles,
// dates and the words around names are left out; but what stands alone is
// taken as it is, since a field of that name holds an author.
func splitNames(raw string) []string {
	s := clean(raw)
	if s == "" || len(s) > maxByline || strings.Contains(s, "://") {
		return nil
	}
	s = trimLead(s)
	var out []string
	for i, part := range splitParts(s) {
		name := tidyName(part)
		if name != "" && (i == 0 || !onlyRole(name) && !describes(name)) {
			out = append(out, name)
		}
	}
	return out
}

// readByline takes the names out of a visible byline. Its text holds anything
// that a template puts beside the author, so only what has the form of a name
// counts.
func (c *collector) readByline(raw string) []string {
	if len(raw) > maxByline || strings.Count(raw, "、") > 2 {
		return nil
	}
	var out []string
	for line := range strings.SplitSeq(raw, "\n") {
		for _, part := range splitParts(trimLead(clean(line))) {
			name := tidyName(cutTail(trimLead(part)))
			if name != "" && c.visibleName(name) && (!onlyRole(name) || isTeam(name)) {
				out = append(out, name)
			}
		}
	}
	return out
}

// visibleName reports whether a text has the form of a name: two to five words
// with capitals, a few characters of a script without them, or an agency, the
// site or its staff.
func (c *collector) visibleName(s string) bool {
	words := strings.Fields(s)
	if len(words) > 5 || bylines().nobody[strings.ToLower(s)] {
		return false
	}
	if c.nameKind(s) == Organisation {
		low := strings.ToLower(words[len(words)-1])
		return bylines().agency[strings.ToLower(s)] || c.isSite(fold(s)) || staffWord(low) || isTeam(s)
	}
	caps, caseless := 0, 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.IsDigit(r):
			return false
		case unicode.IsUpper(r):
			caps++
		case unicode.IsLetter(r) && !unicode.IsLower(r):
			caseless++
		case !particle(w):
			return false
		}
	}
	if caseless > 0 {
		n := utf8.RuneCountInString(s)
		return caps == 0 && n >= 2 && n <= 24 && (len(words) > 1 || n <= 8)
	}
	return caps >= 2
}

// staffWord reports the last words of a collective author: "Resy Staff".
func staffWord(w string) bool {
	switch w {
	case "staff", "team", "redaktion", "redacción", "redazione", "rédaction", "redactie", "editors", "newsroom", "desk", "redação",
		"редакция", "redakcja", "reporters", "writers", "contributor", "contributors":
		return true
	}
	return false
}

// isTeam reports the name of a collective: "Harbour Staff", "Team Harbour". A
// role with the word for a collective, "Staff Writer", is none.
func isTeam(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	if len(words) < 2 {
		return false
	}
	rest := words[:len(words)-1]
	if words[0] == "team" {
		rest = words[1:]
	} else if !staffWord(words[len(words)-1]) {
		return false
	}
	return !slices.ContainsFunc(rest, func(w string) bool { return bylines().role[w] })
}

// particle reports the small words inside names.
func particle(w string) bool {
	switch strings.ToLower(w) {
	case "de", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "el", "los", "las", "von", "vom", "van", "der", "den",
		"ter", "ten", "zu", "zum", "zur", "af", "av", "y", "e", "i", "al", "bin", "bint", "ibn", "ben", "bar", "mac", "san", "'t", "d'", "der.", "dr.":
		return true
	}
	return strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "d’") || strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "el-")
}

// trimLead takes off the words before the names.
func trimLead(s string) string {
	for range 3 {
		n := leadLen(s)
		if n == 0 {
			break
		}
		s = strings.TrimLeft(s[n:], " :.,-–—/|\u00a0：／■●◎")
	}
	return s
}

// leadLen returns the length of the words before a name at the start of s. A
// word must end there, by a space, a colon or in a script without spaces.
func leadLen(s string) int {
	for _, lead := range bylines().leads {
		if len(s) <= len(lead) {
			continue
		}
		head := s[:len(lead)]
		if !strings.EqualFold(head, lead) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[len(lead):])
		if next == ':' || next == '：' || next == '／' || next == '/' || next == '|' {
			return len(lead)
		}
		// Words that are as well a noun, "Text", "Redaktion", "Editor", lead
		// only with a colon.
		if unicode.IsSpace(next) && leadsPlain(lead) {
			return len(lead)
		}
	}
	return 0
}

// leadsPlain reports the lead words that no name starts with. The Romanian
// and Italian de and di count only in small letters and are left to the
// caller: "Di Maio" is a name.
func leadsPlain(lead string) bool {
	switch lead {
	case "by", "von", "par", "por", "door", "av", "af", "di", "oleh", "bởi", "โดย", "بقلم", "מאת", "piše", "írta", "eftir", "από", "author":
		return true
	}
	return strings.ContainsAny(lead, " /")
}

// splitParts cuts at what stands between names.
func splitParts(s string) []string {
	var out []string
	words := bylines()
	start := 0
	flush := func(end int) {
		if p := strings.TrimSpace(s[start:end]); p != "" {
			out = append(out, p)
		}
	}
	depth := 0
	for i, r := range s {
		if i < start {
			continue
		}
		size := utf8.RuneLen(r)
		switch r {
		case '(', '[', '（':
			if depth == 0 {
				flush(i)
			}
			depth++
			start = i + size
			continue
		case ')', ']', '）':
			if depth > 0 {
				depth--
			}
			start = i + size // what brackets hold is no name
			continue
		}
		if depth > 0 {
			start = i + size
			continue
		}
		switch r {
		case ',', ';', '|', '&', '、', '，', '；', '•', '·', '،', '\n', '/', '／', '+', '●', '▪', '→', '»', '‧':
			if r == '·' && isHan(s[i+size:]) || r == '/' && !slashSplits(s, start, i) {
				continue
			}
			flush(i)
			start = i + size
		case '–', '—', '-', ':':
			if i > 0 && s[i-1] == ' ' && strings.HasPrefix(s[i+size:], " ") || r == ':' && strings.HasPrefix(s[i+size:], " ") {
				flush(i)
				start = i + size
			}
		case ' ':
			word, _, _ := strings.Cut(s[i+1:], " ")
			if low := strings.ToLower(word); words.and[low] && low == word && i+1+len(word) < len(s) {
				flush(i)
				start = i + 1 + len(word)
			}
		}
	}
	if start < len(s) && depth == 0 {
		flush(len(s))
	}
	return out
}

// slashSplits reports whether the slash at i stands between names, "Ann Lee/Bo
// Berg" or "dpa/afp", and not inside a code such as "srf/hosb".
func slashSplits(s string, start, i int) bool {
	left, right := strings.TrimSpace(s[start:i]), s[i+1:]
	if j := strings.IndexAny(right, "/,;|"); j >= 0 {
		right = right[:j]
	}
	right = strings.TrimSpace(right)
	agency := bylines().agency
	return strings.HasPrefix(s[i+1:], " ") || strings.Contains(left, " ") && strings.Contains(right, " ") ||
		agency[strings.ToLower(left)] || agency[strings.ToLower(right)]
}

func isHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hiragana)
}

// tidyName returns the name in a part of a byline, "" if there is none.
func tidyName(s string) string {
	s = trimLead(s)
	whole := s
	s = strings.Trim(s, " \t.,:;-–—|*\"“”„'‘’«»<>@#_~\u00a0")
	if initialEnd(s) && strings.Contains(whole, s+".") {
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
	s = cutRole(s)
	s = cutReporter(s)
	if !looksName(s) || namesMaker(s) || bylines().nobody[strings.ToLower(s)] || bylines().role[strings.ToLower(s)] || credential(s) {
		return ""
	}
	return s
}

// namesMaker reports a text that says who made the site.
func namesMaker(s string) bool {
	low := strings.ToLower(s)
	return strings.HasPrefix(low, "developed by ") || strings.HasPrefix(low, "designed by ") || strings.HasPrefix(low, "powered by ")
}

// initialEnd reports a name that ends in an abbreviation.
func initialEnd(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	last := s[i+1:]
	return i > 0 && (utf8.RuneCountInString(last) == 1 || last == "Jr" || last == "Sr")
}

// cutRole takes off the role that Japanese, Chinese and Korean write after a
// name.
func cutRole(s string) string {
	for _, role := range [...]string{"記者", "记者", " 기자", " 특파원", "기자", "編集委員", "特派員"} {
		if rest, ok := strings.CutSuffix(s, role); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimRight(strings.TrimSpace(rest), "＝=")
		}
	}
	return s
}

// cutReporter takes the role that Chinese writes before a name off one of two to
// four characters.
func cutReporter(s string) string {
	for _, role := range [...]string{"記者", "记者"} {
		rest, ok := strings.CutPrefix(s, role)
		if n := utf8.RuneCountInString(rest); ok && n >= 2 && n <= 4 && !strings.ContainsFunc(rest, func(r rune) bool { return !unicode.Is(unicode.Han, r) }) {
			return rest
		}
	}
	return s
}

// cutTail takes off what follows a name without a separator: a date, "for
// The Example", "on Friday".
func cutTail(s string) string {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		low := strings.ToLower(words[i])
		r, _ := utf8.DecodeRuneInString(words[i])
		if !unicode.IsDigit(r) && (!bylines().cut[low] || low != words[i]) && !bylines().cut["last "+low] && low != "last" {
			continue
		}
		if i > 1 && unicode.IsDigit(r) && months().month(strings.ToLower(strings.Trim(words[i-1], ".,")), "") != 0 {
			i--
		}
		return strings.TrimRight(strings.Join(words[:i], " "), " ,.-–|")
	}
	if len(words) > 0 {
		if r, _ := utf8.DecodeRuneInString(words[0]); unicode.IsDigit(r) {
			return ""
		}
	}
	return s
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
		case r == '?' || r == '!' || r == '{' || r == '}' || r == '=' || r == '%':
			return false
		}
	}
	return letters >= 2 && digits <= letters/2 && len(strings.Fields(s)) <= 8
}

// onlyRole reports a part that says what someone is, not who: its last or
// first word is a role's, and it has no more capitals than a title has.
func onlyRole(s string) bool {
	low := strings.ToLower(s)
	words := bylines()
	if words.role[low] || credential(s) {
		return true
	}
	fields := strings.Fields(low)
	for _, w := range fields {
		if words.role[w] {
			return true
		}
	}
	return false
}

// describes reports a part that has a word in small letters which no name has:
// it says something of the one before it.
func describes(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && !particle(w) && len(words) > 2 {
			return true
		}
	}
	return false
}

// credential reports what follows a name after a comma: PhD, MD, RD, MBA, Jr.
func credential(s string) bool {
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "phd", "md", "rd", "rdn", "mba", "ms", "ma", "msc", "bsc", "jr", "sr", "cfa", "cfp", "cpa", "esq", "jd", "rn", "ldn", "cscs",
		"dds", "dvm", "mph", "cpt", "ma)", "lcsw", "psyd", "np", "pt", "dpt", "do", "edd", "ea", "cissp", "iii", "ii", "fand", "bs", "ba",
		"mpp", "facp", "cdces", "aprn", "fnp", "pharmd", "msn", "dnp", "med", "mfa", "pmp", "ceo", "cto", "cfo", "coo", "cmo":
		return true
	}
	return false
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// nameKind tells whether a name is an organisation's.
func (c *collector) nameKind(name string) AuthorKind {
	low := strings.ToLower(name)
	words := bylines()
	if words.agency[low] || c.isSite(fold(name)) {
		return Organisation
	}
	for w := range strings.FieldsFuncSeq(low, notLetter) {
		if words.org[w] {
			return Organisation
		}
	}
	for _, end := range [...]string{"編集部", "取材班", "新聞社", "新聞", "社説", "通信", "ニュース", "デジタル", "日報", "뉴스"} {
		if strings.HasSuffix(name, end) {
			return Organisation
		}
	}
	return Person
}
