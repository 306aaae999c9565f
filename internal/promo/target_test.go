package promo

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTargetOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		href string
		want target
		why  string
	}{
		{"/subscribe/?offer=trial", toSubscribe, "a whole segment"},
		{"https://abo.example.de/angebote", toSubscribe, "the host's first label"},
		{"https://www.example.com/Newsletter.html", toNewsletter, "case and the file's ending do not matter"},
		{"https://example.com/suscripcion-digital/", toSubscribe | weak, "a word of a segment"},
		{"/2023/why-your-newsletter-costs-too-much-for-you", 0, "a headline turned into an address"},
		{"https://play.google.com/store/apps/details?id=x", toApp | toShop, "a shop of programs"},
		{"https://join.example.org/donate/now", toMembership | toDonate, "host and path"},
		{"/login?redirect_to=%2Fstory", toLogin | toOwn, "the reader comes back"},
		{"mailto:join@example.org", 0, "no address of a page"},
		{"javascript:subscribe()", 0, ""},
		{"#subscribe", 0, "a place on this page"},
		{"/", 0, ""},
		{"//", 0, "an empty host"},
		{"https:///", 0, ""},
		{"https://example.list-manage.com/x", toNewsletter, "a mailing list's host"},
		{"https://notplay.google.company/", 0, "not that host"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, targetOf(tt.href), "%q: %s", tt.href, tt.why)
	}
}

func FuzzTargetOf(f *testing.F) {
	for _, s := range []string{"https://abo.example.de/x-y/?a=b&redirect=1#c", "//", "a:b", "/?&=&", "https://./..//"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, href string) {
		got := targetOf(href)
		if strings.HasPrefix(href, "#") {
			assert.Zero(t, got)
		}
		assert.Equal(t, got, targetOf(href+"#fragment"), "a place on the page changes nothing")
	})
}

func TestReadName(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want name
		why  string
	}{
		{"newsletter-signup", nameNewsletter | nameRegister, "hyphens part words"},
		{"news-letter", nameNewsletter, "two words may be one"},
		{"NewsletterBox", nameNewsletter, "so do capitals"},
		{"article__paywall--open", nameGate, ""},
		{"contributors", 0, "authors, not donors"},
		{"h-ad-280", nameAd, ""},
		{"", 0, ""},
		{strings.Repeat("x", 200), 0, "no name is so long"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, readName(tt.in), "%q: %s", tt.in, tt.why)
	}
}

func TestHasPrice(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"only $1 for four weeks": true, "nur 2,49 eur im monat": true, "月額990円": true, "r$ 5,94/mes": true, "s/ 20 al mes": true,
		"in 2024 we won 3 awards": false, "": false, "20% off": false, "4 €": true, "100": false,
	} {
		assert.Equal(t, want, hasPrice([]byte(text)), text)
	}
}
