package gatefold_test

import (
	"encoding/json"
	"hash/maphash"
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/payload"
)

// judge holds what nothing that comes out of a page may be.
type judge struct {
	readers   []payload.Reader
	sanitiser *bluemonday.Policy
	seed      maphash.Seed
	seen      map[uint64]bool // what was judged before
}

func newJudge() *judge {
	return &judge{payload.Readers(), bluemonday.UGCPolicy(), maphash.MakeSeed(), map[uint64]bool{}}
}

// faults judges an article in every format.
func (j *judge) faults(art *article.Article) []string {
	data, err := json.Marshal(art)
	if err != nil {
		return []string{err.Error()}
	}
	if key := maphash.Bytes(j.seed, data); j.seen[key] {
		return nil
	} else {
		j.seen[key] = true
	}
	found := append(payload.Dirt(data), roundTrip(data)...)
	fragment, source := art.HTML(), art.Markdown()
	found = append(found, payload.Harm(fragment)...)
	if j.sanitiser.Sanitize(fragment) != fragment {
		found = append(found, "the sanitiser changes the HTML")
	}
	for i := range j.readers {
		for _, f := range j.readers[i].Harm(source) {
			found = append(found, j.readers[i].Name+": "+f)
		}
	}
	if strings.Contains(source+fragment, payload.Secret) {
		found = append(found, "password in a rendering")
	}
	return found
}

// roundTrip reads the JSON of an article and writes it again.
func roundTrip(data []byte) []string {
	var back article.Article
	if err := json.Unmarshal(data, &back); err != nil {
		return []string{err.Error()}
	}
	again, err := json.Marshal(back)
	switch {
	case err != nil:
		return []string{err.Error()}
	case string(again) != string(data):
		return []string{"the JSON changes on its way through Go"}
	}
	return nil
}

// No payload in any place of a page comes out as script, as an address that
// runs, as a command to a terminal or with the password of the page's address.
// In short mode, and with the race detector, a sample is tried.
func TestPayloadPages(t *testing.T) {
	t.Parallel()
	const short = 53 // prime to the number of positions: all of them are in the sample
	x, err := gatefold.New(gatefold.WithWithheld(), gatefold.WithSchemaOrg())
	require.NoError(t, err)
	j := newJudge()
	at, pages, failed, explained := 0, 0, 0, 0
	for p := range payload.Pages() {
		if at++; (testing.Short() || raced) && at%short != 0 {
			continue
		}
		pages++
		page := gatefold.Page{URL: p.URL}
		art, err := x.Extract(strings.NewReader(p.HTML), page)
		require.NoError(t, err, "%s: %q", p.Position, p.Payload)
		found := j.faults(art)
		if at%7 == 0 {
			explained++
			rep, err := x.Explain(strings.NewReader(p.HTML), page)
			require.NoError(t, err)
			data, err := json.Marshal(rep)
			require.NoError(t, err)
			found = append(found, payload.Dirt(data)...)
		}
		if len(found) > 0 && failed < 30 {
			failed++
			t.Errorf("%s, escaped %t: %q: %q", p.Position, p.Escaped, p.Payload, found)
		}
	}
	t.Logf("%d pages of %d payloads in %d positions, %d different articles, %d reports: %d failures",
		pages, len(payload.Texts()), payload.Positions, len(j.seen), explained, failed)
	assert.GreaterOrEqual(t, len(payload.Texts()), 300)
	assert.GreaterOrEqual(t, payload.Positions, 43)
}
