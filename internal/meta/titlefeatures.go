package meta

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

var articleTags = []atom.Atom{atom.Article, atom.Main}

// NumTitleFeatures is the length of a row of [titleTable.row].
const NumTitleFeatures = 78

// titleWords splits a title into words in small letters; each character of a
// script without spaces is one.
func titleWords(s string) []string {
	var out []string
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), notWord) {
		if byline.IsHan(w) {
			for _, r := range w {
				out = append(out, string(r))
			}
			continue
		}
		out = append(out, w)
	}
	return out[:min(len(out), maxTitleWords)]
}

// maxTitleWords bounds the words of a title that are compared.
const maxTitleWords = 60

// likeness says how near a is to b: 0 for no common word up to 1 for the same
// words, and above that by what one has of the other's text.
func likeness(a, b *titleText) float32 {
	switch {
	case a.text == "" || b.text == "":
		return -1
	case a.key == b.key:
		return 4
	case a.fold == b.fold:
		return 3.5
	case strings.HasPrefix(b.fold, a.fold):
		return 3
	case strings.HasSuffix(b.fold, a.fold):
		return 2.5
	case strings.HasPrefix(a.fold, b.fold):
		return 2
	case strings.HasSuffix(a.fold, b.fold):
		return 1.5
	case strings.Contains(a.fold, b.fold) || strings.Contains(b.fold, a.fold):
		return 1.2
	}
	same := common(a.words, b.words)
	return float32(same) / float32(max(1, len(a.words)+len(b.words)-same))
}

// common counts the words of a that b has.
func common(a, b []string) int {
	n := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			n++
		}
	}
	return n
}

// titlePage holds the features that all candidates of a page share.
type titlePage struct {
	row  []float32
	slug []string
	// longest is the most bytes of a candidate.
	longest int
}

// shared works out what the candidates of a page have in common.
func (t *titleTable) shared() titlePage {
	var p titlePage
	r := &t.readings
	p.slug = t.slug()
	for _, c := range t.cands {
		p.longest = max(p.longest, len(c.text))
	}
	pairs := [...][2]titleSource{
		{fromH1, fromHeadline}, {fromH1, fromOG}, {fromH1, fromDoc}, {fromHeadline, fromOG}, {fromHeadline, fromDoc}, {fromOG, fromDoc},
		{fromOG, fromTwitter}, {fromH1, fromTwitter},
	}
	for _, pair := range pairs {
		p.row = append(p.row, likeness(&r[pair[0]], &r[pair[1]]))
	}
	head := r[fromHeadline].text
	p.row = append(p.row,
		float32(t.newsType()), flag(cutShort(head)), float32(utf8.RuneCountInString(head)), float32(len(r[fromH1].words)),
		float32(min(t.h1s, 9)), float32(len(t.cands)), flag(t.headlineInArticle()), t.headlinePlace(),
		flag(strings.HasPrefix(strings.ToLower(t.c.metaText("generator")), "wordpress")), flag(t.c.metaText("og:site_name") != ""),
		float32(len(p.slug)), script(r[fromH1].text+r[fromDoc].text), t.headlineNodes(), capitals(r[fromH1].text),
	)
	p.row = t.headlineSetting(p.row)
	return p
}

// headlineSetting appends the features of where the visible headline stands.
func (t *titleTable) headlineSetting(row []float32) []float32 {
	if t.h1 == nil {
		return append(row, -1, -1, -1, -1, -1)
	}
	doc, id := t.c.Doc, t.h1.id
	return append(row,
		float32(doc.CharsBetween(0, id)-doc.LinkCharsBetween(0, id)), float32(doc.CharsBetween(0, id))/float32(max(1, doc.Chars(0))),
		flag(doc.Nodes[id].Is(page.Hidden|page.HiddenAria|page.ScreenReader)), flag(t.kicker), flag(t.c.leadsHome(id)),
	)
}

// headlineNodes is how many nodes the visible headline is made of.
func (t *titleTable) headlineNodes() float32 {
	if t.h1 == nil {
		return -1
	}
	return float32(t.c.Doc.Nodes[t.h1.id].End - t.h1.id)
}

// headlinePlace is -1 without a visible headline, 2 for a good h1, less for
// others.
func (t *titleTable) headlinePlace() float32 {
	switch {
	case t.h1 == nil:
		return -1
	case t.h1.apart || t.h1.masthead || t.h1.shows&(classname.FieldLogo|classname.FieldMasthead|classname.FieldApart) != 0:
		return 0
	case t.h1.kind != placeH1:
		return 1
	}
	return 2
}

// newsType is 2 for a page that declares a news article, 1 for another
// article.
func (t *titleTable) newsType() int {
	kind := 0
	for name := range t.c.data.Article.Types() {
		switch {
		case strings.Contains(name, "News"):
			return 2
		case strings.Contains(name, "Article") || strings.Contains(name, "Posting"):
			kind = 1
		}
	}
	return kind
}

// slug returns the words of the last folder of the page's address that has
// three or more.
func (t *titleTable) slug() []string {
	address := t.c.URL
	if address == "" {
		address = t.c.data.CanonicalURL.Text
	}
	u, err := url.Parse(address)
	if err != nil || len(u.Path) > 2*maxTitle {
		return nil
	}
	var best []string
	for part := range strings.SplitSeq(u.Path, "/") {
		if words := titleWords(part); len(words) >= 3 && len(words) >= len(best) {
			best = words
		}
	}
	for i := range best {
		best[i] = fold(best[i])
	}
	return best
}

// row appends the features of candidate i, NumTitleFeatures of them.
func (t *titleTable) row(row []float32, i int, p *titlePage) []float32 {
	c := &t.cands[i]
	row = append(row, p.row...)
	var exact, folded, within float32
	for s := range t.readings {
		like := likeness(&c.titleText, &t.readings[s])
		row = append(row, like)
		exact += flag(like == 4)
		folded += flag(like >= 3.5)
		within += flag(like >= 2.5)
	}
	row = append(row, exact, folded, within, float32(c.from), float32(c.cut), float32(i))
	row = append(row,
		float32(len(c.words)), float32(utf8.RuneCountInString(c.text)), float32(len(c.text))/float32(p.longest),
		flag(strings.Contains(c.text, ": ")), flag(strings.Contains(c.text, " | ")), flag(strings.Contains(c.text, " - ") || strings.Contains(c.text, " – ")),
		flag(strings.ContainsAny(c.text, "’‘“”")), flag(strings.ContainsAny(c.text, `'"`)), flag(cutShort(c.text)), capitals(c.text),
		flag(t.c.namesSite(c.text)), t.siteWithin(c), flag(strings.HasSuffix(c.text, "?")), flag(strings.ContainsAny(c.text, "0123456789")),
	)
	inSlug, ofSlug, before := slugShares(c, p.slug)
	row = append(row, inSlug, ofSlug, before, t.aboutH1(c), likeness(&c.titleText, &t.first))
	row = t.aboutHead(row, c)
	row = append(row, likeness(&c.titleText, &t.tail), likeness(&c.titleText, &t.front), flag(unclosed(c.text)))
	return t.aboutRest(row, c)
}

// aboutRest appends the features of what was cut off a candidate.
func (t *titleTable) aboutRest(row []float32, c *titleCand) []float32 {
	if c.rest == "" {
		return append(row, -1, -1, -1, -1, -1)
	}
	rest := newTitleText(c.rest)
	return append(row,
		float32(len(rest.words)), flag(t.c.namesSite(c.rest)), likeness(&rest, &t.readings[fromH1]),
		likeness(&rest, &t.readings[fromDoc]), float32(len(c.text))/float32(len(c.text)+len(c.rest)),
	)
}

// aboutH1 is the candidate's length in proportion to the visible headline's.
func (t *titleTable) aboutH1(c *titleCand) float32 {
	h := len(t.readings[fromH1].text)
	if h == 0 {
		return -1
	}
	return float32(len(c.text)) / float32(h)
}

func (t *titleTable) siteWithin(c *titleCand) float32 {
	for _, s := range t.c.siteNames {
		if len(s) >= 4 && strings.Contains(c.fold, s) {
			return 1
		}
	}
	return 0
}

// slugShares returns the share of a candidate's words that the address has,
// that of the address's words that the candidate has, and whether they begin
// alike.
func slugShares(c *titleCand, slug []string) (inSlug, ofSlug, begin float32) {
	if len(slug) == 0 || len(c.words) == 0 {
		return -1, -1, -1
	}
	folded := make([]string, len(c.words))
	for i, w := range c.words {
		folded[i] = fold(w)
	}
	inSlug = float32(common(folded, slug)) / float32(len(folded))
	ofSlug = float32(common(slug, folded)) / float32(len(slug))
	return inSlug, ofSlug, flag(folded[0] == slug[0])
}

func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// cutShort reports a text that a template has cut.
func cutShort(s string) bool { return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") }

// unclosed reports a text that ends within brackets or quotation marks.
func unclosed(s string) bool {
	return strings.Count(s, "(") != strings.Count(s, ")") || strings.Count(s, `"`)%2 == 1 ||
		strings.Count(s, "“")+strings.Count(s, "„") > 0 && !strings.ContainsAny(s, "”“")
}

// capitals is the share of capitals among the letters that have case.
func capitals(s string) float32 {
	upper, all := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
			all++
		case unicode.IsLower(r):
			all++
		}
	}
	if all == 0 {
		return -1
	}
	return float32(upper) / float32(all)
}

// script is 0 for Latin letters, 1 for others with case, 2 for those without.
func script(s string) float32 {
	for _, r := range s {
		switch {
		case !unicode.IsLetter(r) || r < utf8.RuneSelf:
			continue
		case !unicode.IsUpper(r) && !unicode.IsLower(r):
			return 2
		case !unicode.Is(unicode.Latin, r):
			return 1
		}
	}
	return 0
}
