package meta

import (
	"strings"

	"golang.org/x/text/language"
)

// Country returns the ISO 3166 code of the country that a page's language tag
// or host names, "" where neither does. The tag counts first: en-CA on a .com
// is Canada's. Generic top-level domains and those that are used as such name
// no country.
func Country(lang, host string) string {
	if tag, err := language.Parse(lang); err == nil {
		if region, confidence := tag.Region(); confidence == language.Exact && region.IsCountry() {
			return region.String()
		}
	}
	tld := strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
	if len(tld) != 2 || strings.Contains(genericTLDs, " "+tld+" ") {
		return ""
	}
	if tld == "uk" {
		return "GB"
	}
	if region, err := language.ParseRegion(tld); err == nil && region.IsCountry() {
		return region.String()
	}
	return ""
}

// genericTLDs are country codes whose domains are sold to anyone.
const genericTLDs = " io co tv me ai fm cc ws ly gg to is eu ag la sh im "
