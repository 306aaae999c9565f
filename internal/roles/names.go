package roles

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/trees"
)

// Features names the values of a row of [Frame.Row], in their order.
func Features() trees.Features {
	f := trees.Features{
		"chars", "words", "link density", "chars per word",
		"punctuation per char", "punctuation", "commas per word", "digits per char", "capitals per word",
		"links", "breaks", "ends a sentence", "label", "starts upper",
		"quotes", "nodes", "tag", "hidden", "in link, form or button", "aria hidden",
		"of shape", "of shape: chars", "of shape: linked", "equal texts", "in article body of metadata", "for screen readers",
	}
	f = append(f,
		"place", "place by chars", "from headline", "has headline", "in main", "depth in main", "child of main",
		"depth", "is description", "prose of page", "prose share of page", "prose before",
	)
	for up := range 4 {
		f = append(f, fmt.Sprintf("up %d: prose of all", up), fmt.Sprintf("up %d: prose share", up), fmt.Sprintf("up %d: linked", up))
	}
	for d := -near; d <= near; d++ {
		if d == 0 {
			continue
		}
		for _, name := range [...]string{"words", "link density", "tag", "prose", "same parent", "punctuation", "hidden"} {
			f = append(f, fmt.Sprintf("at %+d: %s", d, name))
		}
	}
	f = append(f,
		"run", "from best", "steps to best", "steps to headline", "in article of best", "in article", "repeats", "repeats at",
		"rows of repeats", "h1 between", "words in title", "title words", "share at join with best", "share at join with headline",
		"prose of main", "depth from best", "shape of best", "between headline and best",
	)
	for _, name := range hintNames {
		f = append(f, "hint "+name)
	}
	f = append(f, "prose before thread", "share before thread", "share of thread")
	for bit := range wordingFeatures {
		f = append(f, "wording "+wordingName(bit))
	}
	return f
}

// wordingName names a bit of the kinds of phrase: those of the lexicon, and from
// 40 on what package wording reads in them.
func wordingName(bit int) string {
	if kind := lexicon.Kind(bit); kind <= lexicon.Credit {
		return kind.String()
	}
	return fmt.Sprint(bit)
}

// hintNames are the words for the hints, by bit.
var hintNames = [numHints]string{
	"article", "text", "article body", "main", "title", "standfirst", "kicker", "byline", "bio", "date",
	"caption", "media", "related", "teaser", "comment", "share", "nav", "footer", "header", "aside", "ad",
	"promo", "overlay", "tag", "widget", "gate", "quote", "button", "login", "form", "rating", "product",
	"note", "correction", "live", "popular", "factbox", "legal", "paging", "print", "paragraph", "weather",
	"article tag", "main tag", "section tag", "aside tag", "nav tag", "header tag", "footer tag", "form tag",
	"figure tag", "table tag", "list tag", "quote tag", "link tag", "heading tag", "definition tag",
}
