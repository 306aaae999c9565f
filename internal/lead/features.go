package lead

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
)

// named are the parts that names and tags around a text may say, of which the nearest
// counts.
var named = [...]struct {
	part classname.Part
	name string
}{
	{classname.Standfirst, "standfirst"},
	{classname.Kicker, "kicker"},
	{classname.Byline | classname.Bio, "byline"},
	{classname.Date, "date"},
	{classname.Caption | classname.Media | classname.FigureTag, "caption"},
	{classname.Tag, "tag"},
	{classname.Nav | classname.NavTag | classname.Paging, "menu"},
	{classname.Related | classname.Teaser | classname.Popular, "related"},
	{classname.Share, "share"},
	{classname.Title, "title"},
	{classname.Header | classname.HeaderTag, "header"},
	{classname.ArticleBody | classname.Paragraph, "story"},
	{classname.Ad | classname.Promo, "ad"},
	{classname.ListTag, "list"},
	{classname.LinkTag | classname.Button, "link"},
	{classname.AsideTag | classname.Aside, "aside"},
	{classname.Note | classname.Correction | classname.Live, "note"},
}

// nameSteps is how far up names are looked for, beyond the element that holds the
// text alone.
const nameSteps = 4

// asked are the classes of the models of roles whose probability is a feature.
var asked = [...]roles.Class{
	roles.ClassBody, roles.ClassStandfirst, roles.ClassCaption, roles.ClassPromo, roles.ClassRelated, roles.ClassNote,
	roles.ClassKicker, roles.ClassFurniture,
}

// Features names the values of a row.
func Features() trees.Features {
	f := trees.Features{"part of headline", "part that title lacks"}
	for _, c := range asked {
		f = append(f, c.String())
	}
	f = append(f,
		"place", "place by size", "prose to headline", "links to headline", "media to headline", "story to headline", "place to story",
		"share of joint", "climb to joint", "headline's climb to joint", "tag", "headline's tag", "same tag as headline", "alone in box",
		"as next", "as before", "of story's class", "shape's texts", "siblings",
		"words", "chars", "link share", "end", "digits", "capitals", "small start", "separators", "breaks", "emphasis", "words of story",
		"as section", "as tag", "as site", "as description", "as title", "as author", "in address", "in article body", "as alternative", "as text before",
		"kicker before", "kicker after", "standfirst before", "standfirst after", "story after", "kicker over others", "standfirst over others",
		"candidates", "texts before headline", "has description", "link is a folder",
	)
	for _, n := range named {
		f = append(f, "named "+n.name)
	}
	return f
}

// NumFeatures is the length of a row.
const NumFeatures = 78

// pageFacts are what the candidates of a page are compared with.
type pageFacts struct {
	sections, tags, authors, descriptions []string
	site, title, body, alternative, path  string
	// firstStory is the first candidate that is surely story, storyShape its shape and
	// storyWords the mean words of such candidates.
	firstStory int
	storyShape shape
	storyWords float32
	// most are the two highest probabilities of kicker and of standfirst.
	kickers, standfirsts [2]float32
	before               int
	shapes               map[shape]int
	media                []int32 // by segment: media up to it
}

// maxKey bounds what is compared of a text, in bytes: a description may be as long as
// the page.
const maxKey = 4096

// keyOf makes texts comparable.
func keyOf(s string) string { return meta.Fold(s[:min(len(s), maxKey)]) }

// shape is what a template sets texts of one sort in.
type shape struct {
	tag   atom.Atom
	class page.ClassRef
}

// maxArticleBody is how much of the metadata's own text of the story is looked at:
// whether it begins with the standfirst shows in its beginning.
const maxArticleBody = 2000

func (t *table) pageFacts() *pageFacts {
	in, m := &t.in, t.in.Meta
	p := &pageFacts{
		site: keyOf(m.SiteName.Text), title: keyOf(m.Title.Text), firstStory: -1, shapes: map[shape]int{},
		alternative: keyOf(m.Article.Get("alternativeHeadline").Text()), path: keyOf(in.URL),
	}
	body := m.Article.Get("articleBody").Text()
	p.body = keyOf(body[:min(len(body), maxArticleBody)])
	p.sections = folded(p.sections, m.Section)
	p.descriptions = folded(p.descriptions, m.Description)
	for _, tag := range m.Tags {
		p.tags = append(p.tags, keyOf(tag))
	}
	for _, a := range m.Authors {
		p.authors = append(p.authors, keyOf(a.Name))
	}
	words, stories := 0, 0
	for j, c := range t.cands {
		if c.Part {
			continue
		}
		if c.Seg < t.head {
			p.before++
		}
		p.shapes[t.shapeOf(c.Seg)]++
		probs := in.Frame.Classes(t.texts[j])
		top(&p.kickers, probs[roles.ClassKicker])
		top(&p.standfirsts, probs[roles.ClassStandfirst])
		if c.Seg > t.head && probs[roles.ClassBody] >= surelyStory && probs[roles.ClassStandfirst] < probs[roles.ClassBody] {
			words += int(in.Segs[c.Seg].Words)
			if stories++; p.firstStory < 0 {
				p.firstStory = j
			}
			p.storyShape = t.shapeOf(c.Seg)
		}
	}
	p.storyWords = float32(words) / float32(max(1, stories))
	p.media = make([]int32, len(in.Segs)+1)
	for i := range in.Segs {
		p.media[i+1] = p.media[i]
		if s := &in.Segs[i]; s.Kind == block.Media && !s.Hidden {
			p.media[i+1]++
		}
	}
	return p
}

func folded(to []string, f meta.Field) []string {
	if s := keyOf(f.Text); s != "" {
		to = append(to, s)
	}
	for _, o := range f.Others {
		if s := keyOf(o.Text); s != "" {
			to = append(to, s)
		}
	}
	return to
}

// top keeps the two highest values.
func top(most *[2]float32, v float32) {
	switch {
	case v > most[0]:
		most[0], most[1] = v, most[0]
	case v > most[1]:
		most[1] = v
	}
}

// over is by how much a value is above the highest of the others.
func over(most *[2]float32, v float32) float32 {
	if v >= most[0] {
		return v - most[1]
	}
	return v - most[0]
}

func (t *table) shapeOf(seg int) shape {
	n := &t.in.Doc.Nodes[t.in.Segs[seg].Box]
	return shape{n.Tag, n.Class}
}

// Rows returns the features of all candidates, one row after the other.
func (t *table) rows() []float32 {
	rows := make([]float32, 0, len(t.cands)*NumFeatures)
	if len(t.cands) == 0 {
		return rows
	}
	p := t.pageFacts()
	for j := range t.cands {
		rows = t.row(rows, j, p)
	}
	return rows
}

func (t *table) row(row []float32, j int, p *pageFacts) []float32 {
	c := &t.cands[j]
	row = append(row, flag(c.Part), flag(c.Part && t.lacks))
	var probs [roles.NumClasses]float32
	if !c.Part {
		probs = *t.in.Frame.Classes(t.texts[j])
	}
	for _, class := range asked {
		row = append(row, probs[class])
	}
	row = t.placed(row, j, p)
	row = t.shaped(row, j, p)
	row = t.worded(row, j, p)
	row = t.compared(row, j, p)
	row = t.neighboured(row, j, p, &probs)
	return t.names(row, c)
}

// placed appends where the candidate stands to the headline and to the story.
func (t *table) placed(row []float32, j int, p *pageFacts) []float32 {
	c, doc := &t.cands[j], t.in.Doc
	s, head := &t.in.Segs[c.Seg], &t.in.Segs[t.head]
	if c.Part {
		return append(row, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	first, end := head.End, s.First
	if c.Seg < t.head {
		first, end = s.End, head.First
	}
	links := 0
	between := 0
	if first < end {
		links = doc.LinkCharsBetween(first, end)
		between = doc.CharsBetween(first, end) - links
	}
	// Candidates between it and the headline: texts that nobody sees do not count.
	place, story := 0, 0
	for i := range t.cands {
		o := &t.cands[i]
		if o.Part || o.Seg <= min(c.Seg, t.head) || o.Seg >= max(c.Seg, t.head) {
			continue
		}
		place++
		if t.in.Frame.Classes(t.texts[i])[roles.ClassBody] >= surelyStory {
			story++
		}
	}
	size := place + 1
	if c.Seg < t.head {
		place, size = -place-1, -size
	} else {
		place++
	}
	toStory := float32(99)
	if p.firstStory >= 0 {
		toStory = float32(p.firstStory - j)
	}
	joint, up, headUp := t.joint(s.Box, head.Box)
	return append(row, float32(place), float32(size), float32(between), float32(links),
		float32(p.media[max(c.Seg, t.head)]-p.media[min(c.Seg, t.head)]), float32(story), toStory,
		float32(doc.Chars(joint))/float32(max(1, doc.Chars(0))), float32(up), float32(headUp))
}

// joint is the smallest element that holds both, and how far up from each it is.
func (t *table) joint(a, b page.ID) (id page.ID, fromA, fromB int) {
	nodes := t.in.Doc.Nodes
	for a != b {
		if a > b {
			a = nodes[a].Parent
			fromA++
		} else {
			b = nodes[b].Parent
			fromB++
		}
		if a == page.None || b == page.None {
			return 0, fromA, fromB
		}
	}
	return a, fromA, fromB
}

// shaped appends what the candidate is set in.
func (t *table) shaped(row []float32, j int, p *pageFacts) []float32 {
	c, doc := &t.cands[j], t.in.Doc
	s, head := &t.in.Segs[c.Seg], &t.in.Segs[t.head]
	own := t.shapeOf(c.Seg)
	alike := func(o int) float32 {
		if o < 0 || o >= len(t.cands) || t.cands[o].Part {
			return -1
		}
		return flag(t.shapeOf(t.cands[o].Seg) == own)
	}
	ofStory := float32(-1)
	if p.firstStory >= 0 {
		ofStory = flag(own == p.storyShape)
	}
	return append(row, tagCode(own.tag), tagCode(doc.Nodes[head.Box].Tag), flag(doc.Nodes[head.Box].Tag == own.tag),
		flag(doc.Chars(s.Box) == int(s.Chars)), alike(j+1), alike(j-1), ofStory, float32(p.shapes[own]), float32(t.siblings(s)))
}

// maxSiblings bounds the elements of a list that are counted.
const maxSiblings = 20

// siblings counts the elements beside the outermost one that holds a text alone.
func (t *table) siblings(s *block.Seg) int {
	up := t.in.Doc.Nodes[t.lone(s)].Parent
	if up == page.None {
		return 0
	}
	n := 0
	for range t.in.Doc.Children(up) {
		if n++; n == maxSiblings {
			break
		}
	}
	return n
}

// lone is the outermost element that holds a text alone.
func (t *table) lone(s *block.Seg) page.ID {
	id := s.Box
	for p := range t.in.Doc.Ancestors(s.Box) {
		if t.in.Doc.Chars(p) != int(s.Chars) {
			break
		}
		id = p
	}
	return id
}

// tags are the elements whose name is a feature.
var tags = [...]atom.Atom{
	atom.P, atom.Div, atom.Span, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.H1, atom.Li, atom.Header, atom.A, atom.Section,
	atom.Article, atom.Button, atom.Time, atom.Figcaption, atom.Td, atom.Nav, atom.Aside, atom.Summary, atom.Blockquote,
}

func tagCode(a atom.Atom) float32 {
	for i, t := range tags {
		if t == a {
			return float32(i)
		}
	}
	return -1
}

// worded appends what the text looks like.
func (t *table) worded(row []float32, j int, p *pageFacts) []float32 {
	c := &t.cands[j]
	s := &t.in.Segs[c.Seg]
	digits, upper, letters, separators := 0, 0, 0, 0
	for _, r := range c.Text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsUpper(r):
			upper++
			letters++
		case unicode.IsLetter(r):
			letters++
		case strings.ContainsRune("/|>»›·•,", r):
			separators++
		}
	}
	n := utf8.RuneCountInString(c.Text)
	first, _ := utf8.DecodeRuneInString(c.Text)
	last, _ := utf8.DecodeLastRuneInString(c.Text)
	link, emphasis := s.LinkDensity(), t.emphasis(s)
	breaks := float32(s.Breaks)
	words := len(strings.Fields(c.Text))
	if c.Part {
		link, emphasis, breaks = 0, 0, 0
	}
	return append(row, float32(words), float32(n), float32(link), ending(last), float32(digits)/float32(max(1, n)),
		float32(upper)/float32(max(1, letters)), flag(unicode.IsLower(first)), float32(separators), breaks, emphasis,
		float32(words)/max(1, p.storyWords))
}

// endsOpen is what [ending] says of a text that no sign ends.
const endsOpen = 0

// ending says how a text ends: 3 as a sentence, 2 as a question or a cry, 1 with a
// colon, endsOpen with nothing.
func ending(r rune) float32 {
	switch r {
	case '.', '。', '।', '…', '”', '"', '»':
		return 3
	case '?', '!', '？', '！':
		return 2
	case ':', '：':
		return 1
	}
	return endsOpen
}

// maxEmphasis bounds the nodes of a text that are looked at for emphasis.
const maxEmphasis = 60

// emphasis is the share of a text that is set in bold or in italics.
func (t *table) emphasis(s *block.Seg) float32 {
	doc := t.in.Doc
	all, set := 0, 0
	for id := s.First; id < min(s.End, s.First+maxEmphasis); id++ {
		if !s.Owns(&doc.Nodes[id]) {
			continue
		}
		n := doc.Chars(id)
		all += n
		for p := doc.Nodes[id].Parent; p != page.None && p != s.Box; p = doc.Nodes[p].Parent {
			switch doc.Nodes[p].Tag {
			case atom.B, atom.Strong, atom.Em, atom.I:
				set += n
			default:
				continue
			}
			break
		}
	}
	return float32(set) / float32(max(1, all))
}

// compared appends how the text compares with what the metadata say.
func (t *table) compared(row []float32, j int, p *pageFacts) []float32 {
	key := keyOf(t.cands[j].Text)
	before := float32(0)
	for i := range j {
		if t.cands[i].Text == t.cands[j].Text {
			before++
		}
	}
	inBody := float32(-1)
	if p.body != "" {
		inBody = float32(0)
		if len(key) >= minQuote {
			switch strings.Index(p.body, key[:min(len(key), 60)]) {
			case -1:
			case 0:
				inBody = 2
			default:
				inBody = 1
			}
		}
	}
	return append(row, nearest(key, p.sections), nearest(key, p.tags), nearest(key, []string{p.site}), nearest(key, p.descriptions),
		like(key, p.title), nearest(key, p.authors), flag(len(key) >= 3 && strings.Contains(p.path, key)), inBody,
		like(key, p.alternative), before)
}

// minQuote is the length from which a text does not stand in another by chance.
const minQuote = 24

// nearest is the highest likeness to one of the texts.
func nearest(key string, others []string) float32 {
	best := float32(0)
	for _, o := range others {
		best = max(best, like(key, o))
	}
	return best
}

// like compares folded texts: 4 for the same, 3 where the first begins with the
// second or the other way round, 2 where one holds the other, -1 without a second.
func like(a, b string) float32 {
	switch {
	case b == "" || a == "":
		return -1
	case a == b:
		return 4
	case len(a) > 3 && strings.HasPrefix(b, a):
		return 3
	case len(b) > 3 && strings.HasPrefix(a, b):
		return 2.5
	case len(a) > 3 && strings.Contains(b, a):
		return 2
	case len(b) > 3 && strings.Contains(a, b):
		return 1
	}
	// The description is often the standfirst but for its end.
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return float32(n) / float32(min(len(a), len(b)))
}

// neighboured appends what stands beside the candidate, and what else is offered.
func (t *table) neighboured(row []float32, j int, p *pageFacts, probs *[roles.NumClasses]float32) []float32 {
	of := func(o int, class roles.Class) float32 {
		if o < 0 || o >= len(t.cands) || t.cands[o].Part {
			return -1
		}
		return t.in.Frame.Classes(t.texts[o])[class]
	}
	return append(row, of(j-1, roles.ClassKicker), of(j+1, roles.ClassKicker), of(j-1, roles.ClassStandfirst), of(j+1, roles.ClassStandfirst),
		of(j+1, roles.ClassBody), over(&p.kickers, probs[roles.ClassKicker]), over(&p.standfirsts, probs[roles.ClassStandfirst]),
		float32(len(t.cands)), float32(p.before), flag(len(p.descriptions) > 0), t.folder(&t.cands[j]))
}

// folder is 1 for a link to a folder that the page's own address lies in, 0 for
// another link, and -1 for a text without.
func (t *table) folder(c *Candidate) float32 {
	doc := t.in.Doc
	a := doc.Closest(t.in.Segs[c.Seg].First, atom.A)
	if a == page.None || c.Part {
		return -1
	}
	href := strings.TrimRight(doc.Attr(a, "href"), "/")
	return flag(len(href) > 1 && strings.Contains(t.in.URL, href+"/"))
}

// names appends how near each name stands around the candidate: 0 on what holds it
// alone, then a step for each element above.
func (t *table) names(row []float32, c *Candidate) []float32 {
	doc := t.in.Doc
	s := &t.in.Segs[c.Seg]
	var steps [nameSteps + 1]classname.Part
	own, lone := s.Box, t.lone(s)
	if c.Part {
		own, lone = t.first, t.first
	}
	for id := own; ; id = doc.Nodes[id].Parent {
		steps[0] |= t.in.Frame.Hints(id)
		if id == lone {
			break
		}
	}
	id := lone
	for n := 1; n <= nameSteps; n++ {
		if id = doc.Nodes[id].Parent; id == page.None {
			break
		}
		steps[n] = t.in.Frame.Hints(id)
	}
	for _, name := range named {
		at := 0
		for at <= nameSteps && steps[at]&name.part == 0 {
			at++
		}
		row = append(row, float32(at))
	}
	return row
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
