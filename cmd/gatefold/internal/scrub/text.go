package scrub

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a run of letters and digits of a text, or one character of a
// script without spaces.
type token struct {
	start, end int
	number     bool // starts with a digit
	alone      bool // one character of a script without spaces
	keep       bool
	as         class // why it stays, or as what it is replaced
}

// tokenize cuts a text into its words. What is between them, white space and signs, is
// never replaced. Marks belong to the letter before them; an apostrophe between letters
// belongs to the word.
func tokenize(text string) []token {
	var out []token
	open := false
	for i, r := range text {
		size := utf8.RuneLen(r)
		if size < 0 {
			size = 1
		}
		switch {
		case unspaced(r):
			if len(out) > 0 && unicode.Is(unicode.M, r) && out[len(out)-1].end == i {
				out[len(out)-1].end += size
				continue
			}
			out = append(out, token{start: i, end: i + size, alone: true})
			open = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if !open {
				out = append(out, token{start: i, end: i, number: unicode.IsDigit(r)})
				open = true
			}
			out[len(out)-1].end = i + size
		case (r == '\'' || r == '’') && open && letterAfter(text, i+size) && !out[len(out)-1].number:
			out[len(out)-1].end = i + size
		case r == '\u00ad' || r == '\u200d' || r == '\u200c':
			// Invisible inside a word.
			if open {
				out[len(out)-1].end = i + size
			}
		default:
			open = false
		}
	}
	return out
}

// letterAfter reports whether a letter stands at i.
func letterAfter(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// unspaced reports the scripts that write no spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Khmer, unicode.Lao, unicode.Myanmar)
}

// text returns a text in words of ours; see [scrubber.compose].
func (s *scrubber) text(src string) string { return s.compose(src, setting{}) }

// wordForWord replaces the words of a text one by one: for scripts without spaces
// whose language has no grammar here, and for what is part of an address.
func (s *scrubber) wordForWord(src string) string {
	toks := tokenize(src)
	// What stays is decided for the text as a whole, as phrases and dates are made
	// of several words.
	s.mark(src, toks, false)
	var b strings.Builder
	last := 0
	for _, t := range toks {
		b.WriteString(src[last:t.start])
		if w := src[t.start:t.end]; t.keep {
			b.WriteString(w)
		} else {
			b.WriteString(s.word(w, t))
		}
		last = t.end
	}
	b.WriteString(src[last:])
	return b.String()
}

// word replaces one token.
func (s *scrubber) word(w string, t token) string {
	if name, ok := s.names[strings.ToLower(w)]; ok {
		return shaped(name, w)
	}
	if t.number {
		return s.number(w)
	}
	if t.alone {
		return strings.Map(s.char, w)
	}
	low := strings.ToLower(w)
	first, _ := utf8.DecodeRuneInString(low)
	list := listFor(s.lang, scriptOf(first))
	if list == nil || len(list.byLen) == 2 {
		return shaped(strings.Map(s.char, low), w)
	}
	return shaped(list.pick(low), w)
}

// number changes the digits of long numbers and keeps short ones and years,
// which are parts of dates.
func (s *scrubber) number(w string) string {
	if isYear(w) || len(w) <= 2 || s.Again {
		return w
	}
	if utf8.RuneCountInString(w) <= 5 && !allDigits(w) {
		return w // 1st, 12h30
	}
	// The digits follow from the number, so that a number that occurs twice is
	// still one.
	h := hash(w)
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			if unicode.IsLetter(r) && r < utf8.RuneSelf {
				return 'x'
			}
			return r
		}
		h = h*1664525 + 1013904223
		return '1' + rune(h>>16%9)
	}, w)
}

// allDigits reports whether w has nothing but digits.
func allDigits(w string) bool {
	return strings.IndexFunc(w, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
}

// isYear reports the years that a date of our time can have.
func isYear(w string) bool {
	return len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20")) && allDigits(w)
}

// maxRun bounds the weight of words in a row that a fixture has in common with
// its page: seven words and a bit, one less than [SharedWords].
const maxRun = 15

// maxDateWords is how many words, numbers aside, the text of a date has.
const maxDateWords = 6

// mark decides which tokens stay, and as what: the wording of promos and gates, the
// names of the site, the parts of dates, and prices. Of a text that is told, the story's,
// fewer words are wording.
func (s *scrubber) mark(src string, toks []token, told bool) {
	for i := range toks {
		toks[i].keep, toks[i].as = false, asWord
		if toks[i].number {
			toks[i].as = numberAs(src, toks, i)
		}
	}
	for _, p := range s.phrases(src, !told) {
		// A word that a story has by chance says nothing; a line that asks is kept.
		if told && len(toks) > 6 && len(tokenize(src[p.from:p.to])) < 3 && p.from > 0 {
			continue
		}
		if p.as == asOffer { // what a phrase of another kind has is that phrase's
			keepFree(toks, p.from, p.to)
			continue
		}
		keep(toks, p.from, p.to, p.as)
	}
	s.markDates(src, toks)
	s.markPrices(src, toks)
	if len(toks) <= 12 && len(toks) > 0 && !(told && len(toks) > 6) {
		if w := strings.ToLower(src[toks[0].start:toks[0].end]); bylineWords[w] {
			toks[0].keep, toks[0].as = true, asPhrase
		}
	}
	for i := range toks {
		low := strings.ToLower(src[toks[i].start:toks[i].end])
		// A person's name goes even if it is a month or a word of a promo; a word
		// that stands for itself, such as an agency, stays.
		name, ok := s.names[low]
		// In small letters it is another word.
		ok = ok && (!isSmall(src[toks[i].start:]) || len(toks) <= 3)
		switch {
		case ok && name != low && toks[i].as == asDate: // "29 Jan 2024", by Jan
		case ok && name != low:
			toks[i].keep, toks[i].as = false, asName
		case ok && toks[i].as == asWord:
			toks[i].keep, toks[i].as = true, asName
		}
	}
	s.markSite(src, toks)
	breakRuns(toks)
}

// isSmall reports a text that begins with a small letter.
func isSmall(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

// numberAs says what a number is by its form.
func numberAs(src string, toks []token, i int) class {
	t := toks[i]
	switch w := src[t.start:t.end]; {
	case isYear(w):
		return asYear
	case i+1 < len(toks) && toks[i+1].number && src[t.end:toks[i+1].start] == ":", i > 0 && toks[i-1].number && src[toks[i-1].end:t.start] == ":":
		return asTime
	}
	return asNumber
}

// keep marks the tokens between two places of the text.
func keep(toks []token, from, to int, as class) {
	for i := range toks {
		if toks[i].start >= from && toks[i].end <= to {
			toks[i].keep, toks[i].as = true, as
		}
	}
}

// keepFree marks the words of an offer that no phrase has.
func keepFree(toks []token, from, to int) {
	for i := range toks {
		if t := &toks[i]; t.start >= from && t.end <= to && (t.as == asWord || t.as == asNumber) {
			if t.as == asWord {
				t.as = asOffer
			}
			t.keep = true
		}
	}
}

// markSite keeps the names of the site, those that have a word in common with
// an author too.
func (s *scrubber) markSite(src string, toks []token) {
	low := strings.ToLower(src)
	// Folding has changed lengths, so that places no longer fit.
	if len(low) != len(src) {
		return
	}
	for _, name := range s.siteNames {
		for from := 0; ; {
			i := strings.Index(low[from:], name)
			if i < 0 {
				break
			}
			keep(toks, from+i, from+i+len(name), asSite)
			from += i + len(name)
		}
	}
}

// bylineWords stand before the name of an author.
var bylineWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq("by von par por door av af di oleh bởi โดย بقلم מאת από от автор autor author text texte texto testo") {
		m[w] = true
	}
	return m
}()

// markDates keeps what stands around the numbers of a date, and short texts
// that are a date as a whole:
//
//	The bridge was opened on 3 May.    "3 May" stays, the rest goes
//	Updated 3 May 2024, 14:05          stays
func (s *scrubber) markDates(src string, toks []token) {
	dated, words := false, 0
	for i := range toks {
		t := &toks[i]
		w := src[t.start:t.end]
		if !t.number {
			words++
		}
		if !t.number || len(w) > 2 && !isYear(w) {
			continue
		}
		if isYear(w) || t.end < len(src) && src[t.end] == ':' && i+1 < len(toks) && toks[i+1].number {
			dated = true
		}
		// The month stands on either side of its number: 3 May, May 3.
		for j := max(0, i-1); j <= min(len(toks)-1, i+1); j++ {
			if isMonth(strings.ToLower(src[toks[j].start:toks[j].end])) {
				toks[j].keep, toks[j].as, t.as = true, asDate, asDate
			}
		}
	}
	if !dated || words > maxDateWords {
		return
	}
	// A line of a date has other words of dates beside it, a sentence with a year in it
	// has words of its own.
	for _, t := range toks {
		if w := src[t.start:t.end]; !t.number && !t.keep && !t.alone && !s.dateWord(w) {
			return
		}
	}
	for i := range toks {
		toks[i].keep = true
		if toks[i].as == asWord {
			toks[i].as = asDate
		}
	}
}

// dateWord reports a word that a line of a date may have: of the lexicon, of a time
// zone, the short form of a day.
func (s *scrubber) dateWord(w string) bool {
	low := strings.ToLower(w)
	return len(w) <= 4 && w != "I" || isMonth(low) || s.lineWord(low) || strings.HasSuffix(low, "day") || strings.HasSuffix(low, "tag")
}

// isMonth reports the names of months in most languages of our lists, by
// their first letters, which they share. It is asked of words beside a number only, so
// that a word which begins like a month is seldom met.
func isMonth(w string) bool {
	if unicode.IsDigit(rune(w[0])) || utf8.RuneCountInString(w) > 12 {
		return false
	}
	for _, p := range monthStarts {
		if strings.HasPrefix(w, p) {
			return true
		}
	}
	return w == "年" || w == "月" || w == "日" || w == "de"
}

var monthStarts = strings.Fields(`jan feb mar apr may mai mei maj maio jun jul aug sep oct nov dec gen mag giu lug set ott dic ene abr ago fev
 avr juin juil aoû déc dez mär okt pro led úno únor bře dub kvě čer srp zář říj lis led lut kwi cze lip sie wrz paź gru sty januar styc
 oca şub nis haz tem ağu eyl eki kas ara янв фев мар апр май мая июн июл авг сен окт ноя дек січ лют бер кві тра чер лип сер вер жов лис гру
 ιαν φεβ μαρ απρ μαΐ μαϊ ιου αυγ σεπ οκτ νοε δεκ يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
 ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר saus vas kov bal geg bir liep rugp rugs spal lapk gruo
 tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu tháng januári február máj jún júl`)

// markPrices keeps the numbers that stand beside a sign of money, and a share in per
// cent. "$9.99" is two numbers to the tokenizer, of which the second is kept because
// the first is.
func (s *scrubber) markPrices(src string, toks []token) {
	for i := range toks {
		t := &toks[i]
		if !t.number {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(src[:t.start], " \u00a0"))
		after, _ := utf8.DecodeRuneInString(strings.TrimLeft(src[t.end:], " \u00a0"))
		glued := i > 0 && toks[i-1].number && toks[i-1].keep && t.start-toks[i-1].end == 1
		if unicode.Is(unicode.Sc, before) || unicode.Is(unicode.Sc, after) || after == '%' || glued {
			t.keep, t.as = true, asPrice
			if after == '%' {
				t.as = asPercent
			}
		}
	}
}

// breakRuns takes a word out of each run of kept words that is so long that
// it would be a sentence of the page. Numbers stay and count, since they are
// mostly the same in the fixture.
func breakRuns(toks []token) {
	weight, last := 0, -1 // of the run, and its last word that may go
	for i := range toks {
		t := &toks[i]
		// A replaced word ends the run.
		if !t.keep && !t.number {
			weight, last = 0, -1
			continue
		}
		weight += t.weight()
		if !t.number {
			last = i
		}
		if weight < maxRun || last < 0 {
			continue
		}
		toks[last].keep, toks[last].as = false, asWord
		weight = 0
		for _, after := range toks[last+1 : i+1] {
			weight += after.weight()
		}
		last = -1
	}
}

// weight is 2 for a word and 1 for a character of a script without spaces, of
// which about two make a word.
func (t *token) weight() int {
	if t.alone {
		return 1
	}
	return 2
}
