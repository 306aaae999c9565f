package rules

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/idna"
)

// foldHost brings a host to the form of the index: lower case, punycode, no
// port, no trailing dot.
func foldHost(host string) string {
	if name, port, ok := strings.Cut(host, ":"); ok && strings.Trim(port, "0123456789") == "" {
		host = name
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	for i := range len(host) {
		if host[i] < 0x80 {
			continue
		}
		if ascii, err := idna.Lookup.ToASCII(host); err == nil {
			return ascii
		}
		break
	}
	return host
}

// checkHost folds a host of a rule file and refuses what can be none: a URL,
// a name without a dot, and a public suffix such as co.uk, which would claim
// every site below it. A suffix that a company gives to its customers
// (blogspot.com) is a host like others: its rule serves all of them.
func checkHost(s string) (string, error) {
	host := strings.TrimPrefix(foldHost(s), "www.")
	switch {
	case host == "":
		return "", errors.New("empty host")
	case strings.ContainsAny(host, "/:*@ ?#"):
		return "", fmt.Errorf("%q is not a host: give the name alone, without scheme, path or *", s)
	case !strings.Contains(host, "."):
		return "", fmt.Errorf("%q is not a host: it has no dot", s)
	}
	if _, err := idna.Lookup.ToASCII(host); err != nil {
		return "", fmt.Errorf("%q is not a host: %w", s, err)
	}
	if looksPublic(host) {
		return "", fmt.Errorf("%q is a public suffix: every site below it would match", s)
	}
	return host, nil
}

// secondLevels are the labels under which countries register names.
const secondLevels = " co com net org gov gob gouv edu ac or ne go mil nom info biz web "

// looksPublic recognises the public suffixes of two labels by their form:
// co.uk, com.br, or.jp. The whole list of suffixes comes with net/http, whose
// start would cost every program that imports this package; package ruletest
// holds rule files to it.
func looksPublic(host string) bool {
	label, country, _ := strings.Cut(host, ".")
	return len(country) == 2 && strings.Contains(secondLevels, " "+label+" ")
}

// hostIndex finds the most specific rule of a host.
type hostIndex map[string]*rule

// find walks from host up to its last two labels. It needs no list of public
// suffixes: the index holds none.
func (ix hostIndex) find(host string) *rule {
	host = foldHost(host)
	if r := ix[host]; r != nil {
		return r
	}
	for {
		_, parent, ok := strings.Cut(host, ".")
		if !ok {
			return nil
		}
		if r := ix[parent]; r != nil {
			return r
		}
		host = parent
	}
}

func checkLanguage(s string) error {
	for i, part := range strings.Split(s, "-") {
		if n := len(part); n > 8 || i == 0 && (n < 2 || n > 3) || i > 0 && n < 2 || !isASCIIWord(part) {
			return fmt.Errorf("%q is not a language tag such as en or pt-BR", s)
		}
	}
	return nil
}

func checkCountry(s string) error {
	if len(s) != 2 || !isASCIIWord(s) || strings.ToUpper(s) != s {
		return fmt.Errorf("%q is not a country: give two capitals of ISO 3166, such as KR", s)
	}
	return nil
}

func isASCIIWord(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
