//go:build !js

package lexicon

import (
	_ "embed" // the lexicon that ships, compiled

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

var (
	//go:embed zforms.bin
	shippedForms []byte
	//go:embed zmeanings.bin
	shippedMeanings string
)

func shipped() *Lexicon {
	if l := unpack(shippedForms, shippedMeanings, fingerprint(lexicondata.FS)); l != nil {
		return l
	}
	// Somebody works on the files and has not run go generate yet.
	return compileShipped()
}
