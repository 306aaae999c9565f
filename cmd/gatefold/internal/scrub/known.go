package scrub

import (
	"strings"
	"unicode"
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
}

// place is a word of a passage.
type placed struct{ passage, word int }

// learn notes a text and what stands for it.
func (s *scrubber) learn(src, out string) {
	toks := tokenize(src)
	if len(toks) < gram || src == out {
		return
	}
	p := passage{words: folded(src, toks), out: out, outToks: tokenize(out)}
	// What is of another length has no words in the same places.
	if len(p.outToks) == 0 || 12*distance(len(p.outToks), len(toks)) > len(toks) {
		return
	}
	s.passages = append(s.passages, p)
	for i := range p.words {
		if k, ok := gramAt(p.words, toks, i); ok {
			if _, known := s.grams[k]; !known {
				s.grams[k] = placed{len(s.passages) - 1, i}
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

// recalled composes a text of the passages that it repeats, false where that is less
// than half of it.
func (s *scrubber) recalled(src string, toks []token, at setting) (string, bool) {
	words := folded(src, toks)
	type run struct {
		from, to int
		p        *passage
		at, end  int // the words of the passage
	}
	var runs []run
	covered := 0
	for i := 0; i < len(words); {
		k, ok := gramAt(words, toks, i)
		where, known := s.grams[k]
		if !ok || !known {
			i++
			continue
		}
		p := &s.passages[where.passage]
		j := 0
		for i+j < len(words) && where.word+j < len(p.words) && words[i+j] == p.words[where.word+j] {
			j++
		}
		next := run{i, i + j, p, where.word, 0}
		covered += j
		i += j
		// A word or two that differ between two runs are those of the passage.
		if n := len(runs) - 1; n >= 0 && runs[n].p == p && next.from-runs[n].to <= bridged {
			if gap := next.at - (runs[n].at + runs[n].to - runs[n].from); gap >= 0 && gap <= bridged {
				runs[n].to, runs[n].end = next.to, next.at+j
				continue
			}
		}
		next.end = next.at + j
		runs = append(runs, next)
	}
	if covered*2 < len(words) || covered == 0 {
		return "", false
	}
	var b strings.Builder
	last, done := 0, 0
	between := func(upTo int) {
		if done < upTo {
			from, to := toks[done].start, toks[upTo-1].end
			b.WriteString(src[last:from] + s.compose(src[from:to], setting{story: true, menu: at.menu}))
			last = to
		}
	}
	for _, r := range runs {
		between(r.from)
		b.WriteString(src[last:toks[r.from].start])
		b.WriteString(likeIn(r.p.cut(r.at, r.end), src[toks[r.from].start:toks[r.to-1].end]))
		last, done = toks[r.to-1].end, r.to
	}
	between(len(toks))
	return b.String() + src[last:], true
}

// cut returns what stands for some words of a passage.
func (p *passage) cut(from, to int) string {
	a, z := p.scale(from), p.scale(to)
	if a >= z {
		return ""
	}
	start, end := p.outToks[a].start, p.outToks[z-1].end
	// The sign of a price goes with its number.
	if r := strings.TrimRight(p.out[:start], " \u00a0"); strings.HasSuffix(r, "€") || strings.HasSuffix(r, "$") || strings.HasSuffix(r, "£") {
		start = len(strings.TrimRight(r, "€$£"))
	}
	return p.out[start:end]
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
