package offer_test

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/offer"
)

func ExampleParse() {
	for _, o := range offer.Parse(lexicon.Default(), "1 € pour 3 mois puis 9,99 €/mois, sans engagement", "fr", "FR") {
		fmt.Println(o.Amount, o.Currency, o.Period, o.Trial)
		fmt.Println(o.Renewal.Amount, o.Renewal.Currency, o.Renewal.Period)
		fmt.Println(o.Cancel)
	}
	// Output:
	// 1 EUR 3 months true
	// 9.99 EUR 1 month
	// sans engagement
}
