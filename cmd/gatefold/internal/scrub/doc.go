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
// share a replacement, so that the text cannot be had back.
//
// The same page gives the same bytes.
package scrub
