package rules_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"golang.org/x/net/publicsuffix"

	"github.com/gatefold/gatefold/rules"
)

// The core recognises public suffixes by their form; the whole list is held
// against the hosts that ship.
func TestNoHostIsAPublicSuffix(t *testing.T) {
	t.Parallel()
	for head := range rules.Embedded().Sites() {
		for _, h := range append(head.Hosts, head.Former...) {
			suffix, icann := publicsuffix.PublicSuffix(h)
			assert.False(t, icann && suffix == h, "%s: %s is a public suffix", head.File, h)
		}
	}
}
