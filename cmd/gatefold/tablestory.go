package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// story writes the blocks that a reader came for, with the promos between them,
// and what else there is as numbers: a page with a login form and three offers has
// fifty blocks of those before its second paragraph.
func (t table) story(r *gatefold.Report) {
	first, last := storyOf(r.Blocks)
	shown, others := 0, map[article.Role]int{}
	isShown := func(i int) bool {
		b := &r.Blocks[i]
		return i >= first && (isStory(b) || b.Role == article.RolePromo && !b.Hidden && i <= last)
	}
	for i := range r.Blocks {
		if isShown(i) {
			shown++
		} else {
			others[r.Blocks[i].Role]++
		}
	}
	t.head("STORY", "%d of %d blocks, %d words, %.1f %% of the visible text explained", shown, len(r.Blocks), r.Article.WordCount, 100*r.Coverage)
	for i := 0; i < len(r.Blocks); i++ {
		if !isShown(i) {
			continue
		}
		b, more := &r.Blocks[i], 0
		// The other blocks of a promo are counted and not shown: its first says what
		// it asks for.
		for b.Role == article.RolePromo && i+1 < len(r.Blocks) && r.Blocks[i+1].Promo == b.Promo && isShown(i+1) {
			i, more = i+1, more+1
		}
		note := ""
		if more > 0 {
			note = fmt.Sprintf("  + %d", more)
		}
		t.block(b, note)
	}
	if n := len(r.Blocks) - shown; n > 0 {
		fmt.Fprintf(t, "  %s\n", t.in(dim, fmt.Sprintf("%d more: %s; --all shows them", n, countsOf(others))))
	}
}

// storyOf returns the first block of the story, which is the headline or the text
// with what belongs to it right above, and the last one of the story or of the
// promos after it; len(blocks) and -1 where there is none.
//
//	navigation  kicker  headline  byline  body  promo  body  promo  footer
//	            first                                        last
func storyOf(blocks []gatefold.ReportBlock) (first, last int) {
	first, last = len(blocks), -1
	for i := range blocks {
		if !isStory(&blocks[i]) {
			continue
		}
		if r := blocks[i].Role; r == article.RoleHeadline || r == article.RoleBody {
			first = min(first, i)
		}
		last = i
	}
	// Kicker, byline and dateline may stand above the headline.
	for first > 0 && first < len(blocks) && isStory(&blocks[first-1]) {
		first--
	}
	// What stands in place of the rest follows the last paragraph.
	for last >= 0 && last+1 < len(blocks) && blocks[last+1].Role == article.RolePromo {
		last++
	}
	return first, last
}

// isStory tells the blocks of the story from those that surround it. Text that only a
// script shows may still be the story; a hidden byline is not one.
func isStory(b *gatefold.ReportBlock) bool {
	switch b.Role {
	case article.RoleBody, article.RoleCaption:
		return true
	case article.RolePromo:
		return false
	}
	_, ok := roleColours[b.Role]
	return ok && !b.Hidden
}

// countsOf names the roles, the most frequent first.
func countsOf(counts map[article.Role]int) string {
	roles := slices.SortedFunc(maps.Keys(counts), func(a, b article.Role) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(string(a), string(b))
	})
	parts := make([]string, len(roles))
	for i, r := range roles {
		parts[i] = fmt.Sprintf("%d %s", counts[r], r)
	}
	return strings.Join(parts, ", ")
}
