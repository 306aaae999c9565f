package date_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/date"
)

func TestParse(t *testing.T) {
	t.Parallel()
	cases := []struct {
		raw, lang, want string
		precision       date.Precision
		zone            date.Zone
	}{
		{"2024-05-03T10:15:30Z", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"2024-05-03T10:15:30.123456+02:00", "", "2024-05-03T10:15:30+02:00", date.Second, date.ZoneKnown},
		{"2024-05-03T10:15+0200", "", "2024-05-03T10:15:00+02:00", date.Minute, date.ZoneKnown},
		{"2024-05-03 10:15:30", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneAssumed},
		{"2024-5-3", "", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2024-25-12", "", "2024-12-25T00:00:00Z", date.Day, ""},
		{"2024/05/03", "", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2024-05", "", "2024-05-01T00:00:00Z", date.Month, ""},
		{"20240503", "", "2024-05-03T00:00:00Z", date.Day, ""},
		{"20240503T101530Z", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"20240503T10:15:30Z", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"20240503101530", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneAssumed},
		{"1714731330", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"1714731330000", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"Fri, 03 May 2024 10:15:30 GMT", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"Fri May 3 10:15:30 UTC 2024", "", "2024-05-03T10:15:30Z", date.Second, date.ZoneKnown},
		{"Published May 3rd, 2024 at 4:05 p.m. EDT", "en-US", "2024-05-03T16:05:00-04:00", date.Minute, date.ZoneKnown},
		{"12/25/2024", "en-US", "2024-12-25T00:00:00Z", date.Day, ""},
		{"05/03/2024", "en-US", "2024-05-03T00:00:00Z", date.Day, ""},
		{"05/03/2024", "en-GB", "2024-03-05T00:00:00Z", date.Day, ""},
		{"25/12/2024", "en-US", "2024-12-25T00:00:00Z", date.Day, ""},
		{"03.05.2024, 10.15 Uhr", "de", "2024-05-03T10:15:00Z", date.Minute, date.ZoneAssumed},
		{"Freitag, 3. Mai 2024 | 10:15", "de", "2024-05-03T10:15:00Z", date.Minute, date.ZoneAssumed},
		{"3. Jänner 2024", "de-AT", "2024-01-03T00:00:00Z", date.Day, ""},
		{"Publié le 3 août 2024 à 10h15", "fr", "2024-08-03T10:15:00Z", date.Minute, date.ZoneAssumed},
		{"1er mars 2024", "fr", "2024-03-01T00:00:00Z", date.Day, ""},
		{"3 de mayo de 2024", "es", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 de março de 2024", "pt", "2024-03-03T00:00:00Z", date.Day, ""},
		{"3 maggio 2024", "it", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 mei 2024", "nl", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 maj 2024", "sv", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3. desember 2024", "nb", "2024-12-03T00:00:00Z", date.Day, ""},
		{"3. toukokuuta 2024", "fi", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 listopada 2024", "pl", "2024-11-03T00:00:00Z", date.Day, ""},
		{"3. listopada 2024", "hr", "2024-10-03T00:00:00Z", date.Day, ""},
		{"3. července 2024", "cs", "2024-07-03T00:00:00Z", date.Day, ""},
		{"3. června 2024", "cs", "2024-06-03T00:00:00Z", date.Day, ""},
		{"2024. május 3.", "hu", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 mai 2024", "ro", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 май 2024", "bg", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 Μαΐου 2024", "el", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 Ağustos 2024", "tr", "2024-08-03T00:00:00Z", date.Day, ""},
		{"3 мая 2024 г., 10:15", "ru", "2024-05-03T10:15:00Z", date.Minute, date.ZoneAssumed},
		{"3 травня 2024", "uk", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2024年5月3日 10時15分", "ja", "2024-05-03T10:15:00Z", date.Minute, date.ZoneAssumed},
		{"令和6年5月3日", "ja", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2024年05月03日", "zh", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2024년 5월 3일", "ko", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2024. 5. 3.", "ko", "2024-05-03T00:00:00Z", date.Day, ""},
		{"٣ مايو ٢٠٢٤", "ar", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 تشرين الثاني 2024", "ar", "2024-11-03T00:00:00Z", date.Day, ""},
		{"۱۴۰۳/۰۲/۱۴", "fa", "2024-05-03T00:00:00Z", date.Day, ""},
		{"۱۴ اردیبهشت ۱۴۰۳", "fa", "2024-05-03T00:00:00Z", date.Day, ""},
		{"2 تير 1399", "fa", "2020-06-22T00:00:00Z", date.Day, ""},
		{"3 أيار / مايو 2024", "ar", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 במאי 2024", "he", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 मई 2024", "hi", "2024-05-03T00:00:00Z", date.Day, ""},
		{"৩ মে ২০২৪", "bn", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 Agustus 2024", "id", "2024-08-03T00:00:00Z", date.Day, ""},
		{"3 tháng 5, 2024", "vi", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 พ.ค. 2567", "th", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3 de maig de 2024", "ca", "2024-05-03T00:00:00Z", date.Day, ""},
		{"3. septembrī 2024", "lv", "2024-09-03T00:00:00Z", date.Day, ""},
		{"3 Agosti 2024", "sw", "2024-08-03T00:00:00Z", date.Day, ""},
		{"3 hours ago", "en", "", "", ""},
		{"yesterday", "en", "", "", ""},
		{"2024-13-45", "", "", "", ""},
		{"v1.2.3", "en", "", "", ""},
		{"", "", "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.raw, func(t *testing.T) {
			t.Parallel()
			d, ok := date.Parse(c.raw, c.lang, date.OrderOf(c.lang, ""))
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
	d, _ := date.Parse("03/05/2024", "en", date.OrderOf("en", "example.co.uk"))
	assert.Equal(t, "2024-05-03", d.Time.Format(time.DateOnly), "a British site writes the day first")
	d, _ = date.Parse("03/05/2024", "en", date.OrderOf("en", "example.com"))
	assert.Equal(t, "2024-03-05", d.Time.Format(time.DateOnly))
}

// FuzzParse: a date that is read is a plausible one, and reading its ISO
// form again gives the same moment.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2024-05-03T10:15:30+02:00", "3. Mai 2024", "令和6年5月3日", "1714731330", "05/03/24", "Fri May 3 10:15:30 UTC 2024"} {
		f.Add(s, "de")
	}
	f.Fuzz(func(t *testing.T, s, lang string) {
		d, ok := date.Parse(s, lang, date.OrderOf(lang, ""))
		if !ok {
			require.True(t, d.Time.IsZero())
			return
		}
		require.True(t, d.Time.Year() >= 1499 && d.Time.Year() <= 2101, d.Time)
		again, ok := date.Parse(d.Time.Format(time.RFC3339), "", date.MonthFirst)
		require.True(t, ok)
		require.True(t, again.Time.Equal(d.Time.Truncate(time.Second)), "%v %v", again.Time, d.Time)
	})
}

// TestSpellings reads 14 March 2026 as the press of each language writes it.
func TestSpellings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lang, text string }{
		{"af", "14 Maart 2026"},
		{"am", "14 ማርች 2026"},
		{"am", "መጋቢት 5 ቀን 2018 ዓ.ም"},
		{"az", "14 mart 2026"},
		{"be", "14 сакавіка 2026 г."},
		{"cs", "14. března 2026"},
		{"cy", "14 Mawrth 2026"},
		{"cy", "14 Maw 2026"},
		{"da", "14. mar. 2026"},
		{"en", "Sat 14 Mar 2026"},
		{"en", "14th of March, 2026"},
		{"es", "14 de marzo del 2026"},
		{"eu", "2026ko martxoaren 14a"},
		{"eu", "2026(e)ko martxoaren 14(a)"},
		{"fa", "۲۳ اسفند ۱۴۰۴"},
		{"ga", "14 Márta 2026"},
		{"ga", "14ú Márta 2026"},
		{"hu", "2026. március 14., szombat"},
		{"hy", "14 մարտի, 2026"},
		{"ja", "2026年3月14日（土）"},
		{"ka", "14 მარტი, 2026"},
		{"kk", "14 наурыз 2026"},
		{"km", "ថ្ងៃទី១៤ ខែមីនា ឆ្នាំ២០២៦"},
		{"km", "14 មីនា 2026"},
		{"ko", "2026년 3월 14일 토요일"},
		{"lo", "ວັນທີ 14 ມີນາ 2026"},
		{"lt", "2026 m. kovo 14 d."},
		{"lt", "2026 kovo 14"},
		{"lv", "2026. gada 14. marts"},
		{"lv", "14. marts, 2026"},
		{"mk", "14 март 2026"},
		{"mn", "2026 оны 3-р сарын 14"},
		{"mn", "2026 оны гуравдугаар сарын 14"},
		{"mr", "14 मार्च 2026"},
		{"my", "၁၄ မတ် ၂၀၂၆"},
		{"my", "၂၀၂၆ ခုနှစ် မတ်လ ၁၄ ရက်"},
		{"ne", "14 मार्च 2026"},
		{"ne", "2026 मार्च 14"},
		{"nl", "za 14 mrt 2026"},
		{"sq", "14 Mars 2026"},
		{"sw", "14 Machi 2026"},
		{"ta", "14 மார்ச், 2026"},
		{"te", "14 మార్చి 2026"},
		{"th", "14 มีนาคม 2569"},
		{"uz", "14-mart 2026"},
		{"vi", "Thứ bảy, ngày 14 tháng 3 năm 2026"},
	} {
		t.Run(c.lang+" "+c.text, func(t *testing.T) {
			t.Parallel()
			d, ok := date.Parse(c.text, c.lang, date.OrderOf(c.lang, ""))
			require.True(t, ok)
			assert.Equal(t, "2026-03-14", d.Civil())
		})
	}
}

func TestAll(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, lang string
		want       []string
		why        string
	}{
		"two lines in one":   {"Updated 17 March 2026, 08:30 · First published 14 March 2026, 06:00", "en", []string{"17 March 2026, 08:30=2026-03-17T08:30", "14 March 2026, 06:00=2026-03-14T06:00"}, "each has its own clock"},
		"clocks before":      {"08:30, 17.03.2026 | 06:00, 14.03.2026", "de", []string{"17.03.2026 | 06:00=2026-03-17T06:00", "14.03.2026=2026-03-14T00:00"}, "the clock between two belongs to the first"},
		"clock before":       {"At 08:30 on 17 March 2026", "en", []string{"17 March 2026=2026-03-17T08:30"}, ""},
		"am and zone":        {"March 17, 2026 8:30 a.m. EDT - March 14, 2026", "en", []string{"March 17, 2026 8:30 a.m. EDT=2026-03-17T08:30", "March 14, 2026=2026-03-14T00:00"}, ""},
		"japanese":           {"公開 2026年3月14日 06:00 更新 2026年3月17日", "ja", []string{"2026年3月14日 06:00=2026-03-14T06:00", "2026年3月17日=2026-03-17T00:00"}, ""},
		"nothing":            {"8 of 24 boats, 1924", "en", nil, ""},
		"numbers of a phone": {"030 2026 1403", "de", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, f := range date.All(nil, c.text, c.lang, date.OrderOf(c.lang, "")) {
				assert.Equal(t, f.Raw, c.text[f.Start:f.End])
				got = append(got, f.Raw+"="+f.Time.Format("2006-01-02T15:04"))
			}
			assert.Equal(t, c.want, got, c.why)
		})
	}
}

func TestSwapped(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]string{
		"03/05/2024": "2024-05-03", "3.5.2024 10:15": "", "2024-05-03": "", "3 May 2024": "", "13/05/2024": "", "5/5/2024": "",
	} {
		d, ok := date.Parse(raw, "en", date.MonthFirst)
		require.True(t, ok)
		got, swapped := d.Swapped()
		assert.Equal(t, want != "", swapped, raw)
		if swapped {
			assert.Equal(t, want, got.Civil(), raw)
		}
	}
}

func TestInPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/2024/05/03/a": "2024-05-03 day", "/2024/may/3/a": "2024-05-03 day", "/2012/05/a": "2012-05-01 month", "/a-2024-05-03": "2024-05-03 day",
		"/n/20240503-a": "2024-05-03 day", "/23-05-2024": "2024-05-23 day", "/03-05-2024": "", "/1234/56/a": "", "/a/12345678901234": "",
	} {
		d, ok := date.InPath(path)
		if assert.Equal(t, want != "", ok, path); ok {
			assert.Equal(t, want, d.Civil()+" "+string(d.Precision), path)
		}
	}
}
