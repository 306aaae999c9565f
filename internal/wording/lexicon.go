package wording

import (
	"sync"
	"sync/atomic"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
)

// Lexicon is a lexicon with the kinds of each of its phrases, ready for reading
// pages. It is immutable and serves any number of goroutines.
type Lexicon struct {
	phrases *lexicon.Lexicon
	// kinds are by phrase, 0 until a page has the phrase: every hit on every page asks
	// for them, but of the phrases of all languages few are ever met.
	kinds []atomic.Uint64
}

// New returns the lexicon with the phrases given.
func New(phrases *lexicon.Lexicon) *Lexicon {
	return &Lexicon{phrases, make([]atomic.Uint64, phrases.Len())}
}

// kind returns the kinds of a phrase. Every phrase that can be met has one.
func (l *Lexicon) kind(phrase int32) block.Wording {
	k := block.Wording(l.kinds[phrase].Load())
	if k == 0 {
		p := l.phrases.Phrase(phrase)
		k = phraseKind(&p)
		l.kinds[phrase].Store(uint64(k))
	}
	return k
}

// Default returns the lexicon that ships with the module, which is made at the
// first call.
func Default() *Lexicon { return defaultLexicon() }

var defaultLexicon = sync.OnceValue(func() *Lexicon { return New(lexicon.Default()) })

// Phrases returns the phrases themselves.
func (l *Lexicon) Phrases() *lexicon.Lexicon { return l.phrases }

// Kinds returns the kinds of phrase in a text that was folded on its own, outside of
// any page.
func (l *Lexicon) Kinds(folded []byte) block.Wording {
	var k block.Wording
	for _, h := range l.phrases.Scan(folded, nil) {
		k |= l.kind(h.Phrase)
	}
	return k
}
