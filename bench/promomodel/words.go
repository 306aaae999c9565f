package promomodel

import (
	"github.com/gatefold/gatefold/bench/wordlearn"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// saying is a labelled text as a table of words sees it.
// Only the places of its words are kept: what a table reads is no more than that.
type saying struct {
	places []uint32
	promo  bool
	kind   term.PromoKind // of the promo that it is part of, if that is known
	gate   bool
}

// promoShare is what a promo's text weighs beside another's, since they are few.
const promoShare = 3

// trainWords learns a table of words from the texts of the pages that use
// chooses.
//
// It tells promos from everything else, so that all texts count.
func trainWords(all []*sample, use func(*sample) bool) []byte {
	column := learn(all, use, promo.WordPlaces, func(t *saying) (bool, bool) { return true, t.promo })
	return wordtable.Pack([]wordtable.Column{column})
}

// trainTold learns the table that tells the kinds of promos and the gates.
//
// It learns from promos of a known kind only, against each other: that a text
// asks is known by then.
func trainTold(all []*sample, use func(*sample) bool) []byte {
	columns := make([]wordtable.Column, promo.NumTold)
	for i := range columns {
		columns[i] = learn(all, use, promo.ToldPlaces, func(t *saying) (bool, bool) {
			if i == promo.NumKinds {
				return t.kind != 0, t.gate
			}
			return t.kind != 0, t.kind == term.Subscription+term.PromoKind(i)
		})
	}
	return wordtable.Pack(columns)
}

// learn learns a column from the texts that answer gives an answer for.
func learn(all []*sample, use func(*sample) bool, places int, answer func(*saying) (counts, yes bool)) wordtable.Column {
	var texts []wordlearn.Text
	for _, s := range all {
		if !use(s) {
			continue
		}
		for i := range s.texts {
			counts, yes := answer(&s.texts[i])
			if !counts {
				continue
			}
			t := wordlearn.Text{Places: s.texts[i].places, Yes: yes, Weight: 1}
			if yes {
				t.Weight = promoShare
			}
			texts = append(texts, t)
		}
	}
	return wordlearn.Column(texts, places)
}
