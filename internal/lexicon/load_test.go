package lexicon

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLoadErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, text, want string }{
		{"no language", "name = \"X\"", "xx.toml:1: lang is missing"},
		{"another file's language", "lang = \"yy\"", `xx.toml:1: lang is "yy", but the file is "xx.toml"`},
		{"an unknown key", "lang = \"xx\"\nlanguage = \"xx\"", `xx.toml:2: unknown key "language"; valid are lang, name`},
		{"no string", "lang = \"xx\"\nname = 5", "xx.toml:2: name must be a string"},
		{"an unknown table", "lang = \"xx\"\n[sene]", `xx.toml:2: unknown table "sene"; valid are seen, known, pair`},
		{"an unknown kind", "lang = \"xx\"\n[seen]\ncta = []\nnewsleter = []", `xx.toml:4: unknown kind "newsleter"; valid are gate-subscription`},
		{"no list", "lang = \"xx\"\n[seen]\ncta = \"a\"", "xx.toml:3: must be a list of strings"},
		{"a list of numbers", "lang = \"xx\"\n[seen]\ncta = [5]", "xx.toml:3: must be a list of strings"},
		{"brackets in a later line", "lang = \"xx\"\n[seen]\ncta = [\n  \"a\",\n  \"(b\",\n]", `xx.toml:5: "(b": brackets do not match`},
		{"nested brackets", "lang = \"xx\"\n[seen]\ncta = [\"(a|(b|c))\"]", "brackets do not match"},
		{"alternatives outside brackets", "lang = \"xx\"\n[seen]\ncta = [\"a|b\"]", "brackets do not match"},
		{"too many forms", "lang = \"xx\"\n[seen]\ncta = [\"" + strings.Repeat("(a|b)", 10) + "\"]", "more than 200 forms"},
		{"an empty form", "lang = \"xx\"\n[seen]\ncta = [\"(a|)\"]", "empty"},
		{"a star inside", "lang = \"xx\"\n[seen]\ncta = [\"a* b\"]", "* may stand at the ends only"},
		{"two gaps", "lang = \"xx\"\n[seen]\ncta = [\"a … b … c\"]", "only one …"},
		{"a key twice", "lang = \"xx\"\n[seen]\ncta = []\ncta = []", `xx.toml:4: "cta" is stated twice`},
		{"a table twice", "lang = \"xx\"\n[seen]\n[known]\n[seen]", `xx.toml:4: table "seen" is stated twice`},
		{"a pair in single brackets", "lang = \"xx\"\n[pair]\nkind = \"cta\"", `xx.toml:2: table "pair" needs single brackets, pair double ones`},
		{"half a pair", "lang = \"xx\"\n[[pair]]\nkind = \"cta\"\nall = [\"a\"]", "xx.toml:2: a pair needs a kind and two strings in all"},
		{"a pair's kind", "lang = \"xx\"\n[[pair]]\nkind = \"ctaa\"\nall = [\"a\", \"b\"]", `xx.toml:3: unknown kind "ctaa"`},
		{"a pair's key", "lang = \"xx\"\n[[pair]]\nkid = \"cta\"", `xx.toml:3: unknown key "kid"`},
		{"a pair's distance", "lang = \"xx\"\n[[pair]]\nkind = \"cta\"\nall = [\"a\", \"b\"]\nwithin = 9000", "xx.toml:5: 9000 is no valid value of within"},
		{"an unknown kind of offer", "lang = \"xx\"\n[offer]\nfreee = []", `xx.toml:3: unknown kind of offer "freee"`},
		{"a number", "lang = \"xx\"\n[offer.number]\none = [\"one\"]", `xx.toml:3: number "one" is not between 1 and 99`},
		{"a period", "lang = \"xx\"\n[offer.period]\nhour = [\"hour\"]", `xx.toml:3: unknown period "hour"; valid are day, week, month, year`},
		{"a currency", "lang = \"xx\"\n[offer.currency]\neuro = [\"euro\"]", `xx.toml:3: "euro" is neither`},
		{"no TOML", "lang = \"xx\"\n[seen\n", "xx.toml:2: TOML:"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			_, err := Load(fstest.MapFS{"xx.toml": {Data: []byte(tt.text)}})
			require.ErrorContains(t, err, tt.want)
			var e *Error
			require.ErrorAs(t, err, &e)
			assert.Equal(t, "xx.toml", e.File)
			assert.Error(t, errors.Unwrap(e))
		})
	}
}

func TestLoadReportsAll(t *testing.T) {
	t.Parallel()
	_, err := Load(fstest.MapFS{
		"aa.toml": {Data: []byte("lang = \"aa\"\n[seen]\nx = []\ny = []")},
		"bb.toml": {Data: []byte("lang = \"bb\"\n[[pair]]")},
	})
	require.Error(t, err)
	assert.Len(t, strings.Split(err.Error(), "\n"), 3)
}

func TestLoadNothing(t *testing.T) {
	t.Parallel()
	l, err := Load(fstest.MapFS{})
	require.NoError(t, err)
	assert.Empty(t, l.Scan([]byte("subscribe now"), nil))
	assert.Zero(t, l.Len())
}

func TestLanguagesShareAPhrase(t *testing.T) {
	t.Parallel()
	l, err := Load(fstest.MapFS{
		"aa.toml": {Data: []byte("lang = \"aa\"\n[known]\nnewsletter = [\"newsletter\"]")},
		"bb.toml": {Data: []byte("lang = \"bb\"\n[seen]\nnewsletter = [\"Newsletter\"]\ncta = [\"newsletter\"]")},
	})
	require.NoError(t, err)
	hits := l.Scan([]byte("newsletter"), nil)
	require.Len(t, hits, 2, "one for each kind")
	kinds := map[Kind]Phrase{}
	for _, h := range hits {
		kinds[l.Kind(h.Phrase)] = l.Phrase(h.Phrase)
	}
	assert.Equal(t, Phrase{Kind: Newsletter, Lang: "aa bb", Text: "newsletter", Seen: true}, kinds[Newsletter])
	assert.Equal(t, "bb", kinds[CTA].Lang)
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for i, name := range KindNames() {
		k := GateSubscription + Kind(i)
		assert.Equal(t, name, k.String())
		assert.Equal(t, k, parseKind(KindNames(), GateSubscription, name))
	}
	for i, name := range offerNames() {
		assert.Equal(t, name, (Free + Kind(i)).String())
	}
	assert.Equal(t, "currency", Currency.String())
	assert.Equal(t, "invalid", Kind(200).String())
	assert.Less(t, Credit, Kind(40), "package wording has bits of its own from 40 on")
}

func FuzzLoad(f *testing.F) {
	f.Add("lang = \"xx\"\n[seen]\ncta = [\"a (b|c) … d*\", \"^x$$\"]\n[[pair]]\nkind = \"cta\"\nall = [\"a\", \"b\"]")
	f.Add("lang = \"xx\"\n[offer]\nfree = [\"free\"]\n[offer.number]\n1 = [\"one\"]")
	f.Add("[[pair")
	f.Fuzz(func(t *testing.T, s string) {
		l, err := Load(fstest.MapFS{"xx.toml": {Data: []byte(s)}})
		if err != nil {
			return
		}
		text := []byte(s)
		for _, h := range l.Scan(text, nil) {
			if h.Start < 0 || h.End < h.Start || int(h.End) > len(text) || int(h.Phrase) >= l.Len() {
				t.Errorf("Scan(%q) = %+v", text, h)
			}
		}
	})
}
