package offer

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/currency"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// TestLanguages has one trial or rate in each language of the lexicon.
func TestLanguages(t *testing.T) {
	t.Parallel()
	type money = Renewal
	for _, tt := range []struct {
		lang, text string
		want       money
		then       money
	}{
		{"ar", "شهر مجانا ثم 5 دولار في الشهر", money{"0", "USD", "1 month"}, money{"5", "USD", "1 month"}},
		{"bg", "Само 5 лв. на месец", money{"5", "BGN", "1 month"}, money{}},
		{"ca", "Només 1 € el primer mes, després 6,99 € al mes", money{"1", "EUR", "1 month"}, money{"6.99", "EUR", "1 month"}},
		{"cs", "První měsíc za 1 Kč, poté 149 Kč měsíčně", money{"1", "CZK", "1 month"}, money{"149", "CZK", "1 month"}},
		{"da", "Prøv 1 måned for 1 kr. Derefter 129 kr./md.", money{"1", "DKK", "1 month"}, money{"129", "DKK", "1 month"}},
		{"de", "4 Wochen für nur 1 € testen", money{"1", "EUR", "4 weeks"}, money{}},
		{"el", "Μόνο 1€ τον πρώτο μήνα, μετά 9,90€ τον μήνα", money{"1", "EUR", "1 month"}, money{"9.90", "EUR", "1 month"}},
		{"en-GB", "£2 a week for 6 months, then £4 a week", money{"2", "GBP", "1 week"}, money{"4", "GBP", "1 week"}},
		{"es", "1 mes gratis, luego 9,99 € al mes", money{"0", "EUR", "1 month"}, money{"9.99", "EUR", "1 month"}},
		{"fa", "فقط 5 دلار در ماه", money{"5", "USD", "1 month"}, money{}},
		{"fi", "Kokeile 1 kk 1 €, sen jälkeen 12,90 €/kk", money{"1", "EUR", "1 month"}, money{"12.90", "EUR", "1 month"}},
		{"fr", "S'abonner dès 5,49 €/mois", money{"5.49", "EUR", "1 month"}, money{}},
		{"he", "חודש ראשון ב-1 ₪, לאחר מכן 29.90 ₪ לחודש", money{"1", "ILS", "1 month"}, money{"29.90", "ILS", "1 month"}},
		{"hi", "सिर्फ ₹99 प्रति माह", money{"99", "INR", "1 month"}, money{}},
		{"hr", "Prvi mjesec za 1 €, zatim 7,99 € mjesečno", money{"1", "EUR", "1 month"}, money{"7.99", "EUR", "1 month"}},
		{"hu", "Az első hónap csak 490 Ft, utána 1990 Ft/hó", money{"490", "HUF", "1 month"}, money{"1990", "HUF", "1 month"}},
		{"id", "Rp 50.000 per bulan", money{"50000", "IDR", "1 month"}, money{}},
		{"is", "Aðeins 1.990 kr. á mánuði", money{"1990", "ISK", "1 month"}, money{}},
		{"it", "1€ il primo mese, poi 7,99€/mese", money{"1", "EUR", "1 month"}, money{"7.99", "EUR", "1 month"}},
		{"ja", "初月１００円、その後月額990円", money{"100", "JPY", "1 month"}, money{"990", "JPY", "1 month"}},
		{"ko", "첫 달 100원, 이후 월 9,900원", money{"100", "KRW", "1 month"}, money{"9900", "KRW", "1 month"}},
		{"ms", "RM10 sebulan", money{"10", "MYR", "1 month"}, money{}},
		{"nl", "1 maand gratis, daarna € 9,99 per maand", money{"0", "EUR", "1 month"}, money{"9.99", "EUR", "1 month"}},
		{"nb", "1 krone for den første måneden, deretter 249 kr/mnd", money{"1", "NOK", "1 month"}, money{"249", "NOK", "1 month"}},
		{"pl", "Pierwszy miesiąc za 1 zł, potem 19,90 zł/mies.", money{"1", "PLN", "1 month"}, money{"19.90", "PLN", "1 month"}},
		{"pt-BR", "7 dias grátis, depois R$ 9,90 por mês", money{"0", "BRL", "7 days"}, money{"9.90", "BRL", "1 month"}},
		{"ro", "Doar 5 lei pe lună", money{"5", "RON", "1 month"}, money{}},
		{"ru", "7 дней бесплатно, затем 299 руб. в месяц", money{"0", "RUB", "7 days"}, money{"299", "RUB", "1 month"}},
		{"sk", "Prvý mesiac za 1 €, potom 6,90 € mesačne", money{"1", "EUR", "1 month"}, money{"6.90", "EUR", "1 month"}},
		{"sv", "Prova 1 månad för 1 kr, därefter 149 kr/mån.", money{"1", "SEK", "1 month"}, money{"149", "SEK", "1 month"}},
		{"th", "เพียง 99 บาทต่อเดือน", money{"99", "THB", "1 month"}, money{}},
		{"tr", "İlk ay 1 TL, sonra aylık 49,90 TL", money{"1", "TRY", "1 month"}, money{"49.90", "TRY", "1 month"}},
		{"uk", "Перший місяць за 1 грн, далі 99 грн/міс", money{"1", "UAH", "1 month"}, money{"99", "UAH", "1 month"}},
		{"vi", "Chỉ 50.000đ mỗi tháng", money{"50000", "VND", "1 month"}, money{}},
		{"zh-CN", "首月1元，之后每月15元", money{"1", "CNY", "1 month"}, money{"15", "CNY", "1 month"}},
		{"zh-TW", "每月只要99元", money{"99", "TWD", "1 month"}, money{}},
	} {
		t.Run(tt.lang, func(t *testing.T) {
			t.Parallel()
			got := Parse(lexicon.Default(), tt.text, tt.lang, "")
			require.Len(t, got, 1, "%+v", got)
			assert.Equal(t, tt.want, money{got[0].Amount, got[0].Currency, got[0].Period})
			assert.Equal(t, tt.then, got[0].Renewal)
			assert.False(t, got[0].Uncertain)
		})
	}
}

func TestNormalize(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"a comma is decimal", "9,99", "9.99"},
		{"a point is decimal", "9.99", "9.99"},
		{"three digits are a group", "1.299", "1299"},
		{"German grouping", "1.299,00", "1299"},
		{"English grouping", "1,299.50", "1299.50"},
		{"French grouping", "1 299,50", "1299.50"},
		{"Swiss grouping", "1'299.50", "1299.50"},
		{"a million", "1,000,000", "1000000"},
		{"less than one", "0,50", "0.50"},
		{"zeros in front", "007", "7"},
		{"nothing", "0,00", "0"},
		{"an account", "123456789012", ""},
	} {
		assert.Equal(t, tt.want, normalize(tt.in), tt.why)
	}
}

func TestCurrencyOfSigns(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why, text, lang, country string
		currency                 string
		uncertain                bool
	}{
		{"the country decides", "$5", "en-US", "AU", "AUD", false},
		{"the region of the tag decides", "$5", "es_MX", "", "MXN", false},
		{"a country without dollars", "$5", "en", "GB", "USD", true},
		{"an unknown country", "$5", "en", "", "USD", true},
		{"pesos of an unknown country", "$5", "es", "", "", true},
		{"crowns by country", "kr 5", "en", "SE", "SEK", false},
		{"crowns of nobody", "kr 5", "en", "", "", true},
		{"a name says more than a sign", "$5 USD", "en", "CA", "USD", false},
		{"yuan", "¥5", "zh", "", "CNY", false},
		{"yen", "¥5", "en", "", "JPY", false},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			got := Parse(lexicon.Default(), "Only "+tt.text, tt.lang, tt.country)
			require.Len(t, got, 1)
			assert.Equal(t, tt.currency, got[0].Currency)
			assert.Equal(t, tt.uncertain, got[0].Uncertain)
		})
	}
}

// TestLexiconCurrencies checks that every currency of the lexicon is one.
func TestLexiconCurrencies(t *testing.T) {
	t.Parallel()
	lex := lexicon.Default()
	for i := range int32(lex.Len()) {
		p := lex.Phrase(i)
		if p.Kind != lexicon.Currency || len(p.Value) != 3 {
			continue
		}
		_, err := currency.ParseISO(p.Value)
		assert.NoError(t, err, "%s in %s", p.Value, p.Lang)
	}
}
