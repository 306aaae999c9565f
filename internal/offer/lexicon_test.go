package offer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// TestOwnWords has a word of each kind of offer in a caller's lexicon, and what
// it changes beside the same text read with the shipped one.
func TestOwnWords(t *testing.T) {
	t.Parallel()
	month := func(amount string) Offer { return Offer{Amount: amount, Currency: "EUR", Period: "1 month"} }
	for _, tt := range []struct {
		kind, text    string
		without, with []Offer
	}{
		{"free", "blong for 2 months", nil, []Offer{{Amount: "0", Period: "2 months", Trial: true}}},
		{"trial", "Blong: €1 a month", []Offer{month("1")}, []Offer{{Amount: "1", Currency: "EUR", Period: "1 month", Trial: true}}},
		{"then", "€1 for 3 months blong €9 a month", []Offer{{Amount: "1", Currency: "EUR", Period: "3 months", Trial: true}, month("9")},
			[]Offer{{Amount: "1", Currency: "EUR", Period: "3 months", Trial: true, Renewal: Renewal{"9", "EUR", "1 month"}}}},
		{"per", "€9 blong month", []Offer{{Amount: "9", Currency: "EUR"}}, []Offer{month("9")}},
		{"for", "€9 the paper blong 3 months", []Offer{{Amount: "9", Currency: "EUR"}}, []Offer{{Amount: "9", Currency: "EUR", Period: "3 months", Trial: true}}},
		{"from", "blong €9 a month", []Offer{{Amount: "9", Currency: "EUR", Period: "1 month", Text: "€9 a month"}}, []Offer{{Amount: "9", Currency: "EUR", Period: "1 month", Text: "blong €9 a month"}}},
		{"only", "blong €9 a month", []Offer{{Amount: "9", Currency: "EUR", Period: "1 month", Text: "€9 a month"}}, []Offer{{Amount: "9", Currency: "EUR", Period: "1 month", Text: "blong €9 a month"}}},
		{"was", "€5 a month blong €9", []Offer{month("5"), {Amount: "9", Currency: "EUR"}}, []Offer{{Amount: "5", Currency: "EUR", Period: "1 month", Was: "9"}}},
		{"discount", "50% blong", nil, []Offer{{Discount: "50%"}}},
		{"cancel", "€5 a month, blong", []Offer{month("5")}, []Offer{{Amount: "5", Currency: "EUR", Period: "1 month", Cancel: "blong"}}},
		{"first", "€5 blong month", []Offer{{Amount: "5", Currency: "EUR"}}, []Offer{{Amount: "5", Currency: "EUR", Period: "1 month", Trial: true}}},
		{"number.3", "€5 for blong months", []Offer{month("5")}, []Offer{{Amount: "5", Currency: "EUR", Period: "3 months", Trial: true}}},
		{"period.month", "€5 per blong", []Offer{{Amount: "5", Currency: "EUR"}}, []Offer{month("5")}},
		{"currency.XAF", "500 blong a month", nil, []Offer{{Amount: "500", Currency: "XAF", Period: "1 month"}}},
	} {
		t.Run(tt.kind, func(t *testing.T) {
			t.Parallel()
			table, key := "offer", tt.kind
			if valued, value, ok := strings.Cut(tt.kind, "."); ok {
				table, key = "offer."+valued, value
			}
			var none *lexicon.Additions
			own, errs := none.With([]lexicon.File{{Name: "cy.toml", Data: []byte("lang = \"cy\"\n[" + table + "]\n" + key + " = [\"blong\"]")}})
			require.Empty(t, errs)
			assertOffers(t, tt.without, Parse(lexicon.Default(), tt.text, "", ""))
			assertOffers(t, tt.with, Parse(own.Lexicon(), tt.text, "", ""))
			assertOffers(t, tt.with, Parse(own.Lexicon(), tt.text, "cy-GB", ""))
		})
	}
}

// assertOffers compares offers. The Text counts where want has one.
func assertOffers(t *testing.T, want, got []Offer) {
	t.Helper()
	for i := range min(len(want), len(got)) {
		if want[i].Text == "" {
			assert.NotEmpty(t, strings.TrimSpace(got[i].Text))
			got[i].Text = ""
		}
	}
	assert.Equal(t, want, got)
}
