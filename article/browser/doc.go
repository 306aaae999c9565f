// Package browser holds the test of [article.Article.StandaloneHTML] in a real
// Chromium. It is a module of its own, so that the library does not depend on
// what drives one.
//
// [article.Article.StandaloneHTML]: https://pkg.go.dev/github.com/gatefold/gatefold/article#Article.StandaloneHTML
package browser
