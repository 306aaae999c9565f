package hostile

import "strings"

// structured are pages whose JSON-LD, and what else scripts hold, is made to
// be read over and over.
func structured() []Shape {
	return []Shape{
		inScript("escapes in a string", `{"@type":"NewsArticle","articleBody":"`, `\n`, `"}`),
		inScript("slashes in a string", `{"@type":"NewsArticle","articleBody":"`, `\/`, `"}`),
		inScript("code points in a string", `{"@type":"NewsArticle","articleBody":"`, `\u00e9`, `"}`),
		inScript("backslashes and quotes", `{"@type":"NewsArticle","articleBody":"`, `\\\"`, `"}`),
		inScript("long story in data", `{"@type":"NewsArticle","headline":"A day","articleBody":"`, "It was a quiet day in town. ", `"}`),
		inScript("long headline in data", `{"@type":"NewsArticle","headline":"`, "a day ", `"}`),
		inScript("objects of data", `[`, `{"@type":"NewsArticle","headline":"A day"},`, `{}]`),
		inScript("objects with names", `[`, `{"@type":"NewsArticle","@id":"#$i","headline":"A day"},`, `{}]`),
		inScript("objects of one name", `[`, `{"@type":"NewsArticle","@id":"#a","headline":"A day"},`, `{}]`),
		{Name: "references as top objects", once: references(`{"@id":"#b","@type":"Article"},`, "[", "")},
		{Name: "bare references as top objects", once: references(`{"@id":"#b"},`, "[", "")},
		{Name: "references as authors", once: references(`{"@id":"#b"},`, `[{"@type":"NewsArticle","headline":"A day","author":[`, "{}]},")},
		{Name: "references as publishers", once: references(`{"@type":"NewsArticle","publisher":{"@id":"#b"}},`, "[", "")},
		{Name: "references as parts", once: references(`{"@id":"#b"},`, `[{"@type":"NewsArticle","headline":"A day","hasPart":[`, "{}]},")},
		{Name: "references as pictures", once: references(`{"@id":"#b"},`, `[{"@type":"NewsArticle","headline":"A day","image":[`, "{}]},")},
		{Name: "references in a chain", once: func(size int) string {
			return string(inScript("", `[`, `{"@id":"#$i","author":{"@id":"#$i1"}},`, `{"@type":"NewsArticle","author":{"@id":"#1"}}]`).Page(size))
		}},
		inScript("references in a circle", `[{"@type":"NewsArticle","author":{"@id":"#a"}},`, `{"@id":"#a","author":{"@id":"#a"}},`, `{}]`),
		inScript("parts with selectors", `[`, `{"@type":"NewsArticle","headline":"A day","isAccessibleForFree":false,"hasPart":[`+
			strings.Repeat(`{"isAccessibleForFree":false,"cssSelector":".a$i"},`, 8)+`{}]},`, `{}]`),
		{Name: "parts with selectors on a long page", once: func(size int) string {
			part := `{"isAccessibleForFree":false,"cssSelector":".a$i"},` + `{"isAccessibleForFree":false,"cssSelector":".b$i"},`
			return string(inScript("", `[`, `{"@type":"NewsArticle","headline":"A day","hasPart":[`+part+`{}]},`, `{}]`).Page(size/2)) +
				strings.Repeat("<b>a</b>", size/16)
		}},
		inScript("parts of one story", `{"@type":"NewsArticle","hasPart":[`, `{"isAccessibleForFree":false,"cssSelector":".a$i"},`, `{}]}`),
		inScript("lists in lists", "", strings.Repeat("[", 60)+strings.Repeat("]", 60), ""),
		inScript("objects in objects", "[", strings.Repeat(`{"a":`, 60)+"1"+strings.Repeat("}", 60)+",", "1]"),
		inScript("too deep data", "", `{"a":[`, ""),
		inScript("main entities in each other", "[", strings.Repeat(`{"@type":"WebPage","mainEntity":`, 50)+"1"+strings.Repeat("}", 50)+",", "1]"),
		inScript("members", `{"@type":"NewsArticle"`, `,"k$i":1`, `}`),
		inScript("like members", `{"@type":"NewsArticle"`, `,"author":"Ann"`, `}`),
		inScript("types", `{"headline":"A day","@type":[`, `"Article",`, `"NewsArticle"]}`),
		inScript("authors", `{"@type":"NewsArticle","author":[`, `{"@type":"Person","name":"Ann Lee $i"},`, `{}]}`),
		inScript("keywords", `{"@type":"NewsArticle","keywords":"`, `day$i, `, `"}`),
		inScript("keywords in a list", `{"@type":"NewsArticle","keywords":[`, `"day$i",`, `""]}`),
		inScript("accounts", `{"@type":"NewsArticle","author":{"name":"Ann","sameAs":[`, `"https://a.example/$i",`, `""]}}`),
		inScript("pictures in data", `{"@type":"NewsArticle","image":[`, `{"@type":"ImageObject","url":"/$i.jpg","width":100},`, `""]}`),
		inScript("breadcrumbs", `{"@type":"BreadcrumbList","itemListElement":[`, `{"@type":"ListItem","position":$i,"name":"a"},`, `{}]}`),
		inScript("live updates in data", `{"@type":"LiveBlogPosting","liveBlogUpdate":[`, `{"@type":"BlogPosting","headline":"A day","articleBody":"Quiet."},`, `{}]}`),
		inHead("blocks of data", `<script type=application/ld+json>{"@type":"NewsArticle","headline":"A day $i"}</script>`),
		inHead("broken blocks of data", `<script type=application/ld+json>{"@type":"NewsArticle",'headline':"A "day" $i}</script>`),
		inScript("broken: quotes", `{`, `"a" “b” `, ""),
		inScript("broken: only quotes", `{"a":`, `"`, ""),
		inScript("broken: quotes and commas", `{"a":"`, `", `, ""),
		inScript("broken: quotes in a list", `["`, `", a`, ""),
		inScript("broken: names that end late", `{"a":"`, `", `+strings.Repeat("x", 60), ""),
		inScript("broken: quotes and spaces", `{"a":"`, `"                              `, ""),
		inScript("broken: comments", `{"a":1`, ` // b "c":`+"\n", ""),
		inScript("broken: open comments", `{"a":"b"`, ` /* `, ""),
		inScript("broken: slashes", `{"a":"b`, `" //`, ""),
		inScript("broken: commas", `{"a":1`, `,`, ""),
		inScript("broken: colons", `{"a"`, `:`, ""),
		inScript("broken: brackets", `{`, `]}{[`, ""),
		inScript("broken: words", `{`, `a b: c d, `, ""),
		inScript("broken: one word", `{`, `a`, ""),
		inScript("broken: unescaped markup", `{"a":"`, `<a href="/b" class="c">d</a>`, `"}`),
		inScript("broken: entities", `{`, `&quot;a&quot;:1,`, `}`),
		inScript("broken: wrappers", ``, `<!--<![CDATA[//`, `{`),
		inScript("broken: escaped once more", `{\n`, `\"a\":\"b\",`, ""),
		within("state of a page", head+"<script>window.__STATE__={", `"a$i":{"isAccessibleForFree":false,"b":[1,2]},`, "}</script>"+foot),
		within("state with a story", head+`<script>window.__STATE__={"articleBody":"`, "It was a quiet day in town. ", `"}</script>`+foot),
		within("data layer", head+"<script>dataLayer=[", `{"contentAccess":"premium","paywall":true},`, "]</script>"+foot),
		within("data layer of one line", head+"<script>dataLayer.push({", `contentAccess:'free',`, "})</script>"+foot),
		within("script of brackets", head+"<script>dataLayer=", "{[", "</script>"+foot),
		within("script of quotes", head+"<script>premium=", `"'`, "</script>"+foot),
		within("script of keys", head+"<script>", "premium:", "</script>"+foot),
		within("script of addresses", head+"<script>", `"url":"https://a.example/$i",`, "</script>"+foot),
		many("scripts with access", `<script>var premium=true;var paywall="metered";</script>`),
	}
}

// references makes data in which half of the bytes are one object and the
// other half refer to it.
func references(unit, open, end string) func(size int) string {
	const large = `{"@id":"#b","@type":"NewsArticle","headline":"A day",`
	return func(size int) string {
		object := string(within("", large, `"k$i":1,`, `"z":1}`).Page(size / 2))
		return string(inScript("", open, unit, end+object+"]").Page(size))
	}
}

func metas() []Shape {
	return []Shape{
		inHead("titles of others", `<meta property=og:title content="A day $i">`),
		inHead("authors of the head", `<meta name=author content="Ann Lee $i">`),
		inHead("like authors of the head", `<meta name=author content="Ann Lee">`),
		inHead("tags", `<meta property=article:tag content="day $i">`),
		inHead("dates of the head", `<meta name=date content="2024-02-03">`),
		inHead("broken dates of the head", `<meta name=date content="the third of nothing">`),
		inHead("descriptions", `<meta name=description content="A quiet day $i">`),
		inHead("pictures of the head", `<meta property=og:image content=/$i.jpg>`),
		inHead("metas of no use", `<meta name=a$i content=b>`),
		inHead("metas of access", `<meta property=article:content_tier content=metered>`),
		inHead("charsets", `<meta charset=utf-8>`),
		inHead("canonical links", `<link rel=canonical href=https://a.example/$i>`),
		inHead("alternate links", `<link rel=alternate hreflang=en href=https://a.example/$i>`),
		inHead("style sheets", `<link rel=stylesheet href=https://a.example/$i.css>`),
		inHead("scripts of others", `<script src=https://cdn.a$i.example/a.js></script>`),
		inHead("bases", `<base href=https://a.example/$i/>`),
		inHead("generators", `<meta name=generator content="WordPress $i">`),
		inHead("titles", `<title>A day $i</title>`),
		inValue("long title", "<title>", "a day in town | ", "</title>"),
		inValue("long title of dashes", "<title>", " - ", "</title>"),
		inValue("long og:title", `<meta property=og:title content="`, "a day ", `">`),
		inValue("description of breaks", `<meta name=description content="`, "&lt;br&gt; a ", `">`),
		inValue("description of open tags", `<meta name=description content="`, "&lt;b x ", `">`),
		inValue("author of hidden addresses", `<meta name=author content='`, `&lt;a data-cfemail="127b7c747d527f3c7d"&gt;x&lt;/a&gt; `, `'>`),
		inValue("long description", `<meta name=description content="`, "a day ", `">`),
		inValue("long author", `<meta name=author content="`, "Ann Lee and ", `">`),
		inValue("long author of commas", `<meta name=author content="`, "Ann Lee, ", `">`),
		inValue("long date", `<meta name=date content="`, "12 ", `">`),
		inValue("long keywords", `<meta name=keywords content="`, "day$i,", `">`),
		inValue("canonical host of labels", `<link rel=canonical href="https://`, "a.", `example/">`),
		inValue("canonical host of one label", `<link rel=canonical href="https://`, "a", `.example/">`),
		inValue("canonical host beyond ASCII", `<link rel=canonical href="https://`, "é.", `example/">`),
		inValue("canonical path", `<link rel=canonical href="https://a.example/`, "a/2024/01/02/", `">`),
		inValue("address of the page in og:url", `<meta property=og:url content="https://`, "a.", `example/">`),
		inValue("host of a script", `<script src="https://`, "a.", `example/"></script>`),
		inValue("host of a base", `<base href="https://`, "a.", `example/">`),
		inValue("long generator", `<meta name=generator content="`, "a", `">`),
		inValue("long language", `<meta http-equiv=content-language content="`, "en-", `">`),
		within("long language of html", "<html lang=", "en-", "><title>A day</title><p>a</p>"),
		many("authors in links", `<a rel=author href=/$i>Ann Lee</a>`),
		many("licences", `<a rel=license href=https://a.example/$i>a</a>`),
	}
}

// inValue fills one value of the head.
func inValue(name, before, unit, after string) Shape {
	return within(name, "<!doctype html><html><head>"+before, unit,
		after+"</head><body><h1>A day</h1><p>It was a quiet day in town, and nobody minded.</p></body></html>")
}

func gates() []Shape {
	const gate = "Subscribe now to continue reading"
	return []Shape{
		many("gates in paragraphs", "<p>"+gate+"</p>"),
		many("gates between paragraphs", "<p>It was a quiet day in town, and nobody minded the rain.</p><div class=paywall>"+gate+" for $1 a month.</div>"),
		many("gates of a story", "<p>It was a quiet day in town, and nobody minded the rain that fell.</p>"+
			"<div class=paywall>This article is for subscribers only. Subscribe now to continue reading.</div>"),
		many("gates behind rules", "<p>It was a quiet day in town, and nobody minded the rain.</p>"+
			"<section class=paywall>To continue reading this article, log in or subscribe.</section><hr>"),
		many("gates in boxes", "<div class=paywall><h2>"+gate+"</h2><p>Only $1 a month.</p><a href=/s>Subscribe</a></div>"),
		deep("deep gates", maxDepth, "<div class=paywall>"+gate, "</div>"),
		many("offers", "<div class=offer><p>$1 a month for 12 months, then $9</p><button>Subscribe</button></div>"),
		many("newsletters", "<form class=newsletter><p>Sign up for our newsletter</p><input type=email><button>Sign up</button></form>"),
		deep("deep newsletters", maxDepth, "<div class=newsletter><p>Sign up for our newsletter</p>", "</div>"),
		many("consent", "<div class=cookie-consent>We use cookies. <button>Accept</button></div>"),
		many("log-ins", "<p>Already a subscriber? <a href=/l$i>Log in</a></p>"),
		many("hidden gates", "<div hidden class=paywall>"+gate+"</div>"),
		many("empty gates", "<div class=paywall id=piano></div>"),
		many("shares", "<a class=share href=/$i>Share</a>"),
		many("donations", "<p>Support our journalism. Donate today.</p>"),
		many("apps", "<div>Download our app <a href=https://apps.apple.com/$i>here</a></div>"),
		within("benefits", head+"<div class=paywall><h2>"+gate+"</h2><ul>", "<li>All our stories, every day", "</ul></div>"+foot),
		within("gate of prices", head+"<div class=paywall>"+gate+" ", "$1 per month, ", "</div>"+foot),
		many("stories with promos", "<p>It was a quiet day in town, and nobody minded.</p><p>"+gate+".</p><p>The rain fell on.</p>"),
		many("corrections", "<p>Correction: a day was wrong.</p>"),
		many("lives of authors", "<div class=author-bio>Ann Lee writes about rain.</div>"),
	}
}
