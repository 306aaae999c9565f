package target

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAskOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		href string
		want Set
		why  string
	}{
		{"/subscribe/?offer=trial", Subscribe, "a whole segment"},
		{"https://abo.example.de/angebote", Subscribe, "the host's first label"},
		{"https://www.example.com/Newsletter.html", Newsletter, "case and the file's ending do not matter"},
		{"https://example.com/suscripcion-digital/", Subscribe | Weak, "a word of a segment"},
		{"/2023/why-your-newsletter-costs-too-much-for-you", 0, "a headline turned into an address"},
		{"https://play.google.com/store/apps/details?id=x", App | Shop, "a shop of programs"},
		{"https://join.example.org/donate/now", Membership | Donate, "host and path"},
		{"/login?redirect_to=%2Fstory", Login | Own, "the reader comes back"},
		{"mailto:join@example.org", 0, "no address of a page"},
		{"javascript:subscribe()", 0, ""},
		{"#subscribe", 0, "a place on this page"},
		{"/", 0, ""},
		{"//", 0, "an empty host"},
		{"https:///", 0, ""},
		{"https://example.list-manage.com/x", Newsletter, "a mailing list's host"},
		{"https://notplay.google.company/", 0, "not that host"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, askOf(tt.href), "%q: %s", tt.href, tt.why)
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"https://abo.example.de/x-y/?a=b&redirect=1#c", "//", "a:b", "/?&=&", "https://./..//"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, href string) {
		got := askOf(href)
		if strings.HasPrefix(href, "#") {
			assert.Zero(t, got)
		}
		assert.Equal(t, got, askOf(href+"#fragment"), "a place on the page changes nothing")
	})
}
