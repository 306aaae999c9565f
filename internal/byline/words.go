package byline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// Words are the words of bylines of all languages together: a page in one
// language often quotes the byline of another. They are immutable.
type Words struct {
	leads  byStart // the longest first
	strong byStart
	plain  map[string]bool
	labels [utf8.RuneSelf + 1]bool // the first bytes of labels
	// ends are kept in lists, since names are looked through for them.
	suffixes, orgEnds, reports, helpers, makers []string

	and, role, nobody, agency, agencies, org, team, cut, credit, particle, credential, label, verb map[string]bool
}

// New arranges the words of a lexicon.
func New(l *lexicon.Lexicon) *Words {
	w := &Words{
		plain:    set(l, lexicon.AuthorPlain),
		suffixes: l.Words(lexicon.AuthorSuffix), orgEnds: l.Words(lexicon.AuthorOrgEnd), reports: l.Words(lexicon.AuthorReport),
		helpers: l.Words(lexicon.AuthorHelper), makers: l.Words(lexicon.AuthorMaker),
		and: set(l, lexicon.AuthorAnd), role: set(l, lexicon.AuthorRole), nobody: set(l, lexicon.AuthorNobody),
		agency: set(l, lexicon.AuthorAgency), agencies: set(l, lexicon.AuthorAgencies), org: set(l, lexicon.AuthorOrg),
		team: set(l, lexicon.AuthorTeam), cut: set(l, lexicon.AuthorCut), credit: set(l, lexicon.AuthorCredit),
		particle: set(l, lexicon.AuthorParticle), credential: set(l, lexicon.AuthorCredential), label: set(l, lexicon.AuthorLabel),
		verb: set(l, lexicon.AuthorVerb),
	}
	strong := l.Words(lexicon.AuthorStrong)
	leads := slices.Concat(l.Words(lexicon.AuthorLead), l.Words(lexicon.AuthorPlain), strong)
	slices.SortFunc(leads, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	for _, s := range slices.Compact(leads) {
		w.leads.add(s)
	}
	for _, s := range strong {
		w.strong.add(s)
	}
	for s := range w.label {
		w.labels[start(s)] = true
	}
	return w
}

// byStart holds words by their first byte as a small letter, those of other
// scripts together: most texts begin with none of them.
type byStart [utf8.RuneSelf + 1][]string

func (b *byStart) add(s string) { b[start(s)] = append(b[start(s)], s) }

// of returns the words that may stand at the start of a text.
func (b *byStart) of(s string) []string {
	if s == "" {
		return nil
	}
	return b[start(s)]
}

// start is the place of a text in [byStart].
func start(s string) byte {
	c := s[0]
	if 'A' <= c && c <= 'Z' {
		c |= 0x20
	}
	return min(c, utf8.RuneSelf)
}

func set(l *lexicon.Lexicon, k lexicon.WordKind) map[string]bool {
	words := l.Words(k)
	out := make(map[string]bool, len(words))
	for _, s := range words {
		out[s] = true
	}
	return out
}

// IsLabel reports a text that is the heading of an author's name and nothing
// else.
func (w *Words) IsLabel(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 2*maxLabel || !w.labels[start(s)] {
		return false
	}
	return ascii.HasLower(w.label, strings.TrimRight(s, " :：\u00a0"))
}

// maxLabel bounds the heading of a name, in bytes.
const maxLabel = 40

// LeadsStrongly reports whether a text begins with words that lead to the author
// wherever on the page they stand.
func (w *Words) LeadsStrongly(s string) bool {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	return slices.ContainsFunc(w.strong.of(s), func(lead string) bool { return hasPrefix(s, lead) })
}

// Helps reports whether a text ends with the words before those who did not
// write the story.
func (w *Words) Helps(s string) bool {
	s = strings.TrimRight(s, " :\u00a0\n\t")
	s = strings.ToLower(s[max(0, len(s)-2*maxLabel):])
	if slices.ContainsFunc(w.helpers, func(h string) bool { return strings.HasSuffix(s, h) }) {
		return true
	}
	return w.credit[s[strings.LastIndexAny(s, " |,.\n")+1:]]
}

// OpensHelp reports whether a text begins with the words before those who did not
// write the story.
func (w *Words) OpensHelp(s string) bool {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	return slices.ContainsFunc(w.helpers, func(h string) bool { return hasPrefix(s, h) })
}

// isHelper reports a line that is nothing but the words before those who did not
// write.
func (w *Words) isHelper(line string) bool {
	line = strings.TrimRight(line, " :：\u00a0")
	return line != "" && len(line) <= maxLabel && slices.Contains(w.helpers, strings.ToLower(line))
}

// Leads reports whether a text starts with the words before a name, or is
// nothing but these.
func (w *Words) Leads(s string) bool {
	if w.leadLen(s) > 0 {
		return true
	}
	lead := strings.TrimRight(s, " :")
	return lead != "" && len(lead) <= maxLabel && w.leadLen(lead+" x") == len(lead)
}

// IsLead reports a text that is nothing but the words before a name.
func (w *Words) IsLead(s string) bool {
	lead := strings.Trim(s, " :\n\t\r\u00a0")
	return lead != "" && w.leadLen(lead+" x") == len(lead)
}

// IsVerb reports a word that follows the name at the start of a text on the
// author: "is", "writes".
func (w *Words) IsVerb(s string) bool { return w.verb[s] }

// AfterLead returns what follows the last of the words that lead to a name and
// to nothing else, the whole text where none is in it.
func (w *Words) AfterLead(s string) string {
	at := 0
	for i := range len(s) {
		if s[i] != ' ' {
			continue
		}
		word, _, _ := strings.Cut(s[i+1:], " ")
		if word == strings.ToLower(word) && w.leadsPlain(word) {
			at = i + 1 + len(word)
		}
	}
	return s[at:]
}

// trimLead takes off the words before the names.
func (w *Words) trimLead(s string) string {
	for range 3 {
		n := w.leadLen(s)
		if n == 0 {
			break
		}
		s = strings.TrimLeft(s[n:], " :.,-–—/|\u00a0：﹕／＝=■●◎・")
	}
	return s
}

// leadLen returns the length of the words before a name at the start of s. A
// word must end there, by a space, a colon or in a script without spaces.
func (w *Words) leadLen(s string) int {
	for _, lead := range w.leads.of(s) {
		if len(s) <= len(lead) || !hasPrefix(s, lead) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[len(lead):])
		if strings.ContainsRune(":：﹕／/|＝・", next) {
			return len(lead)
		}
		last, _ := utf8.DecodeLastRuneInString(lead)
		if !unicode.IsLetter(last) && isCJK(lead) {
			return len(lead) // "文・" has its own sign
		}
		// Words that are as well a noun, "Text", "Redaktion", "Editor", lead
		// only with a colon.
		if unicode.IsSpace(next) && (w.leadsPlain(lead) || isCJK(lead)) {
			return len(lead)
		}
	}
	return 0
}

// leadsPlain reports the lead words that no name starts with.
func (w *Words) leadsPlain(lead string) bool {
	return w.plain[lead] || strings.ContainsAny(lead, " /")
}

// hasPrefix reports whether s starts with a prefix in any case. The first byte
// tells nearly all apart.
func hasPrefix(s, prefix string) bool {
	if len(s) < len(prefix) || prefix[0] < utf8.RuneSelf && s[0]|0x20 != prefix[0]|0x20 {
		return false
	}
	return strings.EqualFold(s[:len(prefix)], prefix)
}

// isCJK reports a text that starts in a script without spaces between words.
func isCJK(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hiragana, unicode.Hangul)
}

// IsHan reports a text that starts with a Han character or Kana.
func IsHan(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.Han, unicode.Katakana, unicode.Hiragana)
}
