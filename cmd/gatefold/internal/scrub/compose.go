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
	tale   bool // told of the story; where nobody says which its paragraphs are, all
	menu   bool
	byline bool
	form   bool // inside of a form
	as     kind
	main   bool // the headline itself, not what repeats it
}

// A part of a page has lines of its own.
type kind uint8

const (
	anyText kind = iota
	headline
	heading
	standfirst
	caption
	credit // of a picture
	entry  // of a list
)

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
		return s.askingText(src, at)
	}
	return s.told1(src, toks, at)
}

// clauses cuts a text into runs of tokens where a sentence ends.
func clauses(src string, toks []token) [][2]int {
	var out [][2]int
	start := 0
	for i := range toks {
		if i+1 < len(toks) && !parts(src, toks, i) {
			continue
		}
		out = append(out, [2]int{start, i + 1})
		start = i + 1
	}
	return out
}

// parts reports whether a sentence ends between the tokens i and i+1.
func parts(src string, toks []token, i int) bool {
	glue := src[toks[i].end:toks[i+1].start]
	if strings.ContainsAny(glue, "。！？；।؟\n") {
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
		if isSmall(w) {
			return capital(name)
		}
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
		text := g.label(&d, j-i, list)
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
	return i > 0 && toks[i-1].number && !t.number && !t.alone && t.end-t.start <= 8 && t.start-toks[i-1].end == 1
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
		case unicode.IsUpper(r) && len(s.partsOfNames(scriptOf(r), given)) > 0:
			s.rename(low, given)
			b.WriteString(shaped(s.names[low], w))
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
	return strings.ToLower(s.grammar.label(d, 1, s.grammar.labels))
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
