// Package jsonld reads the structured data of a page: the script blocks of
// type application/ld+json, flattened into one [Graph].
//
// encoding/json builds a map for every object, which on an average page costs more
// than the whole budget of the metadata. The decoder here makes one flat list of nodes
// in document order in a single pass; strings stay parts of the script's text until
// they are asked for. A second, lenient decoder reads what is not JSON, once the
// wrappers that templates leave (CDATA, comments) are removed. It is our own: of the
// libraries that repair JSON one is GPL, and none is linear in its input, or keeps a
// string whole whose quotes are not escaped.
//
//	{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#jane"}},
//	            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}]}
//
//	g.Article("", "").Path("author.name").Text()   "Jane Doe"
//
// A Graph belongs to one extraction. Strings that it returns may be parts of
// the page: clone what outlives it.
package jsonld
