package article

import (
	"strconv"
	"strings"
)

// Provenance says what decided: a line of a rule file, a source of metadata, a
// promo that was found, or a kind of reason. Its text form is one line, which
// JSON holds as a string:
//
//	sites/news.example.toml:12 .related
//	promo: vendors/piano.toml:9 .tp-modal
//	promo: wording
//	jsonld:headline
//	classifier
type Provenance struct {
	Kind ProvenanceKind
	// File, Line and Selector name a line of a rule file; Selector is the
	// string that stands there, which for a field or a condition may also be
	// a source such as "meta:og:title". They are empty where no rule decided.
	File     string
	Line     int
	Selector string
	// Detail is the rest of what a Kind other than a rule says: the path of
	// "jsonld", the place of "css", the cue of a promo.
	Detail string
}

// ProvenanceKind is the kind of thing that decided. Beside those listed here
// there are the kinds of source of the metadata and of the signals of access
// ("jsonld", "meta", "css") and of the reasons for a role ("classifier",
// "place").
type ProvenanceKind string

// The kinds of provenance that may name a line of a rule file.
const (
	ProvenanceRule  ProvenanceKind = "rule"
	ProvenancePromo ProvenanceKind = "promo"
)

// IsRule reports whether a line of a rule file decided, by itself or as that
// of the promo.
func (p Provenance) IsRule() bool { return p.File != "" }

// IsZero reports whether p says nothing.
func (p Provenance) IsZero() bool { return p == Provenance{} }

// String returns the text form of p.
func (p Provenance) String() string {
	text := p.Detail
	if p.File != "" {
		text = p.File + ":" + strconv.Itoa(p.Line)
		if p.Selector != "" {
			text += " " + p.Selector
		}
	}
	switch {
	case text == "":
		return string(p.Kind)
	case p.Kind == ProvenanceRule:
		return text
	case p.Kind == ProvenancePromo:
		return promoPrefix + text
	}
	return string(p.Kind) + ":" + text
}

const (
	promoPrefix = "promo: "
	fileSuffix  = ".toml:"
)

// MarshalText returns the text form of p.
func (p Provenance) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the text form. Any text is one.
func (p *Provenance) UnmarshalText(text []byte) error {
	*p = ParseProvenance(string(text))
	return nil
}

// ParseProvenance reads the text form of a provenance. Any text is one.
func ParseProvenance(s string) Provenance {
	if rest, ok := strings.CutPrefix(s, promoPrefix); ok && rest != "" {
		p, ok := parseRuleLine(rest)
		if !ok {
			p.Detail = rest
		}
		p.Kind = ProvenancePromo
		return p
	}
	if p, ok := parseRuleLine(s); ok {
		return p
	}
	kind, detail, _ := strings.Cut(s, ":")
	if k := ProvenanceKind(kind); detail != "" && k != ProvenancePromo && k != ProvenanceRule {
		return Provenance{Kind: k, Detail: detail}
	}
	return Provenance{Kind: ProvenanceKind(s)}
}

// parseRuleLine reads "sites/x.toml:12 .related". A colon before the file's
// ending is that of another kind of source.
func parseRuleLine(s string) (Provenance, bool) {
	i := strings.Index(s, fileSuffix)
	if i <= 0 || strings.Contains(s[:i], ":") {
		return Provenance{}, false
	}
	i += len(fileSuffix)
	number, sel, named := strings.Cut(s[i:], " ")
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || strconv.Itoa(n) != number || named && sel == "" {
		return Provenance{}, false
	}
	return Provenance{Kind: ProvenanceRule, File: s[:i-1], Line: n, Selector: sel}, true
}
