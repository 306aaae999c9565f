package rules_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
)

func TestURLPattern(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, pattern, path, want string
		ok                        bool
		why                       string
	}{
		{"day", "/{yyyy}/{mm}/{dd}/", "/news/2012/05/07/title/", "2012-05-07", true, "anywhere in the path"},
		{"month", "/{yyyy}/{mm}/", "/2012/05/title/", "2012-05", true, "no more than the pattern reads"},
		{"year", "/{yyyy}/", "/2012/title", "2012", true, "no more than the pattern reads"},
		{"one digit", "/{yyyy}/{mm}/{dd}/", "/2012/5/7/", "2012-05-07", true, "some systems print no zero"},
		{"month name", "/{yyyy}/{mon}/{dd}/", "/uk/2012/May/07/", "2012-05-07", true, "in any case"},
		{"no month name", "/{yyyy}/{mon}/{dd}/", "/uk/2012/amp/07/", "", false, "three letters of something else"},
		{"together", "-{yyyy}{mm}{dd}", "/title-20120507.html", "2012-05-07", true, "no slash between"},
		{"short year", "/{yy}/{mm}{dd}/", "/12/0507/", "2012-05-07", true, "two digits are of this century"},
		{"no month 13", "/{yyyy}/{mm}/", "/2012/13/", "", false, "not a date"},
		{"no year 9999", "/{yyyy}/{mm}/", "/9999/01/", "", false, "an article's number"},
		{"second try", "/{yyyy}/{mm}/", "/1234/2012/05/", "2012-05", true, "the first place does not fit"},
		{"value", "^/{value}/", "/politics/2012/", "politics", true, "the first segment"},
		{"value at the end", "/by/{value}", "/x/by/jane-doe", "jane-doe", true, "the end ends a segment"},
		{"anchored", "^/{value}/news/", "/x/politics/news/", "", false, "only from the start"},
		{"asterisk", "^/*/plus/", "/politics/plus/1", "", true, "any segment, not read"},
		{"empty segment", "^/{value}/", "//x/", "", false, "a segment has a letter"},
		{"empty path", "/{yyyy}/", "", "", false, "nothing to read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, err := rules.ParseURLPattern(c.pattern)
			require.NoError(t, err)
			got, ok := p.Find(c.path)
			assert.Equal(t, c.ok, ok, c.why)
			assert.Equal(t, c.want, got, c.why)
		})
	}
}

func TestBadURLPattern(t *testing.T) {
	t.Parallel()
	for _, p := range []string{"", "^", "/{year}/", "/{", "/{value}x", "/*x/", "/{value}/{value}", "/{mm}/", "/{yyyy}/{dd}/", "/{yyyy}/{value}", "/{yyyy}/{yy}/"} {
		_, err := rules.ParseURLPattern(p)
		assert.Error(t, err, p)
	}
	_, ok := rules.URLPattern{}.Find("/x/")
	assert.False(t, ok, "the zero pattern finds nothing")
}

// FuzzURLPattern holds that what a date pattern reads is a date.
func FuzzURLPattern(f *testing.F) {
	f.Add("/{yyyy}/{mm}/{dd}/", "/2012/05/07/")
	f.Add("{yy}{mon}", "12may")
	f.Add("^/{value}/*", "/a/b")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		p, err := rules.ParseURLPattern(pattern)
		if err != nil {
			return
		}
		got, ok := p.Find(path)
		if !ok {
			require.Empty(t, got)
			return
		}
		for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
			if _, err := time.Parse(layout, got); err == nil {
				return
			}
		}
		require.Contains(t, path, got)
	})
}
