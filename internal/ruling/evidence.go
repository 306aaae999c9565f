package ruling

import (
	"fmt"
	"net/url"

	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
)

// Evidence returns the signals of access that the rules tie to this page.
func (p *Page) Evidence(m *meta.Data, rawURL string) []access.RuleEvidence {
	var out []access.RuleEvidence
	p.each(func(r *Rule) {
		// What a platform or vendor says holds for many publishers and is weaker
		// evidence than a line written for this one.
		shared := r == &p.Common || p.Platform != ""
		for _, c := range r.Active.Conditions {
			for _, node := range r.conditionNodes(&c, m, rawURL) {
				ev := access.RuleEvidence{Node: node, Origin: c.Origin + " " + c.Text, Vendor: shared}
				// The word tells which of the two it speaks for: [access] has one
				// key for each policy and each state of completeness.
				if policy, ok := term.ParsePolicy(c.Supports); ok && policy != term.PolicyUnknown {
					ev.Policy = policy
				} else if state, ok := term.ParseCompleteness(c.Supports); ok {
					ev.Completeness = state
				}
				out = append(out, ev)
			}
		}
		for _, line := range r.Active.Withheld {
			for _, node := range r.Nodes(line) {
				l := &r.Compiled.Lines[line]
				out = append(out, access.RuleEvidence{Node: node, Withheld: true, Origin: Origin(l), Vendor: shared})
			}
		}
	})
	return out
}

// conditionNodes returns the node at which a condition holds, page.None for
// one that looks at no element, and nothing where it does not hold.
func (r *Rule) conditionNodes(c *rules.Condition, m *meta.Data, rawURL string) []page.ID {
	holds := false
	switch c.Kind {
	case rules.FromSelector:
		// One element is proof enough; a page may repeat a badge in every teaser.
		nodes := r.Nodes(c.Line)
		return nodes[:min(len(nodes), 1)]
	case rules.FromMeta:
		holds = c.Holds(m.Meta(c.Arg))
	case rules.FromJSONLD:
		holds = c.Holds(m.Article.Path(c.Arg).Text())
	case rules.FromURL:
		if u, err := url.Parse(rawURL); err == nil {
			holds = c.HoldsURL(u.Path)
		}
	}
	if holds {
		return []page.ID{page.None}
	}
	return nil
}

// Origin names a rule line as [article.Provenance] does: file, line and what
// stands there.
func Origin(l *rules.Line) string { return fmt.Sprintf("%s:%d %s", l.File, l.Line, l.Selector) }
