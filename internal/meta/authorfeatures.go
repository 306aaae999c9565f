package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// NumAuthorFeatures is the length of a row of [authorTable.row].
const NumAuthorFeatures = 72

// authorPage holds what all lists of a page are compared with, and how many
// there are.
type authorPage struct {
	ld, meta, prop, class, lead           *authorList
	lists, shown, classes, leads, persons int
}

func (t *authorTable) shared() authorPage {
	var p authorPage
	first := func(to **authorList, l *authorList) {
		if *to == nil {
			*to = l
		}
	}
	p.lists = len(t.lists)
	for i := range t.lists {
		l := &t.lists[i]
		own := !l.own.teaser && !l.own.comment && !l.own.masthead
		switch {
		case l.from == byLD:
			first(&p.ld, l)
			p.persons += l.persons()
		case l.from == byMeta:
			first(&p.meta, l)
		case l.from == byProp:
			first(&p.prop, l)
		case l.signs&(signLead|signStrong|signLabel) != 0 && own:
			p.leads++
			first(&p.lead, l)
		case l.signs&(signClass|signRel|signPath) != 0 && own:
			p.classes++
			first(&p.class, l)
		}
		p.shown += one(l.from == byShown)
	}
	return p
}

func (l *authorList) persons() int {
	n := 0
	for i := range l.names {
		n += one(l.names[i].Kind == Person)
	}
	return n
}

// rows returns the features of all lists, one row after the other.
func (t *authorTable) rows() []float32 {
	rows := make([]float32, 0, len(t.lists)*NumAuthorFeatures)
	p := t.shared()
	for i := range t.lists {
		rows = t.row(rows, i, &p)
	}
	return rows
}

// row appends the features of list i, NumAuthorFeatures of them.
func (t *authorTable) row(row []float32, i int, p *authorPage) []float32 {
	l := &t.lists[i]
	row = append(row,
		float32(l.from), float32(l.key), float32(i), float32(len(l.names)), float32(l.persons()),
		float32(p.lists), float32(p.shown), float32(p.classes), float32(p.leads), float32(p.persons),
	)
	for s := signClass; s <= signHolder; s <<= 1 {
		row = append(row, flag(l.signs&s != 0))
	}
	row = append(row,
		float32(l.chars), float32(l.chars-len(strings.Join(l.keys, ""))), flag(l.url != ""), flag(l.shows&classname.FieldBio != 0), flag(l.shows&classname.FieldRole != 0),
		flag(l.shows&classname.FieldByline != 0), flag(l.shows&classname.FieldDate != 0),
	)
	row = l.own.row(row, l.at != page.None)
	row = append(row, shared(l, p.ld), shared(l, p.meta), shared(l, p.prop), shared(l, p.class), shared(l, p.lead))
	row = append(row, holds(p.ld, l), holds(p.class, l), holds(p.lead, l), holds(l, p.ld), holds(l, p.class))
	row = t.agreeing(row, i)
	return t.form(row, l)
}

// shared is the share of the names of two lists that both have, -1 where one of
// them is missing and 2 for a list and itself.
func shared(a, b *authorList) float32 {
	switch {
	case b == nil:
		return -1
	case a == b:
		return 2
	}
	n := 0
	for _, key := range a.keys {
		n += one(slices.Contains(b.keys, key))
	}
	return float32(n) / float32(len(a.keys)+len(b.keys)-n)
}

// holds is the share of the names of b that a has.
func holds(a, b *authorList) float32 {
	if a == nil || b == nil {
		return -1
	}
	n := 0
	for _, key := range b.keys {
		n += one(slices.Contains(a.keys, key))
	}
	return float32(n) / float32(len(b.keys))
}

// agreeing appends how many other lists share a name with one, of metadata and of
// what the page shows, and how many shown before it have others.
func (t *authorTable) agreeing(row []float32, i int) []float32 {
	l := &t.lists[i]
	var stated, shown, before float32
	for j := range t.lists {
		o := &t.lists[j]
		if i == j {
			continue
		}
		switch s := shared(l, o); {
		case s > 0 && o.from < byProp:
			stated++
		case s > 0:
			shown++
		case o.from == byShown && l.from == byShown && o.at < l.at && o.at > t.c.data.Headline:
			before++
		}
	}
	bio := float32(0)
	for _, key := range l.keys {
		if t.bios[key] {
			bio = 1
		}
	}
	return append(row, stated, shown, before, bio)
}

// form appends the features of the names themselves, the most telling of each.
func (t *authorTable) form(row []float32, l *authorList) []float32 {
	var f [11]float32
	most := func(k int, v float32) { f[k] = max(f[k], v) }
	for i := range l.names {
		name, key := l.names[i].Name, l.keys[i]
		words := strings.Fields(name)
		most(0, float32(len(words)))
		most(1, float32(utf8.RuneCountInString(name)))
		most(2, flag(t.c.isSite(key)))
		most(3, flag(t.siteWithin(key) || t.isDesk(words)))
		most(4, flag(!t.c.names.IsName(name)))
		most(5, flag(t.c.names.IsTeam(name)))
		most(6, flag(t.c.names.IsAgency(name)))
		most(7, flag(strings.ToLower(name) == name)+flag(strings.ContainsFunc(name, unicode.IsDigit)))
		most(8, flag(t.isTag(key)))
		most(10, script(name))
		if !l.isFirm() {
			most(9, t.inSmallShare(name))
		}
	}
	return append(row, f[:]...)
}

// isTag reports whether a name is one of the page's tags: what a story is about
// has a link as its author has.
func (t *authorTable) isTag(key string) bool {
	for _, tag := range t.c.data.Tags {
		if len(tag) < 2*len(key) && fold(tag) == key {
			return true
		}
	}
	return fold(t.c.data.Section.Text) == key
}

// isDesk reports a name that begins with the site's, as broadcasters call their
// desks: MDR Thüringen, BBC News.
func (t *authorTable) isDesk(words []string) bool {
	return len(words) > 1 && t.c.isSite(fold(words[0]))
}

func (t *authorTable) siteWithin(key string) bool {
	for _, s := range t.c.siteNames {
		if len(s) >= 4 && strings.Contains(key, s) {
			return true
		}
	}
	return false
}

// inSmallShare is the share of a name's words that stand elsewhere on the page in
// small letters, as those of a heading or a button do.
func (t *authorTable) inSmallShare(name string) float32 {
	small, all := 0, 0
	for w := range strings.FieldsFuncSeq(name, notLetter) {
		if r, size := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && size < len(w) {
			all++
			small += one(t.c.inSmall(strings.ToLower(w)))
		}
	}
	return float32(small) / float32(max(1, all))
}
