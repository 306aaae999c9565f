package meta_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestLanguageOfTheText(t *testing.T) {
	t.Parallel()
	german := strings.Repeat("<p>Der Hafen lag still, und kein Boot verließ den Kai, weil es nicht mehr nötig war.", 4)
	for _, tt := range []struct{ name, page, want, source, why string }{
		{"Kana", strings.Repeat("<p>港の防波堤は春に直される。", 12), "ja", "text", "Kana among Han"},
		{"Han", strings.Repeat("<p>市议会周一决定重建港口的石墙。", 12), "zh", "text", "Han alone"},
		{"Latin", german, "de", "text", "its words tell"},
		{"too little", "<p>港の防波堤", "", "", "a name is no text"},
		{"stated", `<html lang="de-AT">` + german, "de-AT", "html:lang", "the region of what the page says stays"},
		{"family", `<html lang="nn">` + strings.Repeat("<p>Havna låg stille, og det var ikke noen båt som forlot kaia etter at de hadde sagt fra.", 4), "nn", "html:lang", "one language in two spellings"},
		{"wrong", `<html lang="en">` + german, "de", "text", "a template says en on every page"},
		{"second right", `<html lang="en"><meta property="og:locale" content="de_CH">` + german, "de-CH", "meta:og:locale", "another declaration fits the text"},
		{"links", `<html lang="en"><a href="/x">` + german + `</a>`, "en", "html:lang", "teasers are others' texts"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := collect(t, tt.page).Language
			assert.Equal(t, tt.want, got.Text, tt.why)
			assert.Equal(t, tt.source, got.Source, tt.why)
		})
	}
	wrong := collect(t, `<html lang="en">`+german).Language
	assert.Equal(t, []meta.Value{{Text: "en", Source: "html:lang"}}, wrong.Others, "both are kept")
}
