package offer

import (
	"strings"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
)

// region returns the country that decides about shared signs.
func region(lang, country string) string {
	if len(country) == 2 {
		return strings.ToUpper(country)
	}
	parts := strings.FieldsFunc(lang, func(r rune) bool { return r == '-' || r == '_' })
	for _, part := range parts[min(1, len(parts)):] {
		if len(part) == 2 {
			return strings.ToUpper(part)
		}
	}
	return ""
}

// dollars are the currencies that are written with a bare "$" at home.
// With a space on both sides of each, so that a search for one finds it whole.
const dollars = " USD CAD AUD NZD MXN ARS CLP COP UYU HKD SGD TWD NAD JMD TTD BBD BSD BZD BMD FJD GYD KYD LRD SBD SRD XCD DOP CUP "

// resolve returns the ISO 4217 code for what stands at a price, and whether it
// is certain. The rule is at [Parse].
//
// The four signs are those that several currencies share; the lexicon gives all
// others as codes.
func (p *parser) resolve(sign string) (string, bool) {
	home := regional(p.region)
	switch sign {
	case "$":
		return p.dollar(home)
	case "kr":
		return p.krone(home)
	case "¥":
		return p.yen(home), true
	case "£":
		return "GBP", true
	}
	if u, err := currency.ParseISO(sign); err == nil {
		return u.String(), true
	}
	return "", false
}

// regional returns the currency of a country, "" if it is not known.
func regional(country string) string {
	r, err := language.ParseRegion(country)
	if country == "" || err != nil {
		return ""
	}
	if u, ok := currency.FromRegion(r); ok {
		return u.String()
	}
	return ""
}

func (p *parser) dollar(home string) (string, bool) {
	switch {
	case home != "" && strings.Contains(dollars, " "+home+" "):
		return home, true
	case home != "" || p.lang == "en" || p.lang == "":
		return "USD", false
	case p.lang == "fr":
		return "CAD", false
	}
	return "", false
}

// The language tells as well as the country does: each of the four has one of its
// own.
func (p *parser) krone(home string) (string, bool) {
	switch home {
	case "SEK", "NOK", "DKK", "ISK":
		return home, true
	}
	switch p.lang {
	case "sv":
		return "SEK", true
	case "no":
		return "NOK", true
	case "da":
		return "DKK", true
	case "is":
		return "ISK", true
	}
	return "", false
}

// yen tells the currencies apart that write 元 or ¥.
func (p *parser) yen(home string) string {
	switch {
	case home == "TWD", home == "HKD", home == "CNY", home == "MOP":
		return home
	case p.lang == "zh":
		return "CNY"
	}
	return "JPY"
}
