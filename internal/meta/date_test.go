package meta_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestParseDate(t *testing.T) {
	t.Parallel()
	cases := []struct {
		raw, lang, want string
		precision       meta.Precision
		zone            meta.Zone
	}{
		{"2024-05-03T10:15:30Z", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"2024-05-03T10:15:30.123456+02:00", "", "2024-05-03T10:15:30+02:00", meta.Second, meta.ZoneKnown},
		{"2024-05-03T10:15+0200", "", "2024-05-03T10:15:00+02:00", meta.Minute, meta.ZoneKnown},
		{"2024-05-03 10:15:30", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneAssumed},
		{"2024-5-3", "", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2024-25-12", "", "2024-12-25T00:00:00Z", meta.Day, ""},
		{"2024/05/03", "", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2024-05", "", "2024-05-01T00:00:00Z", meta.Month, ""},
		{"20240503", "", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"20240503T101530Z", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"20240503T10:15:30Z", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"20240503101530", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneAssumed},
		{"1714731330", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"1714731330000", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"Fri, 03 May 2024 10:15:30 GMT", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"Fri May 3 10:15:30 UTC 2024", "", "2024-05-03T10:15:30Z", meta.Second, meta.ZoneKnown},
		{"Published May 3rd, 2024 at 4:05 p.m. EDT", "en-US", "2024-05-03T16:05:00-04:00", meta.Minute, meta.ZoneKnown},
		{"12/25/2024", "en-US", "2024-12-25T00:00:00Z", meta.Day, ""},
		{"05/03/2024", "en-US", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"05/03/2024", "en-GB", "2024-03-05T00:00:00Z", meta.Day, ""},
		{"25/12/2024", "en-US", "2024-12-25T00:00:00Z", meta.Day, ""},
		{"03.05.2024, 10.15 Uhr", "de", "2024-05-03T10:15:00Z", meta.Minute, meta.ZoneAssumed},
		{"Freitag, 3. Mai 2024 | 10:15", "de", "2024-05-03T10:15:00Z", meta.Minute, meta.ZoneAssumed},
		{"3. Jänner 2024", "de-AT", "2024-01-03T00:00:00Z", meta.Day, ""},
		{"Publié le 3 août 2024 à 10h15", "fr", "2024-08-03T10:15:00Z", meta.Minute, meta.ZoneAssumed},
		{"1er mars 2024", "fr", "2024-03-01T00:00:00Z", meta.Day, ""},
		{"3 de mayo de 2024", "es", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 de março de 2024", "pt", "2024-03-03T00:00:00Z", meta.Day, ""},
		{"3 maggio 2024", "it", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 mei 2024", "nl", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 maj 2024", "sv", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3. desember 2024", "nb", "2024-12-03T00:00:00Z", meta.Day, ""},
		{"3. toukokuuta 2024", "fi", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 listopada 2024", "pl", "2024-11-03T00:00:00Z", meta.Day, ""},
		{"3. listopada 2024", "hr", "2024-10-03T00:00:00Z", meta.Day, ""},
		{"3. července 2024", "cs", "2024-07-03T00:00:00Z", meta.Day, ""},
		{"3. června 2024", "cs", "2024-06-03T00:00:00Z", meta.Day, ""},
		{"2024. május 3.", "hu", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 mai 2024", "ro", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 май 2024", "bg", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 Μαΐου 2024", "el", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 Ağustos 2024", "tr", "2024-08-03T00:00:00Z", meta.Day, ""},
		{"3 мая 2024 г., 10:15", "ru", "2024-05-03T10:15:00Z", meta.Minute, meta.ZoneAssumed},
		{"3 травня 2024", "uk", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2024年5月3日 10時15分", "ja", "2024-05-03T10:15:00Z", meta.Minute, meta.ZoneAssumed},
		{"令和6年5月3日", "ja", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2024年05月03日", "zh", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2024년 5월 3일", "ko", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2024. 5. 3.", "ko", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"٣ مايو ٢٠٢٤", "ar", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 تشرين الثاني 2024", "ar", "2024-11-03T00:00:00Z", meta.Day, ""},
		{"۱۴۰۳/۰۲/۱۴", "fa", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"۱۴ اردیبهشت ۱۴۰۳", "fa", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"2 تير 1399", "fa", "2020-06-22T00:00:00Z", meta.Day, ""},
		{"3 أيار / مايو 2024", "ar", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 במאי 2024", "he", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 मई 2024", "hi", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"৩ মে ২০২৪", "bn", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 Agustus 2024", "id", "2024-08-03T00:00:00Z", meta.Day, ""},
		{"3 tháng 5, 2024", "vi", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 พ.ค. 2567", "th", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3 de maig de 2024", "ca", "2024-05-03T00:00:00Z", meta.Day, ""},
		{"3. septembrī 2024", "lv", "2024-09-03T00:00:00Z", meta.Day, ""},
		{"3 Agosti 2024", "sw", "2024-08-03T00:00:00Z", meta.Day, ""},
		{"3 hours ago", "en", "", "", ""},
		{"yesterday", "en", "", "", ""},
		{"2024-13-45", "", "", "", ""},
		{"v1.2.3", "en", "", "", ""},
		{"", "", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.raw, func(t *testing.T) {
			t.Parallel()
			d, ok := meta.ParseDate(c.raw, c.lang, "")
			assert.Equal(t, c.raw, d.Raw)
			if c.want == "" {
				assert.False(t, ok)
				assert.True(t, d.Time.IsZero())
				return
			}
			require.True(t, ok)
			assert.Equal(t, c.want, d.Time.Format(time.RFC3339))
			assert.Equal(t, c.precision, d.Precision)
			assert.Equal(t, c.zone, d.Zone)
		})
	}
}

func TestHostDecidesOrder(t *testing.T) {
	t.Parallel()
	d, _ := meta.ParseDate("03/05/2024", "en", "example.co.uk")
	assert.Equal(t, "2024-05-03", d.Time.Format(time.DateOnly), "a British site writes the day first")
	d, _ = meta.ParseDate("03/05/2024", "en", "example.com")
	assert.Equal(t, "2024-03-05", d.Time.Format(time.DateOnly))
}

// FuzzParseDate: a date that is read is a plausible one, and reading its ISO
// form again gives the same moment.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2024-05-03T10:15:30+02:00", "3. Mai 2024", "令和6年5月3日", "1714731330", "05/03/24", "Fri May 3 10:15:30 UTC 2024"} {
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, s, lang string) {
		d, ok := meta.ParseDate(s, lang, "")
		if !ok {
			require.True(t, d.Time.IsZero())
			return
		}
		require.True(t, d.Time.Year() >= 1499 && d.Time.Year() <= 2101, d.Time)
		again, ok := meta.ParseDate(d.Time.Format(time.RFC3339), "", "")
		require.True(t, ok)
		require.True(t, again.Time.Equal(d.Time.Truncate(time.Second)), "%v %v", again.Time, d.Time)
	})
}
