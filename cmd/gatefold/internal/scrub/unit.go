package scrub

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unit is the texts that are read as one: a paragraph with its links, a label.
type unit struct {
	nodes []*html.Node
	texts []string // squeezed, with a space at an end where the page has one
	at    setting
}

// composeUnits composes what the tree shows, in the order of the page, and notes for
// each text what stands for it.
func (s *scrubber) composeUnits(root *html.Node) {
	s.done, s.dealt = map[*html.Node]string{}, map[*html.Node]bool{}
	var us []unit
	s.units(root, &us)
	s.places(us)
	// The headline first, which the title repeats, then the paragraphs: what repeats them
	// is a part of them, not they of it.
	for turn := range 4 {
		for i := range us {
			u := &us[i]
			if mine := turnOf(u.at); mine == turn {
				s.composeUnit(u)
			}
		}
	}
}

// turnOf says when a unit is composed.
func turnOf(at setting) int {
	switch {
	case at.as == headline && at.main:
		return 0
	case at.as == headline:
		return 1
	case at.tale:
		return 2
	}
	return 3
}

// leadWords is how many words a text between the headline and the story has that is a
// summary of it.
const leadWords = 7

// places finds the headline and what stands between it and the story.
func (s *scrubber) places(us []unit) {
	title, first := s.headlineOf(us), -1
	for i := range us {
		u := &us[i]
		switch n := u.nodes[0]; {
		case first < 0 && u.at.tale && title >= 0 && i > title && !within(n, atom.Head):
			first = i
		}
	}
	for i := range us {
		u := &us[i]
		n := u.nodes[0]
		switch {
		case i == title, within(n, atom.Title):
			u.at.as, u.at.main = headline, i == title
		case within(n, atom.Figcaption) || namesCaption(n):
			u.at.as = caption
			if i > 0 && us[i-1].at.as == caption && common(us[i-1].nodes[0], n) != nil && within(n, atom.Figcaption) && len(tokenize(strings.Join(u.texts, ""))) <= 6 {
				u.at.as = credit
			}
		case within(n, atom.H1), within(n, atom.H2), within(n, atom.H3), within(n, atom.H4), within(n, atom.H5), within(n, atom.Dt):
			u.at.as = heading
			if s.isTitle(u) { // a page may have its headline in two forms
				u.at.as = headline
				continue
			}
			u.at.tale = u.at.tale || i > first && first >= 0 && s.inStory(n)
		case title >= 0 && i > title && i < first && len(tokenize(strings.Join(u.texts, ""))) >= leadWords:
			u.at.as = standfirst
		case within(n, atom.Li):
			u.at.as = entry
		}
	}
}

// headlineOf returns the unit of the headline: the heading that the page repeats in its
// metadata, else the first of the highest rank, -1 for none.
func (s *scrubber) headlineOf(us []unit) int {
	s.titles = s.findTitles()
	best, rank, size := -1, 0, 0
	for i := range us {
		n := us[i].nodes[0]
		r := 0
		switch {
		case within(n, atom.H1):
			r = 2
		case within(n, atom.H2), within(n, atom.H3), pageAttr(n.Parent, "itemprop") == "headline":
			r = 1
		}
		text := key(strings.Join(us[i].texts, ""))
		if r > 0 && s.isTitle(&us[i]) {
			r += 2
		}
		// A headline may stand in two parts, of which the longer is one.
		if r > 1 && (r > rank || r == rank && r > 2 && len(text) > size) {
			best, rank, size = i, r, len(text)
		}
	}
	return best
}

// isTitle reports a text that the metadata has as a title of the page.
func (s *scrubber) isTitle(u *unit) bool {
	text := key(strings.Join(u.texts, ""))
	return len(text) > 8 && len(tokenize(strings.Join(u.texts, ""))) > 2 && slices.ContainsFunc(s.titles, func(t string) bool { return strings.Contains(t, text) })
}

// findTitles returns what the metadata calls the page, letters and digits only.
func (s *scrubber) findTitles() []string {
	var out []string
	for n := range s.root.Descendants() {
		switch {
		case n.DataAtom == atom.Title:
			out = append(out, key(textOf(n)))
		case n.DataAtom == atom.Meta && strings.HasSuffix(metaName(n), "title"):
			out = append(out, key(pageAttr(n, "content")))
		}
	}
	for o := range s.ld.Objects() {
		if v := o.Get("headline"); !v.IsZero() {
			out = append(out, key(v.Text()))
		}
	}
	return out
}

// inStory reports a node beside paragraphs of the story.
func (s *scrubber) inStory(n *html.Node) bool {
	for n.Parent != nil && inlineTags[n.Parent.DataAtom] {
		n = n.Parent
	}
	box := n.Parent
	if box == nil || box.Parent == nil {
		return false
	}
	for c := box.Parent.FirstChild; c != nil; c = c.NextSibling {
		if s.toldSet[c] && s.paragraphs[c] {
			return true
		}
	}
	return false
}

// namesCaption reports an element whose class says that it is a caption.
func namesCaption(n *html.Node) bool {
	for depth := 0; n != nil && depth < 3; n, depth = n.Parent, depth+1 {
		if strings.Contains(strings.ToLower(pageAttr(n, "class")), "caption") {
			return true
		}
	}
	return false
}

// within reports a node inside an element of a kind.
func within(n *html.Node, tag atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == tag {
			return true
		}
	}
	return false
}

// units lists the units at and below n. A block element ends one, and so does a line
// break:
//
//	<p>The <a>council</a> met.</p>                 one unit of three texts
//	<div><span>Politics</span> <a>Title</a></div>   two units: no text of the div's own joins them
func (s *scrubber) units(n *html.Node, out *[]unit) {
	var run []*html.Node
	end := func() {
		s.runUnits(run, out)
		run = nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode, c.Type == html.ElementNode && inlineTags[c.DataAtom] && !holdsBlock(c):
			run = append(run, c)
		case c.Type == html.ElementNode:
			end()
			if c.DataAtom != atom.Script && c.DataAtom != atom.Style && c.DataAtom != atom.Noscript && c.DataAtom != atom.Pre {
				s.units(c, out)
			}
		}
	}
	end()
}

// holdsBlock reports an inline element around block elements.
func holdsBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && !inlineTags[d.DataAtom] {
			return true
		}
	}
	return false
}

// runUnits makes one unit of a run of inline nodes that a text of their parent's own
// joins, else one of each.
func (s *scrubber) runUnits(run []*html.Node, out *[]unit) {
	own := false
	for _, n := range run {
		own = own || n.Type == html.TextNode && letters(n.Data) > 1
	}
	if own {
		s.add(run, out)
		return
	}
	for _, n := range run {
		if n.Type == html.TextNode {
			s.add([]*html.Node{n}, out)
			continue
		}
		// Inside of an element the same holds.
		s.units(n, out)
	}
}

// letters counts those of a text.
func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// add makes a unit of the texts at and below some nodes.
func (s *scrubber) add(run []*html.Node, out *[]unit) {
	var u unit
	for _, n := range run {
		if n.Type == html.TextNode {
			u.nodes = append(u.nodes, n)
			continue
		}
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				u.nodes = append(u.nodes, d)
			}
		}
	}
	kept := u.nodes[:0]
	for _, n := range u.nodes {
		if text := squeeze(n.Data); text != "" {
			kept = append(kept, n)
		}
	}
	u.nodes = kept
	if len(kept) == 0 {
		return
	}
	for i, n := range kept {
		text := squeeze(n.Data)
		if r, _ := utf8.DecodeRuneInString(n.Data); i > 0 && unicode.IsSpace(r) {
			text = " " + text
		}
		if r, _ := utf8.DecodeLastRuneInString(n.Data); i+1 < len(kept) && unicode.IsSpace(r) {
			text += " "
		}
		u.texts = append(u.texts, text)
	}
	u.at = s.settingOf(kept[0])
	*out = append(*out, u)
}

// settingOf says where a text stands.
func (s *scrubber) settingOf(n *html.Node) setting {
	var at setting
	at.tale = len(s.told) == 0 && within(n, atom.P) && !within(n, atom.Li) // nobody says where it is
	depth := 0
	for p := n; p != nil; p = p.Parent {
		if s.toldSet[p] {
			at.story, at.tale = true, true
		}
		if p.Type == html.ElementNode {
			switch p.DataAtom {
			case atom.Form:
				at.form = true
			case atom.Nav, atom.Header, atom.Footer:
				at.menu = true
			}
			if depth++; depth <= 2 && (isByline(p) || strings.Contains(pageAttr(p, "rel"), "author") || pageAttr(p, "itemprop") == "author") {
				at.byline = true
			}
		}
	}
	return at
}

func pageAttr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// composeUnit composes a unit as one text and deals that to its texts by the share of
// words that each had.
func (s *scrubber) composeUnit(u *unit) {
	src := squeeze(strings.Join(u.texts, ""))
	if len(u.nodes) == 1 {
		s.done[u.nodes[0]] = s.compose(src, u.at)
		return
	}
	if whole := s.grammar != nil && !u.at.story; whole {
		if sense := s.senseOf(src); sense.asks() && s.linked(u) {
			s.apart(u)
			return
		}
	}
	s.deal(u, s.compose(src, u.at))
}

// linked reports whether a link or a button of a unit says two words or more: in what
// asks, it says them for itself.
func (s *scrubber) linked(u *unit) bool {
	for i, n := range u.nodes {
		if inLink(n) && len(tokenize(u.texts[i])) > 1 {
			return true
		}
	}
	return false
}

func inLink(n *html.Node) bool {
	for p := n.Parent; p != nil && inlineTags[p.DataAtom]; p = p.Parent {
		if p.DataAtom == atom.A || p.DataAtom == atom.Button {
			return true
		}
	}
	return false
}

// apart composes the links of a unit, and what stands between them, each by itself.
func (s *scrubber) apart(u *unit) {
	for i := 0; i < len(u.nodes); {
		part := unit{at: u.at}
		link := inLink(u.nodes[i])
		for ; i < len(u.nodes) && inLink(u.nodes[i]) == link; i++ {
			part.nodes = append(part.nodes, u.nodes[i])
			part.texts = append(part.texts, u.texts[i])
		}
		first, last := part.texts[0], part.texts[len(part.texts)-1]
		s.deal(&part, s.compose(squeeze(strings.Join(part.texts, "")), u.at))
		// The spaces at its ends part it from its neighbours.
		if strings.HasPrefix(first, " ") {
			s.done[part.nodes[0]] = " " + s.done[part.nodes[0]]
		}
		if strings.HasSuffix(last, " ") {
			s.done[part.nodes[len(part.nodes)-1]] += " "
		}
	}
}

// deal cuts a text at the words where the page's text was cut by its elements.
func (s *scrubber) deal(u *unit, out string) {
	counts, total := make([]int, len(u.texts)), 0
	for i, text := range u.texts {
		counts[i] = len(tokenize(text))
		total += counts[i]
	}
	toks := tokenize(out)
	sum, last := 0, 0
	for i, n := range u.nodes {
		s.dealt[n] = true
		if i == len(u.nodes)-1 {
			s.done[n] = out[last:]
			break
		}
		sum += counts[i]
		k := sum
		if total > 0 {
			k = (sum*len(toks) + total/2) / total
		}
		at := cutPlace(out, toks, k)
		at = max(at, last)
		part := out[last:at]
		// A space belongs to the side that had it.
		if strings.HasSuffix(part, " ") && !strings.HasSuffix(u.texts[i], " ") && strings.HasPrefix(u.texts[i+1], " ") {
			at--
			part = out[last:at]
		}
		s.done[n] = part
		last = at
	}
}

// cutPlace is where a text is cut before its word k: behind the space before it, so
// that signs stay with the word that they stand at.
func cutPlace(out string, toks []token, k int) int {
	switch {
	case k <= 0:
		return 0
	case k >= len(toks):
		return len(out)
	}
	from, to := toks[k-1].end, toks[k].start
	if i := strings.LastIndexByte(out[from:to], ' '); i >= 0 {
		return from + i + 1
	}
	return to
}
