package meta_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
)

// publishedDay returns the day of publication that a page is read to have, ""
// for none.
func publishedDay(t *testing.T, src string) string {
	t.Helper()
	day := meta.Collect(titleInput(t, src)).Published.Time
	if day.IsZero() {
		return ""
	}
	return day.Format(time.DateOnly)
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
		"changed":      {head + `<footer><p>This page was last modified on July 8, 2025, at 10:12</p><p>May 3, 2024</p></footer>`, "2025-07-08", "the only date that is the page's"},
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

func TestMidnightOfTheReaders(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ language, stamp, want, why string }{
		"winter":         {"de-AT", "2022-11-06T23:00:00.000Z", "2022-11-07", "midnight in Vienna"},
		"summer":         {"fr", "2022-07-06T22:00Z", "2022-07-07", "midnight in Paris"},
		"Japan":          {"ja", "2022-07-06T15:00:00+00:00", "2022-07-07", ""},
		"no midnight":    {"de", "2022-11-06T21:00:00Z", "2022-11-06", ""},
		"minutes":        {"de", "2022-11-06T23:05:00Z", "2022-11-06", "a moment, not a day"},
		"zone stated":    {"de", "2022-11-06T23:00:00+01:00", "2022-11-06", "a stated zone is believed"},
		"many countries": {"en", "2022-11-06T23:00:00Z", "2022-11-06", "nothing tells where its readers are"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			src := `<html lang="` + c.language + `"><meta property="article:published_time" content="` + c.stamp + `"><title>A quiet day</title>`
			assert.Equal(t, c.want, publishedDay(t, src), c.why)
		})
	}
}

func TestDayOfTheAddress(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ stamp, path, want, why string }{
		"evening in America":  {"2025-12-19T02:41:41+00:00", "/2025/12/18/quiet/", "2025-12-18", "the page's own day"},
		"morning in Asia":     {"2025-12-18T22:30:00Z", "/2025/12/19/quiet/", "2025-12-19", ""},
		"same day":            {"2025-12-18T12:00:00Z", "/2025/12/18/quiet/", "2025-12-18", ""},
		"no zone is so far":   {"2025-12-19T20:00:00Z", "/2025/12/18/quiet/", "2025-12-19", "the address is of a draft"},
		"days apart":          {"2025-12-22T02:00:00Z", "/2025/12/18/quiet/", "2025-12-22", ""},
		"zone stated":         {"2025-12-19T02:41:41+01:00", "/2025/12/18/quiet/", "2025-12-19", "a stated zone is believed"},
		"month in address":    {"2025-12-19T02:41:41Z", "/2025/12/quiet/", "2025-12-19", ""},
		"other order":         {"03/10/2023", "/2023/october/03/quiet/", "2023-10-03", "the address tells day from month"},
		"order not in doubt":  {"2023-03-10", "/2023/04/10/quiet/", "2023-03-10", ""},
		"address without any": {"2025-12-19T02:41:41Z", "/quiet", "2025-12-19", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, err := html.Parse(strings.NewReader(`<html lang="en"><meta property="article:published_time" content="` + c.stamp + `"><title>A quiet day</title>`))
			require.NoError(t, err)
			doc := page.Index(root)
			t.Cleanup(doc.Release)
			got := meta.Collect(meta.Input{Doc: doc, URL: "https://www.example.com" + c.path}).Published
			assert.Equal(t, c.want, got.Time.Format(time.DateOnly), c.why)
			if stamp, err := time.Parse(time.RFC3339, c.stamp); err == nil {
				assert.True(t, stamp.Equal(got.Time), "the moment stays")
			}
		})
	}
}
