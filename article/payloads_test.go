package article

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"golang.org/x/net/html"
)

// payloads are attacks on those who show foreign HTML: script in tags, event
// handlers and addresses, with the tricks that filters are known to miss.
var payloads = []string{
	`<script>alert(1)</script>`,
	`<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
	`<scr<script>ipt>alert(1)</scr</script>ipt>`,
	`<script/src=data:,alert(1)>`,
	`<script>alert(1)//`,
	`<script>alert(1)<!–`,
	`</script><script>alert(1)</script>`,
	`</title><script>alert(1)</script>`,
	`</textarea><script>alert(1)</script>`,
	`</style><script>alert(1)</script>`,
	`</noscript><script>alert(1)</script>`,
	`</p></div></article><script>alert(1)</script>`,
	`</code></pre><script>alert(1)</script>`,
	`</td></tr></table><script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<img src="x" onerror="alert(1)">`,
	`<IMG """><SCRIPT>alert(1)</SCRIPT>">`,
	`<img/src/onerror=alert(1)>`,
	"<img src=`x`onerror=alert(1)>",
	`<img src=x:alert(alt) onerror=eval(src) alt=1>`,
	`<img srcset=x onerror=alert(1)>`,
	`<img src="javascript:alert(1)">`,
	`<image src=x onerror=alert(1)>`,
	`<svg onload=alert(1)>`,
	`<svg/onload=alert(1)>`,
	`<svg><script>alert(1)</script></svg>`,
	`<svg><script xlink:href=data:,alert(1) /></svg>`,
	`<svg><a xlink:href="javascript:alert(1)"><text y=20>x</text></a></svg>`,
	`<svg><animate onbegin=alert(1) attributeName=x dur=1s>`,
	`<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>`,
	`<svg><style><img src=x onerror=alert(1)></style>`,
	`<svg><p><style><g title="</style><img src=x onerror=alert(1)>">`,
	`<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>`,
	`<math><annotation-xml encoding="text/html"><xmp></xmp><img src=x onerror=alert(1)></xmp>`,
	`<math href="javascript:alert(1)">x</math>`,
	`<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">`,
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	`<iframe src=javascript:alert(1)>`,
	`<iframe srcdoc="<script>alert(1)</script>">`,
	`<iframe src="data:text/html,<script>alert(1)</script>">`,
	`<object data=javascript:alert(1)>`,
	`<object data="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">`,
	`<embed src=javascript:alert(1)>`,
	`<embed code="https://evil.example/x.swf" allowscriptaccess=always>`,
	`<applet code=x.class>`,
	`<base href="javascript:alert(1)//">`,
	`<link rel=stylesheet href=javascript:alert(1)>`,
	`<link rel=import href=//evil.example>`,
	`<meta http-equiv=refresh content="0;url=javascript:alert(1)">`,
	`<meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-`,
	`<style>@import'//evil.example/x.css';</style>`,
	`<style>*{background:url(javascript:alert(1))}</style>`,
	`<div style="width:expression(alert(1))">`,
	`<div style="background:url(javascript:alert(1))">`,
	`<div style=-moz-binding:url(//evil.example/x.xml#x)>`,
	`<body onload=alert(1)>`,
	`<body background=javascript:alert(1)>`,
	`<input autofocus onfocus=alert(1)>`,
	`<input type=image src=javascript:alert(1)>`,
	`<button formaction=javascript:alert(1)>x</button>`,
	`<form action=javascript:alert(1)><input type=submit>`,
	`<select autofocus onfocus=alert(1)>`,
	`<textarea autofocus onfocus=alert(1)>`,
	`<keygen autofocus onfocus=alert(1)>`,
	`<video><source onerror=alert(1)></video>`,
	`<video poster=javascript:alert(1)//>`,
	`<audio src=x onerror=alert(1)>`,
	`<details open ontoggle=alert(1)>`,
	`<marquee onstart=alert(1)>`,
	`<isindex type=image src=1 onerror=alert(1)>`,
	`<frameset onload=alert(1)>`,
	`<table background=javascript:alert(1)>`,
	`<td background="javascript:alert(1)">`,
	`<a href="javascript:alert(1)">x</a>`,
	`<a href=javas&#99;ript:alert(1)>x</a>`,
	`<a href="jav&#x09;ascript:alert(1)">x</a>`,
	`<a onmouseover=alert(1)>x</a>`,
	`<a href="x" style="position:fixed;inset:0">x</a>`,
	`<x onclick=alert(1)>x</x>`,
	`<xss style="behavior:url(x.htc)">`,
	`<!--<img src="--><img src=x onerror=alert(1)//">`,
	`<!--[if gte IE 4]><script>alert(1)</script><![endif]-->`,
	`<![CDATA[<script>alert(1)</script>]]>`,
	`<?xml version="1.0"?><script>alert(1)</script>`,
	`<!DOCTYPE x [<!ENTITY y "<script>alert(1)</script>">]>`,
	`<!><script>alert(1)</script>`,
	`<%<!--'%><script>alert(1);</script -->`,
	`<template><script>alert(1)</script></template>`,
	`<plaintext>`,
	`<xmp><script>alert(1)</script></xmp>`,
	`" onmouseover="alert(1)`,
	`' onmouseover='alert(1)`,
	"` onmouseover=alert(1)",
	`"><script>alert(1)</script>`,
	`'><script>alert(1)</script>`,
	`"/><img src=x onerror=alert(1)>`,
	`x" autofocus onfocus=alert(1) x="`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&#60;script&#62;alert(1)&#60;/script&#62;`,
	`&#x3c;script&#x3e;alert(1)`,
	`%3Cscript%3Ealert(1)%3C/script%3E`,
	"\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
	"<\x00script>alert(1)</script>",
	"<scr\x00ipt>alert(1)</scr\x00ipt>",
	"<\u200bscript>alert(1)</script>",
	"<script\x0c>alert(1)</script>",
	"<img\x0bsrc=x\x0conerror=alert(1)>",
	"\xbcscript\xbealert(1)\xbc/script\xbe",
	"\xc0\xbcscript>alert(1)",
	"\xf0<script>alert(1)</script>",
	"javascript:alert(1)",
	"JaVaScRiPt:alert(1)",
	" javascript:alert(1)",
	"\x01javascript:alert(1)",
	"\u00a0javascript:alert(1)",
	"java\tscript:alert(1)",
	"java\nscript:alert(1)",
	"java\r\nscript:alert(1)",
	"java\x00script:alert(1)",
	"javascript\n:alert(1)",
	"javascript&colon;alert(1)",
	"javascript&#58;alert(1)",
	"&#106;avascript:alert(1)",
	"&#x6A&#x61vascript:alert(1)",
	"javascript%3Aalert(1)",
	"j%61vascript:alert(1)",
	"javascript://news.example/%0aalert(1)",
	"javascript:https://news.example/%0aalert(1)",
	"javascript:/*--></title></style></textarea></script><svg onload=alert(1)>",
	"vbscript:msgbox(1)",
	"livescript:x",
	"mocha:x",
	"data:text/html,<script>alert(1)</script>",
	"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
	"data:image/svg+xml,<svg onload=alert(1)>",
	"DATA:text/html;x,<b>",
	"feed:javascript:alert(1)",
	"view-source:javascript:alert(1)",
	"jar:javascript:alert(1)!",
	"file:///etc/passwd",
	"blob:https://news.example/x",
	"filesystem:https://news.example/x",
	"about:blank",
	"//evil.example/x.js",
	"/\\evil.example",
	"\\\\evil.example",
	"https:javascript:alert(1)",
	"https:\\\\evil.example",
	"http://[::1]:x/\"onload=alert(1)",
	"https://news.example/\" onmouseover=\"alert(1)",
	"https://news.example/' onmouseover='alert(1)",
	"https://news.example/<script>alert(1)</script>",
	"https://news.example/?x=<img src=x onerror=alert(1)>",
	"https://news.example/#\"><script>alert(1)</script>",
	"https://news.example/)[x](javascript:alert(1)",
	"https://news.example/>)<script>alert(1)</script>",
	"mailto:x@news.example?body=<script>alert(1)</script>",
	"mailto:\"><script>alert(1)</script>@x",
	"[x](javascript:alert(1))",
	"[x]: javascript:alert(1)\n[x]",
	"![x](javascript:alert(1))",
	"![x\"onerror=alert(1)](x)",
	"<javascript:alert(1)>",
	"<https://x\" onclick=alert(1)>",
	"](javascript:alert(1))",
	"`<script>`alert(1)",
	"```\n<script>alert(1)</script>\n```",
	"    <script>alert(1)</script>",
	"|\n|-|\n|<script>alert(1)</script>|",
	"\n\n<script>alert(1)</script>\n\n",
	"{{constructor.constructor('alert(1)')()}}",
	"${alert(1)}",
}

// poisoned returns articles that carry p in every text and every attribute of
// every kind of block.
func poisoned(p string) map[string]*Article {
	arts := map[string]*Article{
		"article": {
			URL: p, CanonicalURL: p, Title: p, Kicker: p, Standfirst: p, Language: p, Direction: p, Image: p, License: p,
			Authors: []Author{{Name: p, URL: p}},
		},
	}
	for _, kind := range blockKinds {
		arts[string(kind)] = &Article{Body: []Block{poisonedBlock(kind, p), {Kind: kind, Text: p}}}
	}
	return arts
}

func poisonedBlock(kind BlockKind, p string) Block {
	spans := []Span{{Text: p}}
	for _, k := range spanKinds {
		spans = append(spans, Span{Kind: k, Text: p, URL: p}, Span{Kind: k, Text: "x", URL: p})
	}
	spans = append(spans, Span{Kind: SpanKind(p), Text: p, URL: p})
	return Block{
		Kind: kind, Text: p, Spans: spans, Caption: p, Credit: p, URL: p, Provider: p, Language: p, Level: -7, Start: -1,
		Images: []Image{{URL: p, Alt: p, Width: -1}, {URL: "https://i.example/" + p, Alt: p, Width: 9}},
		Blocks: []Block{{Text: p}, {Kind: BlockKind(p), Text: p, Spans: spans}},
		Items:  []Item{{Text: p, Spans: spans, Blocks: []Block{{Kind: BlockCode, Text: p}}}},
		Rows:   [][]Cell{{{Text: p, Spans: spans, ColSpan: -4, RowSpan: 1 << 40}}},
		Time:   time.Date(12345, 1, 1, 0, 0, 0, 0, time.FixedZone(p, 90)),
	}
}

// harmless are the elements and attributes that a rendering may show.
var harmless = map[string]string{
	"html": "", "head": "", "body": "", "article": "lang dir", "section": "", "aside": "", "h1": "", "h2": "", "h3": "",
	"h4": "", "h5": "", "h6": "", "p": "", "ul": "", "ol": "start", "li": "value", "blockquote": "", "pre": "",
	"code": "class", "table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "colspan rowspan",
	"td": "colspan rowspan", "figure": "", "figcaption": "", "img": "src alt width height", "a": "href rel", "em": "",
	"strong": "", "s": "", "del": "", "sup": "", "sub": "", "small": "", "br": "", "hr": "", "time": "datetime",
}

// assertHarmless parses fragment as a browser does and finds no element,
// attribute or scheme but the harmless ones.
func assertHarmless(t *testing.T, fragment, name string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(fragment))
	if !assert.NoError(t, err, name) {
		return
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			assert.NotEqual(t, html.CommentNode, n.Type, "%s\n%s", name, fragment)
			continue
		}
		attrs, ok := harmless[n.Data]
		assert.True(t, ok, "element %s in %s\n%s", n.Data, name, fragment)
		for _, a := range n.Attr {
			assert.Contains(t, strings.Fields(attrs), a.Key, "%s of %s in %s\n%s", a.Key, n.Data, name, fragment)
			if a.Key == "href" || a.Key == "src" {
				scheme, _, _ := strings.Cut(a.Val, ":")
				assert.Contains(t, []string{"http", "https", "mailto"}, scheme, "%s\n%s", name, fragment)
			}
		}
	}
}
