package scrub

import (
	"slices"
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
			require.NotEmpty(t, g.stories)
			for i, story := range g.stories {
				for list, least := range map[string]int{"headline": 6, "standfirst": 4, "tell": 24, "quote": 8, "caption": 7, "heading": 8, "question": 5} {
					assert.GreaterOrEqual(t, len(story[list]), least, "story %d: %s", i, list)
					lines := slices.Sorted(slices.Values(story[list]))
					assert.Len(t, slices.Compact(lines), len(story[list]), "story %d: %s: a line stands twice", i, list)
				}
			}
			for list, least := range map[string]int{"teaser": 14, "brief": 10, "short": 5} {
				assert.GreaterOrEqual(t, len(g.shared[list]), least, list)
			}
			assert.GreaterOrEqual(t, len(g.labels), 12)
			assert.GreaterOrEqual(t, len(g.sections), 15)
			assert.GreaterOrEqual(t, len(g.asking), 100)
			assert.GreaterOrEqual(t, min(len(g.given), len(g.family)), 10, "names for a byline and the people of the story")
			for _, line := range linesOf(g) {
				assert.Equal(t, strings.Count(line, "["), strings.Count(line, "]"), line)
				assert.Equal(t, strings.Count(line, "“"), strings.Count(line, "”"), line)
			}
			for _, c := range [...]string{"date", "price", "name", "site", "phrase"} {
				assert.Contains(t, g.frames[c], "{}", "the frame of %s", c)
			}
			assert.NotEmpty(t, g.frames["credit"])
		})
	}
}

// linesOf lists the lines of a language that are told.
func linesOf(g *grammar) []string {
	var out []string
	for _, list := range g.shared {
		out = append(out, list...)
	}
	for _, story := range g.stories {
		for _, list := range story {
			out = append(out, list...)
		}
	}
	return out
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
			cast := newTale(g, 1).cast
			for _, l := range linesOf(g) {
				for _, f := range readLine(cast.Replace(l)).forms {
					// Not at the start of a text, where "by" leads to a name.
					assert.Zero(t, wording.Default().Kinds(lexicon.Fold(nil, "x "+f.text))&told, "%q is told, and asks", f.text)
				}
			}
		})
	}
}

// told are the kinds of wording that a story must not have.
const told = wording.Asks | wording.CTA | wording.Login | wording.Remaining | wording.Consent | wording.Terms | wording.Benefit

// TestParagraphsHaveTheirLength holds that what is told has about as many words as it
// should, whatever the number.
func TestParagraphsHaveTheirLength(t *testing.T) {
	t.Parallel()
	for lang, g := range grammars() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			off, all := 0, 0
			for n := 10; n < 60; n++ {
				for seed := range 10 {
					tale := newTale(g, uint32(seed))
					off += distance(len(tokenize(tale.paragraph("tell", n, seed%2 == 0, seed%3 == 0))), n)
					all += n
				}
			}
			assert.Less(t, float64(off)/float64(all), 0.1, "words too many or too few")
		})
	}
}

// TestStoryIsToldInOrder holds that the paragraphs of a page follow the story: each
// begins behind where the one before it ended, with the same people.
func TestStoryIsToldInOrder(t *testing.T) {
	t.Parallel()
	for lang, g := range grammars() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			tale := newTale(g, 3)
			at := -1
			for range 5 {
				text := tale.paragraph("tell", 30, false, false)
				for i, l := range tale.lists["tell"].lines {
					for _, f := range l.forms {
						if i > at && strings.Contains(text, capital(f.text)) {
							at = i
						}
					}
				}
				first := strings.Split(text, ". ")[0]
				for i, l := range tale.lists["tell"].lines[:at+1] {
					for _, f := range l.forms {
						if capital(f.text) == first {
							assert.LessOrEqual(t, at-i, 8, "%q is told too late", first)
						}
					}
				}
			}
			assert.Greater(t, at, 5)
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
			assert.InDelta(t, 4, len(strings.Fields(textOf(n))), 2)
			assert.True(t, strings.HasSuffix(strings.TrimSpace(textOf(n.Parent)), "."))
		}
	}
}
