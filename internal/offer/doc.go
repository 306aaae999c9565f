// Package offer reads prices, periods and trials from the text of a promo:
// "Only $1 for four weeks", "1 € pour 3 mois puis 9,99 €/mois",
// "有料会員が2カ月無料". The words it knows are those of package lexicon.
//
// It is for text that is known to promote something. Prices in the prose of an
// article look the same, and nothing here tells them apart.
//
// # What is no offer
//
// A number without a sign of money is none, nor is a word for "free" without
// the span for which something is free. A percentage counts only next to a word
// for a reduction, and then the offer has a Discount and no Amount.
package offer
