package ruling

import (
	"slices"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/rules"
)

// Hit is a line that holds for the page, with a node that it matched.
type Hit struct {
	Rule *Rule
	Line *rules.Line
	Node page.ID
}

// Hits returns what lines of some uses matched, the own rule's first, in
// document order. Lines of layouts that the page does not have are left out,
// though they matched: what they say is about another design.
func (p *Page) Hits(uses ...rules.Use) []Hit {
	var out []Hit
	p.each(func(r *Rule) {
		for _, h := range r.hits {
			if l := &r.Compiled.Lines[h.line]; r.Active.Uses(h.line) && slices.Contains(uses, l.Use) {
				out = append(out, Hit{r, l, h.node})
			}
		}
	})
	return out
}

// Detected returns the fingerprints that the page carries: those of the platform that
// was chosen by one, and those of all vendors. Line is nil for one that is not a
// selector.
func (p *Page) Detected() []Fingerprint {
	if p.Common.Compiled == nil {
		return nil
	}
	var out []Fingerprint
	// One vendor's fingerprint may stand on a page in many scripts; each sign
	// is listed once.
	p.detect(func(d int, node page.ID, l *rules.Line) {
		f := Fingerprint{&p.Common.Compiled.Detections[d], l, node}
		if (f.Of.Kind == rules.Vendor || f.Of.Name == p.Platform) && !slices.Contains(out, f) {
			out = append(out, f)
		}
	})
	return out
}

// Fingerprint is one sign of a platform or a vendor. Line and Node are empty for
// one that is a host, a script or a generator.
type Fingerprint struct {
	Of   *rules.Detection
	Line *rules.Line
	Node page.ID
}
