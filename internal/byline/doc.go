// Package byline reads the names in the line of the author, as metadata and
// pages write it: "By Ann Lee and Bo Berg, Reuters" has three, "Text: Ann Lee
// Foto: Bo Berg" has one.
//
// The words of bylines come from a lexicon. [New] arranges them once; a
// [Reader] uses them with the names of one page's site.
package byline
