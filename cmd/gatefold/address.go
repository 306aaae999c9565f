package main

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"github.com/urfave/cli/v3"
)

// errAddress says that an address is not one, without repeating it: it may hold a
// password at a place where nobody looks for one.
var errAddress = errors.New("no address of the form http://host/ or https://host/")

// isWebAddress reports whether an argument is to be fetched. Other schemes, file://
// included, are not for the program to open.
func isWebAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// readAddress takes the user name and the password from an address, so that nothing
// that is written can hold them. With an error it returns what may be shown of the
// address.
func readAddress(s string) (address string, login *url.Userinfo, err error) {
	u, err := url.Parse(s)
	if err != nil || !isWebAddress(s) || u.Host == "" {
		return withoutLogin(s), nil, errAddress
	}
	if u.User == nil {
		return s, nil, nil
	}
	return withoutLogin(s), u.User, nil
}

// withoutLogin cuts what may be a user name and a password from an address. Of
// one that cannot be parsed that is all up to the last "@": the password may be the
// reason why it cannot be.
//
//	https://jane:secret@news.example/a  →  https://news.example/a
func withoutLogin(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return s
	}
	authority := rest
	if _, err := url.Parse(s); err == nil {
		if i := strings.IndexAny(rest, "/?#"); i >= 0 {
			authority = rest[:i]
		}
	}
	return scheme + "://" + rest[strings.LastIndexByte(authority, '@')+1:]
}

// addresses finds the addresses in a text.
var addresses = regexp.MustCompile(`[a-zA-Z]+://[^\s"]+`)

// withoutLogins is withoutLogin for each address in a message, such as one that a
// server redirects to.
func withoutLogins(text string) string { return addresses.ReplaceAllStringFunc(text, withoutLogin) }

// addressFlag returns the value of --url, without a login; "" where it is not given.
func addressFlag(cmd *cli.Command) (string, error) {
	if !cmd.IsSet("url") {
		return "", nil
	}
	address, _, err := readAddress(cmd.String("url"))
	if err != nil {
		return "", usagef(cmd, "--url %q: %w", address, err)
	}
	return address, nil
}
