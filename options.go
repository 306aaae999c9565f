package gatefold

import (
	"fmt"
	"io/fs"
	"math"
	"sync"

	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/rules"
)

// Extractor reads pages. It is immutable and serves any number of goroutines.
// The zero value works with the rules that ship with the module and the
// default limits.
type Extractor struct {
	rules     *rules.Set // nil for the rules that ship with the module
	noRules   bool
	withheld  bool
	schemaOrg bool
	lean      float64
	limits    Limits
	models    models
	// words are those of dates and bylines in the lexicon of rules, nil with it.
	words func() *meta.Words
}

// Option configures an [Extractor].
type Option func(*Extractor) error

// Limits bound what a page may be. A zero field stands for the default; a
// negative one lifts the bound.
type Limits struct {
	// Bytes is the size of the page, 32 MiB by default.
	Bytes int64
	// Nodes is the number of its elements and texts, 1,048,576 by default.
	Nodes int
	// Work is what reading the page may cost, in units of two nanoseconds of one
	// processor at most: each byte, element and block of text counts as what the
	// worst of its kind takes, so that the same page ends at the same place on
	// every machine. With the default of 1<<30 none of 300 kinds of pages that
	// are made to exhaust a reader, of 30 MB each, took more than 1.6 seconds of
	// processor time on the machine it was measured on; the costliest of 4,170
	// saved pages takes 22 percent of it.
	Work int64
}

// New returns an extractor. Everything about the configuration that can be
// wrong is found here: the error joins a [*rules.Error] for each problem of
// the rule files.
func New(opts ...Option) (*Extractor, error) {
	x := &Extractor{}
	for _, o := range opts {
		if err := o(x); err != nil {
			return nil, err
		}
	}
	if set := x.rules; set != nil {
		x.words = sync.OnceValue(func() *meta.Words { return wordsOf(set) })
	}
	return x, nil
}

// WithRules adds a folder of rule files to those that ship with the module.
// Its files come first: a site file serves its hosts in place of an earlier
// one. Given several times, the later folder comes before the earlier. Files of
// its folder lexicon add to the wording that ships.
func WithRules(fsys fs.FS) Option {
	return func(x *Extractor) error {
		set, err := x.ruleSet().With(fsys)
		if err != nil {
			return err
		}
		x.rules = set
		return nil
	}
}

// WithRuleSet uses a set of rules that the caller has loaded, and no other. Its
// wording adds to what ships.
func WithRuleSet(set *rules.Set) Option {
	return func(x *Extractor) error {
		x.rules = set
		return nil
	}
}

// WithoutRules leaves out the rules of sites and platforms: every page is read
// by the generic way. The fingerprints of vendors stay, and so does wording.
func WithoutRules() Option {
	return func(x *Extractor) error {
		x.noRules = true
		return nil
	}
}

// WithLimits sets the limits.
func WithLimits(l Limits) Option {
	return func(x *Extractor) error {
		x.limits = l
		return nil
	}
}

// WithWithheld includes text that the document holds but the publisher's gate
// holds back, its blocks marked [Block.Withheld]. It is for callers who are
// entitled to that text: subscribers, licensees, the publisher.
func WithWithheld() Option {
	return func(x *Extractor) error {
		x.withheld = true
		return nil
	}
}

// MaxLean is the most that [WithLean] takes, either way.
const MaxLean = 8

// WithLean says which mistake about the body is the worse one. A positive lean is for
// callers to whom a lost paragraph costs more, such as archives and search: text of
// which the models are less sure becomes body too. A negative one is for those to whom
// foreign text costs more, such as training sets and speech. The unit is log-odds: with
// 1, text needs 2.7 times smaller odds to be taken for story, with -1 as much greater
// ones. 0 is as without the option; New returns an error for what is no number or beyond
// [MaxLean].
//
// What a rule file names by the element itself, what is hidden and what repeats another
// part of the page stays what it is. [article.Article.Confidence] is that of the body as
// it was chosen.
//
// On 939 labelled pages of domains that the models had not seen, word F1, the recall of
// words and the share of pages with foreign text in the body were
//
//	-2   94.1  92.5   6.2
//	-1   96.4  96.2  10.7
//	 0   97.6  98.4  15.5
//	 1   97.5  98.9  20.2
//	 2   97.1  99.1  27.0
func WithLean(lean float64) Option {
	return func(x *Extractor) error {
		if !(math.Abs(lean) <= MaxLean) { // NaN is not
			return fmt.Errorf("gatefold: lean of %v, want a number from %d to %d", lean, -MaxLean, MaxLean)
		}
		x.lean = lean
		return nil
	}
}

func (x *Extractor) ruleSet() *rules.Set {
	if x.rules == nil {
		return rules.Embedded()
	}
	return x.rules
}

// fieldWords returns the words of dates and bylines in the lexicon that pages are
// read with.
func (x *Extractor) fieldWords() *meta.Words {
	if x.words == nil {
		return shippedWords()
	}
	return x.words()
}

var shippedWords = sync.OnceValue(func() *meta.Words { return meta.NewWords(rules.Embedded().Lexicon().Phrases()) })

// wordsOf shares the words that ship among the sets that add none.
func wordsOf(set *rules.Set) *meta.Words {
	if lex := set.Lexicon(); lex != rules.Embedded().Lexicon() {
		return meta.NewWords(lex.Phrases())
	}
	return shippedWords()
}
