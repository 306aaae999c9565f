package jetstream

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	_ "github.com/redpanda-data/benthos/v4/public/components/io"
	_ "github.com/redpanda-data/benthos/v4/public/components/pure"
	"github.com/redpanda-data/benthos/v4/public/service"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	_ "github.com/gatefold/gatefold/stream"
)

const longEnough = time.Minute

func story(title string) string {
	return "<!doctype html><title>" + title + "</title><article><h1>" + title + "</h1>" +
		strings.Repeat("<p>The ferry to the island was late again on Tuesday, and nobody on the pier could say why it was.</p>\n", 6) + "</article>"
}

// serve starts a server with a stream and returns its address.
func serve(t *testing.T) (string, jetstream.JetStream) {
	t.Helper()
	s, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: -1, JetStream: true, StoreDir: t.TempDir(), NoSigs: true})
	require.NoError(t, err)
	s.Start()
	t.Cleanup(s.Shutdown)
	require.True(t, s.ReadyForConnections(longEnough))
	conn, err := nats.Connect(s.ClientURL())
	require.NoError(t, err)
	t.Cleanup(conn.Close)
	js, err := jetstream.New(conn)
	require.NoError(t, err)
	_, err = js.CreateStream(t.Context(), jetstream.StreamConfig{Name: "PAGES", Subjects: []string{"pages.>"}})
	require.NoError(t, err)
	return s.ClientURL(), js
}

func publish(t *testing.T, js jetstream.JetStream, url, body string) {
	t.Helper()
	_, err := js.PublishMsg(t.Context(), &nats.Msg{
		Subject: "pages.html", Data: []byte(body),
		Header: nats.Header{"Url": {url}, "Content-Type": {"text/html; charset=utf-8"}},
	})
	require.NoError(t, err)
}

// start runs the example's configuration.
func start(t *testing.T, url, out string) (stop func()) {
	t.Helper()
	yaml, err := os.ReadFile("../examples/jetstream.yaml")
	require.NoError(t, err)
	b := service.NewStreamBuilder()
	b.SetEnvVarLookupFunc(func(name string) (string, bool) {
		v, ok := map[string]string{"NATS": url, "OUT": out}[name]
		return v, ok
	})
	require.NoError(t, b.SetYAML(string(yaml)))
	stream, err := b.Build()
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- stream.Run(context.Background()) }()
	return func() {
		require.NoError(t, stream.StopWithin(longEnough))
		require.NoError(t, <-ended)
	}
}

func written(out string) int {
	files, _ := filepath.Glob(filepath.Join(out, "*.json")) // the pattern is right
	return len(files)
}

// TestExample reads pages that come while the stream runs, while it does not,
// and one that is none; each is written once, and none is left behind.
func TestExample(t *testing.T) {
	t.Parallel()
	url, js := serve(t)
	out := t.TempDir()
	address := func(i int) string { return fmt.Sprintf("https://news.example/%d", i) }
	for i := range 10 {
		publish(t, js, address(i), story(fmt.Sprint("Story ", i)))
	}
	stop := start(t, url, out)
	publish(t, js, "https://news.example/picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	require.Eventually(t, func() bool { return written(out) == 10 }, longEnough, 10*time.Millisecond)
	stop()
	for i := 10; i < 20; i++ {
		publish(t, js, address(i), story(fmt.Sprint("Story ", i)))
	}
	stop = start(t, url, out)
	require.Eventually(t, func() bool { return written(out) == 20 && pending(t, js) == 0 }, longEnough, 10*time.Millisecond)
	stop()

	for i := range 20 {
		art, err := gatefold.Extract(strings.NewReader(story(fmt.Sprint("Story ", i))), gatefold.Page{URL: address(i), ContentType: "text/html; charset=utf-8"})
		require.NoError(t, err)
		want, err := art.MarshalJSON()
		require.NoError(t, err)
		sum := sha256.Sum256([]byte(address(i)))
		got, err := os.ReadFile(filepath.Join(out, hex.EncodeToString(sum[:])+".json"))
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got), "the same as the library gives")
	}
	failed, err := os.ReadFile(filepath.Join(out, "failed.jsonl"))
	require.NoError(t, err)
	assert.Equal(t, 1, strings.Count(string(failed), "\n"))
	assert.Contains(t, string(failed), "https://news.example/picture")
	assert.Contains(t, string(failed), gatefold.ErrNotHTML.Error())
}

// pending is how many messages are not acknowledged.
func pending(t *testing.T, js jetstream.JetStream) int {
	t.Helper()
	c, err := js.Consumer(t.Context(), "PAGES", "gatefold")
	require.NoError(t, err)
	info, err := c.Info(t.Context())
	require.NoError(t, err)
	return int(info.NumPending) + info.NumAckPending
}
