package jsonld

import (
	"html"
	"strings"

	repairer "github.com/RealAlexandreAI/json-repair"
)

// maxRepair bounds the text given to the repairer, whose time is not linear on
// texts made for it; the longest broken block seen has 9,000 bytes.
const maxRepair = 32 << 10

// unwrap takes off what templates put around the JSON so that old browsers or
// XML parsers pass over it: <![CDATA[ ]]>, <!-- -->, // before either.
func unwrap(s string) string {
	for {
		t := strings.TrimSpace(s)
		t = strings.TrimPrefix(t, "\ufeff")
		t = trimPair(t, "/*", "*/")
		t = strings.TrimPrefix(t, "//")
		t = strings.TrimSpace(t)
		t = trimPair(t, "<!--", "-->")
		t = trimPair(t, "<![CDATA[", "]]>")
		t = strings.TrimSuffix(strings.TrimSpace(t), "//")
		if t == s {
			return t
		}
		s = t
	}
}

// trimPair takes each of the two marks off on its own: a page often loses one.
func trimPair(s, open, end string) string {
	s = strings.TrimSpace(strings.TrimPrefix(s, open))
	return strings.TrimSpace(strings.TrimSuffix(s, end))
}

// repair returns what the library makes of broken JSON, "" where it is beyond
// repair. HTML entities for the quotes are decoded first.
func repair(s string) (fixed string) {
	if len(s) > maxRepair || !strings.ContainsAny(s, "{[") {
		return ""
	}
	if !strings.Contains(s, `"`) {
		s = html.UnescapeString(strings.ReplaceAll(s, "& #", "&#"))
	}
	if strings.HasPrefix(s, `{\"`) {
		s = unescape(s)
	}
	// The library is not ours; a page that makes it panic has no JSON-LD.
	defer func() {
		if recover() != nil {
			fixed = ""
		}
	}()
	fixed, err := repairer.RepairJSON(s)
	if err != nil {
		return ""
	}
	return fixed
}
