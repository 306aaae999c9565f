package jsonl

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/article"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	art := &article.Article{URL: "https://news.example/a", Title: "A & <B>"}
	body, err := art.MarshalJSON()
	require.NoError(t, err)
	at := time.Date(2019, 5, 3, 14, 30, 0, 0, time.FixedZone("", 2*60*60))
	for _, tt := range []struct {
		name, why string
		env       Envelope
		art       *article.Article
		want      string
	}{
		{"article", "its address stands in it", Envelope{File: "a <b>", Offset: 7, URL: "https://news.example/a", Fetched: at}, art,
			`{"file":"a <b>","offset":7,"fetched":"2019-05-03T12:30:00Z",` + string(body[1:])},
		{"first record", "an offset of 0 is one", Envelope{File: "f"}, art, `{"file":"f","offset":0,` + string(body[1:])},
		{"failed", "the address is needed", Envelope{File: "f", URL: "https://news.example/a", Error: "gone"}, nil,
			`{"file":"f","offset":0,"url":"https://news.example/a","error":"gone"}`},
		{"in part", "both", Envelope{File: "f", Error: "deep"}, art, `{"file":"f","offset":0,"error":"deep",` + string(body[1:])},
	} {
		got, err := Append([]byte("before\n"), tt.env, tt.art)
		require.NoError(t, err)
		assert.Equal(t, "before\n"+tt.want+"\n", string(got), "%s: %s", tt.name, tt.why)
	}
}
