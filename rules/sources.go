package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/selector"
)

// SourceKind is where a source of a field or a condition looks.
type SourceKind uint8

// The kinds of source. A selector has no prefix in a rule file; the others
// are "jsonld:", "meta:", "url:" and "const:".
const (
	FromSelector SourceKind = iota
	FromJSONLD
	FromMeta
	FromURL
	FromConst
)

// sourcePrefixes mark a source that is not a selector. They are looked for first:
// "meta:first-child" is the name of a meta element, not a selector.
var sourcePrefixes = [...]string{FromJSONLD: "jsonld:", FromMeta: "meta:", FromURL: "url:", FromConst: "const:"}

// parsed is what one string of a rule file says.
type parsed struct {
	kind SourceKind
	// arg is the selector, the JSON-LD path, the meta name, the pattern or
	// the constant; attr the attribute to read of a selector's elements.
	arg, attr string
	// values are what a condition compares with, folded; nil asks for
	// presence only.
	values []string
	url    URLPattern
}

// parseSource reads a source of a field: a selector with an optional
// " @attr", or a prefixed form.
//
//	time.published @datetime
//	jsonld:author.name
//	url:/{yyyy}/{mm}/{dd}/
//
// A URL pattern has to read what the field needs: a date, or a segment.
func parseSource(field, s string) (parsed, error) {
	p, err := parsePrefix(s)
	if err != nil {
		return p, err
	}
	switch p.kind {
	case FromSelector:
		return p, p.selector(s, true)
	case FromURL:
		dates := field == "published" || field == "modified"
		switch {
		case dates && !p.url.dated:
			return p, fmt.Errorf("URL pattern %q reads no date: it needs {yyyy} or {yy}", p.arg)
		case !dates && !p.url.valued:
			return p, fmt.Errorf("URL pattern %q reads nothing: it needs {value}", p.arg)
		}
	}
	return p, nil
}

// parseCondition reads a condition: a selector, meta:name=value,
// jsonld:path=value with alternatives after "|", or url:pattern.
//
//	meta:article:content_tier=locked|metered
func parseCondition(s string) (parsed, error) {
	p, err := parsePrefix(s)
	if err != nil {
		return p, err
	}
	switch p.kind {
	case FromSelector:
		return p, p.selector(s, false)
	case FromConst:
		return p, fmt.Errorf("%q is no condition: it always holds", s)
	case FromURL:
		if p.url.dated || p.url.valued {
			return p, fmt.Errorf("URL pattern %q: a condition reads nothing, use * for a segment", p.arg)
		}
		return p, nil
	}
	name, value, ok := strings.Cut(p.arg, "=")
	p.arg = strings.TrimSpace(name)
	if p.arg == "" {
		return p, fmt.Errorf("%q names nothing", s)
	}
	if ok {
		for v := range strings.SplitSeq(value, "|") {
			p.values = append(p.values, foldValue(v))
		}
	}
	return p, nil
}

// parseSelector reads a plain selector.
func parseSelector(s string) (parsed, error) {
	p := parsed{}
	return p, p.selector(s, false)
}

// parsePrefix reads a prefixed form, and returns kind [FromSelector] for a string
// that has no prefix.
func parsePrefix(s string) (parsed, error) {
	for k, prefix := range sourcePrefixes {
		if prefix == "" || !strings.HasPrefix(s, prefix) {
			continue
		}
		p := parsed{kind: SourceKind(k), arg: strings.TrimSpace(s[len(prefix):])}
		if p.arg == "" {
			return p, fmt.Errorf("%q names nothing", s)
		}
		var err error
		switch p.kind {
		case FromURL:
			p.url, err = ParseURLPattern(p.arg)
		case FromJSONLD:
			err = checkPath(p.arg)
		}
		return p, err
	}
	return parsed{}, nil
}

// checkPath refuses a path such as "author..name", which would find nothing.
func checkPath(path string) error {
	path, _, _ = strings.Cut(path, "=")
	if slices.Contains(strings.Split(strings.TrimSpace(path), "."), "") {
		return fmt.Errorf("JSON-LD path %q has an empty part", path)
	}
	return nil
}

// selector fills p from s, a selector that an attribute may follow.
func (p *parsed) selector(s string, attr bool) error {
	p.kind, p.arg = FromSelector, strings.TrimSpace(s)
	if name, ok := misspelt(p.arg); ok {
		return unknownWord("source", name, []string{"jsonld:", "meta:", "url:", "const:"})
	}
	// No selector holds " @" outside of a quoted value.
	if i := strings.LastIndex(p.arg, " @"); i >= 0 {
		if !attr {
			return fmt.Errorf("%q: an attribute is read by fields only", s)
		}
		p.arg, p.attr = strings.TrimSpace(p.arg[:i]), strings.ToLower(p.arg[i+2:])
		if !isName(p.attr) {
			return fmt.Errorf("%q: bad attribute name %q", s, p.attr)
		}
	}
	if p.arg == "" {
		return errors.New("empty selector")
	}
	if err := selector.Check(p.arg); err != nil {
		return fmt.Errorf("parsing %q: %w", p.arg, err)
	}
	return nil
}

// misspelt finds a prefix that looks like a source and is not one, "jsonId:x". The
// name of an element is not one: "ul:first-child" is a selector.
func misspelt(s string) (string, bool) {
	i := strings.IndexByte(s, ':')
	if i <= 0 || strings.ContainsAny(s[:i], " .#[>+*,()") || atom.Lookup([]byte(s[:i])) != 0 {
		return "", false
	}
	name := s[:i+1]
	return name, nearest(strings.ToLower(name), []string{"jsonld:", "json-ld:", "meta:", "url:", "const:"}) != ""
}

// isName reports whether s can be the name of an attribute. A colon may stand in it,
// as in xlink:href.
func isName(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != ':' {
			return false
		}
	}
	return s != ""
}

// foldValue makes values of metadata comparable: without case, space and the
// schema.org prefix, so that False, "false" and "http://schema.org/False" are
// one.
func foldValue(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, prefix := range [...]string{"https://schema.org/", "http://schema.org/", "schema.org/"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			return rest
		}
	}
	return s
}

// FieldSource is one source of a field of the metadata.
type FieldSource struct {
	Kind SourceKind
	// Arg is the selector, the path in JSON-LD, the name of a meta element,
	// the URL pattern or the constant.
	Arg string
	// Attr is the attribute to read from the elements that a selector finds;
	// "" reads their text.
	Attr string
	// Line is the index of the selector in [Compiled.Lines], -1 for others.
	Line int
	// Origin is where the rule file states the source, "sites/x.toml:12", and
	// Text what stands there.
	Origin, Text string

	url URLPattern
}

// FindURL reads a source of kind [FromURL] from a URL's path, as
// [URLPattern.Find] does.
func (f FieldSource) FindURL(path string) (string, bool) { return f.url.Find(path) }

// Condition is a signal that a rule file ties to a policy or a completeness.
type Condition struct {
	Kind SourceKind // FromSelector, FromMeta, FromJSONLD or FromURL
	// Arg is the selector, the name of a meta element, the path in JSON-LD or
	// the URL pattern.
	Arg string
	// Supports is the word of the policy or completeness that it speaks for.
	Supports string
	// Line is the index of the selector in [Compiled.Lines], -1 for others.
	Line int
	// Origin is where the rule file states the condition, Text what stands
	// there.
	Origin, Text string

	values []string
	url    URLPattern
}

// Holds reports whether a value that the page gives for Arg meets the
// condition. Case, space and a schema.org prefix do not count; a condition
// without a value holds for any that is not empty.
func (c Condition) Holds(value string) bool {
	v := foldValue(value)
	if c.values == nil {
		return v != ""
	}
	return slices.Contains(c.values, v)
}

// HoldsURL reports whether a URL's path meets a condition of kind [FromURL].
func (c Condition) HoldsURL(path string) bool {
	_, ok := c.url.Find(path)
	return ok
}
