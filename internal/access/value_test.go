package access

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/term"
)

func TestReadFlag(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in      string
		yes, ok bool
		why     string
	}{
		{"true", true, true, "JSON's boolean"},
		{"False", false, true, "the string of another language"},
		{"http://schema.org/True", true, true, "schema.org's own value"},
		{"https://schema.org/False", false, true, "and over https"},
		{"", false, false, "an empty value says nothing"},
		{"maybe", false, false, "nor does an unknown one"},
		{"0", false, true, "numbers stand for booleans in metas"},
	}
	for _, tt := range tests {
		yes, ok := readFlag(tt.in)
		assert.Equal(t, tt.yes, yes, "%q: %s", tt.in, tt.why)
		assert.Equal(t, tt.ok, ok, "%q: %s", tt.in, tt.why)
	}
}

func TestReadAs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		as    polarity
		value string
		want  reading
		why   string
	}{
		{"tier word", tierOnly, "Metered", saysMetered, "tiers in any case"},
		{"tier number", tierOnly, "1", unread, "a code whose meaning is not known"},
		{"paid yes", paidIf, "yes", saysPaid, ""},
		{"paid no", paidIf, "0", saysFree, ""},
		{"paid tier", paidIf, "abierto", saysFree, "a word beats the key's polarity"},
		{"free yes", freeIf, "true", saysFree, ""},
		{"free no", freeIf, "false", saysPaid, ""},
		{"gated yes", gateIf, "1", saysNotFree, "gated may mean an account"},
		{"gated no", gateIf, "0", unread, "the gate may be off for this reader only"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, readAs(tt.as, tt.value), "%s: %s", tt.name, tt.why)
	}
}

func TestReadingPolicy(t *testing.T) {
	t.Parallel()
	want := map[reading]term.Policy{
		unread: term.PolicyUnknown, saysFree: term.Free, saysMetered: term.Metered, saysRegistration: term.RegistrationWall,
		saysPaid: term.SubscriptionWall, saysNotFree: term.SubscriptionWall,
	}
	for r, p := range want {
		assert.Equal(t, p, r.policy())
	}
}

func TestEndingOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want ending
		why  string
	}{
		{"It was over.", endsWell, ""},
		{"“It was over.”", endsWell, "a quotation mark after the full stop"},
		{"終わった。", endsWell, "the full stop of another script"},
		{"समाप्त हुआ।", endsWell, "a danda"},
		{"and then the …", endsBroken, "an ellipsis"},
		{"and then the [...]", endsBroken, "an ellipsis in brackets"},
		{"economi...", endsBroken, "inside a word"},
		{"What it means:", endsOpen, "a colon promises more"},
		{"the end of the", endsOpen, "no sign at all"},
		{"By the editors )", endsOpen, "a bracket alone"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, endingOf(tt.in), "%q: %s", tt.in, tt.why)
	}
}

func TestStemsCoverEveryKey(t *testing.T) {
	t.Parallel()
	for _, stem := range dataStems {
		require.Len(t, stem, stemLen)
		assert.True(t, isStem(stem), stem)
	}
	assert.False(t, isStem("nonsen"))
	missed := 0
	for key := range dataKeys() {
		covered := false
		for _, stem := range dataStems {
			// Keys are kept without separators and in small letters.
			covered = covered || strings.Contains(key, squash(stem))
		}
		if !covered {
			missed++
			t.Errorf("no stem finds %q", key)
		}
	}
	assert.Zero(t, missed)
}

func TestScanScript(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []string // key=value
		why       string
	}{
		{"json", `{"isPremium":true}`, []string{"isPremium=true"}, ""},
		{"json in a string", `"{\"isPaidContent\":\"false\"}"`, []string{"isPaidContent=false"}, "escaped quotes"},
		{"object", `var d = {contentRestriction: 'premium', x: 1}`, []string{"contentRestriction=premium"}, ""},
		{"assignment", `page.is_premium = 0;`, []string{"is_premium=0"}, ""},
		{"push", `tp.push(["content_tier","metered"])`, []string{"content_tier=metered"}, "a name and its value as arguments"},
		{"visitor", `{"isSubscriber":false,"userIsPremium":true}`, nil, "who reads says nothing of the text"},
		{"configuration", `{"enablePremiumArticles":true}`, nil, "a switch of the site"},
		{"code", `if (isPremium) { showBanner() }`, nil, "code is no statement"},
		{"unknown value", `{"accessLevel":"1"}`, nil, "a code without a vocabulary"},
		{"compare", `isPremium === true`, nil, "a comparison is no statement"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			facts, _ := scanScript("/* padding */"+tt.src, 0, nil, 10)
			var got []string
			for _, f := range facts {
				got = append(got, f.key+"="+f.value)
			}
			assert.Equal(t, tt.want, got, tt.why)
		})
	}
}

func TestScanScriptFindsEveryStemAtEveryOffset(t *testing.T) {
	t.Parallel()
	for pad := range 12 {
		for _, key := range []string{"isPremium", "contentTier", "isPaywalled", "isLocked"} {
			src := strings.Repeat("x", pad) + ` {"` + key + `": "true"}`
			if key == "contentTier" {
				src = strings.Repeat("x", pad) + ` {"` + key + `": "metered"}`
			}
			facts, _ := scanScript(src, 0, nil, 10)
			assert.Len(t, facts, 1, "%s after %d bytes", key, pad)
		}
	}
}

func FuzzScanScript(f *testing.F) {
	f.Add(`{"isPremium":true,"content_tier":"free"}`)
	f.Add(`isPremium`)
	f.Add(`"aywall":`)
	f.Fuzz(func(t *testing.T, src string) {
		facts, _ := scanScript(src, 0, nil, maxHits)
		for _, fact := range facts {
			assert.Contains(t, src, fact.key)
			assert.Contains(t, src, fact.value)
			assert.NotEqual(t, unread, fact.reading)
		}
	})
}
