// Package scrub turns a saved page into a fixture that can be shared.
//
// The fixture keeps what rules and the judgement of access read: elements,
// classes, ids, order, dates, the names and values of access metas, structured
// data, forms, hidden containers, the scripts of known vendors. Every sentence,
// name, picture and link is replaced by words of this package, and what no rule
// reads is dropped.
//
// Words are replaced one by one, the same word always by the same: a headline
// that the page repeats in its metadata is repeated in the fixture, and a
// description that is the start of the first paragraph stays one. Many words
// share a replacement, so that the text cannot be had back. Of a page with
//
//	<h1 class="top flex mt-4">Ferry late again</h1>
//	<p class="byline">By <a rel="author" href="/people/jane-doe">Jane Doe</a></p>
//	<div class="story"><p>The ferry was late again on 3 May, and nobody on the pier had asked why.</p></div>
//	<section class="paywall"><h2>Subscribe to continue reading</h2><p>Only $1 for four weeks</p></section>
//
// the fixture has
//
//	<h1 class="top">Water they paint</h1>
//	<p class="byline">By <a href="/people/charlie-plainfield" rel="author">Charlie Plainfield</a></p>
//	<div class="story"><p>Was water has they paint it 3 May, bay before it the pier old boats was.</p></div>
//	<section class="paywall"><h2>Subscribe to continue reading</h2><p>Only $1 for four weeks</p></section>
//
// The date, the wording of the gate and the offer stay, being what rules and the
// judgement of access are tested on. The classes of the layout go, the name has become
// another in all its places, and the name of the publication stays where it stands.
//
// # The way of a page
//
//	scrub.go           the steps in their order, and what they share
//	needs.go, head.go  what rules read and what tells a page's parts apart: it stays
//	people.go          the names of people, found while the bylines are whole
//	story.go           which paragraphs of the story stay, and how much of them
//	thin.go, far.go    a few of whatever repeats; less of what is far from the story
//	shorten.go         long paragraphs are cut, with the same cuts in the structured data
//	rewrite.go         what is left is replaced: text.go, words.go, links.go, ld.go, signals.go
//	shared.go          the check of the result, which knows nothing of the steps
//
// What stays is decided on the whole page and words are replaced last, so that no step
// has to recognise what another has changed.
//
// The same page gives the same bytes.
package scrub
