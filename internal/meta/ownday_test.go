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

func TestMidnightOfTheReaders(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ language, stamp, want, why string }{
		"winter":         {"de-AT", "2022-11-06T23:00:00.000Z", "2022-11-07", "midnight in Vienna"},
		"summer":         {"fr", "2022-07-06T22:00Z", "2022-07-07", "midnight in Paris"},
		"Japan":          {"ja", "2022-07-06T15:00:00+00:00", "2022-07-07", ""},
		"no midnight":    {"de", "2022-11-06T21:00:00Z", "2022-11-06", ""},
		"minutes":        {"de", "2022-11-06T23:05:00Z", "2022-11-06", "a moment, not a day"},
		"zone stated":    {"de", "2022-11-06T23:00:00+01:00", "2022-11-06", "a stated zone is believed"},
		"no zone":        {"de", "2022-11-06 23:00", "2022-11-06", "the page's own clock"},
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
		"west of Hawaii":      {"2025-12-19T10:04:00Z", "/2025/12/18/quiet/", "2025-12-19", "nobody's press is there"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root, err := html.Parse(strings.NewReader(`<html lang="en"><meta property="article:published_time" content="` + c.stamp + `"><title>A quiet day</title>`))
			require.NoError(t, err)
			doc := page.Index(root)
			t.Cleanup(doc.Release)
			got := meta.Collect(meta.Input{Doc: doc, URL: "https://www.example.com" + c.path, Words: shippedWords}).Published
			assert.Equal(t, c.want, got.Day, c.why)
			if stamp, err := time.Parse(time.RFC3339, c.stamp); err == nil {
				assert.Equal(t, stamp.Format(time.RFC3339), got.Time.Format(time.RFC3339), "the moment stays as it is stated")
			}
		})
	}
}

func TestDayThatThePageShows(t *testing.T) {
	t.Parallel()
	stamped := func(language, stamp string) string {
		return `<html lang="` + language + `"><meta property="article:published_time" content="` + stamp + `"><title>A quiet day</title><h1>A quiet day</h1>`
	}
	const late = "2025-12-19T02:41:41+00:00"
	for name, c := range map[string]struct{ src, want, why string }{
		"same moment":    {stamped("en", late) + `<time datetime="2025-12-18T21:41:41-05:00">Thursday</time>`, "2025-12-18", "a stamp says what zone it is"},
		"other stories'": {stamped("en", late) + `<ul><li><time datetime="2025-12-15T12:00:00-05:00">x</time></ul>`, "2025-12-18", "so do those of other stories"},
		"other season":   {stamped("en", "2025-06-19T04:30:00Z") + `<time datetime="2025-12-15T12:00:00-05:00">x</time>`, "2025-06-19", "half past midnight in summer"},
		"same clock":     {stamped("ja", "2025-12-18T20:00:00Z") + `<time datetime="2025-12-18T20:00:00+09:00">x</time>`, "2025-12-18", "a local time with the sign of UTC"},
		"in words":       {stamped("en", late) + `<p>December 18, 2025</p>`, "2025-12-18", "an evening in America"},
		"with its zone":  {stamped("en", late) + `<p>December 18, 2025 9:41 p.m. EST</p>`, "2025-12-18", "the day is that of the zone"},
		"compact":        {stamped("en", "20250305") + `<p>May 3, 2025</p>`, "2025-03-05", "the year is first"},
		"days apart":     {stamped("en", late) + `<p>December 16, 2025</p>`, "2025-12-19", "another day, not another zone"},
		"too far east":   {stamped("de", "2025-12-18T17:29:54Z") + `<p>19. Dezember 2025</p>`, "2025-12-18", "midnight has come nowhere where German is read"},
		"own zone":       {stamped("en", "2025-12-19T02:41:41+01:00") + `<p>December 18, 2025</p>`, "2025-12-19", "a stated zone is believed"},
		"other order":    {stamped("de-CH", "11/01/2023 12:43:42") + `<p>Erstellt am: 01.11.2023</p>`, "2023-11-01", "the page tells day from month"},
		"year first":     {stamped("en", "2023-01-11") + `<p>November 1, 2023</p>`, "2023-01-11", "nothing is in doubt"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, publishedDay(t, c.src), c.why)
		})
	}
}
