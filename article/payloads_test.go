package article

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/payload"
)

// poisoned returns articles that carry p in every text and every attribute of
// every kind of block.
func poisoned(p string) map[string]*Article {
	arts := map[string]*Article{
		"article": {
			URL: p, CanonicalURL: p, Title: p, Kicker: p, Standfirst: p, Language: p, Direction: p, Image: p, License: p,
			Authors: []Author{{Name: p, URL: p}},
		},
	}
	for _, kind := range blockKinds {
		arts[string(kind)] = &Article{Body: []Block{poisonedBlock(kind, p), {Kind: kind, Text: p}}}
	}
	return arts
}

func poisonedBlock(kind BlockKind, p string) Block {
	spans := []Span{{Text: p}}
	for _, k := range spanKinds {
		spans = append(spans, Span{Kind: k, Text: p, URL: p}, Span{Kind: k, Text: "x", URL: p})
	}
	spans = append(spans, Span{Kind: SpanKind(p), Text: p, URL: p})
	return Block{
		Kind: kind, Text: p, Spans: spans, Caption: p, Credit: p, URL: p, Provider: p, Language: p, Level: -7, Start: -1,
		Images: []Image{{URL: p, Alt: p, Width: -1}, {URL: "https://i.example/" + p, Alt: p, Width: 9}},
		Blocks: []Block{{Text: p}, {Kind: BlockKind(p), Text: p, Spans: spans}},
		Items:  []Item{{Text: p, Spans: spans, Blocks: []Block{{Kind: BlockCode, Text: p}}}},
		Rows:   [][]Cell{{{Text: p, Spans: spans, ColSpan: -4, RowSpan: 1 << 40}}},
		Time:   time.Date(12345, 1, 1, 0, 0, 0, 0, time.FixedZone(p, 90)),
	}
}

// assertHarmless finds no element, attribute or scheme in fragment but those
// that a rendering has.
func assertHarmless(t *testing.T, fragment, name string) {
	t.Helper()
	assert.Empty(t, payload.Harm(fragment), "%s\n%s", name, fragment)
}
