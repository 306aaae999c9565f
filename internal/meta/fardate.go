package meta

import (
	"strings"

	"github.com/gatefold/gatefold/internal/page"
)

// publishedWords stand before the date of publication wherever on the page it
// is. Each is the start of a text in small letters.
var publishedWords = [...]string{
	"published", "posted", "first published", "date published", "publication date", "veröffentlicht", "publié", "publicado", "pubblicato",
	"gepubliceerd", "publicerad", "publisert", "udgivet", "julkaistu", "opublikowano", "publikováno", "objavljeno", "опубликовано", "опубліковано",
	"this entry was posted on", "this article was posted on", "this post was published", "this article was published",
	"dieser beitrag wurde", "dieser artikel wurde", "dieser eintrag wurde", "artikel veröffentlicht", "cet article a été publié",
	"esta entrada fue publicada", "questo articolo è stato pubblicato", "dit bericht is geplaatst", "erstellt am", "eingestellt am",
	"yayınlanma", "yayın tarihi", "发布时间", "發布時間", "公開日", "掲載日", "تاريخ النشر",
}

// maxLabel bounds the text of a date and the words that lead to it.
const maxLabel = 100

// farDate finds a date away from the headline, in a margin of the page or below
// the text, that the words before it say is that of publication or of the last
// change.
func (c *collector) farDate(modified bool) Date {
	leads := func(s string) bool { return leadsTo(s, publishedWords[:]) }
	if modified {
		leads = func(s string) bool { return hasAny(strings.ToLower(s), updatedWords[:]) }
	}
	labelled := page.None // the last text that leads to a date
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InForm|page.Raw) || len(n.N.Data) > 2*maxLabel || c.Doc.Chars(i) > maxLabel {
			continue
		}
		digits := hasDigit(n.N.Data)
		if !digits && c.Doc.Chars(i) > maxDated {
			continue
		}
		found := leads(n.N.Data)
		if !found && (labelled == page.None || i-labelled > maxHelper) {
			continue
		}
		if digits && (found || c.Doc.Chars(i) <= maxDated) {
			if d, ok := c.textDate(n.N.Data, n.Parent); ok {
				return d
			}
		}
		if found {
			labelled = i
		}
	}
	return Date{}
}

// maxTried bounds the short texts with a digit that are read: a page with more
// is a list of something.
const maxTried = 300

func leadsTo(s string, words []string) bool {
	s = strings.TrimLeftFunc(s, notLetter)
	return startsWith(s, words)
}

// soleDate returns the only day that short texts of the page name, if that is
// not in a masthead, where it may be that of the visit. A page that shows more
// than one shows other things' dates too.
func (c *collector) soleDate() Date {
	h := c.anchor()
	var sole Date
	tried := 0
	for i := range page.ID(c.Doc.Len()) {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InForm|page.Raw) || c.Doc.Chars(i) > maxDated {
			continue
		}
		if !hasDigit(n.N.Data) {
			continue
		}
		if tried++; tried > maxTried {
			return Date{}
		}
		d, ok := c.shortDate(i)
		switch {
		case !ok || d.Time.Year() < firstYear || c.saysOther(i, false) || !c.ownLine(i):
		case !c.isOwn(i, h) || c.inMasthead(i, h):
			return Date{}
		case sole.Time.IsZero():
			sole = d
		case !sameDay(&sole, &d):
			return Date{}
		}
	}
	return sole
}
