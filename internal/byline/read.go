package byline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/date"
)

// Max bounds the text that is split into names, in bytes; longer ones are prose.
const Max = 400

// Reader reads the names on one page.
type Reader struct {
	*Words
	// IsSite reports whether a text is the name of the page's site.
	IsSite func(s string) bool
}

// Split takes the names out of the author field of metadata, in order. Roles,
// addresses, handles, dates and the words around names are left out; but what
// stands first is taken as it is, since a field of that name holds an author.
// The text has no markup and single spaces.
func (r *Reader) Split(s string) []string {
	if s == "" || len(s) > Max || strings.Contains(s, "://") {
		return nil
	}
	if r.IsSite(s) && strings.Contains(s, " ") {
		return []string{s} // whatever words its name has
	}
	var out []string
	for _, text := range r.texts(s) {
		for i, part := range r.parts(r.trimLead(text)) {
			if r.isPost(part) && (i > 0 || !r.IsSite(firstWord(part))) {
				continue
			}
			name := r.Tidy(part)
			if name != "" && !ascii.HasLower(r.agencies, name) && (i == 0 || !r.onlyRole(name) && !r.describes(name) && !r.startsSmall(name)) {
				out = append(out, name)
			}
		}
	}
	return out
}

// Read takes the names out of a visible byline, the lines of which are divided by
// "\n". Its text holds anything that a template puts beside the author, so only
// what has the form of a name counts.
func (r *Reader) Read(s string) []string {
	if len(s) > Max || strings.Count(s, "、") > 2 {
		return nil
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimSpace(line)
		if len(out) > 0 && r.isHelper(line) {
			break // who follows reviewed or translated
		}
		line = r.trimAnd(line)
		for _, text := range r.texts(line) {
			for _, part := range r.parts(r.trimLead(text)) {
				name := r.Tidy(r.trimLast(r.cutTail(r.trimLead(part))))
				if r.isPost(part) {
					continue
				}
				if name != "" && r.IsName(name) && (!r.onlyRole(name) || r.IsTeam(name)) {
					out = append(out, name)
				}
			}
		}
	}
	return out
}

// trimAnd takes off the word that joins a name to the one before it, which may
// be a link of its own: "By [Ann Lee] and Bo Berg".
func (r *Reader) trimAnd(s string) string {
	word, rest, ok := strings.Cut(s, " ")
	if !ok || !r.and[word] {
		return s
	}
	first, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(first) {
		return s
	}
	return rest
}

// Joins reports whether a text has a word or a sign that joins two names.
func (w *Words) Joins(s string) bool {
	for word := range strings.FieldsSeq(s) {
		if word == "&" || w.and[word] {
			return true
		}
	}
	return false
}

// trimLast takes off such a word behind a name.
func (r *Reader) trimLast(s string) string {
	if i := strings.LastIndexByte(s, ' '); i > 0 && r.and[s[i+1:]] {
		return s[:i]
	}
	return s
}

// isPost reports what somebody is at a paper or an agency: "AP Technology Writer".
func (r *Reader) isPost(s string) bool {
	words := strings.Fields(s)
	last := len(words) - 1
	return last > 0 && !r.IsTeam(s) && ascii.HasLower(r.role, words[last]) && (ascii.HasLower(r.agency, words[0]) || r.IsSite(words[0]))
}

func firstWord(s string) string {
	word, _, _ := strings.Cut(s, " ")
	return word
}

// startsSmall reports a part of several words that begins with one that no name
// begins with: "of letters", "à Madrid".
func (r *Reader) startsSmall(s string) bool {
	word, _, more := strings.Cut(s, " ")
	first, _ := utf8.DecodeRuneInString(word)
	return more && unicode.IsLower(first) && (!r.isParticle(word) || r.cut[word])
}

// texts returns the parts of a byline that say who wrote. "Text: Ann Lee Foto:
// Bo Berg" names the one who took the pictures too; what follows that word up to
// the next label is left out.
func (r *Reader) texts(s string) []string {
	var out []string
	start, keep := 0, true
	flush := func(end int) {
		if t := strings.Trim(s[start:end], " ,;|/·•-–—"); keep && t != "" {
			out = append(out, t)
		}
	}
	for i := 0; i < len(s); i++ {
		if i > 0 && s[i-1] < utf8.RuneSelf && (isLetter(s[i-1])) || !utf8.RuneStart(s[i]) {
			continue
		}
		n, credits := r.labelAt(s[i:])
		if n == 0 || credits == !keep && i == 0 {
			continue
		}
		flush(i)
		start, keep = i, !credits
		i += n
	}
	flush(len(s))
	return out
}

// labelAt returns the length of the label at the start of s, a word for who
// wrote or who made the pictures with a colon behind it, and which of the two it
// is.
func (r *Reader) labelAt(s string) (n int, credits bool) {
	end := strings.IndexAny(s, ":：﹕／＝")
	if end <= 0 || end > maxLabel {
		return 0, false
	}
	word := strings.ToLower(strings.TrimSpace(s[:end]))
	switch {
	case r.credit[word]:
		return end, true
	case r.lead(word):
		return end, false
	}
	return 0, false
}

// lead reports whether a whole text is a lead.
func (w *Words) lead(s string) bool { return w.leadLen(s+":") == len(s) }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// parts cuts at what stands between names.
func (w *Words) parts(s string) []string {
	var out []string
	start, depth := 0, 0
	flush := func(end int) {
		if p := strings.TrimSpace(s[start:end]); p != "" {
			out = append(out, p)
		}
	}
	for i, r := range s {
		if i < start {
			continue
		}
		size := utf8.RuneLen(r)
		switch r {
		case '(', '[', '（', '［':
			if depth == 0 {
				flush(i)
			}
			depth++
			start = i + size
			continue
		case ')', ']', '）', '］':
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
		if n := w.cutAt(s, start, i, r); n > 0 {
			flush(i)
			start = i + n
		}
	}
	if start < len(s) && depth == 0 {
		flush(len(s))
	}
	return out
}

// cutAt returns how many bytes at i stand between two names, 0 for a part of
// one.
func (w *Words) cutAt(s string, start, i int, r rune) int {
	size := utf8.RuneLen(r)
	switch r {
	case ',', ';', '|', '&', '、', '，', '；', '•', '·', '،', '\n', '/', '／', '+', '●', '▪', '→', '»', '‧', '＆':
		if r == '·' && IsHan(s[i+size:]) || r == '/' && !w.slashSplits(s, start, i) {
			return 0
		}
		return size
	case '–', '—', '-', ':':
		spaced := strings.HasPrefix(s[i+size:], " ")
		if spaced && (r == ':' || i > 0 && s[i-1] == ' ') {
			return size
		}
	case ' ':
		word, _, _ := strings.Cut(s[i+1:], " ")
		if low := strings.ToLower(word); w.and[low] && low == word && i+1+len(word) < len(s) {
			return 1 + len(word)
		}
	}
	return 0
}

// slashSplits reports whether the slash at i stands between names, "Ann Lee/Bo
// Berg" or "dpa/afp", and not inside a code such as "srf/hosb".
func (w *Words) slashSplits(s string, start, i int) bool {
	left, right := strings.TrimSpace(s[start:i]), s[i+1:]
	if j := strings.IndexAny(right, "/,;|"); j >= 0 {
		right = right[:j]
	}
	right = strings.TrimSpace(right)
	if strings.Contains(left, " ") && (strings.Contains(right, " ") || len(right) <= maxSign && !strings.Contains(s[i+1:], "/")) {
		return true // "Ann Lee/SP-X"
	}
	return strings.HasPrefix(s[i+1:], " ") || isCJK(left) && isCJK(right) ||
		ascii.HasLower(w.agency, left) || ascii.HasLower(w.agency, right)
}

// maxSign is the length of the sign of an office behind a name, in bytes.
const maxSign = 5

// cutTail takes off what follows a name without a separator: a date, "for
// The Example", "on Friday".
func (w *Words) cutTail(s string) string {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		low := strings.ToLower(words[i])
		r, _ := utf8.DecodeRuneInString(words[i])
		if !unicode.IsDigit(r) && (!w.cut[low] || low != words[i]) && !w.cut["last "+low] && low != "last" && !(w.credit[low] && i > 1) {
			continue
		}
		if i > 1 && unicode.IsDigit(r) && date.MonthOf(strings.ToLower(strings.Trim(words[i-1], ".,")), "") != 0 {
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

// PenName reads a byline that has one word alone after a word that leads to
// nothing but a name: "by inkwell", "By inkwell, in Boats". It returns "" for
// another line.
func (w *Words) PenName(s string) string {
	s, _, _ = strings.Cut(s, ",")
	words := strings.Fields(s)
	lead := 1
	if len(words) > 2 && strings.EqualFold(words[1], "by") {
		lead = 2 // "Posted by inkwell"
	}
	if len(words) != lead+1 || !w.leadsPlain(strings.ToLower(strings.TrimRight(strings.Join(words[:lead], " "), ":"))) {
		return ""
	}
	name := w.Tidy(words[lead])
	low := strings.ToLower(name)
	if len(name) < 3 || w.cut[low] || w.isParticle(name) || date.MonthOf(low, "") != 0 {
		return ""
	}
	return name
}

// Handle reads a text that is one word, the pen name of a blog's author; "" for
// another.
func (w *Words) Handle(s string) string {
	s = w.Tidy(s)
	low := strings.ToLower(s)
	if s == "" || strings.ContainsAny(s, " :") || len(s) > maxLabel || w.cut[low] || w.isParticle(low) || w.lead(low) {
		return ""
	}
	return s
}
