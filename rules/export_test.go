package rules

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
