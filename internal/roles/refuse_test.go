package roles

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
)

func TestWithoutRefused(t *testing.T) {
	t.Parallel()
	rule := func(r term.Role) block.Claim { return block.Claim{Role: r, Why: block.Why{Cause: block.ByRule}} }
	common := rule(term.Related)
	common.Why.Rule.Common = true
	tests := []struct {
		name  string
		claim block.Claim
		score float32
		stays bool
		why   string
	}{
		{"sure, in navigation", rule(term.Navigation), 0.95, false, "the file says that it asks for nothing"},
		{"sure, in a related box", rule(term.Related), 0.9, true, "a box of teasers may hold one"},
		{"doubtful, in a related box", rule(term.Related), 0.5, false, "a teaser that speaks of a price"},
		{"doubtful, in a bio", rule(term.AuthorBio), 0.5, false, "a writer who has a newsletter"},
		{"doubtful, below the comments", rule(term.Comments), 0.5, true, "their form to register is one"},
		{"doubtful, in the story", rule(term.Body), 0.5, true, "promos stand between the paragraphs"},
		{"doubtful, in a supplier's box", common, 0.5, true, "the publisher's file does not say so"},
		{"doubtful, with no claim", block.Claim{}, 0.5, true, "nothing speaks against it"},
	}
	for _, tt := range tests {
		segs := []block.Seg{{Claim: tt.claim}, {}}
		got := WithoutRefused([]promo.Promo{{Segs: []int32{0}, Score: tt.score}}, segs)
		assert.Equal(t, tt.stays, len(got) == 1, "%s: %s", tt.name, tt.why)
		got = WithoutRefused([]promo.Promo{{Segs: []int32{0, 1}, Score: tt.score}}, segs)
		assert.Len(t, got, 1, "%s: a part of it stands outside", tt.name)
	}
}
