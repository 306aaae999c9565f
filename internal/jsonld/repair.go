package jsonld

import (
	"html"
	"strings"
)

// unwrap takes off what templates put around the JSON so that old browsers or
// XML parsers pass over it: <![CDATA[ ]]>, <!-- -->, // before either. They come
// nested and in any order, so it goes on until nothing comes off:
//
//	//<![CDATA[ {"@type": "NewsArticle"} //]]>  →  {"@type": "NewsArticle"}
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

// trimPair removes each of the two marks on its own, since a page often has lost one.
func trimPair(s, open, end string) string {
	s = strings.TrimSpace(strings.TrimPrefix(s, open))
	return strings.TrimSpace(strings.TrimSuffix(s, end))
}

// repair reads a broken text after removing what stands around or over the JSON: HTML
// entities for its quotes, and the backslashes of a text that was written into a
// string once more, {\"@type\": …} or {\n "@type": …}.
func repair(nodes []node, s string) ([]node, error) {
	// No quote at all: the template escaped the JSON as if it were HTML text,
	// {&quot;@type&quot;: …}. Where quotes stand, an entity belongs to a text
	// and stays for its reader.
	if !strings.Contains(s, `"`) {
		s = html.UnescapeString(strings.ReplaceAll(s, "& #", "&#"))
	}
	// A backslash is never JSON right behind a bracket, so that one there means
	// that all of the text is escaped.
	if start := strings.IndexAny(s, "{["); start >= 0 {
		if strings.HasPrefix(strings.TrimLeft(s[start+1:], " \t\r\n"), `\`) {
			s = unescape(s[start:])
		}
	}
	return decodeLoose(nodes, s)
}
