package gain

import (
	"crypto/sha256"
	"net/url"
	"strings"
)

// keepAway marks of each publisher the third of its pages that nobody looks at who
// writes rules. Which these are depends on nothing but their ids: the first byte of the
// SHA-256 of [sameID] can be divided by three. A page is thus kept away in all sets or
// in none. A publisher all of whose pages would be keeps none away, since its rules
// would have been written of nothing; nor does a page without an address, which has no
// publisher.
func keepAway(sets []Set) {
	seen := map[string]bool{}
	for _, s := range sets {
		for i := range s.Pages {
			p := &s.Pages[i]
			if !hashed(p.Same) {
				seen[publisher(p.URL)] = true
			}
		}
	}
	for _, s := range sets {
		for i := range s.Pages {
			p := &s.Pages[i]
			host := publisher(p.URL)
			p.KeptAway = host != "" && seen[host] && hashed(p.Same)
		}
	}
}

func hashed(same string) bool {
	sum := sha256.Sum256([]byte(same))
	return sum[0]%3 == 0
}

// publisher is the page's host without a part that says which edition it is.
func publisher(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	for _, prefix := range []string{"www.", "m.", "amp.", "edition.", "story."} {
		if rest, ok := strings.CutPrefix(host, prefix); ok {
			return rest
		}
	}
	return host
}

// sameID names a page in whichever set it stands: its id without the set that it
// comes from, in lower case, all but letters and digits as one underscore. An id that
// ends in a hash is named by five digits of it, as some sets have more of them.
//
//	publishers-fr_LeMonde_2023_09_01           fr_lemonde_2023_09_01
//	second2-lemonde_fr_2023_03_29_79948        79948
//	fresh-lemonde_fr_2023_102f46               102f4
func sameID(id string) string {
	if !strings.HasPrefix(id, "dev-") {
		id = withoutOrigin(id)
	}
	last := id[strings.LastIndexAny(id, "._-")+1:]
	if isHex(last) && !isDay(last) {
		return last[:5]
	}
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(id) {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			b.WriteRune(r)
			gap = false
			continue
		}
		if !gap {
			b.WriteByte('_')
		}
		gap = true
	}
	return b.String()
}

// withoutOrigin cuts the name of a set from the start of an id.
func withoutOrigin(id string) string {
	for _, set := range []string{"publishers", "second2", "second", "articles", "snippets", "sites", "fresh", "history"} {
		if rest, ok := strings.CutPrefix(id, set+"-"); ok && rest != "" {
			return rest
		}
	}
	return id
}

// isHex reports whether s looks like a hash: five hexadecimal digits or more.
func isHex(s string) bool { return len(s) >= 5 && strings.Trim(s, "0123456789abcdef") == "" }

// isDay reports whether s is a year of ours with four to six further digits.
func isDay(s string) bool {
	return len(s) >= 6 && len(s) <= 8 && strings.Trim(s, "0123456789") == "" &&
		(strings.HasPrefix(s, "19") || strings.HasPrefix(s, "20"))
}
