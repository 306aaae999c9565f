package rules_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/rules"
	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

func TestLoadRefusesWording(t *testing.T) {
	t.Parallel()
	site := &fstest.MapFile{Data: []byte("name = \"N\"\nhosts = [\"news.example\"]\n")}
	shipped, err := fs.ReadFile(lexicondata.FS, "fr.toml")
	require.NoError(t, err)
	for _, tt := range []struct {
		name, file, why string
		data            []byte
		ok              bool
	}{
		{"own wording", "lexicon/fr.toml", "it would be passed over in silence", []byte("lang = \"fr\"\n[seen]\nnewsletter = [\"la gazette\"]\n"), false},
		{"another language", "lexicon/tlh.toml", "", []byte("lang = \"tlh\"\n"), false},
		{"a copy of ours", "lexicon/fr.toml", "a checkout's folder of rules has it", shipped, true},
		{"its manual", "lexicon/README.md", "no wording", []byte("x"), true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := rules.Load(fstest.MapFS{"news.example.toml": site, tt.file: {Data: tt.data}})
			if tt.ok {
				assert.NoError(t, err, tt.why)
				return
			}
			var at *rules.Error
			require.ErrorAs(t, err, &at, tt.why)
			assert.Equal(t, tt.file, at.File)
			assert.ErrorContains(t, err, "wording is not read")
		})
	}
}
