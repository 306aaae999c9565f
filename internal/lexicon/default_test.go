package lexicon

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// TestDefault checks that each file has what a language needs.
func TestDefault(t *testing.T) {
	t.Parallel()
	l := Default()
	names, err := fs.Glob(lexicondata.FS, "*.toml")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(names), 34)
	has := map[string]map[Kind]bool{}
	for i := range int32(l.Len()) {
		p := l.Phrase(i)
		for lang := range strings.FieldsSeq(p.Lang) {
			if has[lang] == nil {
				has[lang] = map[Kind]bool{}
			}
			has[lang][p.Kind] = true
		}
	}
	for _, name := range names {
		lang := strings.TrimSuffix(name, ".toml")
		if has[lang] == nil {
			continue // of this language only the words of dates and bylines are known
		}
		for _, k := range []Kind{
			GateSubscription, GateRegistration, CTA, Subscription, Newsletter, Registration, Login, Donation, App,
			Related, AdLabel, TeaserLabel, CommentGate, FeatureGate, Terms, Byline, Legal, Consent,
			Free, Trial, Then, Per, Only, Discount, Cancel, First, Number, Period, Currency,
		} {
			assert.True(t, has[lang][k], "%s has no %s", name, k)
		}
	}
}

// TestWords checks that every kind of word stands in some file, once.
func TestWords(t *testing.T) {
	t.Parallel()
	l := Default()
	for k := range numWordKinds {
		assert.NotEmpty(t, l.Words(k), k.String())
	}
	assert.Contains(t, l.Words(DateUpdated), "aktualisiert")
	assert.Contains(t, l.Words(AuthorAnd), "och")
	assert.Equal(t, "author.org-end", AuthorOrgEnd.String())
}

// TestEveryPhraseIsFound looks for each phrase in its own words.
func TestEveryPhraseIsFound(t *testing.T) {
	t.Parallel()
	l := Default()
	for i := range int32(l.Len()) {
		p := l.Phrase(i)
		folded := Fold(nil, plain(p.Text))
		hits := l.Scan(folded, nil)
		if p.Kind >= Free {
			hits = l.ScanOffer(folded, nil)
		}
		ok := slices.ContainsFunc(hits, func(h Hit) bool {
			q := l.Phrase(h.Phrase)
			return q.Kind == p.Kind || covers(q.Kind) || isGate(q.Kind) && p.Kind == TeaserLabel || isGate(p.Kind) && q.Kind == TeaserLabel
		})
		assert.True(t, ok, "%s %s %q is not found in %q", p.Lang, p.Kind, p.Text, folded)
	}
}

// plain writes a phrase in one of its forms.
func plain(s string) string {
	for {
		open := strings.IndexByte(s, '(')
		if open < 0 {
			break
		}
		end := strings.IndexByte(s, ')')
		first, _, _ := strings.Cut(s[open+1:end], "|")
		s = s[:open] + first + s[end+1:]
	}
	s = strings.ReplaceAll(s, gap, " x ")
	return strings.NewReplacer("^", "", "$$", "", "*", "").Replace(s)
}

// TestWording has what gates and prompts say and, more of it, what looks like
// them.
func TestWording(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		why  string
		text string
		want []Kind
		not  []Kind
	}{
		{"a gate", "To read the full story, subscribe now", []Kind{GateSubscription, CTA}, nil},
		{"a gate in German", "Möchten Sie weiterlesen?", []Kind{GateSubscription}, nil},
		{"a gate in French", "La suite est réservée aux abonnés", []Kind{GateSubscription}, nil},
		{"a gate in Spanish", "El contenido al que quiere acceder es exclusivo para suscriptores", []Kind{GateSubscription}, nil},
		{"a gate in Japanese", "この記事は会員限定です。", []Kind{GateSubscription}, nil},
		{"a gate in Polish", "Czytaj dalej. Subskrybuj", []Kind{GateSubscription}, nil},
		{"a gate in Arabic", "هذا المحتوى متاح للمشتركين فقط", []Kind{GateSubscription}, nil},
		{"a gate in Russian", "Чтобы дочитать, оформите подписку", []Kind{GateSubscription}, nil},
		{"registration", "Register to unlock this article", []Kind{GateRegistration}, nil},
		{"registration in Spanish", "Regístrate gratis para seguir leyendo", []Kind{GateRegistration}, nil},
		{"what is left", "Il vous reste 57.09% de cet article à lire", []Kind{Remaining}, nil},
		{"what is left in Polish", "Pozostało jeszcze 89% artykułu", []Kind{Remaining}, nil},
		{"what is left in Japanese", "残り362文字", []Kind{Remaining}, nil},
		{"a meter", "You've reached your free article limit.", []Kind{Meter}, nil},
		{"a mailing list", "Sign up for our free daily newsletter", []Kind{Newsletter}, nil},
		{"a compound", "Unser Morgennewsletter", []Kind{Newsletter}, nil},

		{"a bookmark", "Please log in to bookmark this story", []Kind{FeatureGate}, []Kind{CTA, GateRegistration}},
		{"a bookmark for subscribers", "Subscribe to Premium to bookmark this article", []Kind{FeatureGate}, []Kind{GateSubscription}},
		{"a Danish function", "Denne funktion kræver et abonnement", []Kind{FeatureGate}, []Kind{GateSubscription, Subscription}},
		{"a Spanish function", "Esta funcionalidad es sólo para suscriptores", []Kind{FeatureGate}, []Kind{GateSubscription}},
		{"a Japanese clipping", "スクラップは会員限定です", []Kind{FeatureGate}, []Kind{GateSubscription}},
		{"a German function", "Diese Funktion steht nur unseren Abonnenten zur Verfügung", []Kind{FeatureGate}, []Kind{GateSubscription}},
		{"read aloud", "Suscríbete para escuchar", []Kind{FeatureGate}, []Kind{GateSubscription}},
		{"a reply", "You must log in or register to reply here", []Kind{CommentGate}, []Kind{CTA, GateRegistration}},
		{"a conversation", "You need to be a subscriber to join the conversation", []Kind{CommentGate}, []Kind{GateSubscription}},
		{"Spanish comments", "Los comentarios son exclusivos para suscriptores", []Kind{CommentGate}, []Kind{GateSubscription}},
		{"a label in a menu", "Article réservé aux abonnés", []Kind{TeaserLabel}, []Kind{GateSubscription}},
		{"a label behind a link", "Lire aussi : Article réservé à nos abonnés Le retour", []Kind{TeaserLabel, Related}, []Kind{GateSubscription}},
		{"a label in English", "For Subscribers", []Kind{TeaserLabel}, []Kind{GateSubscription}},
		{"an Italian notice", "© RIPRODUZIONE RISERVATA", []Kind{Harmless}, []Kind{GateSubscription}},
		{"a Polish button", "Udostępnij", nil, []Kind{GateSubscription, Subscription}},
		{"marketing", "Unlock the power of data", []Kind{Harmless}, []Kind{GateSubscription}},
		{"an institution", "You have full access to this article via your institution", []Kind{Harmless}, []Kind{Subscription, GateSubscription}},
		{"a press code", "This newspaper subscribes to the Press Code", []Kind{Harmless}, []Kind{CTA}},
		{"prose about a subject", "Canada is among the subscribers to this idea", []Kind{Harmless}, []Kind{GateSubscription, TeaserLabel}},
		{"a house ad of a free page", "有料会員になると会員限定の有料記事もお読みいただけます", []Kind{Harmless}, []Kind{GateSubscription}},
		{"a Norwegian word", "Anmeldelser", []Kind{Harmless}, []Kind{GateRegistration}},
		{"prose", "The harbour was registered as a steady and exclusive place.", nil,
			[]Kind{GateSubscription, GateRegistration, CTA, Meter, Subscription}},
		{"a skip link", "Continue reading the main story", []Kind{Continue}, []Kind{GateSubscription, GateRegistration}},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			l := Default()
			got := map[Kind]bool{}
			for _, h := range l.Scan(Fold(nil, tt.text), nil) {
				got[l.Kind(h.Phrase)] = true
			}
			for _, k := range tt.want {
				assert.True(t, got[k], "no %s in %q", k, tt.text)
			}
			for _, k := range tt.not {
				assert.False(t, got[k], "%s in %q", k, tt.text)
			}
		})
	}
}
