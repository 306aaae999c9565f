package scrub

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// setting is where a text stands, as far as its words depend on that.
type setting struct {
	story  bool // a paragraph of the story: what it says of subscriptions is told, not asked
	menu   bool
	byline bool
}

// compose returns a text of ours for one of the page's: of about as many words, with
// its capitals and signs, its dates, numbers and prices, and of those wordings that
// the lexicon knows. Equal texts give equal texts, and what is part of a text that was
// composed before is the same part of that one's: a description that is the start of the
// first paragraph still is.
func (s *scrubber) compose(src string, at setting) string {
	if out, ok := s.memo[src]; ok {
		return out
	}
	out := s.broken(s.composed(src, at))
	s.memo[src] = out
	s.learn(src, out)
	return out
}

// broken replaces a word of each run of words that a text has in common with the page:
// what stays of two clauses may make one together.
func (s *scrubber) broken(text string) string {
	for range 20 {
		run := ""
		runs(text, func(key, words string) {
			if run == "" && s.runs[key] {
				run = words
			}
		})
		if run == "" {
			return text
		}
		toks := tokenize(run)
		at := len(toks) / 2
		for i := range toks { // the middle word, not a number
			if k := (at + i) % len(toks); !toks[k].number {
				at = k
				break
			}
		}
		t := toks[at]
		d := dice(hash(s.host, run))
		word := strings.Map(s.char, run[t.start:t.end])
		if s.grammar != nil && !t.alone {
			word = shaped(s.label1(&d), run[t.start:t.end])
		}
		text = strings.Replace(text, run, run[:t.start]+word+run[t.end:], 1)
	}
	return text
}

func (s *scrubber) composed(src string, at setting) string {
	toks := tokenize(src)
	if len(toks) == 0 {
		return src
	}
	if s.grammar == nil {
		return s.wordForWord(src)
	}
	if out, ok := s.recalled(src, toks, at); ok {
		return out
	}
	return s.fresh(src, at)
}

// fresh composes a text of which nothing was composed before.
func (s *scrubber) fresh(src string, at setting) string {
	toks := tokenize(src)
	s.mark(src, toks, at.story)
	free, named := 0, 0
	for _, t := range toks {
		if !t.keep && !t.number {
			free++
		}
		if t.as == asName {
			named++
		}
	}
	switch {
	case len(toks) == 0:
		return src
	case free == 0:
		return s.filled(src, toks, at)
	case named*3 >= len(toks) || at.byline && len(toks) <= 14:
		return s.line(src, toks)
	}
	if whole := s.senseOf(src); !at.story && whole.asks() {
		return s.askingText(src)
	}
	return s.told1(src, toks, at)
}

// told1 composes a text that asks for nothing, clause by clause.
func (s *scrubber) told1(src string, toks []token, at setting) string {
	st := styleOf(src, toks, s.grammar.capitals)
	var b strings.Builder
	last := 0
	for _, c := range clauses(src, toks, false) {
		from, to := withSigns(src, last, toks[c[0]].start, toks[c[1]-1].end)
		b.WriteString(src[last:from])
		after := src[to:]
		b.WriteString(s.clause(src[from:to], st, at, strings.HasPrefix(strings.TrimLeft(after, "\"”»’ "), "?")))
		last = to
	}
	b.WriteString(src[last:])
	return b.String()
}

// clauses cuts a text into runs of tokens where a sentence ends, and unless whole is
// set, at the signs that part what is said.
func clauses(src string, toks []token, whole bool) [][2]int {
	var out [][2]int
	start := 0
	for i := range toks {
		if i+1 < len(toks) && !parts(src, toks, i, whole) {
			continue
		}
		out = append(out, [2]int{start, i + 1})
		start = i + 1
	}
	return out
}

// parts reports whether a clause ends between the tokens i and i+1.
func parts(src string, toks []token, i int, whole bool) bool {
	glue := src[toks[i].end:toks[i+1].start]
	if strings.ContainsAny(glue, "。！？；।؟\n") {
		return true
	}
	if !whole && (strings.ContainsAny(glue, ";|•·()[]›→") || strings.Contains(glue, ": ") || strings.Contains(glue, " –") ||
		strings.Contains(glue, " —") || strings.Contains(glue, " - ") || strings.Contains(glue, " / ") || strings.Contains(glue, "：") || strings.Contains(glue, "「")) {
		return true
	}
	if strings.ContainsAny(glue, "!?…") && strings.ContainsAny(glue, " \u00a0") {
		return true
	}
	if !strings.Contains(glue, ".") || !strings.ContainsAny(glue, " \u00a0") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(src[toks[i+1].start:])
	t := toks[i]
	// "3. Mai", "J. Doe": no end of a sentence.
	if unicode.IsLower(next) || t.number && t.end-t.start <= 2 || t.end-t.start <= 1 {
		return false
	}
	return true
}

// candidates is how many sentences are made for each, of which the nearest is taken.
const candidates = 10

// clause composes one clause or label.
func (s *scrubber) clause(src string, st style, at setting, asked bool) string {
	toks := tokenize(src)
	s.mark(src, toks, at.story)
	chunks := chunksOf(src, toks, s)
	free := 0
	for _, t := range toks {
		if t.as == 0 {
			free++
		}
	}
	if free == 0 {
		return s.filled(src, toks, at)
	}
	if own := styleOf(src, toks, s.grammar.capitals); st != asShout && st != asTitle {
		st = own
	}
	want := s.senseOf(src)
	d := dice(hash(s.host, s.URL, src))
	best, least := "", 0.0
	for range candidates {
		text := s.attempt(&d, src, toks, chunks, free, at, asked)
		text = st.apply(text)
		got := s.senseOf(text)
		far := want.far(&got)
		if len(toks) > 3 && s.used[key(text)] {
			far += 4
		}
		if s.shares(text) {
			far += 100
		}
		if best == "" || far < least {
			best, least = text, far
		}
	}
	s.used[key(best)] = true
	return best
}

// attempt makes one clause out of the dice.
func (s *scrubber) attempt(d *dice, src string, toks []token, chunks []chunk, free int, at setting, asked bool) string {
	g := s.grammar
	list := g.labels
	if at.menu {
		list = g.sections
	}
	lead := 0 // the chunks that stand first
	for lead < len(chunks) && (lead == 0 && chunks[0].from == 0 || lead > 0 && chunks[lead].from == chunks[lead-1].to) {
		lead++
	}
	budget := free
	var framed []part
	for _, c := range chunks[lead:] {
		text := c.text
		if frame := g.frames[c.as.String()]; frame != "" {
			text = strings.Replace(frame, "{}", text, 1)
		}
		p := part{text: text, n: len(tokenize(text))}
		budget -= p.n - (c.to - c.from)
		framed = append(framed, p)
	}
	if len(chunks) > 0 && (budget < 2 || budget < 4 && lead < len(chunks)) {
		return s.filled(src, toks, at)
	}
	var body []part
	switch {
	case asked && len(chunks) == 0 && budget >= 2:
		body = g.question(d, budget)
	case budget <= 3:
		body = g.label(d, budget, list)
	case lead > 0 && chunks[0].as == asName && lead == 1:
		body = g.clause(d, budget+2, map[string]bool{})[1:]
	default:
		body = g.sentence(d, budget)
	}
	out := make([]part, 0, len(chunks)+len(body))
	for _, c := range chunks[:lead] {
		out = append(out, part{text: c.text, n: c.to - c.from})
	}
	out = append(out, body...)
	for i, c := range chunks[lead:] {
		out = insert(out, framed[i], c.from, max(lead, 1), g.inner)
	}
	quotes(out, src, toks)
	return joined(out, commasIn(src), g.spaced())
}

// spaced reports whether a language puts spaces between words.
func (g *grammar) spaced() bool {
	return len(g.joins) == 0 || g.frames["spaces"] != "no"
}

func commasIn(src string) int {
	return strings.Count(src, ", ") + strings.Count(src, "、") + strings.Count(src, "，")
}

// insert puts a part where the words before it are about as many as they were, not
// before the first low ones and not behind the verb that ends the clause.
func insert(parts []part, p part, at, low int, inner bool) []part {
	have, best := 0, min(low, len(parts))
	for i, q := range parts {
		have += q.n
		if i+1 > low && (!inner || i+1 < len(parts)) && have <= at {
			best = i + 1
		}
	}
	if !inner && best < min(2, len(parts)) {
		best = min(2, len(parts)) // behind the predicate
	}
	out := append(parts[:best:best], p)
	return append(out, parts[best:]...)
}

// quotes puts the page's quotation marks around the parts that stand where it has
// them.
func quotes(parts []part, src string, toks []token) {
	if len(parts) < 2 {
		return
	}
	inside := func(r rune) string { // French puts spaces inside
		if (r == '«' || r == '»') && (strings.Contains(src, "«\u00a0") || strings.Contains(src, "« ")) {
			return "\u00a0"
		}
		return ""
	}
	boundary := func(n int, closes bool) int { // the part that begins nearest to the word n
		have, best, d := 0, 0, n
		for i, p := range parts {
			have += p.n
			if distance(have, n) < d && !(closes && p.subj) {
				best, d = i+1, distance(have, n)
			}
		}
		return best
	}
	for i := range toks {
		if i == 0 {
			continue
		}
		glue := strings.TrimRight(src[toks[i-1].end:toks[i].start], "\u00a0")
		if strings.HasSuffix(glue, "« ") {
			glue = strings.TrimRight(glue, " ")
		}
		for _, r := range glue {
			switch k := boundary(i, false); {
			case strings.ContainsRune("„«‹「『", r) || (r == '"' || r == '“' || r == '»') && strings.HasSuffix(glue, string(r)) && len(glue) > utf8.RuneLen(r):
				k = min(k, len(parts)-1)
				parts[k].text = string(r) + inside(r) + parts[k].text
			case strings.ContainsRune("”»›」』\"“", r):
				if k = boundary(i, true); k > 0 {
					parts[k-1].text += inside(r) + string(r)
				}
			}
		}
	}
}

// A class says why a token stays, or as what it is replaced.
type class uint8

const (
	asWord class = iota
	asDate
	asYear
	asTime
	asNumber
	asPrice
	asPercent
	asName
	asSite
	asPhrase
	asOffer // a word of an offer: part of a price beside one, else a phrase
)

// String names the frame of a class.
func (c class) String() string {
	return [...]string{"", "date", "year", "time", "number", "price", "percent", "name", "site", "phrase", "phrase"}[c]
}

// chunk is a run of tokens that stay together, with the text that stands for them.
type chunk struct {
	from, to int
	as       class
	text     string
}

// chunksOf finds the chunks of a text.
func chunksOf(src string, toks []token, s *scrubber) []chunk {
	var out []chunk
	for i := 0; i < len(toks); {
		if toks[i].as == asWord {
			i++
			continue
		}
		c := chunk{from: i, as: toks[i].as}
		if to := offerEnd(toks, i); to > i {
			c.as, i = asPrice, to
		} else {
			for i < len(toks) && toks[i].as != asWord && joins(toks[i].as, c.as) && (i == c.from || offerEnd(toks, i) == i) {
				c.as = wider(c.as, toks[i].as)
				i++
			}
		}
		c.to = i
		c.text = s.chunkText(src, toks, c)
		out = append(out, c)
	}
	return out
}

// offerEnd returns where the offer that begins at a token ends: a price with the words
// and numbers of offers around it. It returns from where there is none.
func offerEnd(toks []token, from int) int {
	to, price := from, false
	for to < len(toks) && (toks[to].as == asPrice || toks[to].as == asOffer || toks[to].as == asNumber) {
		price = price || toks[to].as == asPrice
		to++
	}
	if !price {
		return from
	}
	return to
}

// joins reports the classes that one chunk may have: the parts of a date, and those
// of a phrase.
func joins(a, b class) bool {
	return a == b || a <= asPercent && b <= asPercent || a >= asPhrase && b >= asPhrase
}

// wider is the class of a chunk that has both.
func wider(a, b class) class {
	switch {
	case a >= asPhrase || b >= asPhrase:
		return asPhrase
	case a == asPrice || b == asPrice:
		return asPrice
	case a == asPercent || b == asPercent:
		return asPercent
	case a == asDate || b == asDate:
		return asDate
	case a == b:
		return a
	case a == asTime || b == asTime:
		return asTime
	}
	return asNumber
}

// chunkText writes the tokens of a chunk, with the signs of money and of shares at
// its ends.
func (s *scrubber) chunkText(src string, toks []token, c chunk) string {
	from, to := toks[c.from].start, toks[c.to-1].end
	var b strings.Builder
	last := from
	for _, t := range toks[c.from:c.to] {
		b.WriteString(src[last:t.start] + s.kept(src, t))
		last = t.end
	}
	text := b.String()
	before := src[:from]
	if r, size := utf8.DecodeLastRuneInString(strings.TrimRight(before, " \u00a0")); unicode.Is(unicode.Sc, r) {
		text = before[len(strings.TrimRight(before, " \u00a0"))-size:] + text
	}
	after := strings.TrimLeft(src[to:], " \u00a0")
	if r, size := utf8.DecodeRuneInString(after); unicode.Is(unicode.Sc, r) || r == '%' {
		text += src[to : len(src)-len(after)+size]
	}
	return text
}

// kept writes a token that stays, or that is replaced by itself.
func (s *scrubber) kept(src string, t token) string {
	w := src[t.start:t.end]
	if name, ok := s.names[strings.ToLower(w)]; ok && t.as == asName {
		return shaped(name, w)
	}
	if t.number && !t.keep {
		return s.number(w)
	}
	return w
}

// filled keeps what stays where it stands and fills the gaps with labels: for texts
// that are mostly dates, numbers and wording.
func (s *scrubber) filled(src string, toks []token, at setting) string {
	g := s.grammar
	list := g.labels
	if at.menu {
		list = g.sections
	}
	// Small words stay too, but no run of them that is a sentence of the page.
	for i := range toks {
		if t := &toks[i]; t.as == asWord && (small(src[t.start:t.end]) || measure(toks, i)) {
			t.keep, t.as = true, asPhrase
		}
	}
	breakRuns(toks)
	d := dice(hash(s.host, s.URL, src))
	var b strings.Builder
	last := 0
	for i := 0; i < len(toks); {
		t := toks[i]
		if t.as != asWord || t.keep {
			b.WriteString(src[last:t.start] + s.kept(src, t))
			last = t.end
			i++
			continue
		}
		j := i
		for j < len(toks) && toks[j].as == asWord && (j == i || !strings.ContainsAny(src[toks[j-1].end:toks[j].start], ".,;:|()!?")) {
			j++
		}
		text := joined(g.label(&d, j-i, list), 0, g.spaced())
		if r, _ := utf8.DecodeRuneInString(src[t.start:]); unicode.IsLower(r) && !g.capitals {
			text = strings.ToLower(text)
		}
		b.WriteString(src[last:t.start] + text)
		last = toks[j-1].end
		i = j
	}
	b.WriteString(src[last:])
	return b.String()
}

// measure reports a short word behind a number: "5 min", "12 Std".
func measure(toks []token, i int) bool {
	t := toks[i]
	return i > 0 && toks[i-1].number && !t.number && !t.alone && t.end-t.start <= 6 && t.start-toks[i-1].end == 1
}

// small reports the short words that any text has: articles and the like.
func small(w string) bool {
	return len(w) <= 3 && strings.IndexFunc(w, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

// line composes a line of names, such as a byline, word by word: names are other
// names, and what joins them stays.
func (s *scrubber) line(src string, toks []token) string {
	d := dice(hash(s.host, src))
	var b strings.Builder
	last := 0
	given := true
	for i, t := range toks {
		w := src[t.start:t.end]
		glue := src[last:t.start]
		if i > 0 && strings.ContainsAny(glue, ",;|·") {
			given = true
		}
		b.WriteString(glue)
		r, _ := utf8.DecodeRuneInString(w)
		low := strings.ToLower(w)
		switch {
		case t.as != asWord || t.keep || t.number:
			b.WriteString(s.kept(src, t))
			given = t.as != asName
		case s.lineWord(low) || small(w) || measure(toks, i):
			b.WriteString(w)
			given = true
		case unicode.IsUpper(r) && len(familyNames[scriptOf(r)]) > 0:
			list := familyNames[scriptOf(r)]
			if given {
				list = givenNames[scriptOf(r)]
			}
			b.WriteString(shaped(list[int(hash(low))%len(list)], w))
			given = false
		case t.alone:
			b.WriteString(strings.Map(s.char, w))
		default:
			b.WriteString(shaped(s.label1(&d), w))
		}
		last = t.end
	}
	b.WriteString(src[last:])
	return b.String()
}

// label1 returns a label of one word in small letters.
func (s *scrubber) label1(d *dice) string {
	return strings.ToLower(joined(s.grammar.label(d, 1, s.grammar.labels), 0, true))
}

// lineWord reports the words of bylines that name no person.
func (s *scrubber) lineWord(low string) bool {
	if organisations[low] || bylineWords[low] {
		return true
	}
	if s.lineWords == nil {
		s.lineWords = map[string]bool{}
		for _, k := range [...]lexicon.WordKind{
			lexicon.AuthorLead, lexicon.AuthorPlain, lexicon.AuthorStrong, lexicon.AuthorLabel, lexicon.AuthorHelper, lexicon.AuthorCredit,
			lexicon.AuthorAnd, lexicon.AuthorRole, lexicon.AuthorNobody, lexicon.AuthorAgency, lexicon.AuthorAgencies, lexicon.AuthorTeam,
			lexicon.AuthorParticle, lexicon.DatePublished, lexicon.DateUpdated,
		} {
			for _, phrase := range s.lexicon().Phrases().Words(k) {
				for w := range strings.FieldsSeq(phrase) {
					s.lineWords[w] = true
				}
			}
		}
	}
	return s.lineWords[low]
}
