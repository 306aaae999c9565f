// Package body builds the typed blocks of a story: paragraphs, headings, lists,
// quotes, tables, figures, embeds, code, posts of live pages and notes, in
// reading order, from the segments whose role is story or caption. It decides
// what form a text has, never whose it is.
package body
