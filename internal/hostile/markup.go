package hostile

import (
	"strconv"
	"strings"
)

// maxDepth stays below the depth at which elements are left out.
const maxDepth = 250

func nesting() []Shape {
	return []Shape{
		deep("deep divs", maxDepth, "<div>a", "</div>"),
		deep("deep divs with paragraphs", maxDepth, "<div><p>A day.</p>", "</div>"),
		deep("deep sections with headings", maxDepth, "<section><h2>A day</h2>", "</section>"),
		deep("deep articles", maxDepth, "<article class=story>a", "</article>"),
		deep("deep quotes", maxDepth, "<blockquote>a", "</blockquote>"),
		deep("quotes in quotes", 14, "<blockquote>a", "</blockquote>"),
		deep("deep lists", maxDepth/2, "<ul><li>a", "</ul>"),
		deep("deep numbered lists", maxDepth/2, "<ol start=9><li><p>a", "</ol>"),
		deep("deep tables", maxDepth/4, "<table><tr><td>a", "</table>"),
		deep("deep tables with headings", maxDepth/4, "<table><tr><th>a<td>b", "</table>"),
		deep("deep definition lists", maxDepth/2, "<dl><dt>a<dd>b", "</dl>"),
		deep("deep figures", maxDepth/2, "<figure><figcaption>a</figcaption>", "</figure>"),
		deep("deep details", maxDepth/2, "<details><summary>a</summary>b", "</details>"),
		deep("deep spans", maxDepth, "<span class=c$i>a", "</span>"),
		deep("deep bold", maxDepth, "<b>a", "</b>"),
		deep("deep links", maxDepth, "<div><a href=/$i>a</a>", "</div>"),
		deep("deep hidden divs", maxDepth, "<div hidden>a", "</div>"),
		deep("deep asides", maxDepth, "<aside class=related>a", "</aside>"),
		deep("deep templates", maxDepth/2, "<template>a", "</template>"),
		deep("deep math", maxDepth, "<math><mi>a", "</mi></math>"),
		deep("deep drawings", maxDepth/2, "<svg><g>", "</g></svg>"),
		deep("deep ruby", maxDepth/3, "<ruby>a<rt>b", "</rt></ruby>"),
		deep("divs as deep as the parser goes", 480, "<div>a", "</div>"),
		deep("definition lists as deep as the parser goes", 240, "<dl><dt>a<dd>b", "</dl>"),
		deep("too deep divs", 0, "<div>a", "</div>"),
		deep("too deep quotes", 0, "<blockquote><p>a</p>", "</blockquote>"),
		deep("too deep lists", 0, "<ul><li>a", "</li></ul>"),
		deep("too deep tables", 0, "<table><tr><td>a", "</td></tr></table>"),
		deep("too deep bold", 0, "<b><i>a", "</i></b>"),
		many("open divs", "<div>a"),
		many("open formatting", "<b><i><u>a"),
		many("open formatting in paragraphs", "<p><b id=$i>a"),
	}
}

func tags() []Shape {
	quoted := `<path a="</svg <svg>"/>`
	return []Shape{
		many("paragraphs", "<p>a"),
		many("paragraph ends", "</p>"),
		many("stray ends", "</div></b></table></x>"),
		many("less-than signs", "<"),
		many("less-than and slash", "</"),
		many("less-than and letter", "<a"),
		many("exclamation", "<!"),
		many("instructions", "<?xml a?>"),
		many("comments", "<!-- a -->b"),
		within("open comment", head+"<!--", "a-- >", foot),
		many("CDATA", "<![CDATA[a]]>"),
		many("unknown elements", "<x-$i>a</x-$i>"),
		many("misnested formatting", "<b><p>a</b></p>"),
		many("misnested links", "<a href=/><div>a</a></div>"),
		many("text in tables", "<table>a<tr>b"),
		many("select", "<select><option>a"),
		many("breaks", "a<br>"),
		many("rules", "<hr>"),
		many("frames", "<iframe src=https://a.example/$i></iframe>"),
		many("objects", "<object data=/$i><param name=a></object>"),
		many("inputs", "<input name=a$i>"),
		many("forms", "<form><input type=email><button>Send</button></form>"),
		many("buttons", "<button>a</button>"),
		many("noscript", "<noscript><p>a</p></noscript>"),
		many("textareas", "<textarea>a</textarea>"),
		within("open textarea", head+"<textarea>", "a <b>", ""),
		within("plaintext", head+"<plaintext>", "a <b>", ""),
		many("scripts", "<script>var a=$i;</script>"),
		many("hidden script ends", "<script><!--<script></script>--></script>"),
		within("open script", head+"<script>", "a<!--<script>", ""),
		many("styles", "<style>p{color:red}</style>"),
		many("drawings", `<svg><path d="M0 0"/></svg>`),
		within("open drawings", head, "<svg><path d=a>", ""),
		within("quotes in a drawing", head+"<svg>", quoted, "<b>"),
		many("drawings with ends in quotes", "<svg>"+quoted+"</svg>"),
		within("drawings that never end", head, "<svg ", ""),
		many("framesets", "<frameset>a"),
		many("repeated html", "<html a$i=1>"),
		many("repeated body", "<body a$i=1>"),
		many("repeated html, many attributes", "<html"+strings.Repeat(" x", 40)+">"),
		many("captions", "<table><caption>a</caption></table>"),
		many("null", "a\x00 b"),
		many("carriage returns", "<pre>a\r\nb\r</pre>"),
	}
}

func attributes() []Shape {
	return []Shape{
		within("attributes of one tag", head+"<div", " a$i=b", ">a</div>"+foot),
		within("like attributes of one tag", head+"<div", " a=b", ">a</div>"+foot),
		{Name: "attributes of html", once: ofRoot("html")},
		{Name: "attributes of body", once: ofRoot("body")},
		{Name: "attributes of one tag before many", once: func(size int) string {
			return string(within("", head+"<div", " a$i=b", ">"+strings.Repeat("<b>a</b>", size/16)+"</div>"+foot).Page(size))
		}},
		many("hundreds of attributes of many tags", "<p"+numberedAttrs(500)+">a"),
		many("thousands of attributes of many tags", "<p"+numberedAttrs(4000)+">a"),
		within("tags in one value", head+`<div title="`, "<a", `">a</div>`+foot),
		many("tags in values", `<a b="<a b='`),
		many("attributes of many tags", "<p a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8>a"),
		within("classes of one element", head+`<div class="`, "c$i ", `">a</div>`+foot),
		many("classes of many elements", "<p class=c$i>a</p>"),
		many("many classes of many elements", `<p class="a$i b c$i d e$i f">a</p>`),
		many("names", "<p id=n$i>a</p>"),
		within("long class", head+"<div class=", "c", ">a</div>"+foot),
		within("long style", head+`<div style="`, "a:b;", `">a</div>`+foot),
		many("styles of many", `<p style="color:red;display:block">a</p>`),
		within("long link", head+`<a href="https://a.example/`, "a/", `">a</a>`+foot),
		within("long link of dots", head+`<a href="/`, "../", `">a</a>`+foot),
		within("long alt", head+`<p>a</p><img src=/a.jpg alt="`, "a day ", `">`+foot),
		within("long srcset", head+`<p>a</p><img src=/a.jpg srcset="`, "/$i.jpg $iw, ", `">`+foot),
		within("long srcset without spaces", head+`<p>a</p><img src=/a.jpg srcset="`, "data:a,", `">`+foot),
		many("microdata scopes", `<div itemscope itemtype=https://schema.org/Article><span itemprop=author>a</span></div>`),
		deep("deep microdata scopes", maxDepth, `<div itemscope itemtype=https://schema.org/Article itemprop=hasPart><span itemprop=headline>a</span>`, "</div>"),
		many("microdata properties", `<meta itemprop=datePublished content=2024-02-03>`),
		many("RDFa", `<span property=dc:date content=2024-02-03>a</span>`),
		many("data attributes", `<p data-id=$i data-state='{"a":1}'>a</p>`),
		many("entities in attributes", `<p title="&amp;&lt;&quot;">a</p>`),
	}
}

func numberedAttrs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(" a" + strconv.Itoa(i))
	}
	return b.String()
}

// ofRoot gives one start tag of the page half of the bytes as attributes, and
// repeats the tag over the other half: a parser that merges them must not look
// at all the first ones again for each.
func ofRoot(tag string) func(size int) string {
	return func(size int) string {
		var b strings.Builder
		b.WriteString(string(within("", "<"+tag, " a$i", ">").Page(size / 2)))
		b.WriteString("<title>A day</title><p>A day</p>")
		b.WriteString(strings.Repeat("<"+tag+" x>", (size-b.Len())/(len(tag)+4)))
		return b.String()
	}
}
