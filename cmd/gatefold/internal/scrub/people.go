package scrub

import (
	"maps"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
)

// The parts of invented names by script, of the languages that have no story: words for
// samples, or given names that say nothing of a person, so that nobody is meant.
var (
	givenNames = map[string][]string{
		"Cyrillic": strings.Fields("саша женя валя шура слава паша вася мика дима оля"),
		"Greek":    strings.Fields("άλεξ νίκη χάρις δάφνη άρης"),
	}
	familyNames = map[string][]string{
		"Cyrillic": strings.Fields("примеров образцов тестов шаблонов макетов примеренко образцова"),
		"Greek":    strings.Fields("δείγμας πρότυπος υπόδειγμας παραδείγματος"),
	}
)

// partsOfNames returns the given or the family names of a script: of the Latin one those
// of the story's language.
func (s *scrubber) partsOfNames(script string, given bool) []string {
	g := s.grammar
	if g == nil || !g.spaced() {
		g = grammars()["en"]
	}
	switch {
	case script == "Latin" && given:
		return g.given
	case script == "Latin":
		return g.family
	case given:
		return givenNames[script]
	}
	return familyNames[script]
}

// organisations are the words in bylines that name no person. They stay: that
// an author is an agency is a fact that rules are tested on.
var organisations = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`afp ap dpa reuters apa sda ansa efe lusa tass rtr kna epd sid pa bloomberg staff desk editor editorial team
 news redaktion redaktionen redazione redacción redacao redação rédaction agency agencies agence agentur press newsroom the and und et y e i och og
 en & für for of by von par por contributor reporter correspondent writer guest gast editors mit with online digital media de van der den di da du del la le
 bin al ten ter zu vom im`) {
		m[w] = true
	}
	return m
}()

// particles are those of them that stand before a family name.
var particles = map[string]bool{"de": true, "van": true, "der": true, "den": true, "di": true, "da": true, "du": true, "del": true, "la": true, "le": true,
	"bin": true, "al": true, "ten": true, "ter": true, "zu": true, "von": true, "y": true}

// people gives each word of the authors' names another name, the same on the whole
// page: the byline and the metadata still name one person.
func (s *scrubber) people() {
	for _, name := range s.People {
		s.person(name)
	}
	for _, obj := range [...]string{"author", "creator", "contributor", "editor"} {
		for o := range s.ld.Objects() {
			if v := o.Get(obj); !v.IsZero() {
				s.ldNames(v)
			}
		}
	}
	for o := range s.ld.Objects() {
		if o.Is("Person") {
			s.ldNames(o)
		}
	}
	doc := page.Index(s.root)
	defer doc.Release()
	for i := range doc.Nodes {
		n := &doc.Nodes[i]
		switch {
		case n.Tag == atom.Meta:
			if isAuthorMeta(metaName(n.N)) {
				s.person(page.Attr(n.N, "content"))
			}
		case n.Is(page.Text):
		case n.Tag == atom.A && strings.Contains(page.Attr(n.N, "rel"), "author"), isByline(n.N):
			if c := doc.Chars(page.ID(i)); c > 2 && c < 60 {
				s.person(textOf(n.N))
			}
		}
	}
}

// ldNames finds the names of a person or a list of them.
func (s *scrubber) ldNames(v jsonld.Value) {
	for item := range v.Items() {
		s.person(item.Text())
		for _, key := range [...]string{"name", "givenName", "familyName"} {
			if n := item.Get(key); !n.IsZero() {
				s.person(n.Text())
			}
		}
	}
}

// isAuthorMeta reports the metas that name authors.
func isAuthorMeta(name string) bool {
	return strings.Contains(name, "author") || strings.Contains(name, "creator") || name == "byl" || name == "byline"
}

// person maps the words of a line of names. Words in small letters are parts
// of names ("von") or of the line ("and"), not names.
//
//	By Jane Doe and Al Roe, Reuters   Jane, Al: given names; Doe, Roe: family names
func (s *scrubber) person(line string) {
	line = strings.TrimSpace(line)
	// An address, a domain or a sentence is not a line of names.
	if line == "" || len(line) > 200 || strings.ContainsAny(line, "/@") || strings.Contains(strings.TrimSuffix(line, "."), ".") && !strings.Contains(line, " ") {
		return
	}
	// The publication itself is often named as the author.
	for _, site := range s.siteNames {
		if strings.Contains(site, strings.ToLower(line)) {
			return
		}
	}
	first := true
	for i, t := range tokenize(line) {
		w := line[t.start:t.end]
		// A separator before the word starts the next name.
		if i > 0 && strings.ContainsAny(line[:t.start], ",;|") && strings.TrimRight(line[:t.start], " ") != "" {
			if last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(line[:t.start], " ")); strings.ContainsRune(",;|", last) {
				first = true
			}
		}
		low := strings.ToLower(w)
		r, _ := utf8.DecodeRuneInString(w)
		if t.number || t.alone {
			continue
		}
		// The next word begins a name again: "Reuters, Jane Doe".
		if organisations[low] {
			s.names[low] = low
			first = !particles[low]
			continue
		}
		if !unicode.IsUpper(r) && first {
			continue
		}
		s.rename(low, first)
		first = false
	}
}

// rename gives a word of a name its replacement, at the first call, in the word's own
// script.
func (s *scrubber) rename(low string, given bool) {
	if s.names[low] != "" {
		return
	}
	r, _ := utf8.DecodeRuneInString(low)
	list := s.partsOfNames(scriptOf(r), given)
	// A script without a list of names: the word is replaced as any other.
	if len(list) == 0 {
		return
	}
	// Two people of one byline must not become one, nor one of the story's.
	taken := map[string]bool{}
	if s.tale != nil {
		taken = maps.Clone(s.tale.names)
	}
	for _, n := range s.names {
		taken[n] = true
	}
	i := int(hash(low) % uint32(len(list)))
	for range list {
		if !taken[strings.ToLower(list[i])] {
			break
		}
		i = (i + 1) % len(list)
	}
	s.names[low] = strings.ToLower(list[i])
}

// findSiteNames returns the names of the publication in small letters. They
// stay, as the host does: titles are cut at them.
func (s *scrubber) findSiteNames(doc *page.Doc) []string {
	var out []string
	add := func(name string) {
		name = strings.ToLower(strings.TrimSpace(name))
		if n := len(tokenize(name)); n > 0 && n <= 5 && len(name) > 2 {
			out = append(out, strings.Clone(name))
		}
	}
	for i := range doc.Nodes {
		if n := doc.Nodes[i].N; n.DataAtom == atom.Meta {
			switch metaName(n) {
			case "og:site_name", "application-name", "apple-mobile-web-app-title":
				add(page.Attr(n, "content"))
			}
		}
	}
	for o := range s.ld.Objects() {
		if p := o.Get("publisher"); !p.IsZero() {
			add(p.Get("name").Text())
		}
		if o.Is("WebSite", "NewsMediaOrganization") {
			add(o.Get("name").Text())
		}
	}
	if c := s.Rules.For(s.host); c != nil {
		add(c.Head.Name)
	}
	return out
}
