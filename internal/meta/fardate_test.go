package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

// publishedDay returns the day of publication that a page is read to have, ""
// for none.
func publishedDay(t *testing.T, src string) string {
	t.Helper()
	return meta.Collect(titleInput(t, src)).Published.Day
}

func TestPrintedDatesOfTemplates(t *testing.T) {
	t.Parallel()
	head := func(stamp string) string {
		return `<title>A quiet day</title><script type="application/ld+json">{"@type":"BlogPosting","datePublished":"` + stamp + `"}</script><h1>A quiet day</h1>`
	}
	body := `<p>` + story + `</p>`
	for name, c := range map[string]struct{ src, want, why string }{
		"shown earlier": {head("Jun 24, 2025") + `<p>August 25, 2024</p>` + body, "2024-08-25", "a system's day of the last build"},
		"labelled":      {head("24/06/2025") + body + `<p>Published August 25, 2024</p>`, "2024-08-25", ""},
		"shown later":   {head("Jun 24, 2025") + `<p>August 25, 2025</p>` + body, "2025-06-24", "of a change"},
		"none shown":    {head("Jun 24, 2025") + body, "2025-06-24", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, publishedDay(t, c.src), c.why)
		})
	}
}

func TestPublishedFarFromHeadline(t *testing.T) {
	t.Parallel()
	head := `<title>A quiet day</title><h1>A quiet day</h1><p>` + story + `</p>`
	for name, c := range map[string]struct{ src, want, why string }{
		"label before": {head + `<div class="sidebar"><h4>Published</h4><div>July 8, 2025</div></div>`, "2025-07-08", "the margin says what the date is"},
		"one line":     {head + `<p>Posted on April 13, 2023</p>`, "2023-04-13", ""},
		"german":       {head + `<span>Veröffentlicht am 9. April 2020</span>`, "2020-04-09", ""},
		"no label":     {head + `<p>July 8, 2025</p><p>July 9, 2025</p>`, "", "a date of its own may be any"},
		"sole":         {head + `<p>July 8, 2025</p>`, "2025-07-08", "a page that shows one date shows its own"},
		"sole, twice":  {head + `<p>July 8, 2025</p><p>8 July 2025</p>`, "2025-07-08", ""},
		"masthead":     {`<header><p>July 8, 2025</p></header>` + head, "", "it is the day of the visit"},
		"visit":        {head + `<p>It is currently July 8, 2025</p>`, "", "its words say so"},
		"label away":   {head + `<p>Published</p><ul><li>a<li>b<li>c<li>d</ul><p>July 8, 2025</p><p>May 3, 2024</p>`, "", "words too far before a date do not lead to it"},
		"changed":      {head + `<footer><p>This page was last modified on July 8, 2025, at 10:12</p><p>May 3, 2024</p></footer>`, "", "the day of a change is none of publication where the page shows another"},
		"hidden":       {head + `<p hidden>Published July 8, 2025</p>`, "", ""},
		"glued":        {`<title>A</title><h1>A</h1><div class="dateline"><b>Health</b><i>DECEMBER 22, 2022</i></div>`, "2022-12-22", "no space between elements"},
		"none":         {head, "", "nothing is invented"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, publishedDay(t, c.src), c.why)
		})
	}
}
