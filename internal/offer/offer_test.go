package offer

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/lexicon"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why           string
		text          string
		lang, country string
		want          []Offer
	}{
		{"a fixed span in words is a trial", "Only $1 for four weeks", "en-US", "",
			[]Offer{{Amount: "1", Currency: "USD", Period: "4 weeks", Trial: true, Text: "Only $1 for four weeks"}}},
		{"a trial and what follows", "1 € pour 3 mois puis 9,99 €/mois", "fr", "FR",
			[]Offer{{Amount: "1", Currency: "EUR", Period: "3 months", Trial: true, Renewal: Renewal{"9.99", "EUR", "1 month"}, Text: "1 € pour 3 mois puis 9,99 €/mois"}}},
		{"the span stands first", "3 Monate für 0,99 €", "de", "",
			[]Offer{{Amount: "0.99", Currency: "EUR", Period: "3 months", Trial: true, Text: "3 Monate für 0,99 €"}}},
		{"a first month without a space", "¥99 初月", "ja", "",
			[]Offer{{Amount: "99", Currency: "JPY", Period: "1 month", Trial: true, Text: "¥99 初月"}}},
		{"a rate for a limited time", "今なら2カ月間月額100円", "ja", "",
			[]Offer{{Amount: "100", Currency: "JPY", Period: "1 month", Trial: true, Text: "今なら2カ月間月額100円"}}},
		{"free in Japanese", "有料会員が2カ月無料", "ja", "",
			[]Offer{{Amount: "0", Period: "2 months", Trial: true, Text: "2カ月無料"}}},
		{"free, then a price: the currency is that of the price", "disfruta 1 mes GRATIS y luego S/ 10 soles al mes", "es", "",
			[]Offer{{Amount: "0", Currency: "PEN", Period: "1 month", Trial: true, Renewal: Renewal{"10", "PEN", "1 month"}, Text: "1 mes GRATIS y luego S/ 10 soles al mes"}}},
		{"an ordinal with a point", "1,00 EUR im 1. Monat danach 12,80 EUR / Monat", "de", "",
			[]Offer{{Amount: "1", Currency: "EUR", Period: "1 month", Trial: true, Renewal: Renewal{"12.80", "EUR", "1 month"}, Text: "1,00 EUR im 1. Monat danach 12,80 EUR / Monat"}}},
		{"a first year", "99,00 EUR im 1. Jahr danach 122,40 EUR / Jahr", "de", "",
			[]Offer{{Amount: "99", Currency: "EUR", Period: "1 year", Trial: true, Renewal: Renewal{"122.40", "EUR", "1 year"}, Text: "99,00 EUR im 1. Jahr danach 122,40 EUR / Jahr"}}},
		{"cents", "Read everything for 99 cents a week.", "en", "US",
			[]Offer{{Amount: "0.99", Currency: "USD", Period: "1 week", Text: "99 cents a week"}}},
		{"the sign of a cent", "Only 5¢ a day", "en", "US",
			[]Offer{{Amount: "0.05", Currency: "USD", Period: "1 day", Text: "Only 5¢ a day"}}},
		{"cents of the euro", "Nur 99 Cent pro Woche", "de", "",
			[]Offer{{Amount: "0.99", Currency: "EUR", Period: "1 week", Text: "Nur 99 Cent pro Woche"}}},
		{"cents for no time are no offer", "It costs 50 cents and nobody buys it.", "en", "US", nil},
		{"a rate", "Assine por apenas R$5,94/mês", "pt-BR", "",
			[]Offer{{Amount: "5.94", Currency: "BRL", Period: "1 month", Text: "apenas R$5,94/mês"}}},
		{"a peso by the region of the tag", "Suscríbete x $900 1er mes", "es-CO", "",
			[]Offer{{Amount: "900", Currency: "COP", Period: "1 month", Trial: true, Text: "$900 1er mes"}}},
		{"a dollar by the country", "Subscribe for $0.99/week", "en", "CA",
			[]Offer{{Amount: "0.99", Currency: "CAD", Period: "1 week", Text: "$0.99/week"}}},
		{"a dollar in French without a country", "À partir de 13,61$/mois", "fr", "",
			[]Offer{{Amount: "13.61", Currency: "CAD", Period: "1 month", Uncertain: true, Text: "À partir de 13,61$/mois"}}},
		{"a price before", "statt 11,96 € nur 1 €", "de", "",
			[]Offer{{Amount: "1", Currency: "EUR", Was: "11.96", Text: "statt 11,96 € nur 1 €"}}},
		{"a price before, behind", "1 € statt 11,96 €", "de", "",
			[]Offer{{Amount: "1", Currency: "EUR", Was: "11.96", Text: "1 € statt 11,96 €"}}},
		{"a trial without a price gives what follows", "4 Wochen testen, dann 2,99 € je Woche", "de", "",
			[]Offer{{Amount: "2.99", Currency: "EUR", Period: "1 week", Trial: true, Uncertain: true, Text: "2,99 € je Woche"}}},
		{"a trial joined by a hyphen", "Start your 3-week free trial", "en", "",
			[]Offer{{Amount: "0", Period: "3 weeks", Trial: true, Text: "3-week free trial"}}},
		{"free for one month", "Subscribe now Free for one month", "en", "GB",
			[]Offer{{Amount: "0", Period: "1 month", Trial: true, Text: "Free for one month"}}},
		{"pounds", "Join for £1/week", "en", "", []Offer{{Amount: "1", Currency: "GBP", Period: "1 week", Text: "£1/week"}}},
		{"spaces round the stroke", "€2.50 / month", "en", "", []Offer{{Amount: "2.50", Currency: "EUR", Period: "1 month", Text: "€2.50 / month"}}},
		{"one letter is a currency if it touches", "Just R20 for the first month", "en", "ZA",
			[]Offer{{Amount: "20", Currency: "ZAR", Period: "1 month", Trial: true, Text: "Just R20 for the first month"}}},
		{"an article is a rate", "N$85 a month", "en", "", []Offer{{Amount: "85", Currency: "NAD", Period: "1 month", Text: "N$85 a month"}}},
		{"a number is a span", "$10 for 3 months", "en-US", "", []Offer{{Amount: "10", Currency: "USD", Period: "3 months", Trial: true, Text: "$10 for 3 months"}}},
		{"a lower bound", "from £9.90", "en", "", []Offer{{Amount: "9.90", Currency: "GBP", Text: "from £9.90"}}},
		{"a reduction alone", "20 % Rabatt", "de", "", []Offer{{Discount: "20%", Text: "20 % Rabatt"}}},
		{"terms of ending", "Nur 2,49 EUR im Monat, jederzeit kündbar", "de", "",
			[]Offer{{Amount: "2.49", Currency: "EUR", Period: "1 month", Cancel: "jederzeit kündbar", Text: "Nur 2,49 EUR im Monat"}}},
		{"a week is offered", "Profitez d'une semaine offerte", "fr", "", []Offer{{Amount: "0", Period: "1 week", Trial: true, Text: "d'une semaine offerte"}}},
		{"an asterisk between", "1€ * le 1er mois puis 12€ par mois", "fr", "",
			[]Offer{{Amount: "1", Currency: "EUR", Period: "1 month", Trial: true, Renewal: Renewal{"12", "EUR", "1 month"}, Text: "1€ * le 1er mois puis 12€ par mois"}}},
		{"a reduction in money", "Get all of it for just $5 ($25 off)", "en-US", "",
			[]Offer{{Amount: "5", Currency: "USD", Discount: "25 USD", Text: "just $5 ($25 off"}}},
		{"a rate with a time", "3 € / Monat in den ersten 3 Monaten", "de", "",
			[]Offer{{Amount: "3", Currency: "EUR", Period: "1 month", Trial: true, Text: "3 € / Monat in den ersten 3 Monaten"}}},
		{"two plans", "$60 Annual Subscription or a $5 Weekly Pass", "en-US", "",
			[]Offer{{Amount: "60", Currency: "USD", Period: "1 year", Text: "$60 Annual"}, {Amount: "5", Currency: "USD", Period: "1 week", Text: "$5 Weekly"}}},
		{"the same twice", "Subscribe $1 for 6 months. Now: $1 for 6 months", "en-US", "",
			[]Offer{{Amount: "1", Currency: "USD", Period: "6 months", Trial: true, Text: "$1 for 6 months"}}},
		{"another language than the page's", "4 Wochen für nur 1 € testen", "en", "",
			[]Offer{{Amount: "1", Currency: "EUR", Period: "4 weeks", Trial: true, Text: "4 Wochen für nur 1 € testen"}}},
		{"grouping with a space", "1 299,00 € par an", "fr", "", []Offer{{Amount: "1299", Currency: "EUR", Period: "1 year", Text: "1 299,00 € par an"}}},
		{"no pence", "CHF 1.– pro Monat", "de-CH", "", []Offer{{Amount: "1", Currency: "CHF", Period: "1 month", Text: "CHF 1.– pro Monat"}}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, Parse(lexicon.Default(), tt.text, tt.lang, tt.country), tt.text)
		})
	}
}

func TestParseNothing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, text, lang string }{
		{"a number alone", "Over 300 articles", "en"},
		{"a year", "Copyright 2024 by us", "en"},
		{"a percentage of readers", "57 % of our readers", "en"},
		{"a telephone number", "Call 030 1234567 89", "en"},
		{"free without a span", "It is free", "en"},
		{"a free list that comes each week", "Sign up for our free weekly newsletter", "en"},
		{"a number of free articles", "Read 3 free articles a month", "en"},
		{"a compound", "Ad-free for one reader", "en"},
		{"a cup is no price", "Euro 2024", "en"},
		{"a budget", "$21M in funding", "en"},
		{"nothing", "", "en"},
		{"no words", "…—!", ""},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, Parse(lexicon.Default(), tt.text, tt.lang, ""), tt.text)
		})
	}
}
