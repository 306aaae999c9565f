package classname

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestReadParts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, why string
		want      Part
	}{
		{"article-body", "two words that name the story's text together", Article | Text | ArticleBody},
		{"ArticleBody", "component names", Article | Text | ArticleBody},
		{"TextArticle", "in either order", Article | Text | ArticleBody},
		{"article-x-body", "but beside each other", Article | Text},
		{"entrycontent", "run together", ArticleBody},
		{"css-1x2y3z", "a hash says nothing", 0},
		{"related_posts", "underscores part too", Related | Teaser},
		{"shareholder", "words count, not parts of them", 0},
		{"news-letter", "a word is not in two", Article},
		{"XMLNav", "a capital after another goes on with the word", 0},
		{strings.Repeat("x-", 200) + "nav", "long names have parts", Nav},
		{"", "", 0},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Read(tt.name).Part, "%q: %s", tt.name, tt.why)
	}
}

func TestReadAsks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, why string
		want      Ask
	}{
		{"newsletter-signup", "hyphens part words", AskNewsletter | AskRegister},
		{"news-letter", "two words may be one", AskNewsletter},
		{"mc4wp-x", "whatever parts them", AskNewsletter},
		{"NewsletterBox", "so do capitals", AskNewsletter},
		{"article__paywall--open", "", AskGate},
		{"contributors", "authors, not donors", 0},
		{"h-ad-280", "", InAd},
		{"", "", 0},
		{strings.Repeat("x", 70) + "-promo", "no word after so many letters", 0},
		{"promo-" + strings.Repeat("x-", 60), "no name is so long", 0},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Read(tt.name).Ask, "%q: %s", tt.name, tt.why)
	}
}

func TestReadFields(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, why string
		want      Field
	}{
		{"dates", "a word may go on", FieldDate},
		{"post-date", "a word begins in the middle", FieldDate},
		{"pubDate", "a capital begins one", FieldDate | FieldPosted},
		{"update", "no word begins inside of another", FieldUpdated},
		{"UPDATE", "whatever its case", FieldUpdated},
		{"sentiment", "", 0},
		{"coauthors", "this one does", FieldByline},
		{"by_line", "and may be parted", FieldByline},
		{"auto-rows", "another may not", 0},
		{"topbar", "", FieldMasthead},
		{"top_bar-inner", "", FieldMasthead},
		{"header-top-left", "at the beginning", FieldMasthead},
		{"article-header-top", "and nowhere else", 0},
		{"footer", "", FieldApart},
		{"Post__footer", "the article's own foot", FieldFoot},
		{"post-footer-2", "the whole name", FieldApart},
		{"postMetadata", "a change of case parts no word", FieldDate},
		{"post-meta", "a hyphen does", 0},
		{strings.Repeat("x-", 60) + "byline", "no name is so long", 0},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Read(tt.name).Field, "%q: %s", tt.name, tt.why)
	}
}

func TestReadForms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, why string
		want      Form
	}{
		{"pull-quote", "", FormPull},
		{"PullQuotes", "anywhere", FormPull},
		{"pullquote-author", "the first form in order", FormPull},
		{"b-live-post", "at the end", FormLivePost},
		{"live-post-title", "and nowhere else", 0},
		{"wp-block-footnotes", "", FormNotes},
		{"has-footnotes", "says that there are some", 0},
		{"foot-note", "the whole name", FormNote},
		{"footnote-1", "and no other", 0},
		{"image__author", "", FormCredit},
		{"figure-with-credit", "a figure that has one", 0},
		{"ln", "", FormGutter},
		{"ln-1", "a digit makes another name", 0},
		{"drop-cap", "", FormDropCap},
		{"has-drop-cap", "a paragraph that has one", 0},
		{"wp-smiley", "", FormEmoji},
		{"whitespace-pre-line", "", FormLined},
		{"visually-hidden", "", FormUnseen},
		{"md:sr-only", "for some widths", 0},
		{"not-sr-only", "takes it back", 0},
		{"material-icons-outlined", "", FormUnseen},
		{"sr-only", "", FormUnseen},
		{"sr-only-if-small", "another name", 0},
		{"screen-reader-footnotes", "unseen goes with any form", FormNotes | FormUnseen},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Read(tt.name).Form, "%q: %s", tt.name, tt.why)
	}
}

func TestNetwork(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"twitter-tweet": "twitter", "instagram-media": "instagram", "tiktok-embed": "tiktok", "bluesky-embed": "bluesky",
		"mastodon-embed": "mastodon", "text-post-media": "threads", "reddit-card": "reddit", "fb-post": "facebook",
		"imgur-embed-pub": "imgur", "sr-only": "", "pull-quote": "", "tweet": "",
	} {
		assert.Equal(t, want, Read(name).Form.Network(), name)
	}
}

// FuzzRead compares the reader with the rules of the table as they are written.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"article-body", "NewsLetter__box--2", "mc4wp", "auto-rows", "not-sr-only", "md:sr-only", "Post__footer", "XMLHttpDate", "a11y-hidden",
		"Überschrift", "ln-1", "top_bar", strings.Repeat("ab-", 60) + "nav", strings.Repeat("x", 90) + "promo",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := Read(name)
		assert.Equal(t, simple(name), got, "%q", name)
		assert.Equal(t, got, Read(strings.ReplaceAll(name, "-", "_")), "%q: underscores for hyphens", name)
	})
}

// simple is [Read] with a look at each row of the table.
func simple(name string) Set {
	words := wordsOf(name)
	flat, begins, parted := flatOf(name)
	var says meaning
	var parts Set
	letters := 0
	for i, w := range words {
		letters += len(w)
		for k := range table().rows {
			e := &table().rows[k]
			var m meaning
			if e.word == w {
				m = e.says[asWord].with(e.says[asWords])
			}
			if i > 0 && e.word == words[i-1]+w {
				m = m.with(e.says[asWords])
			}
			if letters > maxAsk {
				m.that.Ask = 0
			}
			says = says.with(m)
		}
		if i > 0 {
			a, b := partOf(words[i-1]), partOf(w)
			if a != 0 && b != 0 && (a|b)&Article != 0 && (a|b)&Text != 0 {
				parts.Part |= ArticleBody
			}
		}
	}
	if says.that = says.that.With(parts); len(name) > maxName {
		return Set{Part: says.that.Part}
	}
	for k := range table().rows {
		says = says.with(simpleInside(&table().rows[k], flat, begins, parted))
	}
	s := says.that.Without(says.not)
	if strings.Contains(name, ":") {
		s.Form &^= FormUnseen
	}
	s.Form = s.Form.first()
	return s
}

func simpleInside(e *entry, flat string, begins, parted map[int]bool) (m meaning) {
	if flat == e.word {
		m = m.with(e.says[asName])
	}
	for i := 0; i+len(e.word) <= len(flat); i++ {
		if flat[i:i+len(e.word)] != e.word {
			continue
		}
		apart := false
		for k := 1; k < len(e.word); k++ {
			apart = apart || parted[i+k] && e.joints>>k&1 == 0
		}
		if apart {
			continue
		}
		m = m.with(e.says[inside])
		if begins[i] {
			m = m.with(e.says[atStart])
		}
		if i == 0 {
			m = m.with(e.says[asPrefix])
		}
		if i+len(e.word) == len(flat) {
			m = m.with(e.says[asSuffix])
		}
	}
	return m
}

func partOf(word string) Part {
	for k := range table().rows {
		if e := &table().rows[k]; e.word == word {
			return e.says[asWord].that.Part
		}
	}
	return 0
}

// wordsOf splits a name at what is no letter and before capitals that follow a
// small letter.
func wordsOf(name string) []string {
	var spaced strings.Builder
	for i := range len(name) {
		switch c := name[i]; {
		case 'A' <= c && c <= 'Z':
			if i > 0 && 'a' <= name[i-1] && name[i-1] <= 'z' {
				spaced.WriteByte(' ')
			}
			spaced.WriteByte(c | 0x20)
		case 'a' <= c && c <= 'z':
			spaced.WriteByte(c)
		default:
			spaced.WriteByte(' ')
		}
	}
	return strings.Fields(spaced.String())
}

// flatOf drops what parts the words of a name, and tells where they begin and where
// it stood.
func flatOf(name string) (string, map[int]bool, map[int]bool) {
	var flat strings.Builder
	begins, parted := map[int]bool{}, map[int]bool{}
	for i := range len(name) {
		c := name[i]
		isUpper := 'A' <= c && c <= 'Z'
		if isUpper {
			c |= 0x20
		}
		if c == '-' || c == '_' {
			parted[flat.Len()] = true
			continue
		}
		if 'a' <= c && c <= 'z' {
			before := byte(0)
			if i > 0 {
				before = name[i-1]
			}
			isLower := 'a' <= before && before <= 'z'
			wasLetter := isLower || 'A' <= before && before <= 'Z'
			if !wasLetter || isUpper && isLower {
				begins[flat.Len()] = true
			}
		}
		flat.WriteByte(c)
	}
	return flat.String(), begins, parted
}

func BenchmarkRead(b *testing.B) {
	names := strings.Fields("article__body ArticleModuleHero-module__eQbKoa__title menu-item-type-post_type sr-only css-1x2y3z teaser__headline " +
		"newsletter-signup-form d-md-block wp-block-image has-text-align-center")
	for i := range b.N {
		Read(names[i%len(names)])
	}
}
