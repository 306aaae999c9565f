// Package meta reads the metadata of a page: what it is called, who wrote it,
// when, where it belongs and what its publisher reserves. It reads the
// [page.Doc] index and changes nothing.
//
// # Sources
//
// Every field but the title has one order of sources; the first that yields
// wins, and what others say differently is kept beside it. A rule's sources
// come before all of these.
//
//	title         a small model chooses among the visible headline, JSON-LD headline, og:title,
//	              twitter:title, other title metas and <title>, each with and without the
//	              names of site and section; no order of these was right as often
//	authors       a small model chooses among the lists that the page gives: those of JSON-LD, author
//	              metas, microdata, and the lines that a class, a relation, words such as "By", a portrait,
//	              a date beside them or their place call bylines. A list is taken as a whole. What a
//	              site's own rule names is final. An account, ann.lee, gives way to the name that the
//	              page shows in its letters
//	published     a small model says of each date that the page states how likely it is that of
//	              publication; of the sources that name its day the first in this order gives the moment:
//	              JSON-LD, metas, microdata, <time>, visible lines, scripts, what metadata call created,
//	              the URL
//	modified      JSON-LD dateModified; metas; microdata; <time> and lines that say updated
//	canonical_url link rel=canonical; og:url. Never the home page
//	language      html lang; JSON-LD inLanguage; og:locale; content-language; HTTP header; the text itself
//	              where these are silent, or where it is in another language than they say
//	site_name     og:site_name; JSON-LD publisher, WebSite; application-name; other metas
//	section       article:section; JSON-LD articleSection; other metas
//	tags          article:tag; JSON-LD keywords; news_keywords and other metas; rel=tag
//	image         og:image; JSON-LD image; twitter:image; other metas
//	license       JSON-LD license; Dublin Core; link rel=license
//	description   og:description; description; JSON-LD description; other metas
//	kicker        a rule only, or article:kicker
//	standfirst    a rule only: the roles find the visible one
//
// The order is that which was right most often on pages with known values.
//
// # Dates
//
// Rules stand above the model: a bare date above the headline counts only if
// something less than the page holds both; what its words, a comment, an event or
// another story claim is never the story's; a date of a change is one of
// publication only where the page states no other; and a later date does not hold
// against an earlier one that metadata declare.
//
// A moment is kept as it is stated; no zone is made up. [Date.Day] is the civil
// day on which the page's readers saw it: of a moment in UTC that of the address,
// of a line that the page shows, of the zone of another stamp or of the
// publisher's country. A date that cannot be read, or is relative, is absent with
// its text kept. Nothing asks the clock.
//
// # Words
//
// The words of dates and bylines are data of a lexicon, see [NewWords].
package meta
