package offer

import (
	"math/big"
	"strings"
	"testing"

	"golang.org/x/text/currency"

	"github.com/gatefold/gatefold/internal/lexicon"
)

func FuzzParse(f *testing.F) {
	f.Add("Only $1 for four weeks", "en-US", "")
	f.Add("statt 11,96 € nur 1 €, danach 12,80 EUR / Monat", "de", "AT")
	f.Add("今なら2カ月間月額100円", "ja", "JP")
	f.Add("Save 50%: £2 a week, then £4. Cancel anytime", "", "")
	f.Add("1.1.1.1,1,1 €$€ %% 3 a an /", "xx", "zz")
	f.Add("\xff$1\xc3 free\u00ad month", "fr", "")
	f.Fuzz(func(t *testing.T, text, lang, country string) {
		for _, o := range Parse(lexicon.Default(), text, lang, country) {
			if o.Text == "" || !strings.Contains(text, o.Text) && !strings.Contains(strings.ToValidUTF8(text, ""), o.Text) {
				t.Errorf("%q is no part of %q", o.Text, text)
			}
			if o.Cancel != "" && !strings.Contains(strings.ToValidUTF8(text, ""), strings.ToValidUTF8(o.Cancel, "")) {
				t.Errorf("%q is no part of %q", o.Cancel, text)
			}
			if o.Amount == "" && o.Discount == "" {
				t.Errorf("%+v offers nothing", o)
			}
			for _, n := range []string{o.Amount, o.Was, o.Renewal.Amount} {
				if _, ok := new(big.Rat).SetString(n); n != "" && !ok {
					t.Errorf("%q is no number", n)
				}
			}
			for _, c := range []string{o.Currency, o.Renewal.Currency} {
				if _, err := currency.ParseISO(c); c != "" && err != nil {
					t.Errorf("%q is no currency", c)
				}
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	const text = "Become a reader with full access. 1 € pour 3 mois puis 9,99 €/mois. Sans engagement."
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(lexicon.Default(), text, "fr", "FR")
	}
}
