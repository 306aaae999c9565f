package roles

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/trees"
)

// Features names the values of a row of [Frame.Row], in their order.
//
// Models carry a hash of these names and are refused where it differs.
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
	for _, name := range classname.PartNames {
		f = append(f, "hint "+name)
	}
	f = append(f, "prose before thread", "share before thread", "share of thread")
	for bit := range wordingFeatures {
		f = append(f, "wording "+wordingName(bit))
	}
	f = append(f,
		"shares its box", "box: in a row", "asks by link", "story links", "account links",
		"box: images", "box: buttons", "box: fields", "box: links",
		"small: chars", "small: share", "small: linked", "small: images", "small: headings", "small: dates", "small: fields",
		"small: addresses", "small: buttons", "small: links", "small: asking links", "small: story links", "small: account links",
		"small: asks", "small: hooks", "small: labels", "small: prose", "small: in a row",
		"row: of", "row: chars", "row: headings", "row: images", "row: story links", "row: dates",
		"asks share", "asks and hooks share", "money", "row: linked",
		"in chosen", "worth above", "worth two above", "depth from chosen", "prose of chosen",
		"from start of run", "from end of run", "texts of page", "text of page", "says article", "says other",
	)
	f = append(f, saidNames()...)
	f = append(f, styleNames()...)
	return append(f, secondNames()...)
}

// wordingName names a bit of the kinds of phrase: those of the lexicon, and from
// 40 on what package wording reads in them.
func wordingName(bit int) string {
	if kind := lexicon.Kind(bit); kind <= lexicon.Credit {
		return kind.String()
	}
	return fmt.Sprint(bit)
}
