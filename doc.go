// Package gatefold reads saved web pages of news publishers. Given one HTML
// page it returns a typed [article.Article]: the body, the metadata, and the
// promotional and subscription blocks, each kept apart, with what the page
// declares about access and how much of the text it really holds.
//
//	art, err := gatefold.Extract(f, gatefold.Page{URL: "https://news.example/story"})
//	if err != nil {
//		return err
//	}
//	fmt.Println(art.Title, art.Access.Policy, art.Access.Completeness)
//	fmt.Println(art.Text())
//
// Rule files say where a publisher keeps what. They are data, in TOML, and
// [WithRules] adds your own. Pages of publishers without a rule are read by a
// generic classifier.
//
// # Access
//
// Gatefold labels a gate and never opens one. It makes no request, and text
// that a publisher holds back behind its own gate is reported, not returned;
// [WithWithheld] is for callers who are entitled to it.
//
// # Security
//
// Pages are foreign input. The size, the number of nodes and the
// work are bounded ([Limits]), no input makes the time grow faster than the page, and what
// [article.Article.HTML] writes is built from typed blocks through an allow-list of
// elements and URL schemes, never copied from the page. Text and URLs in an
// [article.Article] are the page's own words: escape them where you print them.
//
// # Concurrency
//
// An [Extractor] is immutable and serves any number of goroutines.
package gatefold
