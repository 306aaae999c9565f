package scrub

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// rewrite replaces the words, names, pictures and links of what is left. It comes
// last: which parts a fixture keeps is decided by what the page said.
func (s *scrubber) rewrite(n *html.Node) {
	if n.Type == html.TextNode {
		n.Data = s.rewriteText(n)
		return
	}
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Script:
			s.rewriteScript(n)
			s.attributes(n)
			return
		// A parser without scripting sees elements here, one with it a text.
		// The replacement is a picture either way.
		case atom.Noscript:
			if s.Again {
				return
			}
			setText(n, `<img src="/img/plain.jpg">`)
			s.attributes(n)
			return
		case atom.Meta:
			s.rewriteMeta(n)
			return
		}
		s.attributes(n)
	}
	// next is taken before the child is rewritten, which may remove it.
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		s.rewrite(c)
		// Structured data of which nothing was left.
		if c.DataAtom == atom.Script && c.FirstChild == nil && !page.HasAttr(c, "src") || c.Type == html.CommentNode {
			n.RemoveChild(c)
		}
		c = next
	}
	if s.Again {
		return
	}
	if n.DataAtom == atom.Body {
		s.signalScript(n)
	}
	lines(n)
}

// rewriteText replaces a text, with one space for all white space at an end. White
// space between two blocks means nothing and goes; between two words it parts them.
func (s *scrubber) rewriteText(n *html.Node) string {
	if n.Parent.DataAtom == atom.Pre {
		return s.text(n.Data)
	}
	text := squeeze(n.Data)
	if text == "" {
		if s.Again {
			return n.Data
		}
		return " "
	}
	out, ok := s.done[n]
	if !ok {
		out = s.text(text)
	}
	// A text that was cut has a space where its words are cut, wherever the page's had.
	if s.dealt[n] && out != "" {
		return out
	}
	out = strings.Trim(out, " ")
	if out == "" {
		return " "
	}
	if n.Data[0] <= ' ' && isInline(n.PrevSibling) {
		out = " " + out
	}
	if n.Data[len(n.Data)-1] <= ' ' && isInline(n.NextSibling) {
		out += " "
	}
	return out
}

// setText makes a text the only child of a node.
func setText(n *html.Node, text string) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	if text != "" {
		n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	}
}

// lines puts the block elements of a container on lines of their own: people
// read fixtures and their differences. White space between blocks means nothing to a
// page.
func lines(n *html.Node) {
	if n.Type == html.DocumentNode || n.DataAtom == atom.Pre || isTextual(n) && n.DataAtom != atom.Head && n.DataAtom != atom.Html {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || inlineTags[c.DataAtom] || c.DataAtom == atom.Br {
			continue
		}
		if p := c.PrevSibling; p == nil || p.Type == html.ElementNode && !inlineTags[p.DataAtom] {
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: "\n"}, c)
		}
	}
}

// usefulScript reports structured data and the scripts of known vendors.
func (s *scrubber) usefulScript(n *html.Node) bool {
	if isLD(n) {
		return n.FirstChild != nil
	}
	return s.vendorHost(page.Attr(n, "src"))
}

// rewriteScript keeps the script element, by whose address vendors are recognised, and
// of its inside only structured data.
func (s *scrubber) rewriteScript(n *html.Node) {
	if s.Again && !isLD(n) {
		return
	}
	text := ""
	if isLD(n) && n.FirstChild != nil {
		text = s.scrubLD(n.FirstChild.Data)
	}
	setText(n, text)
}

// signalScript writes the access keys of the page's scripts as one script. The scripts
// themselves hold state, code and often the whole story.
func (s *scrubber) signalScript(body *html.Node) {
	if len(s.signals) == 0 {
		return
	}
	var parts []string
	for _, kv := range s.signals {
		parts = append(parts, quoted(kv[0])+":"+quoted(kv[1]))
	}
	script := &html.Node{Type: html.ElementNode, Data: "script", DataAtom: atom.Script}
	script.AppendChild(&html.Node{Type: html.TextNode, Data: "dataLayer=[{" + strings.Join(parts, ",") + "}]"})
	body.InsertBefore(script, body.FirstChild)
	// Written once, even if the tree has a second body.
	s.signals = nil
}

// attributes replaces those of an element and drops what no rule reads.
func (s *scrubber) attributes(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		// xlink:href and the like are drawings' and no rule reads them.
		if a.Namespace != "" {
			continue
		}
		val, ok := s.attribute(n, strings.ToLower(a.Key), a.Val)
		if s.Again && !wordy[strings.ToLower(a.Key)] && !isSentence(a) {
			val, ok = a.Val, true
		}
		if ok {
			a.Val = val
			kept = append(kept, a)
		}
	}
	n.Attr = kept
	// A picture that loads later has its address in an attribute that went.
	if n.DataAtom == atom.Img && !page.HasAttr(n, "src") {
		n.Attr = append(n.Attr, html.Attribute{Key: "src", Val: blank})
	}
}

// wordy are the attributes whose values are words.
var wordy = map[string]bool{"alt": true, "title": true, "placeholder": true, "aria-label": true, "label": true, "summary": true, "content": true}

// isSentence reports a data attribute with words, such as the headline of a teaser.
func isSentence(a html.Attribute) bool {
	return strings.HasPrefix(a.Key, "data-") && len(strings.Fields(a.Val)) > 2 && !strings.ContainsAny(a.Val, ",{[:")
}

// attribute returns the value that takes the place of val, and false for an attribute
// that goes. Attributes with words are rewritten, those with vocabulary stay, and of
// the rest only those stay that a rule reads or that tell what the element is.
//
//   - A list of sizes of one picture says what src says; of the sources of a
//     picture element it is all there is.
//   - Of values and titles only those stay that a reader sees: the labels of buttons
//     and fields, the long form of an abbreviation.
//   - The size of a picture tells one of the story from an icon; that of a teaser's
//     picture says nothing.
func (s *scrubber) attribute(n *html.Node, key, val string) (string, bool) {
	switch key {
	case "class":
		val = s.classes(val)
		return val, val != ""
	case "id":
		return s.id(n, val)
	case "style":
		return hiding(val)
	case "src", "data-src", "poster", "data-lazy-src", "data-original":
		return s.source(n, key, val)
	case "srcset", "data-srcset":
		if n.DataAtom == atom.Source && s.need.attrs[key] || n.DataAtom == atom.Source && n.Parent != nil && n.Parent.DataAtom == atom.Picture {
			first, _, _ := strings.Cut(strings.TrimSpace(val), " ")
			return s.image(first), true
		}
		return "", false
	case "href", "action", "cite", "formaction", "data-href", "data-url":
		if n.DataAtom == atom.Link && strings.EqualFold(page.Attr(n, "rel"), "stylesheet") {
			return s.stub(val), true
		}
		return s.inside(n, s.link(val)), true
	case "alt", "title", "placeholder", "aria-label", "value", "label", "summary":
		if key == "value" && n.DataAtom != atom.Input && n.DataAtom != atom.Button && !s.need.attrs[key] || key == "title" && n.DataAtom != atom.Abbr {
			return "", false
		}
		// Hidden fields hold tokens and numbers of the page.
		if key == "value" && (page.Attr(n, "type") == "hidden" || page.Attr(n, "type") == "radio" || page.Attr(n, "type") == "checkbox") {
			return "", false
		}
		if key == "aria-label" && !s.need.attrs[key] && !landmark(page.Attr(n, "role")) {
			return "", false
		}
		// A label says what a button does in a few words; more is a sentence.
		left := 6
		return s.compose(cutWords(val, &left, ""), setting{form: true}), true
	case "content":
		return s.value(page.Attr(n, "itemprop"), val), true
	case "role":
		return val, landmark(val) || s.need.attrs[key]
	case "datetime", "lang", "dir", "hidden", "open", "type", "rel", "itemprop", "itemscope", "itemtype", "property", "typeof", "vocab",
		"aria-hidden", "colspan", "rowspan", "start", "subscriptions-section", "subscriptions-display", "amp-access", "amp-access-hide",
		"aria-modal", "amp", "⚡", "charset", "http-equiv", "data-nosnippet":
		return val[:min(len(val), 80)], true
	case "width", "height":
		return val, n.DataAtom == atom.Img && n.Parent.DataAtom != atom.A && allDigits(val)
	case "name", "for":
		return ident(val), n.DataAtom == atom.Input || n.DataAtom == atom.Form
	}
	if s.need.attrs[key] {
		return s.value(key, val), true
	}
	if strings.HasPrefix(key, "data-") && strings.Contains(key, "author") && len(val) < 80 && val != "" {
		return s.text(val), true
	}
	if strings.HasPrefix(key, "data-") && telling(key) && len(val) <= 40 && !strings.ContainsAny(val, " {[") && !longNumber.MatchString(val) {
		return val, true
	}
	return "", false
}

// telling reports the data attributes that name what an element is, or state
// access.
func telling(key string) bool {
	for _, w := range [...]string{"testid", "test-id", "data-test", "data-qa", "component", "module", "data-type", "-role", "pay", "premium",
		"gate", "wall", "tier", "subscri", "access", "locked", "meter", "newsletter", "article-body", "data-block", "data-area", "data-name", "data-section"} {
		if strings.Contains(key, w) {
			return true
		}
	}
	return false
}

// inside shortens the address of a link inside the site to its path, unless a
// rule looks at addresses.
func (s *scrubber) inside(n *html.Node, address string) string {
	if n.DataAtom != atom.A || s.need.attrs["href"] {
		return address
	}
	rest, ok := strings.CutPrefix(address, "https://"+s.host)
	if !ok || s.host == "" {
		return address
	}
	if rest == "" {
		return "/"
	}
	return rest
}

// id returns an element's id. That of a heading is often made of its words:
//
//	<h2 id="the-council-decides-on-friday">
func (s *scrubber) id(n *html.Node, val string) (string, bool) {
	switch {
	case s.need.tokens[val]:
		return val, true
	case val == "" || len(val) > 40 || longNumber.MatchString(val):
		return "", false
	case strings.Count(val, "-")+strings.Count(val, "_")+strings.Count(val, " ") > 3,
		n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || n.DataAtom == atom.H4:
		return s.slugs(val), true
	}
	return ident(val), true
}

// landmark reports the roles that say what a part of the page is.
func landmark(role string) bool {
	switch role {
	case "dialog", "alertdialog", "alert", "navigation", "main", "article", "complementary", "contentinfo", "banner", "region", "heading", "button":
		return true
	}
	return false
}

// maxClasses bounds the classes of an element: what a rule would name stands
// among the first.
const maxClasses = 3

// classes keeps the first classes of an element that are names, and all that a rule
// reads.
func (s *scrubber) classes(val string) string {
	var out []string
	for tok := range strings.FieldsSeq(val) {
		needed := s.need.tokens[tok]
		if !needed && (len(out) >= maxClasses || longNumber.MatchString(tok) || len(tok) > 48) {
			continue
		}
		if !needed && isUtility(tok) {
			continue
		}
		out = append(out, s.className(tok))
	}
	return strings.Join(out, " ")
}

// utility matches the classes of the common frameworks that say how an element
// looks: those of one word, of a measure, of a side or an alignment, and of a
// colour or a weight.
var utility = regexp.MustCompile(`^-?(?:` +
	`(?:flex|grid|absolute|relative|sticky|static|inline|underline|no-underline|uppercase|truncate|antialiased|grow|shrink|transition)` +
	`|[a-z-]+-(?:\d[\w./]*|\[.*\]|auto|full|screen|px|xs|sm|md|lg|xl|[2-9]xl)` +
	`|(?:flex|grid|items|justify|content|self|place|text|align|object|whitespace|overflow(?:-[xy])?|cursor|pointer-events|select|transition)-` +
	`(?:center|start|end|left|right|between|around|stretch|baseline|col|row|wrap|nowrap|hidden|scroll|auto|none|cover|contain|pointer|inherit|colors|opacity|transform|all|flow-(?:col|row))` +
	`|(?:bg|border|font|leading|tracking|shadow|rounded|fill|stroke|ring|outline|duration|ease)-[a-z]+(?:-\d+)?` +
	`)$`)

// numbered are the utilities with a number that could be names.
var numbered = regexp.MustCompile(`article|story|body|title|head|promo|wall|post|item|card|block|list|layout|template|type|version|level`)

// isUtility reports the classes that say how an element looks on the screen
// and not what it is, but for those that hide it.
//
//	md:flex  mt-4  text-gray-500  grid    go
//	md:hidden  article-2  story-body      stay
func isUtility(tok string) bool {
	if strings.ContainsAny(tok, ":/[!") {
		return !strings.Contains(tok, "hidden") && !strings.HasSuffix(tok, "block")
	}
	return utility.MatchString(tok) && !numbered.MatchString(tok)
}

// className replaces the names of people in a class, as in "author-ann-lee".
func (s *scrubber) className(tok string) string {
	rest, ok := strings.CutPrefix(tok, "author-")
	if !ok {
		return tok
	}
	for _, t := range tokenize(rest) {
		if s.names[strings.ToLower(rest[t.start:t.end])] != "" {
			return "author-" + s.slugs(rest)
		}
	}
	return tok
}

// slugs replaces the words of an id or a class and leaves what joins them.
func (s *scrubber) slugs(text string) string {
	var b strings.Builder
	last := 0
	for _, t := range tokenize(text) {
		b.WriteString(text[last:t.start] + s.slugWord(text[t.start:t.end], t))
		last = t.end
	}
	return b.String()
}

// hiding keeps of a style that it hides: that decides whether a text is read at all. The
// rest of a style is about looks.
func hiding(style string) (string, bool) {
	flat := strings.ToLower(strings.ReplaceAll(style, " ", ""))
	switch {
	case strings.Contains(flat, "display:none"):
		return "display:none", true
	case strings.Contains(flat, "visibility:hidden"):
		return "visibility:hidden", true
	}
	return "", false
}

// source returns the address of what an element shows or loads.
func (s *scrubber) source(n *html.Node, key, val string) (string, bool) {
	switch n.DataAtom {
	case atom.Img, atom.Source, atom.Input:
		if key == "poster" {
			return "", false
		}
		return s.image(val), true
	case atom.Script:
		return s.stub(val), true
	case atom.Video, atom.Audio:
		return s.link(val), key != "poster"
	case atom.Iframe:
		return s.frame(val), true
	}
	return s.link(val), s.need.attrs[key]
}
