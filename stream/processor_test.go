package stream

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/redpanda-data/benthos/v4/public/components/pure"
	"github.com/redpanda-data/benthos/v4/public/service"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
)

func story(title string) string {
	return "<!doctype html><title>" + title + "</title><article><h1>" + title + "</h1>" +
		strings.Repeat("<p>The ferry to the island was late again on Tuesday, and nobody on the pier could say why it was.</p>\n", 6) + "</article>"
}

// build makes a processor of a configuration.
func build(t *testing.T, yaml string) (service.Processor, error) {
	t.Helper()
	conf, err := spec().ParseYAML(yaml, nil)
	require.NoError(t, err)
	return newProcessor(conf, service.MockResources())
}

func process(t *testing.T, yaml string, msg *service.Message) (service.MessageBatch, error) {
	t.Helper()
	p, err := build(t, yaml)
	require.NoError(t, err)
	batch, err := p.Process(t.Context(), msg)
	require.NoError(t, p.Close(t.Context()))
	return batch, err
}

func contentOf(t *testing.T, msg *service.Message) string {
	t.Helper()
	data, err := msg.AsBytes()
	require.NoError(t, err)
	return string(data)
}

func articleOf(t *testing.T, html string, page gatefold.Page) string {
	t.Helper()
	art, err := gatefold.Extract(strings.NewReader(html), page)
	require.NotNil(t, art, "%v", err)
	data, err := art.MarshalJSON()
	require.NoError(t, err)
	return string(data)
}

func TestProcess(t *testing.T) {
	t.Parallel()
	latin := strings.ReplaceAll(story("Caf\xe9"), "Tuesday", "M\xe4rz")
	for _, tt := range []struct {
		name, yaml string
		meta       map[string]any
		html       string
		page       gatefold.Page
	}{
		{"defaults", "{}", nil, story("A & <B>"), gatefold.Page{}},
		{"metadata", "{}", map[string]any{"url": "https://news.example/a", "content_type": "text/html; charset=iso-8859-1", "content_language": "fr"}, latin,
			gatefold.Page{URL: "https://news.example/a", ContentType: "text/html; charset=iso-8859-1", ContentLanguage: "fr"}},
		{"fields", "url: 'https://news.example/${! @id }'\ncontent_type: text/html", map[string]any{"id": 7}, story("Seven"),
			gatefold.Page{URL: "https://news.example/7", ContentType: "text/html"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			msg := service.NewMessage([]byte(tt.html))
			for k, v := range tt.meta {
				msg.MetaSetMut(k, v)
			}
			batch, err := process(t, tt.yaml, msg)
			require.NoError(t, err)
			require.Len(t, batch, 1)
			require.NoError(t, batch[0].GetError())
			assert.Equal(t, articleOf(t, tt.html, tt.page), contentOf(t, batch[0]), "the same as the library gives")
			policy, _ := batch[0].MetaGet("gatefold_policy")
			completeness, _ := batch[0].MetaGet("gatefold_completeness")
			assert.Equal(t, []string{"free", "full"}, []string{policy, completeness})
		})
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, yaml, html string
		want             error
	}{
		{"empty", "{}", " ", gatefold.ErrEmpty},
		{"picture", "{}", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", gatefold.ErrNotHTML},
		{"too many bytes", "max_bytes: 100", story("A"), gatefold.ErrTooLarge},
		{"too many nodes", "max_nodes: 5", story("A"), gatefold.ErrTooLarge},
	} {
		msg := service.NewMessage([]byte(tt.html))
		batch, err := process(t, tt.yaml, msg)
		require.ErrorIs(t, err, tt.want, tt.name)
		assert.Empty(t, batch, tt.name)
		assert.Equal(t, tt.html, contentOf(t, msg), "the message is what it was")
	}
}

func TestPartIsKeptAndMarked(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		yaml, html string
		want       error
	}{
		{"{}", "<title>Part</title>" + strings.Repeat("<div>", 600) + "<p>Deep.", gatefold.ErrTooDeep},
		{"max_work: 1", story("Part"), gatefold.ErrBudget},
	} {
		batch, err := process(t, tt.yaml, service.NewMessage([]byte(tt.html)))
		require.NoError(t, err)
		require.Len(t, batch, 1)
		require.ErrorIs(t, batch[0].GetError(), tt.want)
		assert.Contains(t, contentOf(t, batch[0]), `"kind":`, "what could be read")
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(text string) {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, "sites"), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, "sites", "news.example.toml"), []byte(text), 0o600))
	}
	write("hosts = [\"news.example\"]\n[body]\ncontainer = [\"div[\"]\n")
	_, err := build(t, "rules: ['"+dir+"']")
	require.ErrorContains(t, err, "news.example.toml", "a mistake is found at the start")
	_, err = build(t, "rules: ['"+dir+"/missing']")
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = build(t, "rules: ['"+dir+"']\nno_rules: true")
	require.ErrorContains(t, err, "exclude each other")
}

// TestInAnyBuild runs the processor through a stream of benthos, with an error
// on the way.
func TestInAnyBuild(t *testing.T) {
	t.Parallel()
	b := service.NewStreamBuilder()
	require.NoError(t, b.SetLoggerYAML("level: OFF"))
	require.NoError(t, b.AddProcessorYAML("gatefold: {}"))
	push, err := b.AddBatchProducerFunc()
	require.NoError(t, err)
	var got []string
	require.NoError(t, b.AddConsumerFunc(func(_ context.Context, m *service.Message) error {
		if err := m.GetError(); err != nil {
			got = append(got, "error: "+err.Error())
			return nil
		}
		policy, _ := m.MetaGet("gatefold_policy")
		got = append(got, policy)
		return nil
	}))
	stream, err := b.Build()
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- stream.Run(t.Context()) }()
	require.NoError(t, push(t.Context(), service.MessageBatch{
		service.NewMessage([]byte(story("A"))), service.NewMessage(nil), service.NewMessage([]byte(story("B"))),
	}))
	require.NoError(t, stream.StopWithin(30*time.Second))
	require.NoError(t, <-ended)
	assert.Equal(t, []string{"free", "error: " + gatefold.ErrEmpty.Error(), "free"}, got)
}
