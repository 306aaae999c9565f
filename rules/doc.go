// Package rules loads, checks and merges rule files: what a publisher, a
// content management system or a supplier of paywalls and promos keeps where
// on its pages. Rule files are data in TOML; the manual is README.md beside
// this file.
//
//	set, err := rules.Embedded().With(os.DirFS("my-rules"))
//	if err != nil {
//		return err // every problem of every file, each with file:line:column
//	}
//	if c := set.For("www.nknews.org"); c != nil {
//		fmt.Println(c.Head.Name, len(c.Lines))
//	}
//
// # Kinds of file
//
// A file in sites/ belongs to one publisher and is found by host. A file in
// platforms/ holds what the sites of one system share; a site starts from it
// and says only what is its own. A file in vendors/ describes the blocks of
// one supplier, which are looked for on every page. A file in lexicon/ adds the
// wording of one language to that of the module; [Set.Lexicon] has both.
//
// # From file to selectors
//
// A file is parsed into tables that keep the place of each value (toml.go), decoded by
// lists of keys (decode.go, values.go, sources.go, urlpattern.go), merged over the files
// that it builds on (merge.go), and compiled into one set of selectors whose lines say
// what each is for (compile.go, detect.go). [Set.For] finds it by host (hosts.go).
//
//	platforms/paper.toml   [roles] body = [".text"], related = [".more"]
//	sites/pier.toml        platform = "paper", [roles.drop] related = [".more"]
//	compiled               body = [".text"]
//
// # Strictness
//
// [Load] reads, compiles and checks everything. An unknown key, a bad
// selector or a misspelt role is an [*Error] with its place and the nearest
// valid word, and all of them are reported at once. No key of the format can
// make a request.
//
// # Concurrency
//
// A [Set] and what it returns are immutable and serve any number of
// goroutines. Files are read when a host asks for them.
package rules
