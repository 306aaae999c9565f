package rules_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

const partsFile = `name = "N"
hosts = ["news.example", "old.example"]
country = "CA"
[roles]
body = ".a"
[access]
free = ["meta:tier=free", ".open"]
[[promo]]
kind = "event"
match = [".x"]
gate = true
[[promo]]
kind = "app"
match = [".y"]
[[layout]]
probe = ".z"
[layout.roles]
body = [".b"]
[[expect]]
fixture = "a.html"
`

func partsSet(t *testing.T) *rules.Set {
	t.Helper()
	set, err := rules.Load(fstest.MapFS{"sites/n.toml": {Data: []byte(partsFile)}})
	require.NoError(t, err)
	return set
}

func TestParts(t *testing.T) {
	t.Parallel()
	var got []string
	for _, p := range partsSet(t).Parts("sites/n.toml") {
		mark := ""
		if p.InList {
			mark = " " + p.Text
		}
		if p.IsSelector() {
			mark += " selector"
		}
		got = append(got, fmt.Sprintf("%d:%d %s%s", p.Line, p.Column, p.Key, mark))
	}
	assert.Equal(t, []string{
		"1:1 name", "2:1 hosts", "2:10 hosts news.example", "2:26 hosts old.example", "3:1 country",
		"4:2 roles", "5:1 roles.body", "5:8 roles.body .a selector",
		"6:2 access", "7:1 access.free", "7:9 access.free meta:tier=free", "7:27 access.free .open selector",
		"8:3 promo", "9:1 promo.kind", "10:1 promo.match", "10:10 promo.match .x selector", "11:1 promo.gate",
		"13:1 promo.kind", "14:1 promo.match", "14:10 promo.match .y selector",
		"15:3 layout", "16:1 layout.probe", "16:9 layout.probe .z selector",
		"17:9 layout.roles", "18:1 layout.roles.body", "18:9 layout.roles.body .b selector",
	}, got)
	assert.Empty(t, partsSet(t).Parts("sites/other.toml"))
}

func TestWithoutPart(t *testing.T) {
	t.Parallel()
	set := partsSet(t)
	without := func(key, text string) *rules.Set {
		for _, p := range set.Parts("sites/n.toml") {
			if p.Key == key && p.Text == text {
				return set.WithoutPart(p)
			}
		}
		require.Fail(t, "no such part", key)
		return nil
	}
	assert.Nil(t, without("hosts", "old.example").For("old.example"))
	assert.NotNil(t, without("hosts", "old.example").For("news.example"))
	assert.Empty(t, without("country", "country").For("news.example").Head.Country)
	assert.Len(t, without("access.free", "meta:tier=free").For("news.example").Layouts()[0].Conditions, 1)

	less := without("promo.gate", "gate").For("news.example").Promos
	require.Len(t, less, 2)
	assert.False(t, less[0].Gate)
	less = without("promo.kind", "kind").For("news.example").Promos
	require.Len(t, less, 2)
	assert.Equal(t, []term.PromoKind{term.App, term.App}, []term.PromoKind{less[0].Kind, less[1].Kind}, "of the first table only")
	assert.True(t, set.For("news.example").Promos[0].Gate, "the set itself stays as it is")
}

func TestWithoutKey(t *testing.T) {
	t.Parallel()
	set := partsSet(t)
	ps := set.WithoutKey("promo.kind").For("news.example").Promos
	assert.Equal(t, []term.PromoKind{term.App, term.Event}, []term.PromoKind{ps[0].Kind, ps[1].Kind}, "a needed key is another")
	c := set.WithoutKey("roles.body").For("news.example")
	var left []string
	for _, l := range c.Lines {
		if l.Use == rules.UseRole {
			left = append(left, l.Selector)
		}
	}
	assert.Equal(t, []string{".b"}, left, "the layouts' key is another")
}
