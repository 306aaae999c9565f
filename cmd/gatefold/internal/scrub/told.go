package scrub

import (
	"slices"
	"strings"
)

// told1 composes a text that asks for nothing: a headline as one of the story's, a
// paragraph as the story's next, a label as a label. What a separator parts, such as
// the name of the site behind a title, stays parted.
func (s *scrubber) told1(src string, toks []token, at setting) string {
	switch at.as {
	case caption:
		return s.caption(src, toks)
	case credit:
		return s.credit(src)
	}
	var b strings.Builder
	from := 0
	for i := range toks {
		if i+1 < len(toks) && !s.separates(src, toks, i) {
			continue
		}
		end := len(src)
		if i+1 < len(toks) {
			end = toks[i].end
			// What closes belongs to the words before it.
			glue := src[end:toks[i+1].start]
			for _, r := range glue {
				if !strings.ContainsRune(".!?…\"”»’)", r) {
					break
				}
				end += len(string(r))
			}
		}
		b.WriteString(s.piece(src[from:end], at))
		if i+1 < len(toks) {
			glue := src[end:toks[i+1].start]
			open := strings.LastIndexFunc(glue, func(r rune) bool { return !strings.ContainsRune("„“«\"‘'(¿¡", r) })
			cut := 0
			if open >= 0 {
				cut = open + len(string([]rune(glue[open:])[0]))
			}
			b.WriteString(glue[:cut])
			from = end + cut
		}
	}
	return b.String()
}

// separates reports whether what stands between two words parts two texts that have
// nothing to do with one another.
func (s *scrubber) separates(src string, toks []token, i int) bool {
	glue := src[toks[i].end:toks[i+1].start]
	switch {
	case strings.ContainsAny(glue, "|•·›→\n\t/") && strings.ContainsAny(glue, " \n\t\u00a0"):
		return true
	case strings.Contains(glue, " - "), strings.Contains(glue, " – "), strings.Contains(glue, " — "):
		return toks[i].as == asSite || toks[i+1].as == asSite
	case strings.Contains(glue, ": "), strings.Contains(glue, "："):
		// "Read also: …", "By Jane Doe: …"
		for _, t := range toks[:i+1] {
			if !t.keep && t.as != asName {
				return false
			}
		}
		return true
	}
	return false
}

// longestLabel is how many words a text without an end has that is a label.
const longestLabel = 3

// longestTitle is how many a headline has; what is longer is sentences.
const longestTitle = 16

// piece composes one of the parts of a text.
func (s *scrubber) piece(src string, at setting) string {
	toks := tokenize(src)
	if len(toks) == 0 {
		return src
	}
	st := styleOf(src, toks, s.grammar.capitals)
	s.mark(src, toks, at.story)
	chunks := chunksOf(src, toks, s)
	free := 0
	for _, t := range toks {
		if t.as == asWord || t.as == asName && !t.keep {
			free++
		}
	}
	long := longestTitle
	if !s.grammar.spaced() {
		long *= 2
	}
	told := at.tale && at.as != heading || at.as == standfirst
	head, tail := borders(src, toks)
	short := longestLabel
	if !s.grammar.spaced() {
		short *= 3
	}
	n := len(toks)
	if free == 0 || len(chunks) > 0 && free < 4 || len(chunks)*3 >= n && n > 3 {
		return s.filled(src, toks, at)
	}
	var text string
	d := dice(hash(s.host, s.URL, src))
	switch {
	case at.as == headline:
		text = s.tale.one("headline", n, s.new)
		tail = strings.TrimRight(strings.TrimRight(tail, "?!¿¡"), " \u00a0")
		head = strings.Trim(head, "¿¡")
	case n <= short && (!told || !endsSentence(tail)) && at.as != heading:
		text = s.grammar.label(&d, n, s.labels(at))
	case at.as == heading && at.tale && n <= long:
		text = s.tale.one("heading", n, s.new)
	case told || endsSentence(tail) || n > long:
		text = s.sentences(src, toks, chunks, at, tail)
	case n <= short:
		text = s.grammar.label(&d, n, s.labels(at))
	default:
		text = s.tale.one("teaser", n, s.new)
	}
	open, shut := quoteMarks(src, s.grammar.lang)
	text = st.apply(inMarks(text, open, shut), s.grammar.lang)
	if strings.ContainsAny(head, "¿¡") {
		text = strings.TrimLeft(text, "¿¡")
	}
	if last := lastRune(text); strings.ContainsRune("?!", last) && tail != "" {
		tail = strings.TrimLeft(tail, ".?!…")
	}
	return head + text + tail
}

func (s *scrubber) labels(at setting) []part {
	if at.menu {
		return s.grammar.sections
	}
	return s.grammar.labels
}

// new reports a text that has no run of words in common with the page.
func (s *scrubber) new(text string) bool { return !s.shares(text) }

// sentences writes a passage of the story, or of other news, with what is kept of the
// page's: a date, a price, a name each in a sentence of their own behind the first.
func (s *scrubber) sentences(src string, toks []token, chunks []chunk, at setting, tail string) string {
	var facts []string
	n := len(toks)
	has := map[class]bool{}
	for _, c := range chunks {
		frame := s.grammar.frames[c.as.String()]
		// What is told of subscriptions says nothing, nor does a word of an agency.
		if c.as == asPhrase && (at.story || c.to-c.from < 2) || c.as == asName && (!at.tale || !s.renamed(src, toks[c.from:c.to])) {
			continue
		}
		if frame == "" || has[c.as] || c.as == asYear || c.as == asTime || c.as == asNumber || c.as == asPercent {
			continue
		}
		words := c.text
		if c.as == asDate {
			if words = strings.TrimSuffix(words, " de"); allDigits(words) {
				continue
			}
		}
		has[c.as] = true
		fact := capital(strings.Replace(frame, "{}", words, 1))
		facts = append(facts, fact)
		n -= len(tokenize(fact))
	}
	list := "brief"
	switch {
	case at.as == standfirst:
		list = "standfirst"
	case at.tale:
		list = "tell"
	}
	asks := strings.ContainsAny(tail, "?？")
	var text string
	if list == "standfirst" {
		text = s.summary(src, max(n, 2), asks)
	} else {
		text = s.tale.paragraph(list, max(n, 2), quotation(src) && at.tale, asks)
	}
	if len(facts) == 0 {
		return text
	}
	stop := ". "
	if !s.grammar.spaced() {
		stop = "。"
	}
	first, rest, more := strings.Cut(text, stop)
	if asks && !more { // a question stays the last
		return strings.Join(append(facts, first), stop)
	}
	out := strings.Join(append([]string{first}, facts...), stop)
	if more {
		out += stop + rest
	}
	return out
}

// summary writes a standfirst. Any of its sentences may be the first: that is chosen of
// which the models say what they say of the page's.
func (s *scrubber) summary(src string, n int, asks bool) string {
	list := s.tale.lists["standfirst"]
	want := s.senseOf(src)
	best, least := "", 0.0
	before := slices.Clone(list.used)
	for start := range list.lines {
		copy(list.used, before)
		list.next = start
		text := s.tale.paragraph("standfirst", n, false, asks)
		got := s.senseOf(text)
		if far := want.far(&got); best == "" || far < least {
			best, least = text, far
		}
	}
	return best
}

// renamed reports words that name a person.
func (s *scrubber) renamed(src string, toks []token) bool {
	for _, t := range toks {
		if low := strings.ToLower(src[t.start:t.end]); s.names[low] != "" && s.names[low] != low {
			return true
		}
	}
	return false
}

// caption composes what stands under a picture: a line of the story's, and who made the
// picture.
func (s *scrubber) caption(src string, toks []token) string {
	by := len(toks) // where the credit begins
	for i := range toks {
		var before string
		if i > 0 {
			before = src[toks[i-1].end:toks[i].start]
		} else {
			before = src[:toks[0].start]
		}
		low := strings.ToLower(src[toks[i].start:toks[i].end])
		if len(toks)-i <= 10 && (strings.ContainsAny(before, "(|©/") || creditWords[low] || i > 0 && strings.ContainsAny(before, ".。") && len(toks)-i <= 6) {
			by = i
			break
		}
	}
	s.mark(src, toks, false)
	end := len(src)
	if by < len(toks) {
		end = toks[by].start
		if by > 0 {
			glue := src[toks[by-1].end:end]
			if i := strings.LastIndexAny(glue, " \u00a0\n"); i >= 0 {
				end = toks[by-1].end + i + 1
			}
		} else {
			end = 0
		}
	}
	text := ""
	if by > 0 {
		main := src[:end]
		words := tokenize(main)
		_, tail := borders(strings.TrimRight(main, " \u00a0\n"), words)
		made := s.tale.one("caption", len(words), s.new)
		if len(words) > longestTitle+6 {
			made = s.tale.paragraph("caption", len(words), false, false)
		}
		open, shut := quoteMarks(main, s.grammar.lang)
		text = styleOf(main, words, s.grammar.capitals).apply(inMarks(made, open, shut), s.grammar.lang) + strings.TrimRight(tail, "(|©/ ")
		if by < len(toks) {
			text += " "
		}
	}
	if by == len(toks) {
		return text
	}
	return text + s.credit(src[end:])
}

// creditWords say who made a picture.
var creditWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`photo photos photograph photographs photography foto fotos fotografie bild bilder picture image credit courtesy copyright
 crédit photographie imagen immagine fotó kuva zdjęcie fot illustration getty reuters afp ap dpa imago shutterstock unsplash 写真 提供 撮影`) {
		m[w] = true
	}
	return m
}()

// credit keeps the words of a credit and names somebody else.
func (s *scrubber) credit(src string) string {
	toks := tokenize(src)
	s.mark(src, toks, false)
	var b strings.Builder
	last, named := 0, false
	for i, t := range toks {
		w := src[t.start:t.end]
		low := strings.ToLower(w)
		glue := src[last:t.start]
		if strings.ContainsAny(glue, ",/|;&") {
			named = false
		}
		switch {
		case t.alone:
			b.WriteString(glue + strings.Map(s.char, w))
		case t.keep, creditWords[low], s.lineWord(low), isYear(w):
			b.WriteString(glue + s.kept(src, t))
			named = false
		case strings.HasPrefix(src[t.end:], ":") || strings.HasPrefix(src[t.end:], " :") && i+1 < len(toks):
			b.WriteString(glue + s.grammar.frames["credit"])
			named = false
		case named: // one name stands for a run of words
			if strings.TrimSpace(glue) != "" {
				b.WriteString(strings.TrimSpace(glue))
			}
		default:
			name := s.names[low]
			if name == "" {
				name = s.somebody(low)
			}
			b.WriteString(glue + shaped(name, "Xx"))
			named = true
		}
		last = t.end
	}
	return b.String() + src[last:]
}

// somebody returns the full name of nobody in particular.
func (s *scrubber) somebody(seed string) string {
	h := hash(seed)
	g := s.grammar
	first, family := g.given[h%uint32(len(g.given))], g.family[h>>8%uint32(len(g.family))]
	return first + " " + family
}
