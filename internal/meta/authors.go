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
	best, person, declared := -1, -1, -1
	for i := range t.lists {
		l := &t.lists[i]
		if l.barred && p[i] < minSure {
			continue
		}
		least := l.least()
		if p[i] >= least && (best < 0 || p[i] > p[best]) {
			best = i
		}
		if p[i] >= minPerson && l.from >= byProp && !l.org && (person < 0 || p[i] > p[person]) {
			person = i
		}
		if l.from == byLD && !l.org && (declared < 0 || p[i] > p[declared]) {
			declared = i
		}
	}
	switch {
	case best < 0:
	case t.lists[best].org && p[best] < minOrg && person >= 0 && p[person] >= p[best]*standBack:
		return person
	case declared >= 0 && p[declared] >= p[best]-margin:
		return declared
	}
	return best
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
	case l.signs&signRel == 0 && (l.own.teaser || l.own.other) && (l.own.gap > maxBox || l.own.prose > maxBoxChars):
		return true
	case l.isFirm():
		return false
	}
	return slices.ContainsFunc(l.names, func(a Author) bool {
		return t.smallWords(a.Name) > 0 || !strings.ContainsFunc(a.Name, unicode.IsUpper)
	})
}

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
