package lexicon_test

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/lexicon"
)

func ExampleLexicon_Scan() {
	lex := lexicon.Default()
	text := lexicon.Fold(nil, "Il vous reste 57 % de cet article à lire. La suite est réservée aux abonnés.")
	for _, h := range lex.Scan(text, nil) {
		if p := lex.Phrase(h.Phrase); p.Kind == lexicon.GateSubscription {
			fmt.Printf("%s %s %q\n", p.Lang, p.Kind, text[h.Start:h.End])
		}
	}
	// Output:
	// fr gate-subscription "la suite est reservee aux abonnes"
}
