package gatefold_test

import (
	"encoding/binary"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
)

func TestWithModels(t *testing.T) {
	t.Parallel()
	other := slices.Clone(models.Kind)
	other[len("GFTREES3")]++ // of the features' hash
	for _, tt := range []struct {
		name, want string
		files      fstest.MapFS
	}{
		{"all that ship", "", fstest.MapFS{"roles.bin": {Data: models.Roles}, "kind.bin": {Data: models.Kind}, "title.bin": {Data: models.Title}, "promo.bin": {Data: models.Promo}}},
		{"one", "", fstest.MapFS{"kind.bin": {Data: models.Kind}, "README.md": {Data: []byte("ours")}}},
		{"for other features", "kind.bin: trees: the model was trained for other features", fstest.MapFS{"kind.bin": {Data: other}}},
		{"under another's name", "title.bin: trees: the model was trained for other features", fstest.MapFS{"title.bin": {Data: models.Kind}}},
		{"no model", "title.bin: trees: not a valid ensemble", fstest.MapFS{"title.bin": {Data: []byte("GFTREES3")}}},
		{"unknown name", "bodies.bin: no model has this name", fstest.MapFS{"bodies.bin": {Data: models.Kind}}},
		{"nothing", "no file *.bin", fstest.MapFS{"README.md": {}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := gatefold.New(gatefold.WithModels(tt.files))
			if tt.want == "" {
				assert.NoError(t, err)
				return
			}
			assert.ErrorContains(t, err, tt.want)
		})
	}
	_, err := gatefold.New(gatefold.WithModels(fstest.MapFS{}))
	assert.ErrorIs(t, err, fs.ErrNotExist)
}

// The models of a folder are used, and not the ones that ship: one that takes
// every page for an article makes one of a list of links.
func TestWithModelsUsesThem(t *testing.T) {
	t.Parallel()
	page := "<h1>High water</h1>" + "<p>The river rose in the night, and by the morning the lower streets of the town were under water.</p>" +
		"<p>Boats went from door to door, and nobody was hurt, said the mayor in the afternoon.</p>" +
		strings.Repeat("<ul><li><a href=/a>Home of the paper and its many readers in the valley</a></ul>", 12)
	shipped, err := gatefold.Extract(strings.NewReader(page), gatefold.Page{URL: "https://paper.example/news/2024/05/high-water"})
	require.NoError(t, err)
	require.False(t, shipped.Kind.IsArticle())

	x, err := gatefold.New(gatefold.WithModels(fstest.MapFS{"kind.bin": {Data: without(models.Kind, 20)}}))
	require.NoError(t, err)
	own, err := x.Extract(strings.NewReader(page), gatefold.Page{URL: "https://paper.example/news/2024/05/high-water"})
	require.NoError(t, err)
	assert.True(t, own.Kind.IsArticle())
}

// Leads chosen by a model for which nothing is one: the page has neither.
func TestWithModelsUsesLeads(t *testing.T) {
	t.Parallel()
	const dek = "The river rose in the night, and the mayor has asked for boats."
	page := `<h1>High water</h1><p class="standfirst">` + dek + `</p><div class="story"><p>` + strings.Join(ferryParagraphs, "</p><p>") + `</p></div>`
	members, err := trees.Unpack(models.Lead)
	require.NoError(t, err)
	for name, data := range members {
		members[name] = without(data, -20)
	}
	for _, tt := range []struct {
		want string
		lead []byte
	}{{dek, models.Lead}, {"", trees.Pack(members)}} {
		x, err := gatefold.New(gatefold.WithModels(fstest.MapFS{"lead.bin": {Data: tt.lead}}))
		require.NoError(t, err)
		a, err := x.Extract(strings.NewReader(page), gatefold.Page{URL: "https://paper.example/news/2024/05/high-water"})
		require.NoError(t, err)
		assert.Equal(t, tt.want, a.Standfirst)
	}
}

// without returns a model that has no trees and the same log-odds for every
// row. The form is described in bench/gbdt/format.go.
func without(model []byte, logOdds float32) []byte {
	const counts, cuts = 16, 28
	features := int(model[counts]) | int(model[counts+1])<<8
	out := slices.Clone(model[:cuts])
	out[counts+2], out[counts+3] = 0, 0
	binary.LittleEndian.PutUint32(out[counts+4:], math.Float32bits(logOdds))
	return append(out, make([]byte, features)...)
}
