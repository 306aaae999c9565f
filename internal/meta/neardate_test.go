package meta_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDateByTheHeadline(t *testing.T) {
	t.Parallel()
	const top = `<title>A quiet day</title><h1>A quiet day</h1>`
	long := "<p>" + strings.Repeat("The harbour lay still and no boat left the quay. ", 8)
	for name, c := range map[string]struct{ src, want, why string }{
		"footer of the head":  {top + `<div class="footer"><time>3.5.2024</time></div>` + long, "2024-05-03", "a small box right after the headline is its own"},
		"teaser's class":      {top + `<p class="teaser-meta">by Ann Lee, May 3, 2024</p>` + long, "2024-05-03", ""},
		"box before":          {`<h3 class="teaser-meta">3.5.2024</h3>` + top + long, "", "above the headline, and nothing but the page holds both"},
		"footer far on":       {top + strings.Repeat(long, 20) + `<div class="footer"><p>May 3, 2024</div>`, "", "that of the page"},
		"big box":             {top + `<div class="related">` + long + `<p>May 3, 2024</div>`, "", "other texts"},
		"wide white space":    {top + "<p>\n" + strings.Repeat(" ", 100) + "May 3, 2024\n</p>" + long, "2024-05-03", "the markup's spaces do not count"},
		"title in an h2":      {`<title>A quiet day</title><h2>A quiet day</h2><p>May 3, 2024</p>` + long, "2024-05-03", "the title stands where the headline would"},
		"box of the head":     {`<div><div class="teaser-meta"><a>Ann</a> / 3.5.2024 / <a>23</a> <a>Print</a></div><ul><li>a<li>b<li>c<li>d<li>e<li>f</ul>` + top + long + "</div>", "", "what holds both is the page"},
		"small print":         {top + `<div><small>3.5.2024, 19:51 <!-- --> &gt; seagull</small>` + long + `</div><p>Links 2014-04-23</p>`, "2024-05-03", "a line that holds a little more"},
		"parts":               {top + `<p class="date">May<span>03</span>2024</p>` + long, "2024-05-03", "each in an element of its own"},
		"site's head":         {`<header><span class="date">May 9, 2024</span></header><main>` + top + `<ul><li>May 3, 2024</ul>` + long + `</main>`, "2024-05-03", "that of the visit stands in the page's header"},
		"member":              {top + `<span class="date" title="10:46 AM - 20 Mar 2007">Joined March 2007</span><p>May 3, 2024</p>` + long, "2024-05-03", ""},
		"taxonomy":            {`<title>A quiet day</title><div class="post-7 hentry post_tag-kommentar"><h1>A quiet day</h1>` + long + `<p>Posted on <abbr class="published">3.5.2024</abbr></div>`, "2024-05-03", "what a post is about is not what it is"},
		"own foot":            {top + strings.Repeat(long, 20) + `<footer class="entry-footer">Von Ann am 3.5.2024 | 0 Meinungen</footer>`, "2024-05-03", "blogs say at the end when a post was made"},
		"no heading, site":    {`<title>A quiet day in May | Harbour Post</title><p>A quiet day in May</p><p>May 3, 2024</p>` + long + `<p>May 9, 2024</p>`, "2024-05-03", "the title without what follows its separator"},
		"up to":               {top + `<p>As of May 9, 2024, we had:</p><p>May 3, 2024</p>` + long, "2024-05-03", "up to when a text counts is not when it appeared"},
		"no title on it":      {`<title>A quiet day</title><p>May 3, 2024</p>` + long, "2024-05-03", "the only date of the page"},
		"opens the story":     {top + "<p>03.05.2024 – The harbour lay still and no boat left the quay all day long.", "2024-05-03", ""},
		"in brackets":         {top + "<p>(May 3, 2024) The harbour lay still and no boat left the quay all day long.", "2024-05-03", ""},
		"after the place":     {top + "<p>Bern, May 3, 2024 – The harbour lay still and no boat left the quay all day.", "2024-05-03", ""},
		"press release":       {top + "<p>Pressemitteilung vom 3. Mai 2024 | The harbour lay still and no boat left the quay.", "2024-05-03", ""},
		"opens a sentence":    {top + "<p>Since May 3, 2024 – a quiet day – no boat has left the quay of the old harbour.", "", "the story's own"},
		"no date to open":     {top + "<p>The harbour 2 – lay still and no boat left the quay of the town all day long.", "", ""},
		"in a paragraph":      {top + long + `<a href="/x">on May 3, 2024</a> the boats lay still.</p>`, "", "words of the story, not a line"},
		"line of a paragraph": {top + long + `<br><i>May 3, 2024</i><br>and more</p>`, "2024-05-03", ""},
		"label before":        {top + `<p>Updated on</p><p>May 9, 2024</p><p>May 3, 2024</p>` + long, "2024-05-03", "the date of a change comes after"},
		"number far below":    {top + `<p class="date">2024年5月3日 12時00分更新</p>` + strings.Repeat(long, 4) + `<table><tr><td>Sheet</td><td>7/8/20</td></tr></table>`, "2024-05-03", "the one date by the headline, though called a change"},
		"forum":               {top + `<dl><dt>Joined:</dt><dd>May 1, 2011</dd></dl><p>May 3, 2024</p>` + long, "2024-05-03", "of the writer, not of the post"},
		"before, close":       {`<p>May 3, 2024</p>` + top + long + strings.Repeat("<p>x", 30) + `<p>May 9, 2024</p>`, "2024-05-09", "what stands above the headline has but the page in common with it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, publishedDay(t, c.src), c.why)
		})
	}
}
