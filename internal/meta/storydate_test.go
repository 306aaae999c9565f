package meta_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

// TestTwoDatesInOneLine reads lines that state both dates of a story, in the
// languages of the lexicon.
func TestTwoDatesInOneLine(t *testing.T) {
	t.Parallel()
	body := `<p>` + story + `</p><p>` + story + `</p>`
	for lang, lines := range map[string][]string{
		"en": {"Updated 17 March 2026, 08:30 · First published 14 March 2026, 06:00", "Published 14 March 2026 | Updated 17 March 2026"},
		"de": {"Aktualisiert am 17. März 2026, erstmals veröffentlicht am 14. März 2026", "Veröffentlicht: 14.03.2026 – Zuletzt aktualisiert: 17.03.2026"},
		"fr": {"Mis à jour le 17 mars 2026, publié le 14 mars 2026", "Publié le 14 mars 2026 à 06h00, modifié le 17 mars 2026"},
		"es": {"Actualizado el 17 de marzo de 2026, publicado el 14 de marzo de 2026", "14/03/2026 | Actualizado a 17/03/2026"},
		"it": {"Aggiornato il 17 marzo 2026, pubblicato il 14 marzo 2026", "Pubblicato: 14 marzo 2026 - Ultimo aggiornamento: 17 marzo 2026"},
		"nl": {"Bijgewerkt op 17 maart 2026, gepubliceerd op 14 maart 2026", "Gepubliceerd 14 maart 2026, laatste update 17 maart 2026"},
		"pt": {"Atualizado em 17 de março de 2026, publicado em 14 de março de 2026", "Publicado em 14 de março de 2026 | Atualizado em 17 de março de 2026"},
		"ru": {"Обновлено 17 марта 2026, опубликовано 14 марта 2026", "Опубликовано: 14 марта 2026. Обновлено: 17 марта 2026"},
		"ja": {"更新 2026年3月17日 公開 2026年3月14日", "2026年3月14日公開 2026年3月17日更新"},
		"sv": {"Uppdaterad 17 mars 2026, publicerad 14 mars 2026", "Publicerad: 14 mars 2026, senast uppdaterad 17 mars 2026"},
		"pl": {"Aktualizacja: 17 marca 2026, opublikowano 14 marca 2026", "Opublikowano: 14 marca 2026, zaktualizowano: 17 marca 2026"},
		"ko": {"수정 2026년 3월 17일 입력 2026년 3월 14일", "입력 2026.03.14. 06:00 수정 2026.03.17. 08:30"},
	} {
		for _, line := range lines {
			t.Run(lang+" "+line, func(t *testing.T) {
				t.Parallel()
				d := collect(t, `<html lang="`+lang+`"><title>A quiet day</title><h1>A quiet day</h1><p class="dateline">`+line+`</p>`+body)
				assert.Equal(t, "2026-03-14", d.Published.Day)
				assert.Equal(t, "2026-03-17", d.Modified.Day)
			})
		}
	}
}

func TestDatesOfOthers(t *testing.T) {
	t.Parallel()
	var (
		top  = `<title>A quiet day by the sea</title><h1>A quiet day by the sea</h1>`
		text = `<div><p>` + story + story + `</p><p>` + story + story + `</p></div>`
		more = `<section class="keep-reading"><h2>Keep reading</h2><a href="/b"><div>A boat that never came in</div><time datetime="2026-03-05T00:00">Mar 5, 2026</time></a>` +
			`<a href="/c"><div>The depot that nobody wanted</div><time datetime="2026-02-11T00:00">Feb 11, 2026</time></a></section>`
	)
	for name, c := range map[string]struct{ src, published, modified, why string }{
		"teasers below":     {`<html lang="en">` + top + `<p class="byline">By Ann Lee</p><p class="dateline">May 22, 2026</p>` + text + more, "2026-05-22", "", "the line under the headline, not the stamps of others"},
		"teasers above":     {`<html lang="en">` + more + top + `<p class="dateline">May 22, 2026</p>` + text, "2026-05-22", "", ""},
		"teasers alone":     {`<html lang="en">` + top + text + more, "", "", "no date of its own"},
		"comment":           {`<html lang="en">` + top + text + `<div class="comments"><div class="comment"><b>Bo</b> <time datetime="2026-04-01T10:00Z">1 April 2026</time><p>Well said.</p></div></div>`, "", "", "a reader's"},
		"comment, no class": {`<html lang="en">` + top + text + `<div itemscope itemtype="https://schema.org/Comment"><time datetime="2026-04-01T10:00Z">1 April 2026</time><p>Well said.</p></div>`, "", "", ""},
		"event":             {`<html lang="en">` + top + text + `<div itemscope itemtype="https://schema.org/Event"><h3>A day by the harbour wall</h3><time datetime="2026-06-01">1 June 2026</time></div>`, "", "", ""},
		"copyright":         {`<html lang="en">` + top + text + `<footer><p>© 2026 The Harbour Post</p></footer>`, "", "", ""},
		"modified property": {`<html lang="es">` + top + `<time itemprop="dateModified" datetime="2026-03-17">14/03/2026 | Actualizado a 17/03/2026</time>` + text, "2026-03-14", "2026-03-17", "the stamp is that of the change"},
		"published_on":      {`<html lang="en"><meta name="published_on" content="2026-03-14T06:00:00Z">` + top + text, "2026-03-14", "", ""},
		"no date at all":    {`<html lang="en"><meta property="article:published_time" content="1970-01-01T00:00:00+00:00">` + top + text, "", "", "a system that has none writes the day on which its clock begins"},
		"none, and a line":  {`<html lang="en"><meta property="article:published_time" content="1970-01-01T00:00:00+00:00">` + top + `<p class="dateline">May 22, 2026</p>` + text, "2026-05-22", "", ""},
		"draft in the data": {`<html lang="en"><meta property="article:published_time" content="2026-05-22T06:00:00Z"><meta name="date" content="2026-05-22"><script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day by the sea","datePublished":"2026-05-19T06:00:00Z"}</script>` + top + `<p class="dateline">May 22, 2026</p>` + text, "2026-05-22", "", "two metas and the line under the headline against the day of a draft"},
		"earlier stated":    {`<html lang="en"><meta property="article:published_time" content="2026-05-22T06:00:00Z"><script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day by the sea","datePublished":"2026-05-19T06:00:00Z"}</script>` + top + text, "2026-05-19", "", "nothing else decides"},
		"served":            {`<html lang="en"><body><div>Tuesday, June 9, 2026</div>` + top + text, "", "", "the masthead's day, without a class name"},
		"future":            {`<html lang="en"><meta property="article:modified_time" content="2026-03-05T10:00:00Z">` + top + `<p>05/03/2026</p>` + text, "2026-03-05", "2026-03-05", "nothing is published after it was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := collect(t, c.src)
			assert.Equal(t, c.published, d.Published.Day, c.why)
			assert.Equal(t, c.modified, d.Modified.Day, c.why)
		})
	}
}

func TestDayByCountry(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ lang, url, stamp, day, source, why string }{
		"United States": {"en", "https://www.example.us/a", "2026-03-14T01:00:00Z", "2026-03-13", "zone of US", "the evening before"},
		"by default":    {"en-US", "https://www.example.com/a", "2026-03-14T01:00:00Z", "2026-03-14", "jsonld:datePublished", "en-US is what systems write when nobody chose"},
		"midnight":      {"en", "https://www.example.us/a", "2026-03-14T00:00:00Z", "2026-03-14", "jsonld:datePublished", "a day, written as a moment"},
		"summer":        {"en", "https://www.example.us/a", "2026-07-14T04:30:00Z", "2026-07-14", "jsonld:datePublished", "half past midnight in New York"},
		"Australia":     {"en", "https://www.example.com.au/a", "2026-01-14T17:00:00Z", "2026-01-15", "zone of AU", "past midnight from Sydney to Perth"},
		"Perth":         {"en", "https://www.example.com.au/a", "2026-01-14T13:30:00Z", "2026-01-14", "jsonld:datePublished", "midnight is past in Sydney only"},
		"India":         {"en-IN", "https://www.example.com/a", "2026-01-14T19:00:00Z", "2026-01-15", "zone of IN", "half an hour ahead"},
		"shown too far": {"en", "https://www.example.co.uk/a", "2026-08-04T13:23:00Z", "2026-08-04", "jsonld:datePublished", "no British reader is twelve hours ahead"},
		"no country":    {"en", "https://www.example.com/a", "2026-03-14T01:00:00Z", "2026-03-14", "jsonld:datePublished", "nothing is made up"},
		"zone stated":   {"en-US", "https://www.example.com/a", "2026-03-14T01:00:00+01:00", "2026-03-14", "jsonld:datePublished", ""},
		"address":       {"en", "https://www.example.com/2026/03/13/a", "2026-03-14T01:00:00Z", "2026-03-13", "url:/2026/03/13/", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shown := ""
			if name == "shown too far" {
				shown = `<title>A quiet day</title><h1>A quiet day</h1><p class="date">5 August 2026</p>`
			}
			d := collectAt(t, `<html lang="`+c.lang+`"><script type="application/ld+json">{"@type":"Article","datePublished":"`+c.stamp+`"}</script>`+shown+`<p>x</p>`, c.url).Published
			assert.Equal(t, c.day, d.Day, c.why)
			assert.Equal(t, c.source, d.DaySource, c.why)
			assert.Equal(t, c.stamp, d.Time.Format(time.RFC3339), "the moment is as it was stated")
		})
	}
}

func TestAuthorsOfStructuredData(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		author string
		want   []string
	}{
		"given and family": {`{"@type":"Person","givenName":"Ann","familyName":"Lee"}`, []string{"Ann Lee"}},
		"list in a list":   {`[[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Berg"}]]`, []string{"Ann Lee", "Bo Berg"}},
		"lists, one each":  {`[["Ann Lee"],["Bo Berg"]]`, []string{"Ann Lee", "Bo Berg"}},
		"list of lists":    {`[[[{"@type":"Person","name":"Ann Lee"}],{"name":"Bo Berg"}]]`, []string{"Ann Lee", "Bo Berg"}},
		"item list":        {`{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"Person","name":"Ann Lee"}},{"@type":"Person","name":"Bo Berg"}]}`, []string{"Ann Lee", "Bo Berg"}},
		"role":             {`{"@type":"Role","roleName":"Reporter","author":{"@type":"Person","name":"Ann Lee"}}`, []string{"Ann Lee"}},
		"other name":       {`{"@type":"Person","alternateName":"Ann Lee"}`, []string{"Ann Lee"}},
		"markup":           {`{"@type":"Person","name":"<a href=\"/a\">Ann Lee</a>"}`, []string{"Ann Lee"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := collect(t, `<title>A quiet day</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":`+c.author+`}</script><h1>A quiet day</h1><p>`+story+`</p>`)
			assert.Equal(t, c.want, names(d.Authors))
		})
	}
	const graph = `{"@graph":[{"@type":"NewsArticle","headline":"A quiet day","author":[{"@id":"#a"},{"@id":"#b"}]},{"@type":"Person","@id":"#a","name":"Ann Lee"},{"@type":"Person","@id":"#b","name":"Bo Berg"}]}`
	d := collect(t, `<title>A quiet day</title><script type="application/ld+json">`+graph+`</script><h1>A quiet day</h1><p>`+story+`</p>`)
	assert.Equal(t, []string{"Ann Lee", "Bo Berg"}, names(d.Authors))
}

func TestBylineWithOneLink(t *testing.T) {
	t.Parallel()
	for lang, line := range map[string]string{
		"en": `By <a href="/people/lee">Ann Lee</a> and Bo Berg`,
		"de": `Von <a href="/autor/lee">Ann Lee</a> und Bo Berg`,
	} {
		d := collect(t, `<html lang="`+lang+`"><title>A quiet day</title><h1>A quiet day</h1><p class="byline">`+line+`</p><p>`+story+`</p><p>`+story+`</p>`)
		assert.Equal(t, []string{"Ann Lee", "Bo Berg"}, names(d.Authors), lang)
	}
}

// TestBylineAgainstMetadata: what the page prints under its headline tells the
// people of the metadata from the rest, and names those for whom these had no room.
func TestBylineAgainstMetadata(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		stated, shown string
		want          []string
		why           string
	}{
		"place":       {`"Ann Lee, Lisbon, Bo Berg"`, "By Ann Lee and Bo Berg", []string{"Ann Lee", "Bo Berg"}, "where she is"},
		"agency":      {`"Ann Lee, dpa"`, "By Ann Lee", []string{"Ann Lee", "dpa"}, "an agency writes as well"},
		"one more":    {`["Ann Lee","Bo Berg"]`, "By Ann Lee, Bo Berg and Cy Doe", []string{"Ann Lee", "Bo Berg", "Cy Doe"}, "the metadata end at two"},
		"other names": {`["Ann Lee","Bo Berg"]`, "By Ann Lee, Cy Doe and Di Foss", []string{"Ann Lee", "Bo Berg"}, "the byline lacks one of them"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := collect(t, `<html lang="en"><title>A quiet day</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":`+c.stated+`}</script>`+
				`<h1>A quiet day</h1><p class="byline">`+c.shown+`</p><p>`+story+`</p><p>`+story+`</p>`)
			assert.Equal(t, c.want, names(d.Authors), c.why)
		})
	}
}

// TestAuthorsOfThePage reads bylines as newspapers print them, without metadata.
func TestAuthorsOfThePage(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		lang, line string
		want       []string
		why        string
	}{
		"second linked":   {"en", `<p class="byline">By Ann Lee and <a href="/people/berg">Bo Berg</a></p>`, []string{"Ann Lee", "Bo Berg"}, ""},
		"first of three":  {"en", `<p class="byline">By <a href="/people/lee">Ann Lee</a>, Bo Berg and Cy Doe</p>`, []string{"Ann Lee", "Bo Berg", "Cy Doe"}, ""},
		"agencies":        {"en", `<p class="byline">By Ann Lee and agencies</p>`, []string{"Ann Lee"}, "nobody's name"},
		"job":             {"en", `<p class="byline">By Ann Lee, Chief Reporter</p>`, []string{"Ann Lee"}, ""},
		"job, own line":   {"en", `<div class="byline"><span>Ann Lee</span><br><span>Senior Correspondent</span></div>`, []string{"Ann Lee"}, ""},
		"credentials":     {"en", `<p class="byline">By Ann Lee, MD, PhD</p>`, []string{"Ann Lee"}, ""},
		"bio":             {"en", `<p class="byline">By Ann Lee <a href="/people/lee">Bio</a></p>`, []string{"Ann Lee"}, "the label of a link"},
		"picture":         {"de", `<p class="byline">Text: Anna Berg Foto: Nils Holm</p>`, []string{"Anna Berg"}, "who took the picture did not write"},
		"picture, lines":  {"de", `<p class="byline">Von Anna Berg<br>Fotos: Nils Holm</p>`, []string{"Anna Berg"}, ""},
		"topic beside":    {"en", `<p class="byline">By Ann Lee</p><p class="topics"><a href="/topics/mara-holt">Mara Holt</a></p>`, []string{"Ann Lee"}, "whom the story is about"},
		"topic alone":     {"en", `<p class="topics">Topics: <a href="/topics/mara-holt">Mara Holt</a></p>`, nil, ""},
		"login":           {"en", `<meta name="author" content="wpadmin">`, nil, "an account that nobody has named"},
		"login and name":  {"en", `<meta name="author" content="admin"><p class="byline">By Ann Lee</p>`, []string{"Ann Lee"}, ""},
		"japanese":        {"ja", `<p class="byline">文・山田花子</p>`, []string{"山田花子"}, ""},
		"japanese role":   {"ja", `<p class="byline">山田太郎記者</p>`, []string{"山田太郎"}, ""},
		"chinese":         {"zh-TW", `<p class="byline">記者 王小明／台北報導</p>`, []string{"王小明"}, "where the report is from is no name"},
		"chinese, short":  {"zh", `<p class="byline">记者：王小明</p>`, []string{"王小明"}, ""},
		"korean":          {"ko", `<p class="byline">김철수 기자</p>`, []string{"김철수"}, ""},
		"korean, several": {"ko", `<p class="byline">김철수·이영희 기자</p>`, []string{"김철수", "이영희"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := collect(t, `<html lang="`+c.lang+`"><title>A quiet day</title><h1>A quiet day</h1>`+c.line+`<p>`+story+`</p><p>`+story+`</p>`)
			assert.Equal(t, c.want, names(d.Authors), c.why)
		})
	}
	d := collect(t, `<meta property="og:site_name" content="Harbour Post"><title>A quiet day</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"A quiet day","author":{"@type":"Person","name":"Harbour Post"}}</script><h1>A quiet day</h1><p>`+story+`</p>`)
	if assert.Len(t, d.Authors, 1) {
		assert.Equal(t, meta.Organisation, d.Authors[0].Kind, "the paper is no person, whatever its template says")
	}
}

// TestDayAndMonth: an order that would set a date into the future, or days after the
// page was changed, is not the page's.
func TestDayAndMonth(t *testing.T) {
	t.Parallel()
	body := `<title>A quiet day</title><h1>A quiet day</h1><p class="dateline">`
	end := `</p><p>` + story + `</p><p>` + story + `</p>`
	for name, c := range map[string]struct{ src, want, why string }{
		"day first":    {`<html lang="en-GB">` + body + `05/03/2026` + end, "2026-03-05", "a British page"},
		"month first":  {`<html lang="en-US">` + body + `05/03/2026` + end, "2026-05-03", "an American one"},
		"no 14th":      {`<html lang="en-US">` + body + `14/03/2026` + end, "2026-03-14", "no month has that number"},
		"change":       {`<html lang="en-US"><meta property="article:modified_time" content="2026-03-06T10:00:00Z">` + body + `05/03/2026` + end, "2026-03-05", "nothing is published after it was changed"},
		"german":       {`<html lang="de">` + body + `05.03.2026` + end, "2026-03-05", ""},
		"year in head": {`<html lang="en-US">` + body + `2026/03/05` + end, "2026-03-05", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, collect(t, c.src).Published.Day, c.why)
		})
	}
}
