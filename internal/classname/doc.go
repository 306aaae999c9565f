// Package classname reads what the classes and the id of an element suggest that
// it holds. Publishers share no markup, but they name the parts of a page alike:
// the words stand in one table, words.tsv, and are looked for in one way.
//
// The package knows nothing of pages. The index of a page reads each distinct
// name once, as it numbers it, and all stages ask the index.
package classname
