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
//	authors       JSON-LD author; author metas; microdata; rel=author and byline classes near
//	              the headline. A source that names only the site or an agency stands back for
//	              a later one that names a person: a name alone at the start or the end of the text.
//	              Where all of these name nobody, a name under the headline beside its portrait, the
//	              icon of a person or a date; the only one that links to authors name; the bio.
//	              What a site's own rule names is final. An account, ann.lee, gives way to the name
//	              that the page shows in its letters
//	published     JSON-LD datePublished; article:published_time and other metas; microdata;
//	              <time> and date classes near the headline; short texts around it; a date that
//	              its words call that of publication; dateCreated, uploadDate; the URL; modified; the
//	              only date of the page
//	modified      JSON-LD dateModified; article:modified_time and other metas; microdata; <time>
//	              and classes that say updated; on pages without another date one whose
//	              words say so
//	canonical_url link rel=canonical; og:url. Never the home page
//	language      html lang; JSON-LD inLanguage; og:locale; content-language; HTTP header; the script
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
// A date in the site's own head is the day on which the page was served and
// is never read. JSON-LD in another form than ISO 8601 yields to an earlier date
// that the page shows by its headline. The day is that of the page's own zone: a moment in UTC is set to
// the zone of the page's other stamps, or to that in which it falls on the day of
// the address or of the date that the page shows. A date that cannot be read, or is relative, is absent with
// its text kept. Nothing asks the clock.
package meta
