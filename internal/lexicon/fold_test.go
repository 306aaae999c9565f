package lexicon

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ why, in, want string }{
		{"lower case", "SUBSCRIBE Now", "subscribe now"},
		{"white space is one space", " a \t\n b ", "a b "},
		{"spaces of print", "9\u00a0€ par\u202fmois\u3000x", "9 € par mois x"},
		{"quotes and dashes", "“You’ve” – ‘it’ — «on» „ab“", `"you've" - 'it' - "on" "ab"`},
		{"an ellipsis", "more…", "more..."},
		{"invisible characters", "sub\u00adscri\u200bbe\ufeff\u2060", "subscribe"},
		{"controls", "a\x00b\x1bc\x7fd", "abcd"},
		{"accents of Latin", "Abonné Übersicht Ångström ñ ő ș", "abonne ubersicht angstrom n o s"},
		{"a mark that stands apart", "Abonne\u0301", "abonne"},
		{"two letters", "Maßgabe Œuvre Ærlig þú", "massgabe oeuvre aerlig thu"},
		{"two letters with a mark", "Ǽǣ", "aeae"},
		{"an accent that is a quote", "\u1fef\u1ffd`", "''"},
		{"strokes", "Łódź Đorđe øl ħ", "lodz dorde ol h"},
		{"Turkish i", "ISPARTA İstanbul ısı", "isparta istanbul isi"},
		{"Vietnamese", "Đăng ký để đọc tiếp", "dang ky de doc tiep"},
		{"Greek", "Μόνο για ΣΥΝΔΡΟΜΗΤΈΣ ς ΐ", "μονο για συνδρομητεσ σ ι"},
		{"Cyrillic keeps short i, not yo", "Ещё Край ЇЖАК", "еще край їжак"},
		{"short i of two characters", "краи\u0306 і\u0308", "край ї"},
		{"Arabic points and tatweel", "اِشْتَـــرِك أنا إلى آن", "اشترك انا الي ان"},
		{"Persian letters and digits", "اشتراک ۱۲۳ می\u200cشود", "اشتراك 123 ميشود"},
		{"Hebrew points", "מָנוּי־חדש", "מנוי-חדש"},
		{"Devanagari dots and digits", "पढ़ें पढ\u093cें १२", "पढें पढें 12"},
		{"full width", "ＡＢＣ１００％（無料）￥", "abc100%(無料)¥"},
		{"Kana keep their voicing", "ガパ カ\u3099ハ\u309a", "ガパ ガパ"},
		{"a voicing mark alone", "a\u3099も\u3099か\u309a", "aもか"},
		{"Thai digits", "๑๐", "10"},
		{"Armenian capitals", "Ի", "ի"},
		{"bytes that are no text", "a\xffb\xc3", "ab"},
		{"a ligature", "ﬁn ﬂ", "fin fl"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, string(Fold(nil, tt.in)))
		})
	}
}

func TestFoldAppends(t *testing.T) {
	t.Parallel()
	b := append(Fold(nil, "One "), '\n')
	b = Fold(b, " two ")
	b = Fold(b, " Three")
	assert.Equal(t, "one \ntwo three", string(b), "spaces meet across calls and at line breaks")
}

func TestFoldAllocatesNothing(t *testing.T) {
	const text = "Abonnez-vous à l’offre — 5 €, ３カ月, подписка"
	buf := make([]byte, 0, len(text))
	assert.Zero(t, testing.AllocsPerRun(10, func() { buf = Fold(buf[:0], text) }))
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Abonné", "\xff\xc3(", "カ\u3099", "и\u0306", "İ…ß", "Ǽ", "\u212b\u212a", "Ⱥ\x89", "a\u3000 b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out := Fold(nil, s)
		if len(out) > len(s) {
			t.Errorf("Fold(%q) is longer than its input", s)
		}
		if !utf8.Valid(out) {
			t.Errorf("Fold(%q) = %q is not UTF-8", s, out)
		}
		if again := Fold(nil, string(out)); string(again) != string(out) {
			t.Errorf("Fold(%q) = %q, folded again %q", s, out, again)
		}
		b, offs := FoldOffsets(nil, nil, s)
		if string(b) != string(out) || len(offs) != len(b) {
			t.Errorf("FoldOffsets(%q) = %q with %d places, want %q", s, b, len(offs), out)
		}
		for i, o := range offs {
			if int(o) >= len(s) || i > 0 && o < offs[i-1] {
				t.Errorf("FoldOffsets(%q) = %d", s, offs)
			}
		}
	})
}

func TestFoldOffsets(t *testing.T) {
	t.Parallel()
	b, offs := FoldOffsets(nil, nil, "Ab\u00adß €")
	require.Equal(t, "abss €", string(b))
	assert.Equal(t, []int32{0, 1, 4, 4, 6, 7, 7, 7}, offs)
}
