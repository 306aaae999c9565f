package article

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/payload"
)

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	art := &Article{
		URL: "https://pier.example/a?utm=1", CanonicalURL: "https://pier.example/a", Title: `The "old" pier: a \ story`,
		Authors:   []Author{{Name: "Ann Lee"}, {}, {Name: "Bo"}},
		Published: Date{Time: time.Date(2031, 5, 3, 8, 20, 0, 0, time.FixedZone("", 7200)), Precision: PrecisionMinute, Zone: ZoneKnown},
		Modified:  Date{Time: time.Date(2031, 5, 4, 0, 0, 0, 0, time.UTC), Precision: PrecisionDay},
		SiteName:  "No", Section: "12", Standfirst: "Short.", Description: "Long.", Tags: []string{"climate change", "#sea", "(!)", "a/b"},
		Language: "no", Image: "javascript:x", WordCount: 312, Access: Access{Policy: PolicySubscription},
	}
	assert.Equal(t, `---
title: "The \"old\" pier: a \\ story"
source: "https://pier.example/a"
author:
  - "Ann Lee"
  - "Bo"
published: 2031-05-03T08:20:00+02:00
modified: 2031-05-04
site: "No"
section: "12"
description: "Short."
tags:
  - "climate-change"
  - "sea"
  - "a/b"
language: "no"
access: "subscription"
completeness: "unknown"
words: 312
---
`, art.FrontMatter())
	assert.Equal(t, "---\naccess: \"unknown\"\ncompleteness: \"unknown\"\nwords: 0\n---\n", new(Article).FrontMatter())
}

// note is what a reader of YAML makes of front matter.
type note struct {
	Title, Source, Site, Section, Description, Language, License, Image string
	Author, Tags                                                        []string
	Published, Modified                                                 any
	Access, Completeness                                                string
	Words                                                               int
}

func readNote(t testing.TB, a *Article) note {
	t.Helper()
	front := a.FrontMatter()
	inner, ok := strings.CutPrefix(front, "---\n")
	require.True(t, ok)
	inner, ok = strings.CutSuffix(inner, "---\n")
	require.True(t, ok)
	require.NotContains(t, inner, "\n---", "a line of dashes would end it")
	var n note
	dec := yaml.NewDecoder(strings.NewReader(inner))
	dec.KnownFields(true)
	require.NoError(t, dec.Decode(&n), front)
	return n
}

func TestFrontMatterDates(t *testing.T) {
	t.Parallel()
	at := time.Date(2031, 5, 3, 8, 20, 7, 0, time.UTC)
	for _, tt := range []struct {
		name, why string
		date      Date
		want      any
	}{
		{"day", "", Date{Time: at, Precision: PrecisionDay}, time.Date(2031, 5, 3, 0, 0, 0, 0, time.UTC)},
		{"second", "", Date{Time: at, Precision: PrecisionSecond, Zone: ZoneKnown}, at},
		{"assumed zone", "a timestamp of YAML 1.1, which this reader leaves a text", Date{Time: at, Precision: PrecisionSecond, Zone: ZoneAssumed}, "2031-05-03T08:20:07"},
		{"month", "no timestamp of YAML", Date{Time: at, Precision: PrecisionMonth}, "2031-05"},
		{"year", "no number", Date{Time: at, Precision: PrecisionYear}, "2031"},
		{"not read", "what is not known is left out", Date{Raw: "in May"}, nil},
		{"far away", "YAML has four digits", Date{Time: at.AddDate(20000, 0, 0), Precision: PrecisionDay}, nil},
	} {
		n := readNote(t, &Article{Published: tt.date})
		if want, ok := tt.want.(time.Time); ok {
			got, ok := n.Published.(time.Time)
			require.True(t, ok, tt.name)
			assert.True(t, want.Equal(got), "%s: got %v, want %v: %s", tt.name, got, want, tt.why)
			continue
		}
		assert.Equal(t, tt.want, n.Published, "%s: %s", tt.name, tt.why)
	}
}

// checkFrontMatter holds that every text is read back as the text that it is.
func checkFrontMatter(t testing.TB, s string) {
	t.Helper()
	n := readNote(t, &Article{Title: s, SiteName: s, Language: s, Authors: []Author{{Name: s}, {Name: s}}, Tags: []string{s}})
	want := cleantext.Line(s)
	for _, got := range []string{n.Title, n.Site, n.Language} {
		require.Equal(t, want, got)
	}
	if want != "" {
		require.Equal(t, []string{want, want}, n.Author)
	}
	for _, tag := range n.Tags {
		require.NotContains(t, tag, " ")
	}
}

func TestFrontMatterReadsBack(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"yes", "No", "null", "~", "1.5", "0x1f", "2031-05-03", "- a", "a: b", "a #b", "{a}", "[a]", "*a", "&a", "!a", "%a", "@a", "`a`",
		"'a'", `"a"`, `\n`, "---", "...", "a\n---\nb: c", "\ufeffa", "a\u0085b", "a\u2028b", "\uffff", "a\x00b", "\u202ea", "<<", "=", "🙂",
	} {
		checkFrontMatter(t, s)
	}
	for _, s := range hardTexts {
		checkFrontMatter(t, s)
	}
	for _, p := range payload.Texts() {
		checkFrontMatter(t, p)
		for _, art := range poisoned(p) {
			readNote(t, art)
		}
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range hardTexts {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkFrontMatter(t, s) })
}
