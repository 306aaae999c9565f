package offer

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// Offer is what a promo asks for and gives.
type Offer struct {
	// Amount is a decimal number with a point and without grouping: "0.99",
	// "1", "1299.50". A fraction of zeros is left out. It is "0" for what is free, and
	// empty only if the text states nothing but a Discount.
	Amount string
	// Currency is the ISO 4217 code, or empty if it is not known.
	Currency string
	// Period is what the Amount pays for: "4 weeks", "1 month", "1 year". It
	// is empty if the text does not say.
	Period string
	// Trial is true if the Amount holds for a first time only: it is free, or
	// is said to be for a trial or a first month, or something else follows
	// it, or it pays for a fixed span of less than a year.
	Trial bool
	// Discount is a reduction as stated: "20%" or "25 USD".
	Discount string
	// Was is the Amount before the reduction, in the same currency.
	Was string
	// Renewal is what follows, empty if the text does not say.
	Renewal Renewal
	// Cancel has the words about cancelling the offer, as the text spells them.
	Cancel string
	// Text is the part of the text that states the offer.
	Text string
	// Uncertain is true if the Currency stands for a sign that several
	// countries share and the page does not tell the country, or if the price
	// of a trial is not stated and the Amount is what follows it.
	Uncertain bool
}

// Renewal is the price after a trial.
type Renewal struct {
	Amount, Currency, Period string
}

// maxText bounds what is read, in bytes: promos are short, and a page's whole
// text is no promo.
const maxText = 8 << 10

// Parse returns the offers that text states in the words of lex, in order, each
// once. lang is the language of the page, a BCP 47 tag such as "en" or "es-CO";
// country is an ISO 3166 code such as "CA". Both may be empty. They decide what
// words mean that several languages share, and whose dollar a "$" is: that of the
// country, else that of the tag's region, else the US dollar for English and for an
// unknown language and the Canadian one for French, which are then uncertain, else
// none.
//
// A text is read in the page's language first. Only if that leaves a period
// unknown is it read again with the words of all languages, since short words mean
// different things: "an" is a French year and an English article.
func Parse(lex *lexicon.Lexicon, text, lang, country string) []Offer {
	if len(text) > maxText {
		text = strings.ToValidUTF8(text[:maxText], "")
	}
	if !strings.ContainsFunc(text, isDigitOrLetter) {
		return nil
	}
	p := newParser(lex, text, lang, country)
	p.tokenize(lexicon.Lang(lang))
	out := p.offers()
	if lang == "" || len(out) > 0 && understood(out) == len(out) {
		return out
	}
	// A promo may be written in another language than the page.
	p.tokenize("")
	if all := p.offers(); understood(all) > understood(out) || len(out) == 0 {
		return all
	}
	return out
}

// understood counts the offers whose period is known.
func understood(offers []Offer) int {
	n := 0
	for _, o := range offers {
		if o.Period != "" {
			n++
		}
	}
	return n
}

// isDigitOrLetter is a cheap test for text that can hold no offer: bullets,
// arrows, rules.
func isDigitOrLetter(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' }

// offers builds the offers from the tokens.
//
// One pass over the events; each looks a bounded number of tokens around.
func (p *parser) offers() []Offer {
	b := builder{parser: p}
	for _, e := range p.events() {
		b.add(e)
	}
	b.finish()
	return compact(b.done)
}

// compact removes offers that repeat an earlier one: a promo often states its
// price in the heading and on the button.
func compact(drafts []draft) []Offer {
	var out []Offer
	for _, d := range drafts {
		o := d.Offer
		if i := slices.IndexFunc(out, func(x Offer) bool { return sameOffer(x, o) }); i >= 0 {
			merge(&out[i], o)
			continue
		}
		out = append(out, o)
	}
	return out
}

// A renewal that only one of the two states does not make them differ: the button
// says less than the heading.
func sameOffer(a, b Offer) bool {
	return a.Amount == b.Amount && a.Currency == b.Currency && a.Period == b.Period && a.Discount == b.Discount &&
		(a.Renewal == b.Renewal || a.Renewal == Renewal{} || b.Renewal == Renewal{})
}

// merge adds to o what its repetition tells more.
func merge(o *Offer, r Offer) {
	if o.Renewal == (Renewal{}) {
		o.Renewal = r.Renewal
	}
	if o.Was == "" {
		o.Was = r.Was
	}
	if o.Cancel == "" {
		o.Cancel = r.Cancel
	}
	o.Trial = o.Trial || r.Trial
}
