package rules

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestHead holds that the head that is read for the index is the one that the
// whole file has.
func TestHead(t *testing.T) {
	t.Parallel()
	text := []byte("\ufeffname = 'A'\nplatform = 'p'\nhosts = ['www.A.example']\nformer = ['b.example']\ndrop_promo = ['*']\nroles.body = ['.a']\n[fields]\ntitle = ['h1']\n")
	whole, errs := decode(Site, "sites/a.toml", text)
	require.Empty(t, errs)
	head, errs := decodeHead(Site, "sites/a.toml", text)
	require.Empty(t, errs)
	assert.Equal(t, whole.head, head.head)
	assert.Len(t, head.hosts, 2)
	assert.Equal(t, []string{"a.example"}, head.head.Hosts)
}

func TestUseString(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "detect", UseDetect.String())
	assert.Equal(t, "invalid", Use(99).String())
}
