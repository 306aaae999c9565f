package meta

import "github.com/gatefold/gatefold/internal/page"

// bits is what the classes and the id of an element say of it.
type bits uint32

const (
	isByline   bits = 1 << iota // the line or the name of the author
	isDate                      // a date of any sort
	isPosted                    // says published
	isUpdated                   // says modified
	isMasthead                  // the site's own head: not of this article
	isApart                     // related, comments, sidebar, footer: another text's
	isTitle                     // the headline
	isBio                       // more about the author than the name
	isRole                      // the author's position, place or contact
	isKicker
	isStandfirst
	isLogo
	isCredit // of a picture
	isFoot   // the article's own foot
	isComment
)

// words are the parts of class names that classify.
var words = [...]struct {
	text string
	bits bits
	// whole asks that no letter stand before the word, so that "date" is not
	// seen in "update" nor "time" in "sentiment".
	whole bool
}{
	{"byline", isByline, false}, {"by-line", isByline, false}, {"author", isByline, false}, {"autor", isByline, false},
	{"auteur", isByline, false}, {"redakt", isByline, true}, {"writer", isByline, true}, {"reporter", isByline, true},
	{"journalist", isByline, true}, {"contributor", isByline, true}, {"creator", isByline, true}, {"skribent", isByline, true},
	{"verfasser", isByline, true}, {"firma", isByline, true}, {"signature", isByline, true}, {"forfatter", isByline, true},
	{"date", isDate, true}, {"datum", isDate, true}, {"fecha", isDate, true}, {"time", isDate, true},
	{"published", isDate | isPosted, false}, {"publish", isDate | isPosted, true}, {"pubdate", isDate | isPosted, true},
	{"posted", isDate | isPosted, true}, {"dateline", isDate, true}, {"datetime", isDate, true}, {"timestamp", isDate, true},
	{"created", isDate | isPosted, true}, {"postdate", isDate | isPosted, true}, {"postmeta", isDate, true},
	{"updated", isDate | isUpdated, false}, {"modified", isDate | isUpdated, false}, {"update", isUpdated, true},
	{"masthead", isMasthead, false}, {"site-header", isMasthead, false}, {"navbar", isMasthead, false}, {"topbar", isMasthead, false},
	{"top-bar", isMasthead, false}, {"header-top", isMasthead, true}, {"menu", isMasthead, true}, {"ticker", isMasthead, false},
	{"current-date", isMasthead, true}, {"today", isMasthead, true}, {"weather", isMasthead, true}, {"siteheader", isMasthead, false},
	{"related", isApart, true}, {"comment", isApart | isComment, true}, {"sidebar", isApart, true}, {"footer", isApart, true},
	{"recommend", isApart, true}, {"teaser", isApart, true}, {"trending", isApart, true}, {"popular", isApart, true},
	{"most-read", isApart, true}, {"mostread", isApart, true}, {"newsletter", isApart, true},
	{"read-next", isApart, true}, {"readmore", isApart, true}, {"read-more", isApart, true}, {"latest", isApart, true},
	{"disqus", isApart | isComment, true}, {"more-from", isApart, true}, {"carousel", isApart, true}, {"kommentar", isApart | isComment, true},
	{"promo", isApart, true}, {"advert", isApart, true}, {"cookie", isApart, true}, {"consent", isApart, true},
	{"headline", isTitle, true}, {"entry-title", isTitle, true}, {"post-title", isTitle, true}, {"article-title", isTitle, true},
	{"article__title", isTitle, true}, {"title", isTitle, true},
	{"bio", isBio, true}, {"biography", isBio, true}, {"about", isBio, true}, {"avatar", isBio, true},
	{"role", isRole, true}, {"job", isRole, true}, {"position", isRole, true}, {"location", isRole, true},
	{"email", isRole, true}, {"twitter", isRole, true}, {"social", isRole, true}, {"follow", isRole, true},
	{"kicker", isKicker, true}, {"eyebrow", isKicker, true}, {"overline", isKicker, true}, {"dachzeile", isKicker, true},
	{"roofline", isKicker, true}, {"supertitle", isKicker, true}, {"pretitle", isKicker, true}, {"spitzmarke", isKicker, true},
	{"standfirst", isStandfirst, true}, {"subtitle", isStandfirst, true}, {"subhead", isStandfirst, true}, {"dek", isStandfirst, true},
	{"deck", isStandfirst, true}, {"lede", isStandfirst, true}, {"vorspann", isStandfirst, true}, {"chapo", isStandfirst, true},
	{"bajada", isStandfirst, true}, {"summary", isStandfirst, true}, {"ingress", isStandfirst, true}, {"sottotitolo", isStandfirst, true},
	{"caption", isCredit, true}, {"credit", isCredit, true}, {"photo", isCredit, true}, {"bild", isCredit, true}, {"image", isCredit, true},
	{"foto", isCredit, true}, {"copyright", isCredit, true}, {"picture", isCredit, true}, {"all-posts", isCredit, true},
	{"logo", isLogo, true}, {"brand", isLogo, true}, {"site-title", isLogo, true}, {"sitename", isLogo, true},
}

// classTable holds the bits of each symbol and class attribute of a page.
type classTable struct {
	sym   []bits
	class []bits
	known []bool
}

// size is the memory of the table.
func (t *classTable) size() int { return max(cap(t.sym), cap(t.class), cap(t.known)) }

func (t *classTable) reset(doc *page.Doc) {
	t.sym = resize(t.sym, doc.NumSyms())
	t.class = resize(t.class, doc.NumClasses())
	t.known = resize(t.known, doc.NumClasses())
	index := indexWords()
	for s := 1; s < doc.NumSyms(); s++ {
		text := doc.SymText(page.Sym(s))
		if t.sym[s] = index.classify(text); ownFoots[text] {
			t.sym[s] = t.sym[s]&^isApart | isFoot
		}
	}
}

// ownFoots are the names that templates give to the end of the article itself,
// where many blogs say by whom it is and when it was posted.
var ownFoots = map[string]bool{
	"entry-footer": true, "post-footer": true, "article-footer": true, "asset-footer": true, "entry-meta": true, "post__footer": true, "article__footer": true,
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	s = s[:n]
	clear(s)
	return s
}

// of returns what the classes and the id of a node say.
func (t *classTable) of(doc *page.Doc, n *page.Node) bits {
	if n.Class == 0 {
		return t.sym[n.IDSym]
	}
	if !t.known[n.Class] {
		var b bits
		for s := range doc.Names(n.Class) {
			b |= t.sym[s]
		}
		t.class[n.Class], t.known[n.Class] = b, true
	}
	return t.class[n.Class] | t.sym[n.IDSym]
}
