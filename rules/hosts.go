package rules

import (
	"errors"
	"fmt"
	"strings"

	"golang.org/x/net/idna"
)

// The lengths of a name and of one of its labels, RFC 1035, 2.3.4.
const (
	maxHost  = 253
	maxLabel = 63
)

// foldHost brings a host to the form of the index: lower case, punycode, no port, no
// trailing dot. A name longer than the DNS allows is not one: a page can state one of
// a million labels.
func foldHost(host string) string {
	if len(host) > maxHost+len(":65535.") {
		return ""
	}
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
	case len(s) > maxHost:
		return "", fmt.Errorf("%.40q… is not a host: it is longer than the %d letters that a name may have", s, maxHost)
	case host == "":
		return "", errors.New("empty host")
	case strings.ContainsAny(host, "/:*@ ?#"):
		return "", fmt.Errorf("%q is not a host: give the name alone, without scheme, path or *", s)
	case !strings.Contains(host, "."):
		return "", fmt.Errorf("%q is not a host: it has no dot", s)
	case isAddress(host):
		return "", fmt.Errorf("%q is not a host: it is an address; sites are found by name", s)
	}
	if err := checkLabels(host); err != nil {
		return "", fmt.Errorf("%q is not a host: %w", s, err)
	}
	if _, err := idna.Lookup.ToASCII(host); err != nil {
		return "", fmt.Errorf("%q is not a host: %w", s, err)
	}
	if looksPublic(host) {
		return "", fmt.Errorf("%q is a public suffix: every site below it would match", s)
	}
	return host, nil
}

// isAddress reports an IPv4 address, in full or short as 127.1: no name ends in
// a label of digits.
func isAddress(host string) bool {
	return strings.Trim(host[strings.LastIndexByte(host, '.')+1:], "0123456789") == "" && !strings.HasSuffix(host, ".")
}

// checkLabels reports a part of a name that the DNS cannot hold.
func checkLabels(host string) error {
	for label := range strings.SplitSeq(host, ".") {
		switch {
		case label == "":
			return errors.New("nothing stands before or between its dots")
		case len(label) > maxLabel:
			return fmt.Errorf("%.20q… is longer than the %d letters that a name's part may have", label, maxLabel)
		}
	}
	return nil
}

// secondLevels are the labels under which countries register names, each between
// two spaces so that a search finds whole ones only.
const secondLevels = " co com net org gov gob gouv edu ac or ne go mil nom info biz web "

// looksPublic recognises the public suffixes of two labels by their form:
// co.uk, com.br, or.jp. The whole list of suffixes comes with net/http, whose
// start would cost every program that imports this package; package ruletest
// holds rule files to it.
func looksPublic(host string) bool {
	label, country, _ := strings.Cut(host, ".")
	return len(country) == 2 && strings.Contains(secondLevels, " "+label+" ")
}

// hostIndex finds the most specific rule of a host. Its keys are folded.
type hostIndex map[string]*rule

// find walks from host up to its last two labels. It needs no list of public
// suffixes: the index holds none.
//
//	en.blog.news.example → blog.news.example → news.example
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

// checkLanguage refuses what cannot be a BCP 47 tag by its form. Whether the
// language exists is not checked.
func checkLanguage(s string) error {
	for i, part := range strings.Split(s, "-") {
		if n := len(part); n > 8 || i == 0 && (n < 2 || n > 3) || i > 0 && n < 2 || !isASCIIWord(part) {
			return fmt.Errorf("%q is not a language tag such as en or pt-BR", s)
		}
	}
	return nil
}

// checkCountry refuses what does not have the form of ISO 3166.
func checkCountry(s string) error {
	if len(s) != 2 || !isASCIIWord(s) || strings.ToUpper(s) != s {
		return fmt.Errorf("%q is not a country: give two capitals of ISO 3166, such as KR", s)
	}
	return nil
}

// isASCIIWord reports whether s has letters and digits of ASCII only.
func isASCIIWord(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}
