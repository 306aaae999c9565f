package promo

import (
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// Page is what Place needs to know of a page beside its promos.
type Page struct {
	Doc   *page.Doc
	Segs  []block.Seg
	Words *wording.Text
	Links target.Links
	// Language is the page's BCP 47 tag and Country its ISO 3166 code where
	// they are known; they decide what "$" means.
	Language, Country string
}

// Place takes the promos that hold story text back, or that part of them,
// decides where the others stand and which are gates, and reads their parts.
// It returns a list without those taken back; found stays as it is.
//
// It runs when the roles are settled. A promo that loses segments is copied first,
// since the caller's list must not change.
func Place(p Page, found []Promo) []Promo {
	pl := placer{Page: p, first: -1, last: -1}
	for i := range p.Segs {
		if p.Segs[i].Role == term.Body {
			if pl.first < 0 {
				pl.first = i
			}
			pl.last = i
		}
	}
	out := make([]Promo, 0, len(found))
	for i := range found {
		q := found[i]
		if !pl.veto(&q) {
			continue
		}
		q.Placement = pl.placement(&q)
		if q.rule != nil && q.rule.Placement != term.PlacementUnknown {
			q.Placement = q.rule.Placement
		}
		pl.describe(&q)
		q.Gate = q.Gate || pl.isGate(&q) || len(out) > 0 && pl.continues(&out[len(out)-1], &q)
		q.ByName = q.Gate && q.rule == nil && kindsIn(p.Segs, q.Segs)&saysGate == 0
		out = append(out, q)
	}
	return out
}

type placer struct {
	Page
	first, last int // the first and last body segment, or -1
	folded      []byte
}

// veto drops the promo's segments that are story and reports whether a promo
// is left. A rule's word is not doubted here: the roles have followed it
// already.
//
// Where more of the box turned out to be story than not, the box was a mistake and
// the rest of it no promo either. Otherwise only the story's lines are given back:
//
//	<div class="box"><h3>Subscribe now</h3><p>Only 1 €.</p><p>A caption.</p></div>
func (p *placer) veto(q *Promo) bool {
	var kept, lost int32
	for _, k := range q.Segs {
		if isStory(p.Segs[k].Role) {
			lost += p.Segs[k].Chars
		} else {
			kept += p.Segs[k].Chars
		}
	}
	if lost == 0 {
		return true
	}
	if kept == 0 || lost > kept {
		return false
	}
	q.Segs = slices.DeleteFunc(slices.Clone(q.Segs), func(k int32) bool { return isStory(p.Segs[k].Role) })
	return true
}

// isStory reports whether a role belongs to the story: what a promo must not take.
func isStory(r term.Role) bool {
	switch r {
	case term.Body, term.Headline, term.Standfirst, term.Byline, term.Dateline, term.Caption, term.Kicker:
		return true
	}
	return false
}

// placement reads the frames around the promo first, then its place among the
// body's segments.
//
// The climb ends where the story begins: a name on an element that holds both
// would be true of every paragraph as well. Frames come first, since an overlay
// may stand anywhere in the source, often between two paragraphs.
func (p *placer) placement(q *Promo) term.Placement {
	var seen classname.Ask
	for id := q.Root; id != page.None; id = p.Doc.Nodes[id].Parent {
		n := &p.Doc.Nodes[id]
		if n.Is(page.Text) {
			continue
		}
		if p.first >= 0 && p.Doc.Contains(id, p.Segs[p.first].First) {
			break // an element around the story tells nothing of the promo
		}
		if n.Tag == atom.Article || n.Tag == atom.Main {
			seen &^= classname.InHeader | classname.InNav // the story's own header
		}
		seen |= nameOf(p.Doc, id)
		if role := p.Doc.Attr(id, "role"); role == "dialog" || role == "alertdialog" {
			seen |= classname.InOverlay
		}
		if n.Tag == atom.Footer && seen&classname.InOverlay == 0 {
			return p.footer(q)
		}
	}
	at := int(q.Segs[0])
	switch {
	case seen&classname.InOverlay != 0:
		return term.Overlay
	case seen&classname.InFooter != 0 && (p.last < 0 || at > p.last):
		return p.footer(q)
	case seen&(classname.InHeader|classname.InNav) != 0 && (p.first < 0 || at < p.first):
		return term.InHeader
	case p.first >= 0 && at > p.first && at < p.last:
		return term.InBody
	case seen&classname.InSidebar != 0:
		return term.Sidebar
	case p.first < 0:
		return term.PlacementUnknown
	case at < p.first:
		return term.BeforeBody
	}
	return term.AfterBody
}

// footer tells the page's footer from the one of the story.
//
// Both are <footer>: the one in an <article> closes that article.
func (p *placer) footer(q *Promo) term.Placement {
	if a := p.Doc.Closest(q.Root, atom.Article); a != page.None {
		return term.AfterBody
	}
	return term.InFooter
}

// isGate takes the model's word for a promo that can be one, where no rule knows: a
// publisher's file says it of its boxes, while a supplier's stand for a gate on one
// page and beside the story on the next, and are gates where they say so.
func (p *placer) isGate(q *Promo) bool {
	said := q.gate >= saidGate && kindsIn(p.Segs, q.Segs)&saysGate != 0
	if r := q.rule; r != nil {
		return r.Gate || r.Vendor != "" && said
	}
	return canGate(q.Kind) && (q.gate == likelyGate || said) && !p.gatesFunction(q)
}

// saysGate are the kinds of phrase by which a promo says that it is a gate.
const saysGate = wording.Gate | wording.Spent

// canGate reports whether promos of a kind stand in the way of a story.
func canGate(k term.PromoKind) bool {
	switch k {
	case term.Subscription, term.Registration, term.Newsletter, term.Membership, term.App:
		return true
	}
	return false
}

// gatesFunction reports whether a promo asks for an account to comment, to listen or to
// keep a text, and nowhere else to read on: "only subscribers can comment".
func (p *placer) gatesFunction(q *Promo) bool {
	const function = wording.FeatureGate | wording.CommentGate
	some := false
	for _, i := range q.Segs {
		switch w := p.Segs[i].Wording; {
		case w&function != 0:
			some = true
		case w&saysGate != 0:
			return false
		}
	}
	return some
}

// continues reports whether a promo is one more column of the gate before it:
// the plans to choose from stand beside the words that ask for one.
//
//	<div class="gate">
//	  <p>Read on with a plan</p>         the gate
//	  <div>Monthly 9 €</div>             continues it
//	  <div>Yearly 90 €</div>             and so does this
//	</div>
//
// Nothing with text may stand between, and they share one of the three elements
// above.
func (p *placer) continues(gate, q *Promo) bool {
	if !gate.Gate || gate.Hidden != q.Hidden || len(q.Offers) == 0 || gate.Kind != q.Kind {
		return false
	}
	last := int(gate.Segs[len(gate.Segs)-1])
	for k := last + 1; k < int(q.Segs[0]); k++ {
		if s := &p.Segs[k]; s.Kind == block.Text && s.Hidden == q.Hidden && s.Chars > 0 {
			return false
		}
	}
	top := gate.Root
	for n := 0; n < 3 && top != page.None; n++ {
		if p.Doc.Contains(top, q.Root) {
			return true
		}
		top = p.Doc.Nodes[top].Parent
	}
	return false
}

// kindsIn joins the kinds of phrase of all a promo's segments.
func kindsIn(segs []block.Seg, of []int32) (k block.Wording) {
	for _, i := range of {
		k |= segs[i].Wording
	}
	return k
}
