package offer

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// kinds is a set of lexicon kinds from Free on.
type kinds uint32

func kind(k lexicon.Kind) kinds { return 1 << (k - lexicon.Free) }

// The kinds by themselves, to be joined with |.
const (
	kFree     kinds = 1 << iota // kind(lexicon.Free): the first
	kTrial    kinds = 1 << (lexicon.Trial - lexicon.Free)
	kThen     kinds = 1 << (lexicon.Then - lexicon.Free)
	kPer      kinds = 1 << (lexicon.Per - lexicon.Free)
	kFor      kinds = 1 << (lexicon.For - lexicon.Free)
	kFrom     kinds = 1 << (lexicon.From - lexicon.Free)
	kOnly     kinds = 1 << (lexicon.Only - lexicon.Free)
	kWas      kinds = 1 << (lexicon.Was - lexicon.Free)
	kDiscount kinds = 1 << (lexicon.Discount - lexicon.Free)
	kCancel   kinds = 1 << (lexicon.Cancel - lexicon.Free)
	kFirst    kinds = 1 << (lexicon.First - lexicon.Free)
	kNumber   kinds = 1 << (lexicon.Number - lexicon.Free)
	kPeriod   kinds = 1 << (lexicon.Period - lexicon.Free)
	kCurrency kinds = 1 << (lexicon.Currency - lexicon.Free)
)

// token is a word, a number or the end of a sentence. A word may mean several
// things: "an" is one, per, and a French year.
// Which of its meanings a word has here is decided by what asks: spanAt takes "an"
// for a number, perBetween for a rate.
type token struct {
	start, end int32 // in the folded text
	means      kinds
	digits     bool   // a number in digits; amount has it
	stop       bool   // the end of a sentence or of a line
	percent    bool   // a number with a percent sign, which belongs to it
	number     string // for kNumber: its digits
	period     string // for kPeriod: "week"
	currency   string // for kCurrency: "EUR", "$"
	amount     string
}

func (t *token) is(k kinds) bool { return t.means&k != 0 }

// word reports whether the token means nothing here.
func (t *token) word() bool { return t.means == 0 && !t.digits && !t.stop }

// It reads one text, once or twice (see [Parse]): the folded text and its hits
// serve both.
type parser struct {
	lex      *lexicon.Lexicon
	text     string
	region   string // upper case, or empty
	lang     string
	folded   []byte
	offs     []int32
	hits     []lexicon.Hit
	tokens   []token
	consumed []bool // by token: a part of a price
}

// tokenSize is about how many bytes of text a token takes.
const tokenSize = 4

func newParser(lex *lexicon.Lexicon, text, lang, country string) *parser {
	p := &parser{lex: lex, text: text, lang: lexicon.Lang(lang), region: region(lang, country)}
	p.folded, p.offs = lexicon.FoldOffsets(make([]byte, 0, len(text)+utf8.UTFMax), make([]int32, 0, len(text)), text)
	p.hits = lex.ScanOffer(p.folded, nil)
	return p
}

// tokenize splits the folded text. With a language, words of other languages
// mean nothing, except names and signs of money.
//
// Hits are in order, so that one walk over the text takes them in. A number in
// digits wins over a phrase that is no longer than it is.
func (p *parser) tokenize(lang string) {
	p.tokens = slices.Grow(p.tokens[:0], len(p.folded)/tokenSize)
	h := 0
	for i := 0; i < len(p.folded); {
		for h < len(p.hits) && int(p.hits[h].Start) < i {
			h++
		}
		t := p.meaning(h, int32(i), lang)
		if n, ok := p.literal(i); ok && n.end >= t.end {
			t = n
		}
		if t.end == 0 {
			i = p.other(i)
			continue
		}
		p.tokens = append(p.tokens, t)
		i = int(t.end)
	}
	p.consumed = append(p.consumed[:0], make([]bool, len(p.tokens))...)
}

// meaning joins the longest hits that start at i.
//
// The result has no end where nothing starts at i.
func (p *parser) meaning(h int, i int32, lang string) token {
	var t token
	for ; h < len(p.hits) && p.hits[h].Start == i; h++ {
		hit, ph := p.hits[h], p.lex.Phrase(p.hits[h].Phrase)
		if hit.End < t.end || !speaks(ph, lang) {
			continue
		}
		// Hits come with the longest first.
		t.start, t.end = hit.Start, hit.End
		t.means |= kind(ph.Kind)
		switch ph.Kind {
		case lexicon.Number:
			t.number = ph.Value
		case lexicon.Period:
			t.period = ph.Value
		case lexicon.Currency:
			t.currency = prefer(t.currency, ph.Value)
		}
	}
	return t
}

// prefer keeps a code before a sign: "rs" is one currency in two files.
func prefer(old, now string) string {
	if old == "" || len(old) < 3 && len(now) == 3 {
		return now
	}
	return old
}

// speaks reports whether a phrase counts in lang. Signs and money count in all,
// but a letter is money at home only.
func speaks(p lexicon.Phrase, lang string) bool {
	if lang == "" || p.Kind == lexicon.Currency && utf8.RuneCountInString(p.Text) > 1 || !strings.ContainsFunc(p.Text, func(r rune) bool { return r >= 'A' }) {
		return true
	}
	return p.Speaks(lang)
}

// other appends the word or the stop at i, and returns where it ends.
//
// A word ends where a hit starts: in scripts without spaces nothing else would
// part the two.
func (p *parser) other(i int) int {
	r, size := utf8.DecodeRune(p.folded[i:])
	end := i + size
	switch {
	case strings.ContainsRune("!?。！？|;•·●\n", r), r == '.' && p.endsSentence(i):
		p.tokens = append(p.tokens, token{start: int32(i), end: int32(end), stop: true})
		return end
	case r < 'a' || r == '{' || r == '}' || r == '~' || r >= 0x2000 && r < 0x2e80 || r >= 0x3001 && r <= 0x303f:
		return end // punctuation means nothing
	}
	for end < len(p.folded) && !p.hitAt(end) {
		r, size = utf8.DecodeRune(p.folded[end:])
		if r < 'a' || r >= 0x3001 && r <= 0x303f {
			break
		}
		end += size
	}
	p.tokens = append(p.tokens, token{start: int32(i), end: int32(end)})
	return end
}

// endsSentence tells a full stop from the point of an ordinal number, as in
// "im 1. Monat".
func (p *parser) endsSentence(i int) bool {
	if i+1 < len(p.folded) && p.folded[i+1] != ' ' && p.folded[i+1] != '\n' {
		return false
	}
	n := len(p.tokens)
	if n == 0 || !p.tokens[n-1].digits || p.tokens[n-1].end != int32(i) {
		return true
	}
	for _, h := range p.hits {
		if int(h.Start) == i+2 && p.lex.Kind(h.Phrase) == lexicon.Period {
			if p.tokens[n-1].amount == "1" {
				p.tokens[n-1].means |= kFirst
			}
			return false
		}
	}
	return true
}

// hitAt reports whether a hit starts at i, by a search over the sorted hits.
func (p *parser) hitAt(i int) bool {
	lo, hi := 0, len(p.hits)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if int(p.hits[mid].Start) < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(p.hits) && int(p.hits[lo].Start) == i
}

// gap returns how many bytes stand between the tokens i and i+1.
func (p *parser) gap(i int) int { return int(p.tokens[i+1].start - p.tokens[i].end) }

// source returns the part of the text from the token i to the token j.
//
// It is cut from the text as given, by the place that each folded byte came from.
func (p *parser) source(i, j int) string {
	from := p.offs[p.tokens[i].start]
	last := p.offs[p.tokens[j].end-1]
	_, size := utf8.DecodeRuneInString(p.text[last:])
	return strings.TrimSpace(p.text[from : int(last)+size])
}

// single reports whether the set has one kind only.
func (k kinds) single() bool { return bits.OnesCount32(uint32(k)) == 1 }
