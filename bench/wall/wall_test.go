package wall

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

func text(s string) *string { return &s }

func page() corpus.Page {
	return corpus.Page{ID: "p", Wall: corpus.Wall{
		Policy: "metered", PolicyAlt: []string{"subscription"}, Content: "preview",
		BodyFirst: "The harbour was quiet that morning",
		BodyWith:  []string{"The harbour was quiet", "boats stayed at their moorings"},
		BodyWithout: []string{
			"Join now for one pound a week", "Read also: the ferry that never came", "Share",
		},
		Promos: []corpus.Promo{
			{
				Kind: "subscription", Snippet: "Join now for one pound a week", Gate: true,
				Offer: &corpus.Offer{Price: "1", Currency: text("GBP"), Period: text("week")},
			},
			{Kind: "newsletter", Snippet: "Get the harbour letter every Friday"},
		},
	}}
}

func sample() *article.Article {
	return &article.Article{
		Body: []article.Block{
			{Text: "The harbour was quiet that morning; the boats stayed at their moorings."},
		},
		Promos: []article.Promo{
			{
				Kind: article.PromoSubscription, Text: "Join now for\none pound a week", Gate: true,
				Offers: []article.Offer{{Amount: "1.00", Currency: "GBP", Period: "1 week"}},
			},
			{Kind: article.PromoNewsletter, Text: "Every Friday: get the harbour letter"},
		},
		Access: article.Access{Policy: "subscription", Completeness: "preview"},
	}
}

func TestArticleAllRight(t *testing.T) {
	t.Parallel()
	s := Article(page(), sample())
	assert.Empty(t, s.Notes)
	assert.Equal(t, Count{2, 2}, s.With)
	assert.Equal(t, Count{0, 3}, s.Leak)
	assert.Equal(t, Count{0, 2}, s.PromoLeak, "the two promos' wordings, one of them an unwanted snippet too")
	assert.Equal(t, Count{1, 1}, s.Clean)
	assert.Equal(t, Count{1, 1}, s.Policy, "another reading counts")
	assert.Equal(t, Count{1, 1}, s.Completeness)
	assert.Equal(t, Count{2, 2}, s.Promos, "the second by its words, whose order differs")
	assert.Equal(t, Count{2, 2}, s.Kind)
	assert.Equal(t, Count{0, 2}, s.Stole)
	assert.Equal(t, 1.0, s.GateF1())
	assert.Equal(t, Count{1, 1}, s.Offers)
}

func TestArticleAllWrong(t *testing.T) {
	t.Parallel()
	a := sample()
	a.Body = []article.Block{{Text: "JOIN NOW for one pound a week. Read also: the ferry that never came. Shared."}}
	a.Promos = []article.Promo{
		{Kind: article.PromoDonation, Text: "The harbour was quiet that morning. Get the harbour letter every Friday", Gate: true},
	}
	a.Access = article.Access{Policy: "free", Completeness: "full"}
	s := Article(page(), a)
	assert.Equal(t, Count{0, 2}, s.With)
	assert.Equal(t, Count{2, 3}, s.Leak, "\"Shared\" is not the word Share")
	assert.Equal(t, Count{1, 2}, s.PromoLeak)
	assert.Equal(t, Count{0, 1}, s.Clean)
	assert.Equal(t, Count{0, 1}, s.Policy)
	assert.Equal(t, Count{0, 1}, s.Completeness)
	assert.Equal(t, Count{1, 2}, s.Promos)
	assert.Equal(t, Count{0, 1}, s.Kind, "kinds count among those found")
	assert.Equal(t, Count{1, 1}, s.Stole)
	assert.Equal(t, Count{0, 1}, s.Gates)
	assert.Equal(t, Count{0, 1}, s.CalledGate)
	assert.Zero(t, s.GateF1())
	assert.Equal(t, Count{0, 1}, s.Offers)
	assert.Len(t, s.Notes, 11)
}

func TestGateF1(t *testing.T) {
	t.Parallel()
	s := Score{Gates: Count{1, 2}, CalledGate: Count{1, 1}}
	assert.InDelta(t, 2.0/3, s.GateF1(), 1e-9, "precision 1, recall 1/2")
}

func TestHiddenBody(t *testing.T) {
	t.Parallel()
	p := page()
	p.HiddenBody, p.Content = true, "full"
	a := sample()
	a.Body = nil
	a.Access.Withheld.Words = 300
	s := Article(p, a)
	assert.Equal(t, Count{1, 1}, s.Completeness, "preview with the text withheld is right too")
	assert.Equal(t, Count{}, s.With, "its snippets then do not count")
	assert.Equal(t, Count{1, 1}, s.Clean)

	a.Access.Withheld.Words = 0
	s = Article(p, a)
	assert.Equal(t, Count{0, 1}, s.Completeness)
	assert.Equal(t, Count{0, 2}, s.With)
}

func TestAddSums(t *testing.T) {
	t.Parallel()
	var s Score
	s.Add(Article(page(), sample()))
	s.Add(Article(page(), sample()))
	assert.Equal(t, Count{4, 4}, s.With)
	assert.Equal(t, Count{2, 2}, s.Offers)
	share, found := s.Leak.Share()
	assert.Zero(t, share)
	assert.True(t, found)
	_, found = Count{}.Share()
	assert.False(t, found)
}

func TestHaystack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, snippet string
		want          bool
		why           string
	}{
		"glued":      {"limit reached. To read on, subscribe", "limit reached.To read on", true, "the label has no space"},
		"soft break": {"news\u00adletter every day for you", "Newsletter every day", true, "a soft hyphen has no width"},
		"part":       {"subscribers came", "subscribe", false, "a short snippet is whole words"},
		"whole":      {"please subscribe.", "Subscribe", true, ""},
		"second":     {"subscribers subscribe", "subscribe", true, "the second place fits"},
		"han":        {"今なら無料です", "無料", true, "no borders between words"},
		"empty":      {"a", " ", false, ""},
	} {
		assert.Equal(t, c.want, newHaystack(c.text).has(c.snippet), "%s: %s", name, c.why)
	}
}

func TestPromoMatches(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		promo, snippet string
		want           bool
		why            string
	}{
		"holds":       {"Now: support us with a gift. Thanks", "Support us with a gift", true, ""},
		"most of it":  {"Support us with", "Support us with a gift", true, "the promo is more than half of the label"},
		"a bit of it": {"Support", "Support us with a gift of any size", false, ""},
		"few words":   {"gift us", "us a gift", false, "three words in any order are no promo"},
		"other":       {"Read the letter every Friday", "Support us with a gift", false, ""},
	} {
		got := newPromoText(article.Promo{Text: c.promo}).matches(c.snippet)
		assert.Equal(t, c.want, got, "%s: %s", name, c.why)
	}
}

func TestSameOffer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		price, currency, period string
		offer                   article.Offer
		want                    bool
		why                     string
	}{
		"comma":         {"5,94", "BRL", "mês", article.Offer{Amount: "5.94", Currency: "BRL", Period: "1 month"}, true, ""},
		"ordinal":       {"1.00", "EUR", "1. Monat", article.Offer{Amount: "1", Currency: "EUR", Period: "1 month"}, true, ""},
		"french":        {"1", "EUR", "le 1er mois", article.Offer{Amount: "1", Currency: "EUR", Period: "1 month"}, true, ""},
		"note":          {"3", "EUR", "Monat (in den ersten 3 Monaten)", article.Offer{Amount: "3", Currency: "EUR", Period: "3 months"}, true, "one of both"},
		"japanese":      {"0", "JPY", "2カ月", article.Offer{Amount: "0", Currency: "", Period: "2 months"}, true, "free in any currency"},
		"word":          {"0", "", "one month", article.Offer{Amount: "0", Period: "1 month"}, true, ""},
		"year":          {"99.00", "EUR", "1. Jahr", article.Offer{Amount: "99", Currency: "EUR", Period: "1 year"}, true, ""},
		"issue":         {"2.99", "EUR", "Ausgabe", article.Offer{Amount: "2.99", Currency: "EUR"}, true, "no unit of time"},
		"no period":     {"23,50", "EUR", "", article.Offer{Amount: "23.5", Currency: "EUR", Period: "1 week"}, true, "the label names none"},
		"no currency":   {"1", "EUR", "", article.Offer{Amount: "1"}, false, ""},
		"other amount":  {"1", "EUR", "", article.Offer{Amount: "10", Currency: "EUR"}, false, ""},
		"other unit":    {"1", "EUR", "Monat", article.Offer{Amount: "1", Currency: "EUR", Period: "1 year"}, false, ""},
		"other number":  {"10", "USD", "3 months", article.Offer{Amount: "10", Currency: "USD", Period: "6 months"}, false, ""},
		"not a number":  {"free", "EUR", "", article.Offer{Amount: "0", Currency: "EUR"}, false, ""},
		"short in long": {"1", "EUR", "annonce", article.Offer{Amount: "1", Currency: "EUR", Period: "1 month"}, true, "not a year, so no unit"},
	} {
		l := corpus.Offer{Price: c.price}
		if c.currency != "" {
			l.Currency = text(c.currency)
		}
		if c.period != "" {
			l.Period = text(c.period)
		}
		assert.Equal(t, c.want, sameOffer(l, c.offer), "%s: %s", name, c.why)
	}
	assert.Equal(t, "1 EUR Monat", describe(corpus.Offer{Price: "1", Currency: text("EUR"), Period: text("Monat")}))
}
