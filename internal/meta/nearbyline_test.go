package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestBylinesAroundTheHeadline(t *testing.T) {
	t.Parallel()
	const head = `<title>A quiet day</title><h1>A quiet day</h1>`
	for name, c := range map[string]struct {
		src  string
		want []string
		why  string
	}{
		"own lines":       {head + `<div><p>Written by</p><p>Ann Lee</p></div><p>Story.</p>`, []string{"Ann Lee"}, "the lead stands in a line of its own"},
		"pen name":        {head + `<p>by inkwell</p><p>Story.</p>`, []string{"inkwell"}, "one word is enough after a lead that leads nowhere else"},
		"pen name linked": {head + `<p>Posted by <a href="/u/7">Inkwell</a></p>`, []string{"Inkwell"}, ""},
		"pen name, more":  {head + `<p>By Inkwell, in <a href="/boats">Boats</a></p>`, []string{"Inkwell"}, ""},
		"by email":        {head + `<p>by</p><p>Story.</p>`, nil, "a lead without a name"},
		"no month":        {head + `<p>by May</p>`, nil, "a month is no pen name"},
		"team":            {head + `<p class="author-name">Harbour Staff</p>`, []string{"Harbour Staff"}, "a collective may sign"},
		"team first":      {head + `<p class="author-name">Team Harbour</p>`, []string{"Team Harbour"}, ""},
		"role alone":      {head + `<p class="author-name">Senior Staff</p>`, nil, "but a role is no collective"},
		"reviewer": {
			head + `<p>By <a class="author" href="/author/ann">Ann Lee</a></p><p>Reviewed by: <a class="author" href="/author/bo">Bo Berg</a></p>`,
			[]string{"Ann Lee"}, "who checked the text did not write it",
		},
		"several helped": {
			head + `<p>By <a class="author" href="/author/ann">Ann Lee</a> Contributions from: <a class="author" href="/author/bo">Bo Berg</a>, ` +
				`<a class="author" href="/author/cy">Cy Ek</a></p>`,
			[]string{"Ann Lee"}, "the words before the first hold for all after it",
		},
		"below the end": {
			head + `<p>` + story + `</p><div><h3>Written by Ann Lee</h3><p>Ann writes about boats.</p></div>`, []string{"Ann Lee"}, "far from the headline",
		},
		"portrait": {
			head + `<div><img alt="Ann Lee"><span>Ann Lee</span></div><p>Story.</p>`, []string{"Ann Lee"}, "a name beside a picture of that name",
		},
		"picture of another": {head + `<div><img alt="A boat"><span>Fish Market</span></div><p>Story.</p>`, nil, "two capitals make no author"},
		"caption": {
			head + `<figure><img alt="Ann Lee"><figcaption>Ann Lee</figcaption></figure><p>Story.</p>`, nil, "a caption names who is shown",
		},
		"sign after headline": {
			`<title>Notice: after the storm</title><h1><span>Notice</span><span>:</span> Nach Sturm</h1><p>Story.</p>`, nil, "the headline is no byline",
		},
		"frame named for another": {
			`<div class="sidebar-layout"><h1>A quiet day</h1><p>By Ann Lee</p></div>`, []string{"Ann Lee"}, "what has the headline in it is the article's",
		},
		"workplace": {
			`<meta property="og:site_name" content="Harbour Daily"><meta name="author" content="Ann Lee, Harbour Daily">`, []string{"Ann Lee"},
			"the site beside a person is where they work",
		},
		"desk": {
			`<meta property="og:site_name" content="HRB"><meta name="author" content="Ann Lee, HRB Northshore">`, []string{"Ann Lee"},
			"a broadcaster's desk is where they work",
		},
		"desk that nobody sees": {
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":["Ann Lee","Harbour Insight Team"]}</script>` + head + `<p class="byline">By Ann Lee</p><p>` + story + `</p>`,
			[]string{"Ann Lee"}, "the page names her alone",
		},
		"line broken in the source": {
			head + "<p class=\"byline\"><span>By\u00a0</span><span>Ann\n      Lee Berg</span></p><p>" + story + "</p>", []string{"Ann Lee Berg"}, "only elements end a line",
		},
		"reviewer by a link": {
			head + `<p><span><a href="/review">Reviewed</a> by <a href="/people/foss">Di Foss</a></span></p><p class="byline">By Ann Lee</p><p>` + story + `</p>`, []string{"Ann Lee"}, "the words are in two elements",
		},
		"agency beside the site": {
			`<meta property="og:site_name" content="Harbour Daily"><meta name="author" content="Harbour Daily"><meta name="articleAuthor" content="Deutsche Presse-Agentur">`, []string{"Deutsche Presse-Agentur"}, "who wrote it, not who printed it",
		},
		"agency beside a person": {
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":["Ann Lee","Deutsche Presse-Agentur"]}</script>` + head + `<p class="byline">By Ann Lee</p><p>` + story + `</p>`,
			[]string{"Ann Lee", "Deutsche Presse-Agentur"}, "an agency writes as well",
		},
		"reviewer first": {
			head + `<p><span>Reviewed by <a href="/people/foss">Di Foss</a></span></p><p class="byline">By Ann Lee</p><p>` + story + `</p>`, []string{"Ann Lee"}, "who reviewed did not write",
		},
		"theme's own type": {
			`<title>A quiet day</title><div itemtype="https://schema.org/CreativeWork" itemscope><h1>A quiet day</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person">von <a rel="author" href="/?author=4"><span itemprop="name">bay-it Webteam</span></a></span><p>` + story + `</p></div>`,
			[]string{"bay-it Webteam"}, "some themes call a story no more than a work",
		},
		"meta of Turkish sites": {
			`<meta name="articleAuthor" content="Ann Lee">`, []string{"Ann Lee"}, "",
		},
		"site alone": {
			`<meta property="og:site_name" content="Harbour Daily"><meta name="author" content="Harbour Daily">`, []string{"Harbour Daily"}, "alone it signs",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, names(meta.Collect(titleInput(t, c.src)).Authors), c.why)
		})
	}
}

// story is long enough for a byline below it to be far from the headline.
var story = func() string {
	s := ""
	for range 200 {
		s += "The boats <i>stayed</i> in. "
	}
	return s
}()
