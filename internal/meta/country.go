package meta

import (
	"strings"

	"golang.org/x/text/language"
)

// StatedCountry returns the ISO 3166 code of the country that a page's
// metadata name beside its language: its locale, its place, the publisher's
// address; "" where they name none. The locale en_US is what publishing
// systems write when nobody chose one, and counts for nothing.
func StatedCountry(d *Data) string {
	if locale := d.Meta("og:locale"); !strings.EqualFold(locale, "en_US") {
		if code := Country(strings.ReplaceAll(locale, "_", "-"), ""); code != "" {
			return code
		}
	}
	for _, name := range [...]string{"geo.country", "geo.region"} {
		code, _, _ := strings.Cut(d.Meta(name), "-") // geo.region is ISO 3166-2: "CA-ON"
		if code = region(code); code != "" {
			return code
		}
	}
	for _, path := range [...]string{"publisher.address.addressCountry", "publisher.address.addressCountry.name"} {
		if code := region(d.Article.Path(path).Text()); code != "" {
			return code
		}
	}
	return ""
}

// region reads a country's code of two or three letters.
func region(code string) string {
	if len(code) != 2 && len(code) != 3 {
		return ""
	}
	r, err := language.ParseRegion(code)
	if err != nil || !r.IsCountry() {
		return ""
	}
	return r.Canonicalize().String()
}
