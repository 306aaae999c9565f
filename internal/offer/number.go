package offer

import "strings"

// maxDigits bounds an amount: longer rows of digits are telephone numbers, account
// numbers and identifiers.
const maxDigits = 9

// literal reads the number in digits at i, with its separators and a percent
// sign: "9,99", "1.299,00", "1 299,00", "1,-", "20 %".
//
// A trailing ",-" or ".--", as in "1,-", stands for no cents and belongs to the
// number.
func (p *parser) literal(i int) (token, bool) {
	b := p.folded
	if !isDigit(b, i) {
		return token{}, false
	}
	end := i
	for isDigit(b, end) || p.separates(i, end) {
		end++
	}
	t := token{start: int32(i), digits: true}
	t.amount = normalize(string(b[i:end]))
	if end+1 < len(b) && (b[end] == ',' || b[end] == '.') && b[end+1] == '-' {
		end += 2
		if end < len(b) && b[end] == '-' {
			end++
		}
	}
	t.end = int32(end)
	rest := strings.TrimLeft(string(b[end:min(end+4, len(b))]), " ")
	if strings.HasPrefix(rest, "%") {
		t.percent = true
		t.end = int32(end + strings.IndexByte(string(b[end:]), '%') + 1)
	}
	return t, true
}

func isDigit(b []byte, i int) bool { return i >= 0 && i < len(b) && b[i] >= '0' && b[i] <= '9' }

// separates reports whether the byte at i stands inside the number that starts
// at from. Points and commas need digits behind them; a space or an apostrophe
// needs a group of three, and at most three before.
//
//	"1 299,00"     one number: a group of three after the space
//	"3 20"         two
//	"2024 100"     two: four digits before
//	"1 299 000"    one: the group before ends in the same separator
func (p *parser) separates(from, i int) bool {
	b := p.folded
	if i >= len(b) || !isDigit(b, i-1) || !isDigit(b, i+1) {
		return false
	}
	switch b[i] {
	case '.', ',':
		return true
	case ' ', '\'':
		group := isDigit(b, i+2) && isDigit(b, i+3) && !isDigit(b, i+4)
		return group && (i-from <= 3 || b[max(from, i-4)] == b[i]) && b[from] != '0'
	}
	return false
}

// normalize returns the number that s spells as a decimal with a point, or ""
// if it is too long. Where one separator occurs, it is the decimal one unless
// exactly three digits follow: no price has three decimals, but "1.299" is
// common.
//
//	"9,99" → 9.99    "1.299,00" → 1299    "1,299" → 1299    "0,50" → 0.50
//	"1.299.000" → 1299000
func normalize(s string) string {
	s = strings.Map(drop(" '"), s)
	at := strings.LastIndexAny(s, ".,")
	whole, frac := s, ""
	if at >= 0 {
		sep := s[at : at+1]
		mixed := strings.ContainsAny(s[:at], ".,") && !strings.Contains(s[:at], sep)
		grouping := len(s)-at-1 == 3 && s[0] != '0' && !mixed || strings.Contains(s[:at], sep)
		if !grouping {
			whole, frac = s[:at], s[at+1:]
		}
	}
	whole = strings.TrimLeft(strings.Map(drop(".,"), whole), "0")
	if whole == "" {
		whole = "0"
	}
	if len(whole) > maxDigits || len(frac) > 4 {
		return ""
	}
	// "5,00" and "5" are the same price, and offers are compared as strings.
	if strings.Trim(frac, "0") == "" {
		return whole
	}
	return whole + "." + frac
}

// drop returns a mapping for strings.Map that leaves out the bytes of cut.
func drop(cut string) func(rune) rune {
	return func(r rune) rune {
		if strings.ContainsRune(cut, r) {
			return -1
		}
		return r
	}
}
