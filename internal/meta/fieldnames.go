package meta

import "github.com/gatefold/gatefold/internal/trees"

// placeNames are the features of [belonging.row].
var placeNames = trees.Features{
	"above headline", "nodes from headline", "prose from headline", "share before", "joint share", "in masthead", "in another's box",
	"in teaser", "in comment", "in event", "in link", "hidden", "in margin", "served",
}

// DateFeatures names the features of a candidate for the date of publication, in
// the order of its row.
func DateFeatures() trees.Features {
	f := trees.Features{
		"source", "says published", "says updated", "says another's", "says copyright", "number in source", "has clock", "zone known", "is day",
		"class posted", "class updated", "class date", "class byline", "property published", "property updated", "line chars", "rest of line",
		"dates in line", "place in line", "printed", "text shows day",
		"usual name",
	}
	f = append(f, placeNames...)
	return append(f,
		"same day declared", "same day changed", "same day shown", "same day shown here", "earliest", "latest", "address has day",
		"as address", "days after address", "month of address",
		"declared", "changed", "shown", "days", "shown as published", "of its class", "has headline", "days after declared", "days after changed",
	)
}

// AuthorFeatures names the features of a list that may be that of a page's
// authors, in the order of its row.
func AuthorFeatures() trees.Features {
	f := trees.Features{
		"source", "key", "number", "names", "persons", "lists", "lists shown", "lists with class", "lists with lead", "persons in structured data",
		"class", "relation", "author's page", "lead", "strong lead", "label", "alone", "portrait", "icon", "dated", "signed", "bio", "handle",
		"helper", "credit", "holder", "line chars", "rest of line", "link", "class bio", "class role", "class byline", "class date",
	}
	f = append(f, placeNames...)
	return append(f,
		"as structured data", "as metas", "as property", "as class", "as lead", "in structured data", "in class", "in lead",
		"has structured data", "has class", "lists that agree", "places that agree", "places before", "has bio",
		"words", "chars", "site", "site within", "no name", "team", "agency", "small letters or digits", "tag", "words elsewhere small", "script",
	)
}
