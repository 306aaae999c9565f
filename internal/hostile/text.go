package hostile

import "strings"

func texts() []Shape {
	const words = "It was a quiet day in town, and nobody minded the rain. "
	one := func(name, unit string) Shape { return within(name, head+"<p>", unit, "</p>"+foot) }
	return []Shape{
		one("one text", words),
		one("one word", "a"),
		one("one text of letters", "a b c d "),
		one("one text of full stops", "."),
		one("one text of quotes", "“a” "),
		one("one text of commas", "a,"),
		one("one text of capitals", "A DAY IN TOWN "),
		one("one text of digits", "1234567890"),
		one("one text of spaces", "          a"),
		one("one text of line ends", "a\n"),
		one("Chinese", "今天城里下雨了，没有人在意。"),
		one("Japanese", "今日は町で雨が降りました。"),
		one("Thai", "วันนี้ฝนตกในเมือง"),
		one("Arabic", "كان يوما هادئا في المدينة "),
		one("soft hyphens", "a\u00ad"),
		one("zero width", "a\u200b\u200d"),
		one("combining marks", "a\u0301\u0302\u0303"),
		one("emoji", "👩\u200d👩\u200d👧"),
		one("direction marks", "\u202ea\u202c"),
		one("entities", "&amp;&#65;&eacute;"),
		one("unknown entities", "&a;&ab;&abc"),
		one("ampersands", "&"),
		one("prices", "$1.00 a month, "),
		one("prices of all kinds", "only 1,99 € per week for the first 12 weeks then £9.99 every 4 weeks. "),
		one("dates", "3 March 2024, 04/05/2023, "),
		one("dates in words", "on the third of March two thousand "),
		one("times", "12:34 pm, "),
		one("addresses", "https://a.example/b?c=d "),
		one("mail addresses", "ann@news.example, "),
		one("names after by", "By Ann Lee, "),
		one("phrases of subscription", "Subscribe now to continue reading. "),
		one("half phrases", "subscribe to subscribe now to "),
		one("markdown", "*_`#[]()<>|~\\"),
		one("backticks", "`` ` ``` "),
		one("brackets", "[a]("),
		many("sentences", "<p>"+words),
		many("one sentence over and over", "<p>"+words+"</p>"),
		many("lines", words+"<br><br>"),
		many("headlines", "<h1>A day in town</h1>"),
		many("bylines", "<p class=byline>By Ann Lee, 3 March 2024</p>"),
		many("datelines", "<p>LONDON (AP) — A day.</p>"),
		many("dates of their own", "<p>3 March 2024</p>"),
		many("times with machine dates", "<time datetime=2024-02-03T04:05:$i>a</time>"),
		many("short lines", "<div>a$i</div>"),
		within("latin-1 bytes", head+"<p>", "caf\xe9 na\xefve ", foot),
		within("undeclared bytes", head+"<p>", "\x80\x81\xfe ", foot),
		within("broken UTF-8", head+"<p>é ", "a \xe2\x82 ", foot),
		within("windows-1251 bytes", head+"<p>", "\xc4\xee\xe1\xf0\xfb\xe9 \xe4\xe5\xed\xfc. ", foot),
		within("shift_jis bytes", head+"<p>", "\x8d\xa1\x93\xfa\x82\xcd\x92\xac\x82\xc5", foot),
		within("declared at the end", head+"<p>caf\xe9", "a day ", "<meta charset=iso-8859-1>"),
		{Name: "UTF-16", once: func(size int) string {
			var b strings.Builder
			b.WriteString("\xfe\xff")
			for _, c := range many("", "<p>"+words).Page(size / 2) {
				b.Write([]byte{0, c})
			}
			return b.String()
		}},
	}
}

func blocks() []Shape {
	return []Shape{
		many("list items", "<li>a"),
		many("lists", "<ul><li>a</ul>"),
		many("headings", "<h2>a<h3>b<h4>c<h5>d"),
		many("small tables", "<table><tr><td>a</table>"),
		many("tables in lists", "<ul><li><table><tr><td>a</table></ul>"),
		within("cells of a row", head+"<table><tr>", "<td>a", "</table>"+foot),
		within("rows of a table", head+"<table>", "<tr><th>a<td>b", "</table>"+foot),
		within("spans of cells", head+"<table>", "<tr><td colspan=1000 rowspan=1000>a", "</table>"+foot),
		many("definitions", "<dl><dt>a<dd>b</dl>"),
		many("code", "<pre><code>a\n</code></pre>"),
		within("one code", head+"<pre>", "a day\n", "</pre>"+foot),
		within("code in quotes", head+"<blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><blockquote>"+
			"<blockquote><blockquote><blockquote><blockquote><blockquote><blockquote><pre>", "a day\n", foot),
		within("text in lists", head+"<ul><li><ul><li><ul><li><ul><li><ul><li><ul><li><ul><li><ul><li><ul><li><p>", "a day ", foot),
		many("quotes", "<blockquote><p>a</p><cite>b</cite></blockquote>"),
		many("links", "<a href=https://a.example/$i>a</a> "),
		many("list of links", "<li><a href=/$i>A day in town</a>"),
		many("pictures", "<img src=/$i.jpg alt=a>"),
		many("sources of pictures", `<picture><source srcset="/$i.jpg 1x, /b.jpg 2x"><img src=/a.jpg></picture>`),
		within("sources of one picture", head+"<p>a</p><picture>", `<source srcset="/$i.jpg 1x">`, "<img src=/a.jpg></picture>"+foot),
		many("figures", "<figure><img src=/$i.jpg><figcaption>A day in town</figcaption></figure>"),
		within("pictures of one figure", head+"<figure>", "<img src=/$i.jpg>", "<figcaption>a</figcaption></figure>"+foot),
		many("captions without pictures", "<figcaption>a</figcaption>"),
		many("films", "<video src=/$i.mp4></video>"),
		many("posts of others", `<blockquote class=twitter-tweet><p>a</p><a href=https://twitter.com/a/status/$i>b</a></blockquote>`),
		many("teasers", `<div class=card><a href=/$i><img src=/a.jpg><h3>A day in town</h3></a><p>It was quiet.</p></div>`),
		many("comments of readers", `<li class=comment><cite>Ann</cite><p>A quiet day.</p><a href=#r$i>Reply</a></li>`),
		many("posts of a live page", `<div class=live-post><time datetime=2024-02-03T04:05>04:05</time><h2>A day</h2><p>It was quiet.</p></div>`),
		many("stories", "<article><h1>A day in town</h1><p>It was a quiet day in town.</p></article>"),
		many("notes", "<p>a<sup><a href=#n$i>1</a></sup></p>"),
		many("sidebars", "<aside><h3>Read more</h3><ul><li><a href=/$i>A day</a></ul></aside>"),
		many("menus", "<nav><ul><li><a href=/$i>A day</a></ul></nav>"),
	}
}
