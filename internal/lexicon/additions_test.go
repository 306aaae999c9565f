package lexicon

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// add returns additions with files of the name and text given, in turn.
func add(t testing.TB, nameAndText ...string) *Additions {
	t.Helper()
	var a *Additions
	for i := 0; i < len(nameAndText); i += 2 {
		var errs []error
		a, errs = a.With([]File{{nameAndText[i], []byte(nameAndText[i+1])}})
		require.NoError(t, errors.Join(errs...))
	}
	return a
}

func TestAdditions(t *testing.T) {
	t.Parallel()
	const gazette, offers = "The Harbour Gazette in your letterbox", "tri mis am dim"
	fr := func(lines string) string { return "lang = \"fr\"\n" + lines }
	for _, tt := range []struct {
		why   string
		files []string
		text  string
		want  []string // beside what the shipped lexicon finds
	}{
		{"nothing", nil, gazette, nil},
		{"a new language", []string{"cy.toml", "lang = \"cy\"\n[known]\nnewsletter = [\"harbour gazette\"]"}, gazette, []string{"newsletter cy"}},
		{"a language that ships", []string{"fr.toml", fr("[seen]\nnewsletter = [\"harbour gazette\"]")}, gazette, []string{"newsletter fr"}},
		{"a kind of its own", []string{"fr.toml", fr("[seen]\nnewsletter = [\"harbour gazette\"]\nlegal = [\"harbour gazette\"]")}, gazette, []string{"newsletter fr", "legal fr"}},
		{"two languages", []string{"fr.toml", fr("[seen]\nnewsletter = [\"harbour gazette\"]"), "cy.toml", "lang = \"cy\"\n[seen]\nnewsletter = [\"harbour gazette\"]"}, gazette, []string{"newsletter fr cy"}},
		{"a pair", []string{"fr.toml", fr("[[pair]]\nkind = \"commerce\"\nall = [\"gazette\", \"letterbox\"]")}, gazette, []string{"commerce fr"}},
		{"words of offers", []string{"cy.toml", "lang = \"cy\"\n[offer]\nfree = [\"am dim\"]\n[offer.period]\nmonth = [\"mis\"]\n[offer.number]\n3 = [\"tri\"]"}, offers, []string{"number cs hr sk cy 3", "period cy month", "free cy"}},
		{"dropped again", []string{"fr.toml", fr("[seen]\nnewsletter = [\"harbour gazette\"]"), "fr.toml", fr("[drop]\nnewsletter = [\"harbour gazette\"]")}, gazette, nil},
		{"dropped and stated anew", []string{"fr.toml", fr("[seen]\nnewsletter = [\"harbour gazette\"]"), "fr.toml", fr("[drop]\nnewsletter = [\"harbour gazette\"]\n[known]\napp = [\"harbour gazette\"]")}, gazette, []string{"app fr"}},
		{"dropped of one language of two", []string{"fr.toml", fr("[seen]\napp = [\"gazette\"]"), "cy.toml", "lang = \"cy\"\n[seen]\napp = [\"gazette\"]", "fr.toml", fr("[drop]\napp = [\"gazette\"]")}, gazette, []string{"app cy"}},
		{"a pair dropped", []string{"fr.toml", fr("[[pair]]\nkind = \"commerce\"\nall = [\"gazette\", \"letterbox\"]"), "fr.toml", fr("[drop]\ncommerce = [\"gazette…letterbox\"]")}, gazette, nil},
		{"a gap dropped", []string{"fr.toml", fr("[seen]\ncommerce = [\"gazette … letterbox\"]"), "fr.toml", fr("[drop]\ncommerce = [\"gazette … letterbox\"]")}, gazette, nil},
		{"a word of offers dropped", []string{"cy.toml", "lang = \"cy\"\n[offer.period]\nmonth = [\"mis\"]", "cy.toml", "lang = \"cy\"\n[drop]\nperiod = [\"mis\"]"}, offers, nil},
		{"what ships already", []string{"fr.toml", fr("[seen]\nnewsletter = [\"lettre d'information\"]")}, "La lettre d'information", nil},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			l := add(t, tt.files...).Lexicon()
			folded := Fold(nil, tt.text)
			known := kindsIn(Default(), folded)
			got := slices.DeleteFunc(kindsIn(l, folded), func(s string) bool { return slices.Contains(known, s) })
			assert.ElementsMatch(t, tt.want, got)
		})
	}
}

// kindsIn returns what l finds in a text, each with its languages and value.
func kindsIn(l *Lexicon, folded []byte) []string {
	var out []string
	for _, h := range append(l.Scan(folded, nil), l.ScanOffer(folded, nil)...) {
		p := l.Phrase(h.Phrase)
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", p.Kind, p.Lang, p.Value)))
	}
	return out
}

func TestAdditionsOfNothing(t *testing.T) {
	t.Parallel()
	var a *Additions
	assert.Same(t, Default(), a.Lexicon())
	empty, errs := a.With(nil)
	assert.Empty(t, errs)
	assert.Same(t, Default(), empty.Lexicon())
}

// TestAdditionsLeaveTheDefault holds that a drop is one of its own lexicon only.
func TestAdditionsLeaveTheDefault(t *testing.T) {
	t.Parallel()
	own := add(t, "en.toml", "lang = \"en\"\n[drop]\nad-label = [\"^story continues below\"]").Lexicon()
	text := Fold(nil, "Story continues below")
	assert.Empty(t, own.Scan(text, nil))
	assert.Len(t, Default().Scan(text, nil), 1)
}

func TestAdditionErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, name, text, want string }{
		{"bad TOML", "fr.toml", "lang = \"fr\"\n[seen]\ncta = [\"a\"", "fr.toml:3: TOML:"},
		{"an unknown table", "fr.toml", "lang = \"fr\"\n[sene]", `fr.toml:2: unknown table "sene"; valid are seen, known, pair`},
		{"an unknown kind", "fr.toml", "lang = \"fr\"\n[seen]\nnewsleter = [\"a\"]", `fr.toml:3: unknown kind "newsleter"`},
		{"an unknown language", "xx.toml", "name = \"?\"\nlang = \"xx\"", `xx.toml:2: "xx" is no code of a language`},
		{"no code", "french.toml", "lang = \"french\"", `french.toml:1: "french" is no code of a language`},
		{"a region", "pt-BR.toml", "lang = \"pt-BR\"", `pt-BR.toml:1: phrases of "pt-BR" belong into pt.toml`},
		{"capitals", "FR.toml", "lang = \"FR\"", `FR.toml:1: phrases of "FR" belong into fr.toml`},
		{"another code", "nb.toml", "lang = \"nb\"", `nb.toml:1: phrases of "nb" belong into no.toml`},
		{"a longer code", "fra.toml", "lang = \"fra\"", `fra.toml:1: phrases of "fra" belong into fr.toml`},
		{"another file's language", "fr.toml", "lang = \"de\"", `fr.toml:1: lang is "de", but the file is "fr.toml"`},
		{"a phrase twice", "fr.toml", "lang = \"fr\"\n[seen]\ncta = [\n  \"a b\",\n  \"a b\",\n]", `fr.toml:5: "a b" is stated twice under cta, first at line 4`},
		{"seen and known", "fr.toml", "lang = \"fr\"\n[seen]\ncta = [\"a b\"]\n[known]\ncta = [\"a b\"]", `fr.toml:5: "a b" is stated twice under cta, first at line 3`},
		{"a pair twice", "fr.toml", "lang = \"fr\"\n[[pair]]\nkind = \"cta\"\nall = [\"a\", \"b\"]\n[[pair]]\nkind = \"cta\"\nall = [\"a\", \"b\"]", `fr.toml:5: "a…b" is stated twice under cta, first at line 2`},
		{"a word of offers twice", "fr.toml", "lang = \"fr\"\n[offer.period]\nweek = [\"a\", \"a\"]", `fr.toml:3: "a" is stated twice under period`},
		{"a long phrase", "fr.toml", "lang = \"fr\"\n[seen]\ncta = [\"" + strings.Repeat("a", maxPhrase+1) + "\"]", "fr.toml:3: a phrase has at most 500 bytes, not 501"},
		{"a word of many pairs", "fr.toml", "lang = \"fr\"\n" + manyPairs(maxShared+1), `fr.toml:74: "lettre" stands in more than 24 pairs`},
		{"no currency", "fr.toml", "lang = \"fr\"\n[offer.currency]\nQQQ = [\"q\"]", `fr.toml:3: "QQQ" is no currency of ISO 4217`},
		{"a drop of what is not there", "fr.toml", "lang = \"fr\"\n[drop]\ncta = [\"no such phrase\"]", `fr.toml:3: "no such phrase" is no phrase under cta that an earlier fr.toml has`},
		{"a drop of its own", "fr.toml", "lang = \"fr\"\n[seen]\ncta = [\"my own\"]\n[drop]\ncta = [\"my own\"]", `fr.toml:5: "my own" is no phrase under cta that an earlier fr.toml has`},
		{"a drop of an unknown kind", "fr.toml", "lang = \"fr\"\n[drop]\nctaa = [\"a\"]", `fr.toml:3: unknown kind "ctaa"`},
		{"a drop without a file", "cy.toml", "lang = \"cy\"\n[drop]\ncta = [\"a\"]", "cy.toml:3: nothing can be dropped: no earlier file has this language"},
		{"too much", "fr.toml", "lang = \"fr\"\n#" + strings.Repeat("x", maxAdditions), "fr.toml:1: too large"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			var none *Additions
			a, errs := none.With([]File{{tt.name, []byte(tt.text)}})
			require.Len(t, errs, 1)
			assert.Nil(t, a)
			require.ErrorContains(t, errs[0], tt.want)
			var at *Error
			require.ErrorAs(t, errs[0], &at)
			assert.Equal(t, tt.name, at.File)
		})
	}
}

// manyPairs are n pairs with one word in common.
func manyPairs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[[pair]]\nkind = \"newsletter\"\nall = [\"lettre\", \"mot%c\"]\n", 'a'+i)
	}
	return b.String()
}

// TestManyPairs holds that each of as many pairs with a word in common as a file
// may have is found.
func TestManyPairs(t *testing.T) {
	t.Parallel()
	l := add(t, "fr.toml", "lang = \"fr\"\n"+manyPairs(maxShared)).Lexicon()
	for i := range maxShared {
		for _, text := range []string{"mot%c du lettre", "lettre du mot%c"} {
			hits := l.Scan(fmt.Appendf(nil, text, 'a'+i), nil)
			assert.Len(t, hits, 1, text, i)
		}
	}
}

// TestShippedFilesAreStrict holds the files that ship to what is asked of a
// caller's.
func TestShippedFilesAreStrict(t *testing.T) {
	t.Parallel()
	names, err := fs.Glob(lexicondata.FS, "*.toml")
	require.NoError(t, err)
	for _, name := range names {
		data, err := fs.ReadFile(lexicondata.FS, name)
		require.NoError(t, err)
		c := newCompiler(len(data))
		c.strict = true
		c.file(name, data)
		assert.NoError(t, errors.Join(c.errs...))
		assert.True(t, File{name, data}.Ships())
	}
}

// FuzzAdditions holds that what With lets pass compiles together with what
// ships, and that its hits lie inside the text.
func FuzzAdditions(f *testing.F) {
	f.Add("lang = \"is\"\n[seen]\ncta = [\"a (b|c) … d*\", \"^x$$\"]\n[[pair]]\nkind = \"cta\"\nall = [\"a\", \"b\"]", "a b d x")
	f.Add("lang = \"is\"\n[drop]\ncta = [\"no\"]\n[offer.currency]\nEUR = [\"evra\"]", "1 evra")
	f.Add("lang = \"is\"\n[offer.number]\n1 = [\"einn\"]\n[drop]\nnumber = [\"einn\", \"einn\"]", "einn")
	shipped, err := fs.ReadFile(lexicondata.FS, "is.toml")
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, s, text string) {
		own := File{"is.toml", []byte(s)}
		if a, errs := (*Additions)(nil).With([]File{own}); (a == nil) != (len(errs) > 0) {
			t.Fatalf("With returns %v and %v", a, errs)
		} else if a == nil {
			return
		}
		// The other languages change nothing, and would take most of the time.
		l, err := compile([]File{{"is.toml", shipped}}, []File{own})
		if err != nil {
			t.Fatalf("checked and not compiled: %v", err)
		}
		folded := Fold(nil, text)
		for _, h := range append(l.Scan(folded, nil), l.ScanOffer(folded, nil)...) {
			if h.Start < 0 || h.End < h.Start || int(h.End) > len(folded) || l.Kind(h.Phrase) == None {
				t.Errorf("Scan(%q) = %+v, %+v", folded, h, l.Phrase(h.Phrase))
			}
		}
	})
}
