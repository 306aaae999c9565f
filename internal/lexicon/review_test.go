package lexicon

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func messages(errs []*Error) []string {
	out := []string{}
	for _, e := range errs {
		out = append(out, e.Error())
	}
	return out
}

func TestRepeats(t *testing.T) {
	t.Parallel()
	f := File{"en.toml", []byte("lang = \"en\"\n[known]\nad-label = [\n  \"^from our friends$$\",\n  \"^story continues below\",\n]\nlegal = [\"^story continues below\"]\n")}
	got := messages(f.Repeats())
	assert.Len(t, got, 1, "a phrase under another kind is another")
	assert.Regexp(t, `^lexicon: en\.toml:5: "\^story continues below" ships under ad-label already, at line \d+$`, got[0])
	assert.Empty(t, File{"cy.toml", []byte("lang = \"cy\"\n[known]\ncta = [\"nawr\"]")}.Repeats(), "the language does not ship")
}

func TestUnmet(t *testing.T) {
	t.Parallel()
	f := File{"cy.toml", []byte("lang = \"cy\"\n[seen]\ncta = [\"(tanysgrifiwch|prynwch) nawr\", \"hoffwch ni\"]\nmeter = [\"rydych … erthygl\"]\n" +
		"[[pair]]\nkind = \"newsletter\"\nall = [\"derbyn\", \"cylchlythyr\"]\n[offer.period]\nmonth = [\"mis\"]\nweek = [\"wythnos\"]\n[drop]\ncta = [\"x\"]\n")}
	n, errs := f.Unmet(slices.Values([]string{"Prynwch nawr!", "Rydych wedi darllen erthygl", "3 punt y mis"}))
	assert.Equal(t, 6, n)
	assert.Equal(t, []string{
		`lexicon: cy.toml:3: no page has "hoffwch ni" (cta)`,
		`lexicon: cy.toml:5: no page has "derbyn…cylchlythyr" (newsletter)`,
		`lexicon: cy.toml:10: no page has "wythnos" (period)`,
	}, messages(errs))
}
