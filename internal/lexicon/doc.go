// Package lexicon finds the wording of promos, gates and the like in text, in
// all languages at once. The phrases are data: one TOML file per language in
// rules/lexicon, whose README.md describes the format.
//
//	lex := lexicon.Default()
//	text := lexicon.Fold(nil, "Déjà abonné ? Se connecter")
//	for _, h := range lex.Scan(text, nil) {
//		p := lex.Phrase(h.Phrase)
//		fmt.Println(p.Kind, p.Lang, string(text[h.Start:h.End]))
//	}
//
// One pass finds everything, and its time does not grow with the number of
// languages: from each start of a word it walks down a tree of all phrases, and
// a filter of the first three bytes avoids nearly all walks. Neither [Fold] nor
// [Lexicon.Scan] allocates if the caller's slices are large enough.
//
// The Aho-Corasick libraries for Go were measured with the same 12,000 patterns
// and do not fit a package that may have to compile a caller's files:
// cloudflare/ahocorasick takes 1.1 s and 1 GB to build and does not say where a
// match is, BobuSumisu/aho-corasick 230 ms and 260 MB,
// petar-dambovaliev/aho-corasick 90 ms, and the searches of the last two allocate
// for each match. This tree takes some 10 ms and 4 MB, and nothing where it lies ready.
//
// # Words and languages
//
// A phrase is found whatever the language of the page: pages mix languages, and
// state their own wrongly. A phrase does not match inside a longer word unless
// it says so; scripts without spaces between words have no such rule.
//
// # Files of callers
//
// [Additions] are files that stand beside those that ship. They are checked when
// they are read and compiled together with the others when they are first needed:
// there is one tree, so that a page is still searched once. What a later file
// drops is taken out before the tree is built.
//
// # Concurrency
//
// A [Lexicon] is immutable and serves any number of goroutines. The one that ships is
// compiled by go generate and searched where it lies in the program; one with files of
// callers is compiled at the first call of [Additions.Lexicon].
package lexicon

//go:generate go run ./gen fold
//go:generate go run ./gen lexicon
