package scrub

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// gram is how many words in a row two texts have in common where one is taken to be a
// part of the other; of scripts without spaces it is that many characters, doubled.
const gram = 3

// bridged is how many words may differ inside of a text that repeats another.
const bridged = 3

// passage is a text that was composed, with what it was composed for.
type passage struct {
	words   []string // of the page, folded
	out     string
	outToks []token
	// begins and outBegins are the words that sentences begin with, and the ends.
	begins, outBegins []int
}

// place is a word of a passage.
type placed struct{ passage, word int }

// learn notes a text and what stands for it.
func (s *scrubber) learn(src, out string) {
	toks := tokenize(src)
	if len(toks) < gram || src == out {
		return
	}
	p := passage{words: folded(src, toks), out: out, outToks: tokenize(out), begins: sentenceBegins(src, toks)}
	if len(p.outToks) == 0 {
		return
	}
	p.outBegins = sentenceBegins(out, p.outToks)
	s.passages = append(s.passages, p)
	for i := range p.words {
		if k, ok := gramAt(p.words, toks, i); ok {
			if len(s.grams[k]) < maxPlaces {
				s.grams[k] = append(s.grams[k], placed{len(s.passages) - 1, i})
			}
		}
	}
}

func folded(src string, toks []token) []string {
	out := make([]string, len(toks))
	for i, t := range toks {
		out[i] = strings.ToLower(src[t.start:t.end])
	}
	return out
}

// gramAt returns the words from i on by which passages are found.
func gramAt(words []string, toks []token, i int) (string, bool) {
	n := gram
	if toks[i].alone {
		n *= 2
	}
	if i+n > len(words) {
		return "", false
	}
	return strings.Join(words[i:i+n], " "), true
}

// sentenceBegins lists the words that sentences begin with, the end of the text last.
func sentenceBegins(text string, toks []token) []int {
	out := []int{0}
	for i := range toks {
		if i+1 == len(toks) || parts(text, toks, i) {
			out = append(out, i+1)
		}
	}
	return out
}

// longText is how many words a text has that may hold many others, as that of
// structured data holds the paragraphs.
const longText = 60

// repeated is words in a row of a text that a passage has too.
type repeated struct {
	from, to int
	p        *passage
	at, end  int // the words of the passage
}

// recalled composes a text of the passages that it repeats, false where that is less
// than two thirds of it. What is nearly another text is that text: of two titles of a page one
// may have a word more.
func (s *scrubber) recalled(src string, toks []token, at setting) (string, bool) {
	runs, covered := s.repeats(folded(src, toks), toks)
	if covered*3 < len(toks)*2 || covered == 0 {
		return "", false
	}
	p := runs[0].p
	one := true
	for _, r := range runs {
		one = one && r.p == p
	}
	if one && covered*10 < len(toks)*9 {
		if 3*covered >= 2*len(p.words) && 3*distance(len(toks), len(p.words)) <= len(p.words) && !s.namesSite(src, toks) {
			return p.out, true
		}
	}
	// Nor is a headline a part of another.
	if at.as == headline && one && !(runs[0].at == 0 && runs[0].end == len(p.words)) {
		return "", false
	}
	// A short text is not pieced together of several.
	if !one && len(toks) <= longText && covered*10 < len(toks)*9 {
		return "", false
	}
	var b strings.Builder
	last, done := 0, 0
	between := func(upTo int) {
		if done == upTo {
			return
		}
		from, to := toks[done].start, toks[upTo-1].end
		if upTo-done >= gram || s.namesSite(src, toks[done:upTo]) {
			b.WriteString(noMarks(src[last:from]) + s.compose(src[from:to], setting{story: at.story, tale: at.tale, menu: at.menu}))
		}
		last = to
	}
	for _, r := range runs {
		between(r.from)
		b.WriteString(noMarks(src[last:toks[r.from].start]))
		b.WriteString(likeIn(r.p.cut(r.at, r.end), src[toks[r.from].start:toks[r.to-1].end]))
		last, done = toks[r.to-1].end, r.to
	}
	between(len(toks))
	return b.String() + noMarks(src[last:]), true
}

// namesSite reports a text with the name of the publication in it.
func (s *scrubber) namesSite(src string, toks []token) bool {
	toks = append([]token(nil), toks...)
	s.markSite(src, toks)
	for _, t := range toks {
		if t.as == asSite {
			return true
		}
	}
	return false
}

// noMarks takes the quotation marks out of the signs between two texts.
func noMarks(glue string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(allMarks, r) {
			return -1
		}
		return r
	}, glue)
}

// leastRun is how many words in a row a longer text has to have of another; of a
// fixture more, in which the same words stand in many sentences.
const (
	leastRun      = 4
	leastRunAgain = 8
)

// maxPlaces is how many places are known for the same words.
const maxPlaces = 12

// repeats finds the words in a row that passages have too, and counts them.
func (s *scrubber) repeats(words []string, toks []token) (runs []repeated, covered int) {
	least := leastRun
	if s.Again {
		least = leastRunAgain
	}
	for i := 0; i < len(words); {
		next, ok := s.longest(words, toks, i)
		if !ok || next.to-next.from < min(least, len(next.p.words)) {
			i++
			continue
		}
		covered += next.to - next.from
		i = next.to
		// A word or two that differ between two runs are those of the passage.
		if n := len(runs) - 1; n >= 0 && runs[n].p == next.p && next.from-runs[n].to <= bridged {
			if gap := next.at - runs[n].end; gap >= 0 && gap <= bridged {
				runs[n].to, runs[n].end = next.to, next.end
				continue
			}
		}
		runs = append(runs, next)
	}
	return runs, covered
}

// longest returns the longest run of words from one on that a passage has too.
func (s *scrubber) longest(words []string, toks []token, i int) (best repeated, ok bool) {
	k, whole := gramAt(words, toks, i)
	if !whole {
		return best, false
	}
	for _, where := range s.grams[k] {
		p := &s.passages[where.passage]
		j := 0
		for i+j < len(words) && where.word+j < len(p.words) && words[i+j] == p.words[where.word+j] {
			j++
		}
		if j > best.to-best.from {
			best, ok = repeated{i, i + j, p, where.word, where.word + j}, true
		}
	}
	return best, ok
}

// cut returns what stands for some words of a passage: whole sentences for whole
// sentences.
func (p *passage) cut(from, to int) string {
	if from == 0 && to == len(p.words) {
		return p.out[p.outToks[0].start:p.outToks[len(p.outToks)-1].end]
	}
	a, z := p.scale(from), p.scale(to)
	if slices.Contains(p.begins, from) {
		a = nearestOf(p.outBegins, a, 0)
	}
	if slices.Contains(p.begins, to) {
		z = nearestOf(p.outBegins, z, a+1)
	}
	if a >= z {
		return ""
	}
	start, end := p.outToks[a].start, p.outToks[z-1].end
	// The sign of a price goes with its number.
	if r := strings.TrimRight(p.out[:start], " \u00a0"); strings.HasSuffix(r, "€") || strings.HasSuffix(r, "$") || strings.HasSuffix(r, "£") {
		start = len(strings.TrimRight(r, "€$£"))
	}
	return balanced(p.out, start, end)
}

// nearestOf returns the number of a list that is nearest to n, of those from low on.
func nearestOf(list []int, n, low int) int {
	best := -1
	for _, v := range list {
		if v >= low && (best < 0 || distance(v, n) < distance(best, n)) {
			best = v
		}
	}
	if best < 0 {
		return n
	}
	return best
}

// balanced returns a part of a text with the quotation mark before its first word, and
// without any where a pair is cut.
func balanced(text string, start, end int) string {
	if r, size := utf8.DecodeLastRuneInString(text[:start]); strings.ContainsRune("„“«»\"「‘", r) {
		start -= size
	}
	part := text[start:end]
	for _, pair := range [...][2]string{{"“", "”"}, {"„", "“"}, {"«", "»"}, {"»", "«"}, {"「", "」"}, {"„", "”"}} {
		if strings.Count(text, pair[0]) > 0 && strings.Count(text, pair[1]) > 0 && strings.Count(part, pair[0]) != strings.Count(part, pair[1]) {
			return noMarks(part)
		}
	}
	if strings.Count(part, "\"")%2 == 1 {
		return noMarks(part)
	}
	return part
}

// scale returns the word of what stands for a passage that is where a word of it was.
func (p *passage) scale(word int) int {
	return (word*len(p.outToks) + len(p.words)/2) / len(p.words)
}

// likeIn gives a text the capitals of another: all, or none where it began a sentence.
func likeIn(text, like string) string {
	upper, lower := 0, 0
	for _, r := range like {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	if upper > 3 && lower == 0 {
		return strings.ToUpper(text)
	}
	if upper > 0 && !isSmall(like) {
		return capital(text)
	}
	return text
}

// noteRuns notes the runs of words of the page, none of which may stand in a text of
// ours.
func (s *scrubber) noteRuns() {
	s.runs = map[string]bool{}
	for _, text := range textsOf(s.root) {
		runs(text, func(key, _ string) { s.runs[key] = true })
	}
}

// shares reports whether a text has a run of words in common with the page.
func (s *scrubber) shares(text string) bool {
	found := false
	runs(text, func(key, _ string) { found = found || s.runs[key] })
	return found
}
