package rules

import "flag"

// Update asks the tests to write what they compare with.
var Update = flag.Bool("update", false, "write the golden files, and the index of the files that ship")

// Keys lists the keys of the format that are not words of a vocabulary.
func Keys() []string {
	var out []string
	for path, names := range decoderKeys() {
		switch path {
		case "", "promo", "layout", "detect":
			out = append(out, names...)
		}
	}
	return out
}
