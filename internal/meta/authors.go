package meta

import (
	"slices"
	"strings"
	"unicode"
)

// authors lists those who wrote the article: whom a rule for the site names,
// else the likeliest of the lists that the page gives.
func (c *collector) authors(dates *dateTable) {
	ruled := c.ruleAuthors()
	if len(ruled) > 0 && (!strings.HasPrefix(ruled[0].Source, "rule:platforms/") || hasPerson(ruled)) {
		// Who wrote a rule for this site knows whom it names.
		c.data.Authors = ruled
		return
	}
	t := c.authorTable(dates)
	if i := t.chosen(t.probabilities(c.AuthorModel)); i >= 0 {
		c.data.Authors = t.lists[i].names
		c.spellOut(c.data.Authors)
	}
	if len(ruled) > 0 && !hasPerson(c.data.Authors) {
		c.data.Authors = ruled
	}
}

func hasPerson(list []Author) bool {
	return slices.ContainsFunc(list, func(a Author) bool { return a.Kind == Person })
}

// chosen returns the number of the list to take, -1 where none is good enough.
// What metadata declare needs less than what the page only shows, and structured
// data that name people hold against a list that is little better: they know of
// authors for whom the page has no room. The site's own name stands back for a
// person whom the page shows.
func (t *authorTable) chosen(p []float32) int {
	best, person, declared, stated := -1, -1, -1, -1
	for i := range t.lists {
		l := &t.lists[i]
		if l.barred && p[i] < minSure {
			continue
		}
		least := l.least()
		if p[i] >= least && (best < 0 || p[i] > p[best]) {
			best = i
		}
		if p[i] >= max(least, minPerson) && l.from >= byMeta && !l.org && l.signs&signHandle == 0 && (person < 0 || p[i] > p[person]) {
			person = i
		}
		if l.from == byLD && l.key == 0 {
			stated = i
		}
		if l.from == byLD && !l.org && (declared < 0 || p[i] > p[declared]) {
			declared = i
		}
	}
	if best < 0 {
		return best
	}
	if t.lists[best].org {
		if i := t.signsFor(best, p); i >= 0 {
			return i
		}
	}
	switch {
	case t.lists[best].standsBack(person, t.lists) && p[best] < minOrg && p[person] >= p[best]*standBack:
		return person
	case stated >= 0 && t.lists[best].signs&signHandle != 0 && t.lists[best].standsFar() && p[stated] >= p[best]-margin:
		best = stated // initials at the foot of a text
	case declared >= 0 && (p[declared] >= p[best]-margin || t.lists[declared].spells(&t.lists[best])):
		best = declared
	}
	return t.leaner(t.fuller(t.surnamed(t.nearer(t.keyed(t.spelledOut(best, p), p), p), p), p), p)
}

// spelledOut returns the full name that metadata state in place of the pen name
// that the page shows, if it is held to be nearly as good.
func (t *authorTable) spelledOut(i int, p []float32) int {
	if t.lists[i].signs&signHandle == 0 {
		return i
	}
	for j := range t.lists {
		l := &t.lists[j]
		if l.from <= byMeta && !l.org && strings.Contains(l.names[0].Name, " ") && p[j] >= p[i]-margin/2 {
			return j
		}
	}
	return i
}

// surnamed returns the list that has the family name to the one name of another.
func (t *authorTable) surnamed(i int, p []float32) int {
	first := t.lists[i].names[0].Name
	if len(t.lists[i].names) > 1 || strings.Contains(first, " ") {
		return i
	}
	for j := range t.lists {
		l := &t.lists[j]
		word, family, _ := strings.Cut(l.names[0].Name, " ")
		if len(l.names) == 1 && family != "" && strings.EqualFold(word, first) && l.proper && !l.org && !l.barred && p[j] >= p[i]*minSurnamed {
			return j
		}
	}
	return i
}

// keyed returns the list under the author key of structured data in place of
// one under a key that means less, if it is held to be nearly as good. The site's
// own name is not.
func (t *authorTable) keyed(i int, p []float32) int {
	for j := range t.lists {
		if l := &t.lists[j]; t.lists[i].from == byLD && t.lists[i].key > 0 && l.from == byLD && l.key == 0 && p[j] >= p[i]-margin && (!l.org || t.lists[i].org) {
			return j
		}
	}
	return i
}

// nearer returns the byline of people right below the headline in place of other
// people whom metadata or the foot of the text name, if it is held to be nearly as
// good: those are the editors of many papers.
func (t *authorTable) nearer(i int, p []float32) int {
	best := &t.lists[i]
	if best.org || best.from == byShown && best.own.prose <= maxBefore {
		return i
	}
	for j := range t.lists {
		l := &t.lists[j]
		near := l.from == byShown && l.signs&signClass != 0 && !l.barred && !l.own.above && l.own.gap <= maxGap && l.persons() == len(l.names)
		if near && p[j] >= p[i]*minFuller && strings.Contains(l.names[0].Name, " ") && !l.resembles(best) {
			return j
		}
	}
	return i
}

// resembles reports lists that have a name in common, or one with words around
// it.
func (l *authorList) resembles(o *authorList) bool {
	return slices.ContainsFunc(o.keys, func(key string) bool {
		return slices.ContainsFunc(l.keys, func(own string) bool { return strings.Contains(own, key) || strings.Contains(key, own) })
	}) && strings.Contains(o.names[0].Name, " ")
}

// spells reports a list that has the people of another, each with the same first
// and last name and no fewer between: Ann Lee is Ann Mary LEE.
func (l *authorList) spells(o *authorList) bool {
	if len(l.names) != len(o.names) {
		return false
	}
	for i := range l.names {
		a, b := strings.Fields(l.names[i].Name), strings.Fields(o.names[i].Name)
		if len(a) < len(b) || len(b) < 2 || !strings.EqualFold(a[0], b[0]) || !strings.EqualFold(a[len(a)-1], b[len(b)-1]) {
			return false
		}
	}
	return true
}

// signsFor returns the list that signs in place of an organisation: a line of the page, or
// the agency that metadata name beside the site itself; -1 without one.
func (t *authorTable) signsFor(best int, p []float32) int {
	if i := t.signedLine(p); i >= 0 || !t.lists[best].site {
		return i
	}
	return slices.IndexFunc(t.lists, func(l authorList) bool { return l.from <= byMetaPersons && l.org && l.agency })
}

// signedLine returns the first list of names that are a paragraph of their own,
// right below the headline or likely enough at the end, -1 without one:
// newspapers whose system names the paper as author print there who wrote.
func (t *authorTable) signedLine(p []float32) int {
	for i := range t.lists {
		l := &t.lists[i]
		if l.from == byShown && l.signs&signSigned != 0 && !l.barred && !l.org && (!l.own.above && l.own.prose <= maxBoxChars || p[i] >= minSigned) {
			return i
		}
	}
	return -1
}

// fuller returns the byline that the page shows under the headline and that
// names those of a list and more people, in place of that list: metadata often
// have room for one.
func (t *authorTable) fuller(i int, p []float32) int {
	best := i
	for j := range t.lists {
		l := &t.lists[j]
		const said = signClass | signRel | signLead | signStrong
		more := l.from == byShown && l.signs&said != 0 && !l.barred && !l.org && l.own.isNear() && len(l.names) > len(t.lists[best].names)
		least := p[i] * minFuller
		if l.signs&signJoined != 0 {
			least = p[i] * minJoined
		}
		if len(t.lists[i].names) > 1 {
			// An element may hold a third name that is nobody's: a line of people does not.
			more, least = more && l.signs&signJoined != 0, p[i]*minLeaner
		}
		if !more || p[j] < least || l.persons() != len(l.names) || t.doubtsMore(l, i, p) {
			continue
		}
		if !slices.ContainsFunc(t.lists[i].keys, func(key string) bool { return !slices.Contains(l.keys, key) }) {
			best = j
		}
	}
	return best
}

// doubtsMore reports a list with a name that another lacks and that alone is hardly an
// author's: what somebody is, in an element of its own.
func (t *authorTable) doubtsMore(l *authorList, than int, p []float32) bool {
	return slices.ContainsFunc(l.keys, func(key string) bool {
		best := float32(-1)
		for j := range t.lists {
			if o := t.lists[j].keys; len(o) == 1 && o[0] == key {
				best = max(best, p[j])
			}
		}
		return best >= 0 && best < minMore && !slices.Contains(t.lists[than].keys, key)
	})
}

// leaner returns the byline under the headline, or likelier metadata, in place of metadata
// that have its people and beside them nothing but single words, where they are or what, and desks
// that the page does not show.
func (t *authorTable) leaner(i int, p []float32) int {
	l := &t.lists[i]
	if l.from > byMetaPersons || len(l.names) < 2 {
		return i
	}
	for j := range t.lists {
		o := &t.lists[j]
		shown := o.from == byShown && o.signs&(signClass|signRel) != 0 && !o.barred && !o.own.above && o.own.prose <= maxBefore && o.persons() == len(o.names)
		shown = shown || o.from == byMeta && p[j] > p[i]
		if shown && p[j] >= p[i]*minLeaner && t.isMore(l, o) {
			return j
		}
	}
	return i
}

// isMore reports a list that has the names of another, all of several words, and
// beside them single words of no organisation, or organisations that no byline shows.
func (t *authorTable) isMore(l, o *authorList) bool {
	found := 0
	for i, key := range l.keys {
		switch several := strings.Contains(l.names[i].Name, " "); {
		case several && slices.Contains(o.keys, key):
			found++
		case several && l.names[i].Kind == Organisation && !l.agency && !t.shows(key):
		case several || l.names[i].Kind != Person || isCaseless(l.names[i].Name):
			return false
		}
	}
	return found == len(o.keys) && found < len(l.keys)
}

// shows reports whether the page shows a name as an author's.
func (t *authorTable) shows(key string) bool {
	return slices.ContainsFunc(t.lists, func(l authorList) bool { return l.from == byShown && slices.Contains(l.keys, key) })
}

// standsFar reports a list that nothing but a class calls the author, far below
// the headline.
func (l *authorList) standsFar() bool {
	return l.signs&(signLead|signStrong|signLabel|signRel) == 0 && l.own.prose > maxBefore
}

// standsBack reports a list of no person that no words call the author, beside
// one of people, -1 for none, that the page shows or that metadata name against
// the structured data.
func (l *authorList) standsBack(person int, lists []authorList) bool {
	if person < 0 || !l.org || l.signs&(signLead|signStrong|signLabel) != 0 {
		return false
	}
	o := &lists[person]
	return o.from >= byProp || o.proper && l.from <= byLDPersons
}

// least is how good a list must be held to be to be taken.
func (l *authorList) least() float32 {
	const said = signLead | signStrong | signLabel
	own := !l.own.other && !l.own.teaser
	switch {
	case l.from <= byProp:
		return minDeclared
	case own && l.signs&said != 0 && l.signs&signHandle != 0:
		return minPenName
	case own && l.signs&(said|signPortrait|signIcon) != 0:
		return minSaid
	case l.signs&^(signAlone|signHandle) == 0:
		return minAlone
	case !l.isFirm() && isCaseless(l.names[0].Name):
		return minCaseless
	}
	return minShown
}

// isBarred reports a list that only a sure model makes that of the authors: of who
// took a picture or checked the text, of a comment or another story, or words
// that nothing but their place calls names and that the page has in small
// letters too.
func (t *authorTable) isBarred(l *authorList) bool {
	switch {
	case l.from != byShown:
		return false
	case l.signs&(signCredit|signHelper) != 0 || l.own.comment || l.own.event || l.own.masthead:
		return true
	case l.signs&signRel == 0 && (l.own.teaser || l.own.other) && (l.own.gap > maxBox || l.own.prose > maxBoxChars || t.c.anchor() < 0):
		return true
	case l.signs&^signAlone == signBio && (l.own.isNear() || l.own.before < bioAfter):
		return true // whom the story is about
	case l.isFirm():
		return false
	}
	return slices.ContainsFunc(l.names, func(a Author) bool {
		return t.inSmallShare(a.Name) > 0 || !strings.ContainsFunc(a.Name, unicode.IsUpper) && !(l.signs&signDated != 0 && isCaseless(a.Name))
	})
}

// isCaseless reports a name in a script without capitals.
func isCaseless(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLower(r) || unicode.IsUpper(r) })
}

// bioAfter is the share of the page's text behind which a text on its author
// stands, where nothing else calls it one.
const bioAfter = 0.4

// isFirm reports a list that more than its place calls a byline.
func (l *authorList) isFirm() bool {
	const firm = signClass | signRel | signLead | signStrong | signLabel | signPortrait | signIcon
	return l.from != byShown || l.signs&firm != 0
}

// barRivals bars the links to authors' pages and the texts on authors far below
// the headline that name different people: they are those of other stories, or of
// the staff.
func (t *authorTable) barRivals() {
	for _, s := range [...]sign{signPath, signBio} {
		first, rivals := "", false
		for i := range t.lists {
			if l := &t.lists[i]; l.isFar(s) {
				key := strings.Join(l.keys, "|")
				rivals = rivals || first != "" && first != key
				first = key
			}
		}
		for i := range t.lists {
			l := &t.lists[i]
			l.barred = l.barred || rivals && l.isFar(s)
		}
	}
}

// isFar reports a list far from the headline that has no sign but one.
func (l *authorList) isFar(s sign) bool {
	return l.from == byShown && l.signs&^(signAlone|signHandle) == s && l.own.prose > maxBoxChars
}

// ruleAuthors reads the first of a rule's sources that names somebody.
func (c *collector) ruleAuthors() []Author {
	var out []Author
	source := ""
	seen := map[string]bool{}
	for v := range c.readings("authors", nil) {
		if source != "" && v.Source != source {
			break
		}
		names := c.names.Split(v.Text)
		if len(names) == 0 {
			continue
		}
		source = v.Source
		for _, name := range names {
			if key := fold(name); !seen[key] && len(out) < maxAuthors {
				seen[key] = true
				out = append(out, Author{Name: strings.Clone(name), Kind: c.names.Kind(name), Source: v.Source})
			}
		}
	}
	if len(out) > 1 && hasPerson(out) {
		// Templates add where the person works.
		out = slices.DeleteFunc(out, func(a Author) bool { return c.isSite(fold(a.Name)) })
	}
	return out
}
