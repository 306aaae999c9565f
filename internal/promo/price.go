package promo

// hasPrice reports whether the folded text holds a digit beside a currency's
// sign or name.
//
// It is asked of every short text of a page, so that it only looks for the shape
// of a price. Package offer reads what the price is, once a box has turned out to be
// a promo.
func hasPrice(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] < '0' || b[i] > '9' {
			continue
		}
		start := i
		for i < len(b) && (b[i] >= '0' && b[i] <= '9' || b[i] == '.' || b[i] == ',') {
			i++
		}
		if isCurrencyBefore(b[:start]) || isCurrencyAfter(b[i:]) {
			return true
		}
	}
	return false
}

// isCurrencyBefore reports whether b ends in a currency. "s/" is the sol of Peru:
// S/ 10.
func isCurrencyBefore(b []byte) bool {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	if n := len(b); n > 0 && (b[n-1] == '$' || b[n-1] == '/' && n > 1 && b[n-2] == 's') {
		return true
	}
	return hasAnySuffix(b, "€", "£", "¥", "₹", "₩", "₺", "₽", "₴", "eur", "usd", "chf", "rs", "rs.", "r$", "kr", "cop", "gbp")
}

// isCurrencyAfter reports whether b starts with a currency. The names are folded,
// so that "zł" and "Kč" stand here without their marks.
func isCurrencyAfter(b []byte) bool {
	for len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	return hasAnyPrefix(b, "€", "$", "£", "円", "元", "원", "eur", "usd", "kr", "zl", "pln", "kc", "ft", "lei", "chf", "tl", "₽", "руб", "грн",
		"₴", "dollar", "pesos", "¢")
}

// The lists are short and most texts have no digit, so that a loop is enough.
func hasAnySuffix(b []byte, list ...string) bool {
	for _, s := range list {
		if len(b) >= len(s) && string(b[len(b)-len(s):]) == s {
			return true
		}
	}
	return false
}

func hasAnyPrefix(b []byte, list ...string) bool {
	for _, s := range list {
		if len(b) >= len(s) && string(b[:len(s)]) == s {
			return true
		}
	}
	return false
}
