package meta

import "github.com/gatefold/gatefold/internal/trees"

// titleSourceNames are the words for the sources of titles.
var titleSourceNames = [numTitleSources]string{
	fromH1: "h1", fromHeadline: "headline", fromOG: "og", fromTwitter: "twitter", fromMeta: "meta", fromDoc: "title",
}

// TitleFeatures names the values of a row of a candidate for the title.
func TitleFeatures() trees.Features {
	f := trees.Features{
		"h1 and headline", "h1 and og", "h1 and title", "headline and og", "headline and title", "og and title", "og and twitter",
		"h1 and twitter", "declared news", "headline cut short", "headline chars", "h1 words", "h1s", "candidates",
		"headline in article", "headline place", "wordpress", "names the site", "slug words", "script", "headline nodes",
		"headline capitals", "chars before h1", "share before h1", "h1 hidden", "has kicker", "h1 leads home",
	}
	for _, name := range titleSourceNames {
		f = append(f, "as "+name)
	}
	return append(f,
		"equal readings", "readings equal but for case", "readings that hold it", "source", "cut", "number", "words", "chars", "of longest",
		"has colon", "has bar", "has dash", "has curly quotes", "has straight quotes", "cut short", "capitals", "names site",
		"site within", "question", "has digits", "words in slug", "slug in words", "begins as slug", "of h1 length", "as first",
		"rank shown", "place shown", "home", "linked", "in list", "heading hidden", "heading in article", "share before heading",
		"prose behind", "parts of heading", "heading has kicker",
		"prose from h1", "as tail", "as front", "unclosed", "rest words", "rest names site", "rest as h1",
		"rest as title", "share kept",
	)
}
