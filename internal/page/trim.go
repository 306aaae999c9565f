package page

import (
	"bytes"
	"maps"
	"slices"
)

// A third of the attributes of publishers' pages are for their programs, data-… and
// aria-… that no rule and no stage reads. The parser makes two strings of each, and
// that is a fifth of its time. Where the place of every tag is sure, they are left
// out on the way to it.

// AttrNames are the names of attributes that begin with data- or aria- and are read by
// somebody: the stages, or rules.
type AttrNames struct {
	names map[string]struct{}
	// ends has for each length of a name, modulo 32, the last letters that names of that
	// length have. It is asked first: nearly no attribute passes.
	ends [32]uint32
}

// NewAttrNames returns the names that the stages read.
func NewAttrNames() *AttrNames {
	a := &AttrNames{names: make(map[string]struct{}, 2*len(readNames))}
	for _, n := range readNames {
		a.add(n)
	}
	return a
}

// Names returns the names, sorted.
func (a *AttrNames) Names() []string { return slices.Sorted(maps.Keys(a.names)) }

func (a *AttrNames) add(name string) {
	a.names[name] = struct{}{}
	a.ends[len(name)&31] |= 1 << (name[len(name)-1] & 31)
}

func (a *AttrNames) has(name []byte) bool {
	if a.ends[len(name)&31]>>(name[len(name)-1]&31)&1 == 0 {
		return false
	}
	_, ok := a.names[string(name)]
	return ok
}

// readNames are those that the stages read by name. A test looks for them in their
// code. Beside them, pictures and players are read whole.
var readNames = [...]string{
	"aria-hidden", "aria-labelledby", "aria-level", "aria-modal",
	"data-account", "data-block", "data-cfemail", "data-component", "data-component-name", "data-date", "data-datetime",
	"data-embed-url", "data-enlighter-language", "data-gtm-element", "data-href", "data-instgrm-permalink", "data-lang",
	"data-language", "data-lazy-src", "data-litespeed-src", "data-module", "data-paycategory", "data-paywall",
	"data-paywall-present", "data-player", "data-published", "data-qa", "data-shortcode", "data-src", "data-test-id",
	"data-testid", "data-text-post-permalink", "data-tracking-area", "data-tweet-id", "data-tweetid", "data-type", "data-url",
	"data-video-id", "data-videoid", "data-widget",
}

// Add adds the names that stand anywhere in a text, as in the selectors of a
// rule file.
func (a *AttrNames) Add(text []byte) {
	for _, family := range attrFamilies {
		for rest := text; ; {
			i := bytes.Index(rest, family)
			if i < 0 {
				break
			}
			rest = rest[i:]
			n := len(family)
			for n < len(rest) && isNameByte(rest[n]) {
				n++
			}
			a.add(string(bytes.ToLower(rest[:n])))
			rest = rest[n:]
		}
	}
}

var attrFamilies = [...][]byte{[]byte("data-"), []byte("aria-")}

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_'
}

// mayTrim reports the elements whose attributes may be left out: those that pages are
// mostly made of. Pictures and players are none, as any of their attributes may
// hold an address, and elements of formatting are none but <a>, since the parser
// compares their attributes. It does not compare those of <a>, of which it never keeps two.
func mayTrim(name []byte) bool {
	switch string(name) {
	case "a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "td", "tr",
		"div", "nav", "span", "main", "form", "body", "html", "link", "meta",
		"label", "aside", "input", "header", "footer", "button", "script", "section", "article":
		return true
	}
	return false
}

// longState is the size from which a value that begins with a brace may be the state of
// a program, in which dates are looked for.
const longState = 128

// trimmer leaves out attributes on the way of [cut] through the tags.
type trimmer struct {
	names *AttrNames // nil to leave out none
	// sure says that all tags so far are where the parser finds them. What is no tag
	// to the parser must keep what looks like an attribute.
	sure bool
	// cuts counts what was left out.
	cuts  int
	packs *packs
}

// tag passes the tag whose name begins at src[at], with more if it is a start tag, and
// writes what comes before attributes that are left out. It returns where the tag
// ends, or at where that is not known.
func (t *trimmer) tag(buf *bytes.Buffer, src []byte, at int, start bool, written *int) int {
	i := at
	for i < len(src) && !isSpace(src[i]) && src[i] != '/' && src[i] != '>' {
		i++
	}
	name := src[at:i]
	trim := start && t.names != nil && mayTrim(name)
	pack := start && t.names != nil && mayPack(name)
	p := t.packs
	p.vain, p.kept = p.vain[:0], p.kept[:0]
	for n := 0; ; n++ {
		for i < len(src) && (isSpace(src[i]) || src[i] == '/') {
			i++
		}
		if i >= len(src) || n > maxAttrs {
			t.sure = false
			return at
		}
		if src[i] == '>' {
			break
		}
		end := scanAttr(src, i)
		if trim && end-i > 4 && end < len(src) && src[i+4] == '-' && t.vain(src[i:end]) {
			p.vain = append(p.vain, span{i, end})
		} else if pack {
			p.kept = append(p.kept, span{i, end})
		}
		i = end
	}
	t.cuts += len(p.vain)
	if p.pack(src) {
		p.write(buf, src, written)
	} else {
		for _, s := range p.vain {
			buf.Write(src[*written:s.from])
			*written = s.to
		}
	}
	if start && isRawName(name) {
		return t.raw(src, at, i, name)
	}
	return i + 1
}

// raw passes the text of an element that holds no tags.
func (t *trimmer) raw(src []byte, at, i int, name []byte) int {
	end := endTag(src, i, string(bytes.ToLower(name)))
	if end < 0 || bytes.EqualFold(name, []byte("plaintext")) {
		t.sure = false
		return at
	}
	return end
}

// isRawName reports the elements of which the tokenizer takes all up to the end tag for
// text, but for those that cut takes care of.
func isRawName(name []byte) bool {
	if len(name) < 3 {
		return false
	}
	switch name[0] | 0x20 {
	case 't', 'i', 'x', 'n', 'p':
	default:
		return false
	}
	for _, raw := range [...]string{"title", "iframe", "xmp", "noembed", "noframes", "plaintext"} {
		if len(raw) == len(name) && asciiFold(name, raw) {
			return true
		}
	}
	return false
}

// vain reports whether nobody reads an attribute, given as it is written.
func (t *trimmer) vain(attr []byte) bool {
	if family := string(attr[:4]); family != "data" && family != "aria" {
		return false
	}
	n := 5
	for n < len(attr) && attr[n] != '=' && !isSpace(attr[n]) {
		if !isNameByte(attr[n]) || 'A' <= attr[n] && attr[n] <= 'Z' {
			return false // a name of another spelling
		}
		n++
	}
	if t.names.has(attr[:n]) {
		return false
	}
	if len(attr)-n < longState {
		return true
	}
	value := bytes.TrimLeft(attr[n:], "= \t\r\n\f\"'")
	return len(value) == 0 || value[0] != '{' && value[0] != '&'
}

// bogus passes what begins with `<!`, `<?` or `</` and is neither comment nor tag.
func (t *trimmer) bogus(src []byte, at int) int {
	i := bytes.IndexByte(src[at:], '>')
	if i < 0 {
		t.sure = false
		return at
	}
	return at + i + 1
}

// markup passes what stands after a `<` at src[at] and is none of what is cut.
func (t *trimmer) markup(buf *bytes.Buffer, src []byte, at int, written *int) int {
	if !t.sure || at >= len(src) {
		return at
	}
	switch c := src[at]; {
	case 'a' <= c|0x20 && c|0x20 <= 'z':
		return t.tag(buf, src, at, true, written)
	case c == '/' && at+1 < len(src) && 'a' <= src[at+1]|0x20 && src[at+1]|0x20 <= 'z':
		return t.tag(buf, src, at+1, false, written)
	case c == '/' || c == '!' || c == '?':
		return t.bogus(src, at)
	}
	return at
}

// statesSelectors reports whether a page states selectors of its own that look at such an
// attribute: which parts are not free is said in JSON-LD.
func statesSelectors(src []byte) bool {
	// A capital S is far rarer than a c: the search goes from one to the next.
	front, key := []byte("css"), []byte("Selector")
	for {
		i := bytes.Index(src, key)
		if i < 0 {
			return false
		}
		before := src[:i]
		src = src[i+len(key):]
		if !bytes.HasSuffix(before, front) {
			continue
		}
		value := src[:min(len(src), maxStated)]
		if end := bytes.IndexByte(value, '<'); end >= 0 {
			value = value[:end] // of the script
		}
		for _, family := range attrFamilies {
			if bytes.Contains(value, family) {
				return true
			}
		}
	}
}

// maxStated is how far from its name a selector that a page states is looked at.
const maxStated = 4096
