package draft

import (
	"cmp"
	"fmt"
	"slices"
	"testing/fstest"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// The worst page decides: a container must hold nearly all words that the
// generic way has as the story, and not mostly other text.
const (
	leastRecall    = 0.9
	leastPrecision = 0.4
)

// A draft is tried with at most bodyTries containers. One with which all pages read as
// in the generic way, to bodyGood, ends the search; none is proposed that falls below
// bodyLeast.
const (
	bodyTries = 6
	bodyGood  = 0.98
	bodyLeast = 0.9
)

// container is a name that holds the story, by the page where it is worst.
type container struct {
	selector                 string
	recall, precision, score float64
}

// body proposes the container of the story, and names for what is inside it but is not
// part of the story. The draft with each of the best containers is held against the
// generic reading: how much of the story a container holds is measured before, but not
// what a rule with it makes of the page.
func (d *drafter) body(host string) error {
	if d.platformFits() {
		return nil
	}
	var best []proposal
	agreement := 0.0
	for _, c := range d.containers() {
		d.container = c.selector
		d.roles = []proposal{{"body", c.selector, fmt.Sprintf("%s: at least %.0f %% of the story on %s, %.0f %% of its text is story",
			sureness(c.recall, c.precision), 100*c.recall, d.count(), 100*c.precision)}}
		if err := d.parts(host); err != nil {
			return err
		}
		f1, err := d.measure(host)
		if err != nil {
			return err
		}
		if f1 > agreement {
			best, agreement = d.roles, f1
		}
		if f1 >= bodyGood {
			break
		}
	}
	// No container at all is better than one that loses a tenth of the story.
	d.roles = nil
	if agreement >= bodyLeast {
		d.roles = best
	}
	return nil
}

// containers returns the best names that hold nearly all of the story on all
// pages, those with the least other text first.
func (d *drafter) containers() []container {
	var out []container
	for _, c := range d.candidates {
		if !d.onAll(c.selector) {
			continue
		}
		r, p := d.holds(c.selector)
		if r < leastRecall || p < leastPrecision {
			continue
		}
		// The harmonic mean of both, less a little for a name that says less.
		score := 2*r*p/(r+p) - 0.02*float64(c.rank) - d.scatter(c.selector)
		out = append(out, container{c.selector, r, p, score})
	}
	slices.SortStableFunc(out, func(a, b container) int { return cmp.Compare(b.score, a.score) })
	return out[:min(len(out), bodyTries)]
}

// scatter is what a name loses that many elements have: those are paragraphs,
// and the name would leave out headings, lists and pictures.
func (d *drafter) scatter(sel string) float64 {
	for _, p := range d.pages {
		if len(p.hits[sel]) > 3 {
			return 0.05
		}
	}
	return 0
}

// sureness puts two shares into a word for the comment beside the proposal.
func sureness(recall, precision float64) string {
	switch {
	case recall >= 0.98 && precision >= 0.8:
		return "sure"
	case recall >= 0.95 && precision >= 0.6:
		return "likely"
	}
	return "doubtful"
}

// count names the pages, for comments.
func (d *drafter) count() string {
	if len(d.pages) == 1 {
		return "the one page"
	}
	return fmt.Sprintf("all %d pages", len(d.pages))
}

// holds returns, of the page where it is worst, the share of the story's words
// that stand in the selector's elements, and the story's share of their words.
func (d *drafter) holds(sel string) (recall, precision float64) {
	recall, precision = 1, 1
	for _, p := range d.pages {
		story, inside, all := 0, 0, 0
		for i := range p.generic.Blocks {
			b := &p.generic.Blocks[i]
			if b.Hidden || b.Text == "" {
				continue
			}
			n := len(bag.Words(b.Text))
			in := p.inside(b, p.hits[sel])
			if b.Role == article.RoleBody {
				story += n
			}
			if in {
				all += n
				if b.Role == article.RoleBody {
					inside += n
				}
			}
		}
		recall = min(recall, float64(inside)/float64(max(story, 1)))
		precision = min(precision, float64(inside)/float64(max(all, 1)))
	}
	return recall, precision
}

// parts proposes names for what the draft so far lets into the story and the
// generic way does not: naming a container as the body takes everything in it, teasers
// and captions too.
func (d *drafter) parts(host string) error {
	x, err := d.reader(host)
	if err != nil {
		return err
	}
	for _, p := range d.pages {
		ruled, err := read.Explain(x, p.data, "https://"+host+"/")
		if err != nil {
			return err
		}
		// Both readings cut the page into the same blocks, so that they can be compared
		// by number.
		for i := range min(len(ruled.Blocks), len(p.generic.Blocks)) {
			b := &p.generic.Blocks[i]
			leaks := ruled.Blocks[i].Role == article.RoleBody && b.Role != article.RoleBody
			// The headline inside the container is no leak: the rule leaves it its role.
			if leaks && !b.Hidden && b.Text != "" && b.Role != article.RoleHeadline {
				d.part(p, b)
			}
		}
	}
	return nil
}

// measure notes what the draft makes of the pages, and returns how near the
// stories are to those of the generic way where they differ most.
func (d *drafter) measure(host string) (float64, error) {
	x, err := d.reader(host)
	if err != nil {
		return 0, err
	}
	agreement := 1.0
	for _, p := range d.pages {
		a, err := read.Extract(x, p.data, "https://"+host+"/")
		if err != nil {
			return 0, err
		}
		p.words, p.stale = a.WordCount, a.Rule.Stale
		if p.stale != "" {
			return 0, nil
		}
		agreement = min(agreement, bag.F1(p.generic.Article.Text(), a.Text()))
	}
	return agreement, nil
}

// reader extracts with the draft as it stands.
func (d *drafter) reader(host string) (*gatefold.Extractor, error) {
	// The draft is read as a user's file would be, so that what is measured is what
	// the user will get.
	set, err := d.set.With(fstest.MapFS{"draft.toml": {Data: []byte(d.write([]string{host}))}})
	if err != nil {
		return nil, fmt.Errorf("ruletest: the draft: %w", err)
	}
	return gatefold.New(gatefold.WithRuleSet(set))
}

// part proposes a name for a block that leaks, unless an earlier proposal covers it.
func (d *drafter) part(p *draftPage, b *gatefold.ReportBlock) {
	for _, r := range d.roles {
		if r.key != "body" && p.inside(b, p.hits[r.selector]) {
			return
		}
	}
	if sel := d.nameOf(p, b, b.Role); sel != "" {
		d.roles = append(d.roles, proposal{string(b.Role), sel, d.seenOn(sel)})
	}
}

// seenOn says on how many pages a selector finds something: a box on one page of
// five may be that story's own.
func (d *drafter) seenOn(sel string) string {
	n := 0
	for _, p := range d.pages {
		if len(p.hits[sel]) > 0 {
			n++
		}
	}
	if n == len(d.pages) && n > 1 {
		return fmt.Sprintf("likely: on %s, without a word of the story", d.count())
	}
	return fmt.Sprintf("doubtful: on %d of %d pages", n, len(d.pages))
}

// nameOf returns the best name of the block's element or one above it, inside
// the body's container, that holds no story and mostly blocks of the role on
// all pages; "" for none. Of equally good names that of the outermost element
// wins, which takes the whole box and not one line of it:
//
//	<div class="story">                        the container: the walk ends here
//	  <aside class="see-also related-box">     .related-box
//	    <p class="text">                       .text, which also holds story elsewhere
func (d *drafter) nameOf(p *draftPage, b *gatefold.ReportBlock, role article.Role) string {
	best, rank := "", 0
	for id := page.ID(b.Element); id != page.None; id = p.doc.Nodes[id].Parent {
		// At the container itself the names hold the whole story.
		if slices.Contains(p.hits[d.container], id) {
			break
		}
		if p.doc.Nodes[id].Is(page.Text) {
			continue
		}
		for _, c := range stableNames(p.doc, id) {
			d.find(c.selector)
			if d.pure(c.selector, role) && (best == "" || c.rank <= rank) {
				best, rank = c.selector, c.rank
			}
		}
	}
	return best
}

// find fills in the elements of a selector that the first page does not have.
func (d *drafter) find(sel string) {
	for _, p := range d.pages {
		if _, done := p.hits[sel]; !done {
			p.hits[sel] = nil
			p.match([]string{sel})
		}
	}
}

// pure reports whether a selector holds no story on any page, and for the most
// part blocks of the role.
func (d *drafter) pure(sel string, role article.Role) bool {
	right, all := 0, 0
	for _, p := range d.pages {
		for b := range p.blocksIn(p.hits[sel]) {
			n := len(bag.Words(b.Text))
			switch {
			case b.Role == article.RoleBody || b.Role == article.RoleHeadline:
				return false
			case b.Role == role:
				right += n
			}
			all += n
		}
	}
	return all > 0 && 2*right > all
}
