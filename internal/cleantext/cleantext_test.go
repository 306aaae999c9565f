package cleantext

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, line, text, why string }{
		{"plain", "Snow fell – 5 cm.", "Snow fell – 5 cm.", "Snow fell – 5 cm.", "nothing to do"},
		{"lines", "a\n\tb\n", "a b", "a\n\tb\n", "a text keeps its lines"},
		{"carriage returns", "a\r\nb\rc", "a b c", "a\nb\nc", "each way to end a line is one end"},
		{"other white space", "a\vb\fc\u0085d", "a b c d", "a b c d", "words stay apart"},
		{"escape", "\x1b]0;owned\aa\x00", "]0;owneda", "]0;owneda", "C0 commands a terminal"},
		{"delete", "a\x7fb", "ab", "ab", ""},
		{"C1", "a\u009b31mb", "a31mb", "a31mb", "CSI in one character"},
		{"no-break space", "a\u00a0b\u00adc", "a\u00a0b\u00adc", "a\u00a0b\u00adc", "it begins with the byte of C1"},
		{"override", "a\u202egnp.exe", "agnp.exe", "agnp.exe", "the order shown is the order of the text"},
		{"isolates", "\u2066a\u2067b\u2069\u2068", "ab", "ab", ""},
		{"marks", "א\u200fב\u200dx\u061c", "א\u200fב\u200dx\u061c", "א\u200fב\u200dx\u061c", "they join and order neighbours only"},
		{"bytes", "a\xffb\xc2", "a\ufffdb\ufffd", "a\ufffdb\ufffd", "what is not UTF-8"},
		{"control between halves", "\xe2\x01\x80\xae", "\ufffd\ufffd", "\ufffd\ufffd", "no character joins from what stood apart"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.line, Line(tt.in), tt.why)
			assert.Equal(t, tt.text, Text(tt.in), tt.why)
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"a\x1b\n", "\u0085\u202e", "\xc2", "\xe2\x80", "é", "\xc2\x1b\x9b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line, text := Line(s), Text(s)
		for _, got := range []string{line, text} {
			require.True(t, utf8.ValidString(got))
			require.Equal(t, -1, strings.IndexFunc(got, func(r rune) bool {
				return unicode.Is(unicode.Cc, r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) && r >= 0x202a
			}), "%q", got)
		}
		require.NotContains(t, line, "\n")
		require.Equal(t, line, Line(line))
		require.Equal(t, text, Text(text))
	})
}

func TestAppendCollapsed(t *testing.T) {
	t.Parallel()
	drop := func(r rune) bool { return r == '\u00ad' || r == 'a' }
	for name, c := range map[string]struct {
		before, text string
		gap          bool
		want         string
		owed         bool
	}{
		"spaces":           {"", "one \n\t two\u00a0three", false, "one two three", false},
		"at the start":     {"", "  one", true, "one", false},
		"owed from before": {"one", "two", true, "one two", false},
		"owed to the next": {"", "one ", false, "one", true},
		"nothing to write": {"one", " \n", false, "one", true},
		"dropped":          {"", "h\u00adrbour é", false, "hrbour é", false},
		"dropped between":  {"one", "\u00ad", true, "one", true},
		"visible ASCII":    {"", "ann", false, "ann", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			b.WriteString(c.before)
			assert.Equal(t, c.owed, AppendCollapsed(&b, c.text, c.gap, drop))
			assert.Equal(t, c.want, b.String())
		})
	}
}
