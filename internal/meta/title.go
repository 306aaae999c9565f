package meta

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// titleSources are the titles that metadata give, beside the visible headline
// and <title>.
var titleSources = []FieldSource{
	ld("headline"), meta("og:title"), meta("twitter:title"), meta("parsely-title"), meta("sailthru.title"),
	meta("citation_title"), meta("dc.title"), meta("dcterms.title"), meta("itemprop:headline"), meta("title"),
}

// separators stand between a title and the names of site and section in
// <title> and og:title.
var separators = [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " < ", " > ", " ∣ ", "｜", " |", "| ", " « ", ": ", " ‹ ", " › ", " ⋆ ", " ~ ", "|", "ㅣ", "_", "--"}

// title takes a rule's title, else the candidate that the model holds for the
// most likely. The other readings are kept beside it, the likeliest first.
func (c *collector) title() {
	f := &c.data.Title
	for v := range c.readings("title", nil) {
		v.Text = c.trimSite(v.Text, "")
		f.add(v)
	}
	t := c.titleTable()
	for _, i := range t.ranked(c.TitleModel) {
		if cand := &t.cands[i]; f.Text == "" || cand.cut < cutFree && cand.from != fromAlternative {
			f.add(cand.Value)
		}
	}
}

// rankTitles orders the titles by their sources, the best first; what this order
// gives is one of the things that the model goes by. A news article's structured
// headline is the newsroom's own and comes first, unless it was cut short;
// else the visible headline does, provided that it has to do with what the
// metadata call the page: the only h1 may be the site's logo or a box.
func (c *collector) rankTitles(metas []Value, h1 Value, doc string) []Value {
	out := make([]Value, 0, len(metas)+2)
	for _, m := range metas {
		trimmed := c.trimSite(m.Text, "")
		if trimmed == m.Text && m.Source != "jsonld:headline" {
			trimmed = c.trimSite(m.Text, h1.Text)
		}
		out = append(out, Value{trimmed, m.Source})
	}
	out = append(out, Value{c.trimSite(doc, h1.Text), "html:title"})
	at := len(out)
	switch {
	case c.newsHeadline(out):
		at = 1
	case h1.Text != "" && related(h1.Text, out):
		at = 0
	}
	return slices.Insert(out, at, h1)
}

// newsHeadline reports whether the first title is a news article's whole
// headline.
func (c *collector) newsHeadline(titles []Value) bool {
	if titles[0].Source != "jsonld:headline" || strings.HasSuffix(titles[0].Text, "...") || strings.HasSuffix(titles[0].Text, "…") {
		return false
	}
	for t := range c.data.Article.Types() {
		if strings.Contains(t, "News") {
			return true
		}
	}
	return false
}

// related reports whether a headline shares a fifth of its words with one of
// the titles, of the shorter of the two. Texts without spaces count as one
// word each and are compared whole.
func related(headline string, titles []Value) bool {
	compared := false
	words := strings.FieldsFunc(strings.ToLower(headline), notWord)
	for _, t := range titles {
		if t.Text == "" {
			continue
		}
		compared = true
		others := strings.FieldsFunc(strings.ToLower(t.Text), notWord)
		same := 0
		for _, w := range words {
			if slices.Contains(others, w) {
				same++
			}
		}
		if same*5 >= min(len(words), len(others)) && same > 0 || strings.Contains(fold(t.Text), fold(headline)) ||
			strings.Contains(fold(headline), fold(t.Text)) {
			return true
		}
	}
	return !compared
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
}

// headline finds the visible headline: the h1 that agrees best with what the
// metadata call the page.
func (c *collector) headline(metas []Value, doc string) Value {
	best, bestScore, text := page.None, 0, ""
	keys := make([]string, 0, len(metas)+1)
	for _, m := range metas {
		keys = append(keys, fold(m.Text))
	}
	keys = append(keys, fold(doc))
	others := 0
	for i := range c.places {
		p := &c.places[i]
		if p.kind != placeH1 && (p.shows&classname.FieldTitle == 0 || p.apart || others >= maxHeadlines) || c.Doc.Nodes[p.id].End-p.id > 60 {
			continue
		}
		if p.kind != placeH1 {
			others++
		}
		if n := c.Doc.Chars(p.id); n < 2 || n > 400 {
			continue
		}
		t := c.heading(p.id)
		s := c.headlineScore(p, fold(t), keys)
		if s > bestScore {
			best, bestScore, text = p.id, s, t
		}
	}
	if best == page.None {
		return Value{}
	}
	c.data.Headline = best
	return Value{text, "css:" + c.label(best)}
}

// maxHeadlines bounds the elements beside h1 that are tried: their classes say
// title, as those of teasers do.
const maxHeadlines = 12

// headlineScore says how well a place, its text folded, fits the titles of the
// metadata, the last of which is that of the document.
func (c *collector) headlineScore(p *place, key string, titles []string) int {
	score := 0
	if key == "" {
		return 0
	}
	if p.kind == placeH1 {
		score += 10
	}
	if p.shows&classname.FieldTitle != 0 {
		score += 2
	}
	for i, k := range titles {
		switch {
		case k == key && i < len(titles)-1:
			score += 10
		case len(key) <= 8 || !strings.Contains(k, key):
		case p.kind != placeH1 && 3*len(key) < len(k):
			// A word of the title is also the name of a section.
		case i == len(titles)-1:
			score += 8
		default:
			score += 5
		}
	}
	if p.apart {
		score -= 8
	}
	if p.masthead || p.shows&(classname.FieldLogo|classname.FieldMasthead|classname.FieldApart) != 0 || c.leadsHome(p.id) {
		score -= 8
	}
	if c.isSite(key) {
		score -= 20
	}
	if p.kind != placeH1 && score < 12 {
		return 0
	}
	return score
}

// label names an element for a source: "h1.entry-title".
func (c *collector) label(id page.ID) string {
	n := &c.Doc.Nodes[id]
	if t := c.Doc.ClassTokens(id); len(t) > 0 {
		return n.N.Data + "." + c.Doc.SymText(t[0])
	}
	return n.N.Data
}

// trimSite takes the names of the site and of the section off the ends of a
// title. A part goes if it names the site, or if what stays is the headline.
func (c *collector) trimSite(title, headline string) string {
	for range 4 {
		cut := c.trimOnce(title, fold(headline))
		if cut == title {
			break
		}
		title = cut
	}
	return title
}

func (c *collector) trimOnce(title, headline string) string {
	if headline != "" && fold(title) == headline {
		return title
	}
	for _, sep := range separators {
		if i := strings.LastIndex(title, sep); i > 0 {
			head, tail := strings.TrimSpace(title[:i]), title[i+len(sep):]
			if c.namesSite(tail) || headline != "" && fold(head) == headline {
				return head
			}
		}
		if i := strings.Index(title, sep); i > 0 {
			head, tail := title[:i], strings.TrimSpace(title[i+len(sep):])
			if tail != "" && (c.namesSite(head) || headline != "" && fold(tail) == headline) {
				return tail
			}
		}
	}
	return title
}

// namesSite reports whether a part of a title is the name of the site.
func (c *collector) namesSite(part string) bool {
	key := fold(part)
	if key == "" || utf8.RuneCountInString(part) > 60 {
		return false
	}
	if c.isSite(key) {
		return true
	}
	// "The Guardian" for guardian, "Spiegel Online" for spiegel: the name is
	// most of the part.
	for _, s := range c.siteNames {
		if len(s) >= 4 && len(key) <= 2*len(s)+4 && (strings.Contains(key, s) || len(key) >= 4 && strings.HasPrefix(s, key)) {
			return true
		}
	}
	return false
}
