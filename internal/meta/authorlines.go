package meta

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/ascii"
	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// Where a byline may be, in characters of its line, in nodes of its element, and
// in nodes from the headline for lines that nothing but their words or their
// place tells.
const (
	maxByline     = 150
	maxNodes      = 80
	bylineBefore  = 30
	bylineAfter   = 160
	nameAfter     = 60
	maxBefore     = 400 // characters between the headline and a name that is alone
	minBioChars   = maxDated
	linkBefore    = 100
	linkAfter     = 800
	maxBylineTops = 120 // elements and links that are read
)

// visible reads the elements, links and lines of the page that may be bylines.
func (t *authorTable) visible() {
	stated := slices.ContainsFunc(t.lists, func(l authorList) bool { return l.from <= byMeta && !l.org })
	first, end := t.c.around(stated)
	t.places(first, end)
	doc, h := t.c.Doc, t.c.anchor()
	passed := 0 // characters of paragraphs since the headline
	left := maxBylineTops
	for i := first; i < end; i++ {
		n := &doc.Nodes[i]
		switch {
		case n.Tag == atom.A && !n.Is(page.Hidden) && left > 0:
			left -= one(t.authorLink(i, n))
		case n.Tag == atom.P && !n.Is(page.Hidden):
			t.signed(i, n, h, passed)
			if i > h {
				passed += doc.Chars(i)
			}
		case n.IsText() && !n.Is(page.Hidden|page.InForm):
			t.line(i, h)
		}
	}
}

// places reads the elements whose class or relation is that of a byline.
func (t *authorTable) places(first, end page.ID) {
	left := maxBylineTops
	for i := range t.c.places {
		p := &t.c.places[i]
		if left == 0 || p.id >= end {
			return
		}
		if p.id < first {
			continue
		}
		if p.kind != placeRelAuthor && p.shows&classname.FieldByline == 0 || p.kind == placeH1 || p.kind == placeH2 || t.c.Doc.Contains(p.id, t.c.data.Headline) {
			continue
		}
		chars := t.c.Doc.Chars(p.id)
		if chars < 2 || chars > maxByline || t.c.Doc.Nodes[p.id].End-p.id > maxNodes {
			continue
		}
		s := signClass
		if p.kind == placeRelAuthor {
			s = signRel
			if p.shows&classname.FieldByline != 0 {
				s |= signClass
			}
		}
		left--
		t.read(p.id, t.c.bylineText(p.id), s)
	}
}

// read adds the names in the text of an element.
func (t *authorTable) read(id page.ID, text string, s sign) {
	if t.c.Trace {
		t.c.tried("authors", Value{text, "css:" + t.c.label(id)})
	}
	names := t.c.names.Read(cleanLines(text))
	if len(names) > 1 && t.c.names.Joins(text) && lettersBeside(text, names) <= maxJoining {
		s |= signJoined
	}
	if len(names) == 0 && s&(signClass|signRel|signPath|signLead) != 0 {
		if name := t.c.names.Handle(clean(text)); name != "" && s&signLead == 0 {
			names, s = []string{name}, s|signHandle
		} else if name := t.c.names.PenName(clean(text)); name != "" {
			names, s = []string{name}, s|signHandle
		}
	}
	t.name(names, id, s)
}

// maxInitials is the length of what stands in place of a portrait.
const maxInitials = 3

// maxJoining bounds the letters that a line of joined names has beside these.
const maxJoining = 12

// lettersBeside counts the letters of a text that are in none of the names.
func lettersBeside(text string, names []string) int {
	n := 0
	for _, r := range text {
		n += one(unicode.IsLetter(r))
	}
	for _, name := range names {
		for _, r := range name {
			n -= one(unicode.IsLetter(r))
		}
	}
	return n
}

// cleanLines is clean line by line.
func cleanLines(s string) string {
	if !strings.Contains(s, "\n") {
		return clean(s)
	}
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

// name adds the names that stand at a node, to the list of an element of the same
// class right before it or as a list of their own.
func (t *authorTable) name(names []string, id page.ID, s sign) {
	if len(names) == 0 {
		return
	}
	doc := t.c.Doc
	if t.c.helped(id) {
		s |= signHelper
	}
	at := id
	if doc.Nodes[at].Is(page.Text) {
		at = doc.Nodes[at].Parent
	}
	n := &doc.Nodes[at]
	if doc.Closest(id, atom.Figure, atom.Figcaption) != page.None || doc.Named(at).Field&classname.FieldCredit != 0 {
		s |= signCredit
	}
	l := authorList{
		source: "css:" + t.c.label(at), from: byShown, at: at, end: n.End, class: n.Class, signs: s, chars: doc.Chars(id),
		shows: doc.Named(at).Field, own: t.c.belonging(id), url: t.c.linkOf(at),
	}
	if l.shows&classname.FieldBio != 0 && len(names) == 1 && utf8.RuneCountInString(names[0]) <= maxInitials {
		return // the initials in place of a portrait
	}
	if !l.isFirm() && l.shows&classname.FieldRole != 0 || l.own.margin && l.own.other && s&signRel == 0 {
		return // where somebody is, or what; another story's
	}
	for _, name := range names {
		a := Author{Name: name, Kind: t.c.names.Kind(name), Source: l.source}
		if len(names) == 1 {
			a.URL = l.url
		}
		l.names = append(l.names, a)
	}
	if s&signBio != 0 {
		t.bios[fold(names[0])] = true
	}
	if t.join(&l) {
		return
	}
	t.add(l, byShown)
}

// join adds the names of an element to the list of one right before it that has
// its class and its signs: the authors of one byline often have an element each.
func (t *authorTable) join(l *authorList) bool {
	const marks = signClass | signRel | signPath
	for i := len(t.lists) - 1; i >= 0 && t.lists[i].from == byShown; i-- {
		p := &t.lists[i]
		if p.signs&signHelper != 0 && p.class == l.class && l.at-p.end < maxGap {
			l.signs |= signHelper // those after one who helped did as well
		}
		if l.signs&marks == signPath && l.own.prose > maxBoxChars {
			return false // links to authors far below are of a story each
		}
		beside := l.signs&signDated != 0 && t.c.Doc.Nodes[p.at].Parent == t.c.Doc.Nodes[l.at].Parent
		if p.signs&^signJoined != l.signs&^signJoined || l.signs&marks == 0 && !beside || p.class != l.class || l.at < p.end || l.at-p.end >= maxGap {
			continue
		}
		for _, a := range l.names {
			if key := fold(a.Name); !slices.Contains(p.keys, key) && key != "" && len(p.names) < maxAuthors {
				a.Name = strings.Clone(a.Name)
				p.names, p.keys = append(p.names, a), append(p.keys, key)
			}
		}
		p.end, p.chars = l.end, p.chars+l.chars
		return true
	}
	return false
}

// authorLink reads a link to the page of an author, and reports whether it is
// one.
func (t *authorTable) authorLink(id page.ID, n *page.Node) bool {
	if t.c.Doc.Chars(id) > maxDated || t.c.Doc.Chars(id) < 2 {
		return false
	}
	href := page.Attr(n.N, "href")
	h := max(0, t.c.data.Headline)
	if !authorPath(href) || (id < h-linkBefore || id > h+linkAfter) && !t.c.isOwnAddress(href) {
		return false
	}
	if strings.Contains(href, "/profile/") && !t.c.isOwnAddress(href) {
		return false // an account with somebody else
	}
	t.read(id, t.c.bylineText(id), signPath)
	return true
}

// isOwnAddress reports an address on the page's own site.
func (c *collector) isOwnAddress(href string) bool {
	u, err := url.Parse(c.absolute(href))
	host := c.host()
	return err == nil && (host == "" || u.Host == "" || strings.HasSuffix(u.Hostname(), host) || strings.HasSuffix(host, u.Hostname()))
}

// line reads a short text: one with the words of a byline, the heading of a name,
// or a name that its place tells.
func (t *authorTable) line(i, h page.ID) {
	doc := t.c.Doc
	text := strings.TrimSpace(doc.Nodes[i].N.Data)
	chars := doc.Chars(i)
	if chars > maxByline {
		t.bio(i, text)
		return
	}
	names := t.c.names
	near := h != page.None && i > h-bylineBefore && i < h+bylineAfter && !doc.Contains(h, i)
	switch {
	case names.LeadsStrongly(text):
		t.lead(i, text, signStrong|signLead)
	case names.IsLabel(text):
		t.lead(i, text, signLabel)
	case near && names.Leads(text):
		t.lead(i, text, signLead)
	case near && t.isDated(i, 0):
		t.name(names.Read(names.AfterLead(clean(text))), i, signDated)
	case near && chars <= maxDated && i > h && i < h+nameAfter && doc.CharsBetween(h, i) <= maxBefore || chars <= maxDated && chars > 3 && t.iconBefore(i):
		t.alone(i, text)
	case strings.Contains(text, "©"):
		t.holder(i, text)
	case chars > minBioChars:
		t.bio(i, text)
	}
}

// holder reads the name behind the sign of copyright, as the owners of blogs
// write theirs.
func (t *authorTable) holder(i page.ID, text string) {
	_, text, _ = strings.Cut(clean(text), "©")
	text = strings.TrimLeft(text, " 0123456789-–—,.")
	text, _, _ = strings.Cut(text, ".")
	text = strings.TrimRight(text, " 0123456789-–—,")
	if t.c.names.IsPersonName(text) {
		t.name([]string{text}, i, signHolder)
	}
}

// lead reads the line that a text with the words of a byline is part of.
func (t *authorTable) lead(i page.ID, text string, s sign) {
	doc := t.c.Doc
	if t.c.names.OpensHelp(text) || t.helpedBy(i, text) {
		s |= signHelper
	}
	parent := doc.Nodes[i].Parent
	bare := t.c.names.IsLead(text) || s&signLabel != 0
	if bare && doc.Chars(parent) < utf8.RuneCountInString(strings.TrimSpace(text))+3 && doc.Nodes[parent].Parent != page.None {
		parent = doc.Nodes[parent].Parent // <span>By</span> <span>Ann Lee</span>
	}
	if doc.Chars(parent) > maxByline || doc.Nodes[parent].End-parent > maxNodes || doc.Contains(parent, t.c.data.Headline) {
		parent = i
	}
	t.read(parent, t.c.bylineText(parent), s)
}

// helpedBy reports whether the text before one and the text itself are the words before
// those who did not write: <a>Reviewed</a> by.
func (t *authorTable) helpedBy(i page.ID, text string) bool {
	before := t.c.textBefore(i)
	return before != page.None && t.c.names.IsLead(text) && t.c.names.Helps(strings.TrimSpace(t.c.Doc.Nodes[before].N.Data)+" "+text)
}

// alone reads a name that is all that its element holds, or that stands beside a
// date, a portrait or the icon of a person.
func (t *authorTable) alone(i page.ID, text string) {
	doc := t.c.Doc
	name := clean(text)
	r, _ := utf8.DecodeRuneInString(name)
	if unicode.IsLower(r) || doc.Closest(i, atom.H1, atom.H2, atom.H3) != page.None {
		return
	}
	var s sign
	if doc.Chars(doc.Nodes[i].Parent) == doc.Chars(i) {
		s |= signAlone
	}
	if t.c.pictured(i, name) {
		s |= signPortrait
	}
	if t.isDated(i, maxNear) {
		s |= signDated
	}
	if t.iconBefore(i) {
		s |= signIcon
	}
	if s == 0 {
		return
	}
	if b := t.c.textBefore(i); b != page.None && isHeadOf(doc.Nodes[b].N.Data) && s&signIcon == 0 {
		return // the text before says what it is
	}
	names := t.c.names.Read(name)
	if len(names) > 0 {
		t.name(names, i, s)
	}
}

// isHeadOf reports a text that says what the next one is.
func isHeadOf(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, ":") || strings.HasSuffix(s, "：")
}

// iconBefore reports whether the icon or the picture of a person stands right
// before a text.
func (t *authorTable) iconBefore(i page.ID) bool {
	if i == 0 {
		return false
	}
	before := &t.c.Doc.Nodes[i-1]
	return before.Class != 0 && before.End == i && !before.Is(page.Text) && personIcon(t.c.Doc.ClassAttr(before.Class))
}

// isDated reports whether a date of the page stands within so many nodes of one,
// or in it.
func (t *authorTable) isDated(i page.ID, within page.ID) bool {
	k, _ := slices.BinarySearch(t.dates, i-within)
	return k < len(t.dates) && t.dates[k] <= i+within
}

// signed reads a paragraph that is a name alone, set off as the line above or
// below a text is: bold before the first paragraph, or at the right.
func (t *authorTable) signed(i page.ID, n *page.Node, h page.ID, passed int) {
	chars := t.c.Doc.Chars(i)
	if chars < 4 || chars > maxDated || i < h || !(h != page.None && passed <= maxBoxChars && t.c.isStrong(i) || atRight(n)) {
		return
	}
	text := t.c.text(i, maxByline)
	if names := t.c.names.Read(text); onlyNames(text, names) {
		t.name(names, i, signSigned)
	}
}

// bio reads the name at the start of a text that says who somebody is: two to
// four words before one such as "is".
func (t *authorTable) bio(i page.ID, text string) {
	text = strings.TrimSpace(text)
	if r, _ := utf8.DecodeRuneInString(text); !unicode.IsUpper(r) {
		return
	}
	if len(text) > maxLead {
		text = text[:maxLead]
	}
	end := 0
	for k := range 5 {
		word, rest, _ := strings.Cut(text[end:], " ")
		if k >= 2 && t.c.names.IsVerb(word) {
			name := clean(text[:end])
			if t.c.names.IsName(name) && t.c.names.Kind(name) == Person {
				t.name([]string{name}, i, signBio)
			}
			return
		}
		if rest == "" {
			return
		}
		end += len(word) + 1
	}
}

// linkOf returns the address of the link at or in an element.
func (c *collector) linkOf(id page.ID) string {
	for i := id; i < c.Doc.Nodes[id].End && i < id+20; i++ {
		if c.Doc.Nodes[i].Tag == atom.A {
			return c.absolute(c.Doc.Attr(i, "href"))
		}
	}
	return ""
}

// helped reports whether the text right before an element says that the name
// in it is that of a reviewer, an editor or another who did not write.
func (c *collector) helped(id page.ID) bool {
	before := c.textBefore(id)
	return before != page.None && c.names.Helps(c.Doc.Nodes[before].N.Data)
}

// personIcon reports the class of an icon or a picture of a person, as icon
// fonts and comment systems call it.
func personIcon(class string) bool {
	for t := range strings.FieldsSeq(strings.ToLower(class)) {
		for _, end := range [...]string{"-user", "-person", "avatar", "-author", "gravatar"} {
			if strings.HasSuffix(t, end) {
				return true
			}
		}
	}
	return false
}

// pictured reports whether a picture close to a node has a name for its
// alternative text.
func (c *collector) pictured(id page.ID, name string) bool {
	for i := max(0, id-maxGap); i < min(page.ID(c.Doc.Len()), id+maxGap); i++ {
		if n := &c.Doc.Nodes[i]; n.Tag == atom.Img && strings.HasPrefix(clean(page.Attr(n.N, "alt")), name) {
			return true
		}
	}
	return false
}

// isStrong reports whether all the text of an element is bold.
func (c *collector) isStrong(id page.ID) bool {
	for k := range c.Doc.Children(id) {
		if t := c.Doc.Nodes[k].Tag; (t == atom.Strong || t == atom.B) && c.Doc.Chars(k) == c.Doc.Chars(id) {
			return true
		}
	}
	return false
}

// atRight reports whether an element's own style sets its text to the right.
func atRight(n *page.Node) bool {
	return strings.EqualFold(page.Attr(n.N, "align"), "right") ||
		strings.Contains(strings.ReplaceAll(strings.ToLower(page.Attr(n.N, "style")), " ", ""), "text-align:right")
}

// onlyNames reports whether a text holds the names and little else.
func onlyNames(text string, names []string) bool {
	for _, name := range names {
		text = strings.Replace(text, name, "", 1)
	}
	return len(names) > 0 && utf8.RuneCountInString(text) <= 6
}

// bylineText returns the text of a byline, a line for each link and block, so
// that two names side by side stay two. Dates are left out.
func (c *collector) bylineText(id page.ID) string {
	var b strings.Builder
	end := c.Doc.Nodes[id].End
	for i := id; i < end && b.Len() < byline.Max; i++ {
		n := &c.Doc.Nodes[i]
		switch {
		case n.Tag == atom.Time || n.Is(page.InButton) && i > id:
			i = n.End - 1
			b.WriteByte('\n')
		case n.Is(page.Text):
			c.bylinePart(&b, n)
		case n.Is(page.Block) || n.Tag == atom.A || n.Tag == atom.Br:
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func (c *collector) bylinePart(b *strings.Builder, n *page.Node) {
	if n.Is(page.Raw | page.Hidden) {
		return
	}
	text := strings.TrimSpace(n.N.Data)
	if s := b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		if text == n.N.Data && !strings.HasSuffix(s, " ") {
			b.WriteByte('\n') // two inline elements without a space between
		} else {
			b.WriteByte(' ')
		}
	}
	b.WriteString(oneLine(text))
	if len(n.N.Data) > len(text) {
		b.WriteByte(' ')
	}
	if p := c.Doc.Nodes[n.Parent].Tag; p == atom.A {
		b.WriteByte('\n')
	}
}

// oneLine takes the line breaks out of a text: only elements end a line.
func oneLine(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// smallWords is a set of words, each a bit at its hash: of two hundred words that
// are not in it one is held to be. It lives in the pool.
type smallWords struct {
	bits   [1 << 12]uint64
	filled bool
}

// at returns where the bit of a hash is.
func (s *smallWords) at(hash uint32) (*uint64, uint64) {
	hash ^= hash >> 16
	return &s.bits[hash>>6&(1<<12-1)], 1 << (hash & 63)
}

// The parameters of the hash FNV-1a.
const (
	fnvStart = 2166136261
	fnvPrime = 16777619
)

// add keeps the words of a text that begin with a small letter.
func (s *smallWords) add(text string) {
	hash, in, small := uint32(fnvStart), false, false
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c < utf8.RuneSelf && !ascii.IsLetter(c) {
			if in && small {
				at, bit := s.at(hash)
				*at |= bit
			}
			hash, in = fnvStart, false
			continue
		}
		if !in {
			in, small = true, c >= 'a' && c <= 'z'
			if c >= utf8.RuneSelf {
				r, _ := utf8.DecodeRuneInString(text[i:])
				small = unicode.IsLower(r)
			}
		}
		hash = (hash ^ uint32(c)) * fnvPrime
	}
	if in && small {
		at, bit := s.at(hash)
		*at |= bit
	}
}

// inSmall reports whether a word stands about the headline in small letters.
func (c *collector) inSmall(word string) bool {
	if !c.small.filled {
		c.small.filled = true
		first, end := c.around(true)
		for i := first; i < end; i++ {
			if n := &c.Doc.Nodes[i]; n.IsText() && !n.Is(page.Raw) {
				c.small.add(n.N.Data)
			}
		}
	}
	hash := uint32(fnvStart)
	for i := range len(word) {
		hash = (hash ^ uint32(word[i])) * fnvPrime
	}
	at, bit := c.small.at(hash)
	return *at&bit != 0
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }
