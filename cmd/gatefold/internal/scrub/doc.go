// Package scrub turns a saved page into a fixture that can be shared.
//
// The fixture keeps what rules and the judgement of access read: elements,
// classes, ids, order, dates, the names and values of access metas, structured
// data, forms, hidden containers, the scripts of known vendors. Every sentence,
// name, picture and link is replaced by one of this package, and what no rule
// reads is dropped.
//
// What takes the place of a text is a story of a harbour town in the page's own
// language, English where there is none, so that a person can read the fixture: the
// headline is one of the story's, the paragraphs tell it in order with as many words as
// the page's had, people speak where the page quotes, captions and sub-headings belong to
// it, and teasers are of other news. A date, a price or a name that a paragraph has stands
// in a sentence of its own. A text that asks, of a promo, a gate, a form or a banner, is
// replaced by sentences that ask for the same: of those that the language has, the ones
// of which the models say what they say of the page's. Of a page with
//
//	<h1 class="top flex mt-4">Ferry late again</h1>
//	<p class="byline">By <a rel="author" href="/people/jane-doe">Jane Doe</a></p>
//	<div class="story"><p>The ferry was late again on 3 May, and nobody on the pier had asked why.</p></div>
//	<section class="paywall"><h2>Subscribe to continue reading</h2><p>Only $1 for four weeks, cancel whenever you like</p></section>
//
// the fixture has
//
//	<h1 class="top">The lamp stays lit</h1>
//	<p class="byline">By <a href="/people/charlie-plainfield" rel="author">Charlie Plainfield</a></p>
//	<div class="story"><p>For as long as anyone can remember, a lamp has burned above the harbour. It was 3 May.</p></div>
//	<section class="paywall"><h2>Subscribe to continue reading</h2><p>Only $1 for four weeks. Cancel any time</p></section>
//
// A headline that the page repeats in its metadata is repeated in the fixture, and a
// description that is the start of the first paragraph stays one. The classes of the
// layout go, the name has become another in all its places, and the name of the
// publication stays where it stands.
//
// # The way of a page
//
//	scrub.go           the steps in their order, and what they share
//	needs.go, head.go  what rules read and what tells a page's parts apart: it stays
//	people.go          the names of people, found while the bylines are whole
//	story.go           which paragraphs of the story stay, and how much of them
//	thin.go, far.go    a few of whatever repeats; less of what is far from the story
//	shorten.go         long paragraphs are cut, with the same cuts in the structured data
//	rewrite.go         what is left is replaced: links.go, ld.go, signals.go
//	unit.go            the texts that are read as one, and where each was cut
//	compose.go         a text of ours for one of the page's: text.go says what of it stays,
//	                   told.go and tale.go tell the story of grammar.go, asking.go asks,
//	                   measure.go compares, known.go finds what repeats another, prose.go
//	                   has the capitals, words.go the words of addresses
//	shared.go          the check of the result, which knows nothing of the steps
//
// What stays is decided on the whole page and words are replaced last, so that no step
// has to recognise what another has changed.
//
// A fixture can be written anew ([Options.Again]): its words are replaced, and nothing
// else is.
//
// The same page gives the same bytes.
package scrub
