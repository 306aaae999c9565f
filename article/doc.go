// Package article is what a web page of a news publisher holds, as typed
// values: [Article] with its body of [Block] values, the [Promo] values that
// stood around it, and [Access], which says what the page declares and how
// much of the text is there. It writes them as text, Markdown, HTML and JSON.
//
// Package gatefold makes articles of pages. A program that only reads stored
// ones needs nothing else than this package, which links no parser, no rules
// and no models:
//
//	var art article.Article
//	if err := json.Unmarshal(line, &art); err != nil {
//		return err
//	}
//	if art.Access.Completeness == article.CompletenessPreview {
//		fmt.Println("only the beginning of", art.Title)
//	}
//	fmt.Println(art.Text())
//
// # Forms
//
// [Article.Text], [Article.Markdown] and [Article.HTML] are the story;
// [Article.FrontMatter] is the metadata as YAML for notes, and
// [Article.StandaloneHTML] a page of its own with both. Each has a Write form,
// and runs of blocks are written by [Blocks] in the same way. [Article.Links] and
// [Article.Images] go through what the body links to and shows.
//
// # Names
//
// A constant is named by its type and its word: [KindLive], [BlockQuote],
// [SpanLink], [RoleByline], [PromoDonation], [PlacementFooter],
// [PolicyMetered], [CompletenessPreview]. Each type's comment says what its
// zero value stands for.
//
// # Security
//
// [Article.HTML] is built from typed blocks through an allow-list of elements
// and URL schemes, never copied from the page, and [Article.Markdown] carries
// no raw HTML but sup and sub. Texts in the fields are the page's own words:
// escape them where you put them into markup.
//
// Of an article that package gatefold made, every string is valid UTF-8 and
// holds no control character but the line feeds and tabs of texts with lines,
// and no bidirectional embedding, override or isolate. Every address is of
// the scheme http, https or, for links, mailto, or relative where the page's
// address is not known, and names no user.
package article
