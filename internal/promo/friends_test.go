package promo_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

// page wraps a story, with what follows its first paragraph and what follows
// all of it.
func newsPage(inside, after string) string {
	return `<body><header><nav><a href="/">News</a> <a href="/sport/">Sport</a></nav></header><main><article><h1>Lamp</h1><div class="text"><p>` +
		story + `</p>` + inside + `<p>` + story + `</p></div>` + after + `</article></main><footer><p>© Harbour News</p></footer>`
}

// gates returns the promos that are gates.
func gates(all []promo.Promo) []promo.Promo {
	var out []promo.Promo
	for _, p := range all {
		if p.Gate {
			out = append(out, p)
		}
	}
	return out
}

func TestFalseFriendsAreNoGates(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, inside, after, why string }{
		{"bookmark", `<div class="popover"><p>Please log in to bookmark this story</p><a href="/login">Log in</a></div>`, "", "a function of the site"},
		{"listen", `<div class="audio"><p>Jetzt abonnieren und von der Vorlesefunktion profitieren</p></div>`, "", "a function in another language"},
		{"comment", "", `<section id="comments"><p>You must log in or register to reply here.</p><a href="/login">Log in</a></section>`, "commenting is not reading"},
		{"comment subscribers", "", `<section id="comments"><p>You need to be a subscriber to join the conversation.</p><a href="/subscribe">Subscribe</a></section>`, ""},
		{"teaser label", "", `<ul class="related"><li><a href="/a"><span>For Subscribers</span> The other lamp</a></li><li><a href="/b"><span>For Subscribers</span> A third lamp</a></li></ul>`,
			"it marks other texts"},
		{"reading link", `<p><a href="#more">Continue reading the main story</a></p>`, "", "a link inside the page"},
		{"teaser link", "", `<div class="teaser"><h3><a href="/x">Another lamp</a></h3><a href="/x">Weiterlesen</a></div>`, "it leads to another text"},
		{"institution", `<p>You have full access to this article via your institution.</p>`, "", "says the opposite"},
		{"newsletter box", "", `<div class="newsletter"><h3>Harbour mornings</h3><p>Sign up for our newsletter.</p><form><input type="email"><button>Sign up</button></form></div>`, ""},
		{"donation", "", `<div><p>Support our journalism. Please donate.</p><a href="/donate">Donate</a></div>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, gates(run(t, newsPage(tt.inside, tt.after))), tt.why)
		})
	}
}

func TestStoriesAreNoPromos(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, inside, why string }{
		{"news of subscriptions", `<p>STORY The company said that six million new subscribers had joined its streaming service, whose subscription costs $9 a month.</p>`, ""},
		{"behind a paywall", `<p>STORY The paper pushed the report behind a paywall, and its newsletter did not mention it once in the following week.</p>`, ""},
		{"donors", `<p>STORY Donors gave 4 million dollars to the campaign, and many of them had donated before, to both parties, in other years.</p>`, ""},
		{"rents", `<p>STORY Flats that cost 900 € a month in spring cost 55 € more in autumn, and the landlords cancel at any time.</p>`, ""},
		{"members", `<p>STORY Members of the club may register their boats at the town hall, where the clerk keeps a list of them.</p>`, ""},
		{"links to a section", `<ul><li><a href="/premium-cars">Premium cars of the year and what they cost today</a></li><li><a href="/lamp-wars">How the wars of the lamp makers ended</a></li></ul>`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Empty(t, run(t, newsPage(tt.inside, "")), tt.why)
		})
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, after string
		want        term.PromoKind
		why         string
	}{
		{"newsletter by form", `<div><h3>Harbour mornings</h3><p>The best of the harbour in your inbox</p><form action="/x"><input type="email" name="mail"><button>Send</button></form></div>`,
			term.Newsletter, "a field for an address says what is meant"},
		{"newsletter by object", `<p>Subscribe to our newsletter <a href="/letters">here</a>.</p>`, term.Newsletter, "the verb serves both"},
		{"subscription by price", `<div><p>Subscribe for $2 a month</p><a href="/x">Subscribe now</a></div>`, term.Subscription, "the verb serves both"},
		{"donation by target", `<div><h3>Support our journalism</h3><p>Help us keep the lamp lit with a donation.</p><a class="btn" href="https://www.paypal.com/donate?x=1">Donate</a></div>`, term.Donation, "the host tells"},
		{"app", `<div class="app-banner"><p>Download our app</p><a href="https://play.google.com/store/apps/details?id=x">Google Play</a></div>`, term.App, ""},
		{"registration", `<div><h3>Create a free account</h3><p>Register now to save articles.</p><a href="/register">Register</a></div>`, term.Registration, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := run(t, newsPage("", tt.after))
			if assert.Len(t, got, 1, tt.why) {
				assert.Equal(t, tt.want.String(), got[0].Kind.String(), tt.why)
			}
		})
	}
}

func TestGates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, after string
		want        term.PromoKind
	}{
		{"subscription", `<div class="box"><h3>To read the full story, subscribe</h3><a href="/subscribe">Subscribe now</a><p>Already a subscriber? <a href="/login">Log in</a></p></div>`, term.Subscription},
		{"registration", `<div class="box"><h3>Create a free account to continue reading</h3><a href="/register">Create account</a></div>`, term.Registration},
		{"plain paragraphs", `<p>To read the rest of this story subscribe.</p><p><a href="/subscribe">Subscribe now</a></p>`, term.Subscription},
		{"german", `<div><h3>Jetzt weiterlesen</h3><p>Exklusiv für Abonnenten.</p><a href="/abo">Jetzt abonnieren</a></div>`, term.Subscription},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := gates(run(t, newsPage("", tt.after)))
			if assert.Len(t, got, 1) {
				assert.Equal(t, tt.want.String(), got[0].Kind.String())
				assert.Equal(t, term.AfterBody.String(), got[0].Placement.String())
			}
		})
	}
}

func TestHiddenPromosAreFound(t *testing.T) {
	t.Parallel()
	got := run(t, newsPage("", `<div class="paywall" hidden><h3>To read the full story, subscribe</h3><a href="/subscribe">Subscribe now</a></div>`))
	if assert.Len(t, got, 1) {
		assert.True(t, got[0].Hidden)
		assert.True(t, got[0].Gate, "a dormant gate is one still")
	}
}
