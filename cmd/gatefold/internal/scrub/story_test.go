package scrub

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/lexicon"
	"github.com/gatefold/gatefold/internal/wording"
)

// TestGrammarsAreWhole holds that a language has of each list enough for stories that
// do not repeat themselves, adverbials of every length, and no line twice.
func TestGrammarsAreWhole(t *testing.T) {
	t.Parallel()
	require.GreaterOrEqual(t, len(grammars()), 12)
	for lang, g := range grammars() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			for _, l := range []struct {
				name  string
				parts []part
				least int
			}{
				{"subject", g.subjects, 20}, {"predicate", g.predicates, 28}, {"adverbial", g.adverbials, 30}, {"join", g.joins, 2},
				{"label", g.labels, 12}, {"section", g.sections, 15}, {"question", g.questions, 4}, {"asking", g.asking, 100},
			} {
				assert.GreaterOrEqual(t, len(l.parts), l.least, l.name)
				seen := map[string]bool{}
				for _, p := range l.parts {
					assert.False(t, seen[p.text], "%s: %q stands twice", l.name, p.text)
					seen[p.text] = true
				}
			}
			for c := asDate; c <= asPhrase; c++ {
				assert.Contains(t, g.frames[c.String()], "{}", "the frame of %s", c)
			}
			short := 0
			for _, p := range g.adverbials {
				if p.n <= 2 {
					short++
				}
			}
			assert.NotZero(t, short, "an adverbial that fills a gap of a word or two")
		})
	}
}

// TestAskingLinesAreKnown holds that what a language asks with is wording that the
// lexicon knows, of the kinds that access and promos are told by.
func TestAskingLinesAreKnown(t *testing.T) {
	t.Parallel()
	for lang, g := range grammars() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			var all block.Wording
			for _, p := range g.asking {
				all |= wording.Default().Kinds(lexicon.Fold(nil, p.text))
			}
			for _, k := range []lexicon.Kind{
				lexicon.GateSubscription, lexicon.CTA, lexicon.Subscription, lexicon.Newsletter, lexicon.Login,
				lexicon.App, lexicon.Consent, lexicon.Terms, lexicon.Related, lexicon.AdLabel,
			} {
				assert.NotZero(t, all&wording.Of(k), "no line of kind %s", k)
			}
			for _, p := range append(append([]part{}, g.subjects...), append(g.predicates, g.adverbials...)...) {
				// Not at the start of a text, where "by" leads to a name.
				assert.Zero(t, wording.Default().Kinds(lexicon.Fold(nil, "x "+p.text)), "%q is told, and asks", p.text)
			}
		})
	}
}

func TestSentencesHaveTheirLength(t *testing.T) {
	t.Parallel()
	for lang, g := range grammars() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			off, all := 0, 0
			for n := 8; n < 60; n++ {
				for seed := range 10 {
					d := dice(hash(lang, strings.Repeat("x", seed)))
					have := 0
					for _, p := range g.sentence(&d, n) {
						have += p.n
					}
					off += distance(have, n)
					all += n
				}
			}
			assert.Less(t, float64(off)/float64(all), 0.1, "words too many or too few")
		})
	}
}

// story returns the texts of the paragraphs of the fixture of a page.
func storyOf(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	_, err = Page(root, Options{URL: "https://stub.example/a"})
	require.NoError(t, err)
	var out []string
	for n := range root.Descendants() {
		if n.Data == "p" {
			out = append(out, strings.TrimSpace(textOf(n)))
		}
	}
	return out
}

func TestTextsKeepTheirForm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, page string
		check      func(t *testing.T, got string)
	}{
		{"question", `<p>Has anybody asked the otters about all of this?</p>`, func(t *testing.T, got string) { assert.True(t, strings.HasSuffix(got, "?"), got) }},
		{"quotation", `<p>The warden said “nobody has asked the otters” when he came to see them.</p>`, func(t *testing.T, got string) {
			assert.Equal(t, 1, strings.Count(got, "“"), got)
			assert.Equal(t, 1, strings.Count(got, "”"), got)
		}},
		{"date", `<p>The otters came back to the river on 3 May after a long winter.</p>`, func(t *testing.T, got string) { assert.Contains(t, got, "3 May") }},
		{"shout", `<p>THE OTTERS CAME BACK TO THE RIVER</p>`, func(t *testing.T, got string) { assert.Equal(t, strings.ToUpper(got), got) }},
		{"offer", `<p>Subscribe now to The Otter for $3.50 a month and enjoy all of its stories. Cancel any time.</p>`, func(t *testing.T, got string) {
			assert.Contains(t, got, "$3.50")
			assert.Contains(t, strings.ToLower(got), "cancel")
			assert.NotContains(t, got, "Otter")
		}},
		{"newsletter", `<p>Sign up for the Otter Bulletin newsletter, which we send you whenever an otter is seen.</p>`, func(t *testing.T, got string) {
			assert.Contains(t, got, "newsletter")
			assert.NotContains(t, strings.ToLower(got), "otter")
		}},
		{"label", `<p>Read more</p>`, func(t *testing.T, got string) { assert.Equal(t, "Read more", got) }},
		{"length of a sentence", `<p>The otters came back to the river in spring with their young and built a holt below the weir.</p>`, func(t *testing.T, got string) {
			assert.InDelta(t, 18, len(strings.Fields(got)), 2, got)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := storyOf(t, `<html lang="en"><body>`+c.page+`</body></html>`)
			require.Len(t, got, 1)
			c.check(t, got[0])
		})
	}
}

func TestRepeatedTextsStayRepeated(t *testing.T) {
	t.Parallel()
	got := storyOf(t, `<html lang="de"><body><p>Die Otter sind im Frühling an den Fluss zurückgekehrt und haben Junge.</p><div><p>Die Otter sind im Frühling an den Fluss…</p></div></body></html>`)
	require.Len(t, got, 2)
	assert.True(t, strings.HasPrefix(got[0], strings.TrimSuffix(got[1], "…")), "%q", got)
}

// TestLinksStayInTheirSentence holds that a sentence with a link is one sentence, and
// the link some words of it.
func TestLinksStayInTheirSentence(t *testing.T) {
	t.Parallel()
	root, err := html.Parse(strings.NewReader(`<html lang="fr"><body><p>Les loutres sont revenues à <a href="/x">la rivière du village</a> avec leurs petits au printemps.</p></body></html>`))
	require.NoError(t, err)
	_, err = Page(root, Options{})
	require.NoError(t, err)
	for n := range root.Descendants() {
		if n.Data == "a" {
			assert.InDelta(t, 4, len(strings.Fields(textOf(n))), 1)
			assert.True(t, strings.HasSuffix(strings.TrimSpace(textOf(n.Parent)), "."))
		}
	}
}
