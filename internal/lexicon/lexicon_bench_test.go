package lexicon

import (
	"strings"
	"testing"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// prose is text of the sort that pages are made of, mostly without promos.
const prose = "The council met on Tuesday evening to hear three reports about the harbour. Its chair said that the works " +
	"would take longer than planned, and that the money was there. Nobody asked for a vote. The new bridge, " +
	"which was to open in May, is now expected by the autumn; the old one stays closed to lorries. "

const promoLine = "Subscribe to our newsletter. Already a subscriber? Log in. Read more: The bridge that never was. "

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(lexicondata.FS); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for _, text := range benchTexts() {
		b.Run(text.name, func(b *testing.B) {
			buf := make([]byte, 0, len(text.s))
			b.SetBytes(int64(len(text.s)))
			b.ReportAllocs()
			for b.Loop() {
				buf = Fold(buf[:0], text.s)
			}
		})
	}
}

func BenchmarkScan(b *testing.B) {
	lex := Default()
	for _, text := range benchTexts() {
		b.Run(text.name, func(b *testing.B) {
			folded := Fold(nil, text.s)
			hits := make([]Hit, 0, 10_000)
			b.SetBytes(int64(len(text.s)))
			b.ReportAllocs()
			for b.Loop() {
				hits = lex.Scan(folded, hits[:0])
			}
			b.ReportMetric(float64(len(hits)), "hits")
		})
	}
}

type benchText struct{ name, s string }

// benchTexts returns 40 KB of three scripts.
func benchTexts() []benchText {
	const size = 40 << 10
	fill := func(s string) string { return strings.ToValidUTF8(strings.Repeat(s, size/len(s)+1)[:size], "") }
	return []benchText{
		{"latin", fill(strings.Repeat(prose, 8) + promoLine)},
		{"cyrillic", fill("Совет собрался во вторник вечером и выслушал три доклада о порте. Председатель сказал, что работы продлятся дольше. ")},
		{"japanese", fill("評議会は火曜の夜に集まり、港についての三つの報告を聞いた。議長は、工事が予定より長くかかると述べた。")},
	}
}
