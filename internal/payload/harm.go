package payload

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// harmless are the elements and attributes that a rendering may show. The list is
// written here a second time on purpose: taken from the renderer it would grow
// with every mistake made there.
var harmless = map[string]string{
	"html": "", "head": "", "body": "", "article": "lang dir", "section": "", "aside": "", "h1": "", "h2": "", "h3": "",
	"h4": "", "h5": "", "h6": "", "p": "", "ul": "", "ol": "start", "li": "value", "blockquote": "", "pre": "",
	"code": "class", "table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "colspan rowspan",
	"td": "colspan rowspan", "figure": "", "figcaption": "", "img": "src alt width height", "a": "href rel", "em": "",
	"strong": "", "s": "", "del": "", "sup": "", "sub": "", "small": "", "br": "", "hr": "", "time": "datetime",
}

// Harm parses a fragment as a browser does and returns every element,
// attribute and scheme in it that no rendering has. It looks at the tree and not
// at the text: what matters is what a browser makes of it.
func Harm(fragment string) []string {
	doc, err := html.Parse(strings.NewReader(fragment))
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode, html.DoctypeNode:
			found = append(found, "comment "+n.Data)
		case html.ElementNode:
			found = append(found, harmOf(n)...)
		}
	}
	return found
}

// harmOf judges one element.
func harmOf(n *html.Node) (found []string) {
	if isTaskBox(n) {
		return nil
	}
	attrs, ok := harmless[n.Data]
	if !ok || n.Namespace != "" {
		found = append(found, "element "+n.Data)
	}
	for _, a := range n.Attr {
		if !slices.Contains(strings.Fields(attrs), a.Key) {
			found = append(found, n.Data+" "+a.Key+"="+a.Val)
		}
		if a.Key == "href" || a.Key == "src" {
			// A relative address would lead into the site that shows the article.
			if f := badAddress(a.Val); f != "" || !strings.Contains(a.Val, ":") {
				found = append(found, f+" "+a.Val)
			}
		}
	}
	return found
}

// isTaskBox knows the box that readers of task lists (GFM, 5.3) make of "[x]" at
// the start of an entry: it is disabled, and does and sends nothing.
func isTaskBox(n *html.Node) bool {
	if n.Data != "input" {
		return false
	}
	disabled := false
	for _, a := range n.Attr {
		switch a.Key {
		case "checked":
		case "disabled":
			disabled = true
		case "type":
			if a.Val != "checkbox" {
				return false
			}
		default:
			return false
		}
	}
	return disabled
}

// badAddress says what is wrong with an address, absolute or relative. Characters
// that RFC 3986 does not allow must be encoded, even where browsers would do it: a
// quotation mark in an address may end an attribute in somebody's template.
func badAddress(s string) string {
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return err.Error()
	case u.User != nil:
		return "user"
	case strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r) }):
		return "not encoded"
	}
	switch u.Scheme {
	// A relative address is judged by the caller, who knows where it stands.
	case "", "mailto":
		return ""
	case "http", "https":
		if u.Host != "" {
			return ""
		}
	}
	return "scheme " + u.Scheme
}

// Secret is the password in the address of every page of [Pages].
const Secret = "s3cret"

// Dirt returns what the JSON of an article or a report may not hold: control
// and bidirectional characters, line feeds where no text has lines, addresses
// that no reader should follow, the password of the page's address.
func Dirt(data []byte) []string {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return []string{err.Error()}
	}
	if !utf8.Valid(data) {
		return []string{"not UTF-8"}
	}
	return dirtIn("", "", v)
}

// hasLines are the fields of texts of more than one line.
var hasLines = []string{"text", "caption", "credit", "alt"}

// dirtIn walks the JSON. path names a value for the message; key is that of the
// nearest object, which items of its lists share.
func dirtIn(path, key string, v any) (found []string) {
	switch v := v.(type) {
	case map[string]any:
		for k, e := range v {
			found = append(found, dirtIn(path+"."+k, k, e)...)
		}
	case []any:
		for _, e := range v {
			found = append(found, dirtIn(path+"[]", key, e)...)
		}
	case string:
		if f := dirtOf(path, key, v); f != "" {
			found = append(found, fmt.Sprintf("%s: %s: %q", path, f, v))
		}
	}
	return found
}

// dirtOf judges one string.
func dirtOf(path, key, s string) string {
	lines := slices.Contains(hasLines, key)
	// Bidirectional controls are dirt as well: they reorder what follows them on
	// the reader's screen, beyond the text that holds them.
	steers := func(r rune) bool {
		return unicode.Is(unicode.Cc, r) && !(lines && (r == '\n' || r == '\t')) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}
	switch {
	case strings.ContainsFunc(s, steers):
		return "control character"
	case strings.Contains(s, Secret):
		return "password"
	case strings.Contains(path, "sources."): // by the names of fields, no fields
	case key == "url" || key == "canonical_url" || key == "image":
		return badAddress(s)
	// These may hold words, which are no addresses; only what would run is wrong.
	case key == "license" || strings.HasSuffix(path, "rights[].value") || strings.HasSuffix(path, "evidence[].value"):
		scheme, _, _ := strings.Cut(s, ":")
		if slices.Contains([]string{"javascript", "vbscript", "data"}, strings.ToLower(scheme)) {
			return "scheme"
		}
	}
	return ""
}
