package meta_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestAuthorsByTheirPlace(t *testing.T) {
	t.Parallel()
	const (
		head = `<title>A quiet day</title><h1>A quiet day</h1>`
		text = `<p>The ferry left at nine with letters for the island, and it came back at noon with none of them read.</p>`
		site = `<meta name="author" content="Harbour Times"><meta property="og:site_name" content="Harbour Times">`
	)
	long := strings.Repeat(text, 12)
	for name, c := range map[string]struct {
		src  string
		want []string
		why  string
	}{
		"icon":        {head + `<p>3 May 2024 <img class="avatar avatar-xs" src="a.png"> Ann Lee in <a href="/boats">Boats</a></p>` + text, []string{"Ann Lee"}, "the icon of a person says whose name it is"},
		"icon font":   {head + `<ul><li><i class="bi bi-person"></i> Ann Lee</ul>` + text, []string{"Ann Lee"}, ""},
		"other icon":  {head + `<ul><li><i class="bi bi-clock"></i> Late Night</ul>` + text, nil, ""},
		"before date": {head + `<div><span>Ann Lee |</span><span>3 May 2024</span></div>` + text, []string{"Ann Lee"}, "a name beside the date"},
		"after date":  {head + `<div><span>3 May 2024</span><span>Ann Lee</span><span>Bo Berg</span><p>4 min</p></div>` + text, []string{"Ann Lee", "Bo Berg"}, "all that stand there"},
		"section":     {head + `<div><span>Quiet Harbours</span><span>3 May 2024</span></div><p>The quiet harbours of the north lie still.</p>`, nil, "words that the page has in small letters are no name"},
		"source":      {head + `<div>3 May 2024 <span>Source:</span><span>Ann Lee</span></div>` + text, nil, "said to be something else"},
		"signed, top": {site + head + `<p><strong>Ann Lee/Bo Berg</strong></p>` + text, []string{"Ann Lee", "Bo Berg"}, "against the site as the author"},
		"signed, end": {site + head + long + `<p style="text-align: right"><b>Ann Lee</b></p>`, []string{"Ann Lee"}, ""},
		"bold later":  {site + head + long + `<p><strong>Ann Lee</strong></p>` + text, []string{"Harbour Times"}, "a heading within the text"},
		"sole link":   {head + long + `<footer><a rel="author" href="/a/7">Ann Lee</a><a href="/author/ann-lee/">Ann Lee</a></footer>`, []string{"Ann Lee"}, "all links to authors name her"},
		"accounts":    {head + long + `<footer><a href="https://example.net/profile/7/x">Night Owl</a></footer>`, nil, "a folder that is not only authors'"},
		"button":      {head + long + `<footer><a href="/author/7">All Letters</a></footer>`, nil, "a word that the page has in small letters"},
		"caption":     {head + `<div><figcaption>Ann Lee</figcaption><span>3 May 2024</span></div>` + text, nil, "who is shown"},
		"place":       {head + `<div><span class="location">Old Harbour</span><span>3 May 2024</span></div>` + text, nil, ""},
		"no capitals": {head + `<div><span>新加坡</span><span>2024年5月3日</span></div>` + text, nil, "nothing tells a name"},
		"two links":   {head + long + `<footer><a href="/author/ann">Ann Lee</a><a href="/author/bo">Bo Berg</a></footer>`, nil, "those of other texts"},
		"date line":   {head + `<small>04.02.2022 | 13:10 Uhr | Ann Lee</small>` + long, []string{"Ann Lee"}, "one text with the date"},
		"posted by":   {head + `<p>Posted on May 3, 2024 by Ann Lee</p>` + long, []string{"Ann Lee"}, ""},
		"date, place": {head + `<p>3 May 2024 | old harbour</p>` + long, nil, ""},
		"aside":       {head + `<aside class="meta"><p>Von: <a class="author-name" href="/autor/ann">Ann Lee</a></p><p>` + strings.Repeat("3 May ", 20) + `</p></aside>` + text, []string{"Ann Lee"}, "a box right after the headline is its own"},
		"account":     {`<meta name="author" content="ann.lee-berg">` + head + long + `<h4>Ann Lee-Berg</h4>`, []string{"Ann Lee-Berg"}, "the page spells it out"},
		"account, no": {`<meta name="author" content="ann.lee-berg">` + head + long, []string{"ann.lee-berg"}, ""},
		"hero":        {head + `<h3>Ann Lee</h3><p>Ann Lee is a skipper of the island ferry, which has run since the spring of last year.</p>` + long, nil, "whom the story is about"},
		"two bios":    {head + long + `<p>Ann Lee</p><p>Ann Lee is a writer on the sea and the people of its harbours.</p><p>Bo Berg</p><p>Bo Berg is a writer on the sea and the people of its harbours.</p>`, nil, "a page of the staff"},
		"label":       {head + long + `<div><h3>Author</h3><p>Ann Lee</p></div>`, []string{"Ann Lee"}, ""},
		"unfilled":    {`<meta name="author" content="page.head.extra.author">` + head + text, nil, "the key of a text, not a name"},
		"described":   {`<meta name="author" content="Ann Lee, Professor of the sea at North and fellow of letters">` + head, []string{"Ann Lee"}, "words in small letters say who she is"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, a := range meta.Collect(titleInput(t, c.src)).Authors {
				got = append(got, a.Name)
			}
			assert.Equal(t, c.want, got, c.why)
		})
	}
}
