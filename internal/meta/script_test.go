package meta_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestLanguageOfTheScript(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, page, want, why string }{
		{"Kana", strings.Repeat("<p>港の防波堤は春に直される。", 12), "ja", "Kana among Han"},
		{"Han", strings.Repeat("<p>市议会周一决定重建港口的石墙。", 12), "zh", "Han alone"},
		{"Hangul", strings.Repeat("<p>항구의 방파제는 봄에 고쳐진다.", 12), "ko", ""},
		{"Hebrew", strings.Repeat("<p>חומת הנמל תיבנה מחדש באביב.", 8), "he", ""},
		{"Latin", strings.Repeat("<p>The harbour wall is to be rebuilt.", 8), "", "many languages have it"},
		{"Cyrillic", strings.Repeat("<p>Стену порта построят заново весной.", 8), "", "several have it"},
		{"too little", "<p>港の防波堤", "", "a name is no text"},
		{"a quotation", strings.Repeat("<p>The harbour wall is to be rebuilt.", 8) + "<p>" + strings.Repeat("港", 80), "", "most letters are others"},
		{"stated", `<html lang="en">` + strings.Repeat("<p>港の防波堤は春に直される。", 12), "en", "what the page says comes first"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := collect(t, tt.page, func(*meta.Input) {})
			assert.Equal(t, tt.want, got.Language.Text, tt.why)
		})
	}
}
