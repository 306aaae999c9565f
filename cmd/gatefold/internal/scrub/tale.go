package scrub

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A tale is the one story of a fixture, told in the order in which its paragraphs take
// from it: each list is used up from its start, with the same people in all of them.
type tale struct {
	grammar *grammar
	cast    *strings.Replacer
	names   map[string]bool // of the cast, each part in small letters
	lists   map[string]*stream
}

// stream is a list of lines with what of it was used.
type stream struct {
	lines []line
	next  int
	used  []int // how often each line was
}

// line is a sentence, headline or label in its forms, the shortest first: what stands
// in brackets may be left out.
//
//	{A} counted the boats [at dawn] [and found one too many]
type line struct {
	forms  []form
	quotes bool
}

type form struct {
	text string
	n    int // words
}

// maxOptions bounds the parts of a line that may be left out.
const maxOptions = 4

// newTale gives the story of a language its people.
func newTale(g *grammar, seed uint32) *tale {
	d := dice(seed)
	t := &tale{grammar: g, names: map[string]bool{}, lists: map[string]*stream{}}
	t.castOf(&d)
	own := g.stories[d.roll(len(g.stories))]
	for name, lines := range own {
		t.lists[name] = t.streamOf(lines)
	}
	for name, lines := range g.shared {
		t.lists[name] = t.streamOf(lines)
	}
	// What is no part of the story begins somewhere else on each page.
	for _, name := range [...]string{"teaser", "brief"} {
		if s := t.lists[name]; s != nil && len(s.lines) > 0 {
			at := d.roll(len(s.lines))
			s.lines = append(slices.Clone(s.lines[at:]), s.lines[:at]...)
		}
	}
	return t
}

// castOf chooses three people and a place: {A}, {B}, {C} by full name, {a}, {b}, {c} by
// family name, {T} the place.
func (t *tale) castOf(d *dice) {
	g := t.grammar
	var pairs []string
	given, family := slices.Clone(g.given), slices.Clone(g.family)
	for i := range 3 {
		take := func(list *[]string) string {
			k := d.roll(len(*list))
			name := (*list)[k]
			*list = slices.Delete(*list, k, k+1)
			t.names[strings.ToLower(name)] = true
			return name
		}
		first, last := take(&given), take(&family)
		full := first + " " + last
		if !g.spaced() {
			full = last + first
		}
		pairs = append(pairs, "{"+string(rune('A'+i))+"}", full, "{"+string(rune('a'+i))+"}", last)
	}
	t.cast = strings.NewReplacer(append(pairs, "{T}", g.places[d.roll(len(g.places))])...)
}

func (t *tale) streamOf(lines []string) *stream {
	s := &stream{used: make([]int, len(lines))}
	for _, l := range lines {
		s.lines = append(s.lines, readLine(t.cast.Replace(l)))
	}
	return s
}

// readLine lists the forms of a line.
func readLine(text string) line {
	var pieces []string // those at odd places may be left out
	for text != "" {
		before, rest, _ := strings.Cut(text, "[")
		option, after, _ := strings.Cut(rest, "]")
		pieces = append(pieces, before, option)
		text = after
	}
	options := min(len(pieces)/2, maxOptions)
	l := line{}
	for mask := range 1 << options {
		var b strings.Builder
		for i, p := range pieces {
			if i%2 == 0 || mask&(1<<(i/2)) != 0 {
				b.WriteString(p)
			}
		}
		text := tidy(b.String())
		l.forms = append(l.forms, form{text, len(tokenize(text))})
		l.quotes = strings.Contains(text, "“")
	}
	slices.SortStableFunc(l.forms, func(a, b form) int { return a.n - b.n })
	return l
}

// tidy takes out the spaces that are left where a part was.
func tidy(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, sign := range [...]string{",", ".", ":", "”"} {
		text = strings.ReplaceAll(text, " "+sign, sign)
	}
	return text
}

// nearest returns the form of a line whose words are nearest to n, of two the shorter.
func (l *line) nearest(n int) form {
	best := l.forms[0]
	for _, f := range l.forms[1:] {
		if distance(f.n, n) < distance(best.n, n) {
			best = f
		}
	}
	return best
}

// one takes the line of a list that fits n words best: an unused one before one that was
// used, the next in order of those that fit alike.
func (t *tale) one(list string, n int, fits func(text string) bool) string {
	s := t.lists[list]
	if s == nil || len(s.lines) == 0 {
		return ""
	}
	best, at, least := form{}, -1, 0
	for i := range s.lines {
		f := s.lines[i].nearest(n)
		cost := 3*distance(f.n, n) + 6*s.used[i]
		if fits != nil && !fits(f.text) {
			cost += 1000
		}
		if at < 0 || cost < least {
			best, at, least = f, i, cost
		}
	}
	s.used[at]++
	return best.text
}

// peek returns a line of a list that has about n words and leaves it to be used.
func (t *tale) peek(list string, n int) string {
	s := t.lists[list]
	if s == nil || len(s.lines) == 0 {
		return ""
	}
	best := s.lines[0].nearest(n)
	for i := range s.lines {
		if f := s.lines[i].nearest(n); distance(f.n, n) < distance(best.n, n) {
			best = f
		}
	}
	return best.text
}

// ahead is how many lines of a list may be passed over for one that fits.
const ahead = 4

// take takes the next line of a list that has room in n words, false where there is
// none. What was passed over does not come back before the list is at its end.
func (s *stream) take(n int) (int, bool) {
	if len(s.lines) == 0 {
		return 0, false
	}
	least := slices.Min(s.used)
	for _, round := range [...]int{least, least + 1} {
		seen := 0
		for k := range s.lines {
			i := (s.next + k) % len(s.lines)
			if s.used[i] > round {
				continue
			}
			if s.lines[i].forms[0].n <= n {
				s.used[i]++
				s.next = (i + 1) % len(s.lines)
				return i, true
			}
			if seen++; seen == ahead {
				break
			}
		}
	}
	return 0, false
}

// slack is how many words more than it should have a text may have.
func slack(n int) int { return max(1, n/10) }

// paragraph writes about n words of a list, sentence by sentence, without the last stop.
// With speech, the first sentence is somebody's.
func (t *tale) paragraph(list string, n int, speech, asks bool) string {
	type part struct {
		l    *line
		text form
	}
	var parts []part
	left := n
	add := func(name string, room int) bool {
		s := t.lists[name]
		if s == nil {
			return false
		}
		i, ok := s.take(room + slack(n))
		if !ok {
			return false
		}
		l := &s.lines[i]
		f := l.forms[len(l.forms)-1]
		if len(l.forms) > 2 && room > 2*f.n {
			f = l.forms[len(l.forms)*3/4]
		}
		if f.n > room {
			f = l.nearest(room)
		}
		parts = append(parts, part{l, f})
		left -= f.n
		return true
	}
	last := ""
	if asks {
		last = t.one("question", min(n, max(n/3, 6)), nil)
		left -= len(tokenize(last))
	}
	if speech && left >= 5 {
		add("quote", left)
	}
	for left > 2 && add(list, left) {
		continue
	}
	if len(parts) == 0 && last == "" {
		return t.one("short", n, nil)
	}
	// What is short or long by a few words is made up for by the longer or shorter
	// forms of the sentences.
	for i := len(parts) - 1; i >= 0 && left != 0; i-- {
		f := parts[i].l.nearest(parts[i].text.n + left)
		left -= f.n - parts[i].text.n
		parts[i].text = f
	}
	var texts []string
	for _, p := range parts {
		texts = append(texts, capital(p.text.text))
	}
	if last != "" {
		texts = append(texts, capital(last))
	}
	stop := ". "
	if !t.grammar.spaced() {
		stop = "。"
	}
	return strings.Join(texts, stop)
}

// quoteMarks returns the quotation marks of a text: ours stand for them.
func quoteMarks(src, lang string) (open, shut string) {
	for _, p := range [...][2]string{
		{"„", "“"}, {"»", "«"}, {"«", "»"}, {"“", "”"}, {"「", "」"}, {"『", "』"}, {"‘", "’"}, {"‹", "›"}, {"\"", "\""}, {"”", "”"},
	} {
		at := strings.Index(src, p[0])
		if at < 0 {
			continue
		}
		// An apostrophe is none, and „ tells the style where both of its marks stand.
		if other := strings.Index(src, p[1]); p[0] == "»" && other >= 0 && other < at {
			continue
		}
		if p[0] == "”" && lang != "sv" { // what is opened nowhere
			continue
		}
		if p[0] == "«" && (strings.Contains(src, "«\u00a0") || strings.Contains(src, "« ")) {
			return "«\u00a0", "\u00a0»"
		}
		if p[0] == "„" && strings.Contains(src, "”") && !strings.Contains(src, "“") {
			return "„", "”"
		}
		return p[0], p[1]
	}
	if m, ok := ownMarks[lang]; ok {
		return m[0], m[1]
	}
	return "“", "”"
}

// ownMarks are the quotation marks of languages where a page shows none.
var ownMarks = map[string][2]string{
	"de": {"„", "“"}, "fr": {"«\u00a0", "\u00a0»"}, "es": {"«", "»"}, "it": {"«", "»"}, "pt": {"“", "”"}, "pl": {"„", "”"}, "ja": {"「", "」"},
	"no": {"«", "»"}, "sv": {"”", "”"}, "da": {"»", "«"}, "nl": {"‘", "’"},
}

// quotation reports a text in which somebody speaks.
func quotation(src string) bool { return strings.ContainsAny(src, "„“”«»\"「『‹") }

// inMarks writes the quotation marks of lines of ours as a page has them.
func inMarks(text, open, shut string) string {
	if !strings.Contains(text, "“") {
		return text
	}
	return strings.NewReplacer("“", open, "”", shut).Replace(text)
}

// allMarks are the quotation marks of all languages.
const allMarks = "„“”«»\"「」『』‹›‘’‚'"

// borders returns the signs before the first and behind the last word of a text without
// quotation marks, which stand where ours are, and without half of a pair of brackets.
func borders(src string, toks []token) (head, tail string) {
	head, tail = src[:toks[0].start], src[toks[len(toks)-1].end:]
	drop := allMarks
	if strings.Count(head, "(") != strings.Count(tail, ")") || strings.Count(src, "(") != strings.Count(src, ")") {
		drop += "()"
	}
	if strings.Count(head, "[") != strings.Count(tail, "]") {
		drop += "[]"
	}
	without := func(text string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(drop, r) {
				return -1
			}
			return r
		}, text)
	}
	head, tail = without(head), without(tail)
	if strings.TrimSpace(head) == "" || strings.ContainsAny(head, ".,;:!?") {
		head = ""
	}
	tail = strings.TrimRight(tail, ",; \u00a0")
	if n := strings.TrimLeft(tail, " \u00a0"); n != "" && strings.ContainsAny(n[:1], ".,;!?") {
		tail = n
	}
	if strings.HasPrefix(tail, ".,") || strings.HasPrefix(tail, ",") {
		tail = "."
	}
	return head, tail
}

// endsSentence reports the signs that stand at the end of a sentence.
func endsSentence(tail string) bool { return strings.ContainsAny(tail, ".!?…。！？؟।") }

// lastRune returns the last character of a text.
func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}
