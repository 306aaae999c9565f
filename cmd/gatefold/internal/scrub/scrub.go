package scrub

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/rules"
)

// DefaultParagraphs is how many paragraphs of a long run are kept where
// [Options.Paragraphs] is zero: the first and the last two.
const DefaultParagraphs = 4

// Options say what a fixture keeps. The zero value can be used.
type Options struct {
	// URL is the page's address; by default the one that the page declares.
	URL string
	// Paragraphs is how many paragraphs of a long run are kept.
	Paragraphs int
	// Keep holds selectors of elements inside which nothing is thinned out.
	Keep []string
	// Marks are elements that must stay, by their position among the page's
	// elements and texts: a report on the page names them.
	Marks []int
	// Story are the blocks of the story in the same way, in order. By default
	// the story is where most words stand in paragraphs.
	Story []int
	// People are names of the page's authors, beside those that it states as such.
	People []string
	// Boxes are the elements of boxes that stay as they are, but for very large ones:
	// what a promo is, its parts tell together.
	Boxes [][]int
	// Bytes is how large the fixture should be at most, 0 for any size. Of a page that
	// is larger less is kept; what rules select and promos are stays.
	Bytes int
	// Words is how many words of the story the fixture needs at least.
	Words int
	// Again is set for a page that is a fixture: its words are replaced by what this
	// package writes now, and nothing else is.
	Again bool
	// Rules say what must stay: what they select, and the metas and
	// attributes that they read. Nil for none.
	Rules *rules.Set
}

// maxThrift is how often less is kept of a page whose fixture is too large.
const maxThrift = 6

// Page returns the fixture of a page. It changes the tree.
func Page(root *html.Node, o Options) ([]byte, error) {
	if o.Bytes <= 0 {
		return fixture(root, o, 0)
	}
	var out []byte
	for thrift := range maxThrift + 1 {
		var err error
		if out, err = fixture(clone(root), o, thrift); err != nil || len(out) <= o.Bytes {
			return out, err
		}
	}
	return out, nil
}

// clone copies a tree.
func clone(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.AppendChild(clone(k))
	}
	return c
}

// fixture makes one of a tree that it changes. The more thrift, the less stays of
// what is far from the story, then of the story.
func fixture(root *html.Node, o Options, thrift int) ([]byte, error) {
	if o.Paragraphs <= 0 {
		o.Paragraphs = DefaultParagraphs
	}
	o.Paragraphs = max(2, o.Paragraphs-thrift/2)
	s := &scrubber{
		Options: o, root: root, images: map[string]string{}, memo: map[string]string{}, names: map[string]string{},
		spine: map[*html.Node]bool{}, matched: map[*html.Node]bool{}, whole: map[*html.Node]bool{}, need: newNeeds(), metas: map[string]int{}, hosts: map[string]bool{},
		paragraphs: map[*html.Node]bool{}, limit: max(minWords, maxWords-4*thrift), thrift: thrift, grams: map[string][]placed{}, senses: map[string]sense{}, used: map[string]bool{}, said: map[string]bool{},
	}
	if !o.Again { // of a fixture every word is ours
		s.noteRuns()
	}
	if err := s.survey(); err != nil {
		return nil, err
	}
	// The order matters: names are found while the bylines are whole and the people of
	// the story are known, the story is thinned before what repeats, and words are replaced when nothing has to be
	// compared with the page any more.
	s.chooseGrammar()
	s.people()
	if !s.Again {
		s.thinStory()
		s.thinTree(root)
		s.thinFar()
		s.shorten(root)
	}
	s.countStory()
	s.composeUnits(root)
	s.rewrite(root)
	return s.render()
}

// scrubber is one page on its way to a fixture.
type scrubber struct {
	Options
	root *html.Node
	lang string
	host string // of the page, in small letters
	ld   *jsonld.Graph

	need needs
	// spine holds the nodes that must stay and all that stand above them.
	spine map[*html.Node]bool
	// matched are the elements that rules select.
	matched map[*html.Node]bool
	// whole are the elements inside which nothing is dropped.
	whole map[*html.Node]bool
	// signals are the access keys of the page's scripts.
	signals [][2]string

	names     map[string]string // of people, by word
	siteNames []string
	titles    []string // of the page, as key writes them
	images    map[string]string
	memo      map[string]string
	lineWords map[string]bool // words of bylines

	// grammar has the sentences, nil where words are replaced one by one; tale is the
	// story that is told of them.
	grammar *grammar
	tale    *tale
	// done are the texts of the tree that are composed; passages are all that were,
	// and grams where words in a row stand in them.
	done     map[*html.Node]string
	dealt    map[*html.Node]bool // of these, those that are a part of one text
	passages []passage
	grams    map[string][]placed
	used     map[string]bool // sentences that stand in the fixture
	said     map[string]bool // those of them that ask
	runs     map[string]bool // of words of the page
	senses   map[string]sense
	toldSet  map[*html.Node]bool
	metas    map[string]int
	hosts    map[string]bool

	// paragraphs are those left of the runs that were thinned out; cuts is
	// what was taken away, by its text.
	paragraphs map[*html.Node]bool
	cuts       []cut
	words      struct{ before, after int }
	told       []*html.Node // the paragraphs of the story
	limit      int          // the words of a paragraph that stay
	thrift     int
	hollow     int // empty containers kept for their names
}

// chooseGrammar takes that of the page's language: English for languages that have
// none, words and characters of its own for a script without spaces.
func (s *scrubber) chooseGrammar() {
	s.toldSet = map[*html.Node]bool{}
	for _, n := range s.told {
		s.toldSet[n] = true
	}
	lang := s.lang
	switch lang {
	case "nb", "nn":
		lang = "no"
	case "th", "km", "my", "lo":
		if grammars()[lang] == nil {
			return
		}
	}
	s.grammar = grammarFor(lang)
	s.tale = newTale(s.grammar, hash(s.host, s.URL))
}

// cut is a paragraph that the fixture holds only in part, or not at all.
type cut struct{ from, to string }

// survey reads the page while it is whole. Strings that stay beyond the index are
// cloned: its memory is used again.
func (s *scrubber) survey() error {
	doc := page.Index(s.root)
	defer doc.Release()
	s.ld = new(jsonld.Graph)
	s.address(doc)
	for i := range doc.Nodes {
		n := &doc.Nodes[i]
		switch {
		case n.Tag == atom.Html:
			s.lang = primary(page.Attr(n.N, "lang"))
		case n.Tag == atom.Script && n.N.FirstChild != nil && isLD(n.N):
			s.ld.Add(strings.Clone(n.N.FirstChild.Data))
		}
	}
	s.siteNames = s.findSiteNames(doc)
	s.signals = scriptSignals(doc)
	s.landmarks(doc)
	// Numbers beyond the page are passed over: a report may be of another parse.
	for _, at := range s.Marks {
		if at >= 0 && at < len(doc.Nodes) {
			s.vital(doc.Nodes[at].N)
		}
	}
	for _, box := range s.Boxes {
		s.keepBox(doc, box)
	}
	s.findStory(doc)
	return s.ruled(doc)
}

// maxBox is how many elements a box has that is kept whole.
const maxBox = 40

// keepBox keeps the lowest element around some others whole, with all that it holds.
func (s *scrubber) keepBox(doc *page.Doc, elements []int) {
	var box *html.Node
	for _, at := range elements {
		if at < 0 || at >= len(doc.Nodes) {
			continue
		}
		n := doc.Nodes[at].N
		if n.Type == html.TextNode {
			n = n.Parent
		}
		if box == nil {
			box = n
		} else if box != n {
			box = around(box, n)
		}
	}
	if box == nil || box.DataAtom == atom.Body {
		return
	}
	count := 0
	for d := range box.Descendants() {
		if d.Type == html.ElementNode {
			count++
		}
	}
	if count <= maxBox {
		s.whole[box] = true
		s.vital(box)
	}
}

// around returns the lowest element that is or holds both.
func around(a, b *html.Node) *html.Node {
	above := map[*html.Node]bool{}
	for n := a; n != nil; n = n.Parent {
		above[n] = true
	}
	for n := b; n != nil; n = n.Parent {
		if above[n] {
			return n
		}
	}
	return nil
}

// address finds the page's own host: the caller's address, or what the page declares.
func (s *scrubber) address(doc *page.Doc) {
	candidates := []string{s.URL}
	for i := range doc.Nodes {
		switch n := &doc.Nodes[i]; n.Tag {
		case atom.Link:
			if strings.EqualFold(page.Attr(n.N, "rel"), "canonical") {
				candidates = append(candidates, page.Attr(n.N, "href"))
			}
		case atom.Meta:
			if page.Attr(n.N, "property") == "og:url" {
				candidates = append(candidates, page.Attr(n.N, "content"))
			}
		}
	}
	for _, c := range candidates {
		if u, err := url.Parse(strings.TrimSpace(c)); err == nil && u.Host != "" {
			s.host = strings.ToLower(u.Hostname())
			if s.URL == "" {
				s.URL = strings.Clone(c)
			}
			return
		}
	}
}

// Address returns what the fixture of a page calls the page's address: the
// same host, and in the path no words of the publisher's.
func Address(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return ""
	}
	s := &scrubber{host: strings.ToLower(u.Hostname()), lang: "en", memo: map[string]string{}, names: map[string]string{}}
	return s.link(raw)
}

// render writes the tree, below a comment that says what it is.
func (s *scrubber) render() ([]byte, error) {
	var out bytes.Buffer
	host := s.host
	if host == "" {
		host = "an unnamed host"
	}
	fmt.Fprintf(&out, "<!-- made by gatefold rules scrub; structure of %s; words are ours -->\n", strings.ReplaceAll(host, "--", ""))
	if err := html.Render(&out, s.root); err != nil {
		return nil, fmt.Errorf("scrub: %w", err)
	}
	out.WriteByte('\n')
	// A tree that was not decoded may hold bytes of any character set. Left in
	// the fixture they would be read as words of it.
	return bytes.ToValidUTF8(out.Bytes(), []byte("\uFFFD")), nil
}
