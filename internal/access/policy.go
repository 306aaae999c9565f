package access

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// A site's rule decides on its own and at any place. What a supplier's rule finds
// counts by where it stands: hidden it is a template, and only at the end of the
// text is it a cut.
func (j *judge) readRules() {
	for i := range j.Rules {
		r := &j.Rules[i]
		path, hidden := "", false
		if r.Node != page.None {
			path, hidden = j.Doc.Path(r.Node), j.Doc.Nodes[r.Node].Is(page.Hidden)
			if r.Vendor && j.amongComments(r.Node) {
				continue // what asks for an account there asks it for commenting
			}
		}
		s := fromRule
		if r.Vendor {
			s = fromVendor
			if hidden {
				s = fromHiddenGate
			}
		}
		if reading := readingOf(r.Policy); reading != unread {
			j.add(s, reading, "rule:"+r.Origin, r.Policy.String(), path)
		}
		switch {
		case r.Completeness == term.CompletenessUnknown:
		case !r.Vendor:
			j.addCue(r.Completeness, ruleDecides, "rule:"+r.Origin, r.Completeness.String(), path)
		case !hidden && r.Completeness == term.Preview && r.Node != page.None && j.endsAt(r.Node):
			j.vendorCut = true
			j.addCue(term.Preview, cueGateAtCut, "rule:"+r.Origin, r.Completeness.String(), path)
		}
	}
}

// commentLevels is how far above a supplier's markup the name of the comments
// may stand.
const commentLevels = 5

// amongComments reports whether the node stands among the readers' comments.
//
//	<section id="comments"><div class="supplier-login">Log in to comment</div></section>
func (j *judge) amongComments(id page.ID) bool {
	for n := 0; n < commentLevels && id != page.None; n++ {
		if node := &j.Doc.Nodes[id]; strings.Contains(strings.ToLower(j.Doc.ClassAttr(node.Class)), "comment") ||
			strings.Contains(strings.ToLower(j.Doc.SymText(node.IDSym)), "comment") {
			return true
		}
		id = j.Doc.Nodes[id].Parent
	}
	return false
}

// endsAt reports whether no text of the story stands after the node begins.
func (j *judge) endsAt(id page.ID) bool {
	return j.body.last >= 0 && j.Segs[j.body.last].First < id
}

// readingOf turns a rule's policy into what evidence says.
func readingOf(p term.Policy) reading {
	switch p {
	case term.Free:
		return saysFree
	case term.Metered:
		return saysMetered
	case term.RegistrationWall:
		return saysRegistration
	case term.SubscriptionWall:
		return saysPaid
	}
	return unread
}

// readPromos takes the gates and the notices of a meter as evidence, and finds
// the gate at the cut.
//
// Words about commenting or a function of the site are no gate of the text, even
// in a box that the model calls one; unless the same box has the words of a gate
// too.
func (j *judge) readPromos() {
	for i := range j.Promos {
		p := &j.Promos[i]
		kinds := j.kindsOf(p)
		shown := !p.Hidden
		switch {
		case kinds&wording.Meter != 0:
			j.meterNotice(p, shown)
		case p.Gate && (kinds&(wording.FeatureGate|wording.CommentGate) == 0 || kinds&wording.Gate != 0):
			j.gate(p, shown)
		}
		if shown && kinds&wording.Remaining != 0 && j.follows(p) {
			j.remaining = true
			j.addCue(term.Preview, cueRemaining, "promo", clip(p.Text), j.Doc.Path(p.Root))
		}
		if shown && !p.Gate && len(p.Segs) == 1 && j.labels(int(p.Segs[0])) && p.Placement != term.InHeader && j.isBadge(p) {
			j.add(fromBadge, saysPaid, "label", clip(p.Text), j.Doc.Path(p.Root))
		}
	}
	j.badges()
}

func (j *judge) kindsOf(p *promo.Promo) block.Wording {
	var k block.Wording
	for _, s := range p.Segs {
		k |= j.Segs[s].Wording
	}
	return k
}

// meterNotice is a line on the quota: "you have read 1 of 4 free articles".
//
// Below the text it may be the gate as well: "you have read 4 of 4".
func (j *judge) meterNotice(p *promo.Promo, shown bool) {
	s := fromHiddenMeter
	if shown {
		s = fromMeter
	}
	j.add(s, saysMetered, "promo", clip(p.Text), j.Doc.Path(p.Root))
	if p.Gate && shown && j.follows(p) {
		j.gateAtCut, j.cut = true, *p
	}
}

// gate takes a promo that asks for something in order to read on. It speaks
// for a policy only where it is shown in or after the story: elsewhere it is a
// template, a site-wide overlay or another page's.
func (j *judge) gate(p *promo.Promo, shown bool) {
	r := unread
	switch p.Kind {
	case term.Subscription, term.Membership:
		r = saysPaid
	case term.Registration, term.Newsletter:
		r = saysRegistration // an address is what an account begins with
	}
	// The box of a gate stands under free articles too, with an offer in it. It
	// is doubted where it does not say what it is and the page says otherwise.
	follows := shown && j.follows(p) && !(p.ByName && j.declaredFree())
	switch {
	case follows && r != unread:
		if !j.gateAtCut {
			j.cut = *p
		}
		j.gateAtCut = true
		j.add(fromGate, r, "promo", clip(p.Text), j.Doc.Path(p.Root))
	case p.Kind == term.Newsletter:
		// A mailing list's "subscribe to keep reading" stands on whole pages.
	case shown && r != unread && (p.Placement == term.BeforeBody || p.Placement == term.InBody):
		j.add(fromBadge, r, "promo", clip(p.Text), j.Doc.Path(p.Root))
	case r != unread:
		j.add(fromHiddenGate, r, "promo", clip(p.Text), j.Doc.Path(p.Root))
	}
}

// maxBetween is how many characters of anything else may stand between the
// last text and its gate: a share bar, a date, a list's last entry that was taken
// for something else.
const maxBetween = 140

// isBadge reports whether a label on gated texts is this article's own: it
// stands before the body, near the headline.
//
//	<span>For subscribers</span> <h1>The ferry is back</h1> <p>…</p>   this article's
//	<h1>…</h1> <p>…</p> <h3>Next</h3> <span>For subscribers</span>      another's
func (j *judge) isBadge(p *promo.Promo) bool {
	at := int(p.Segs[0])
	if j.body.first < 0 || at > j.body.first {
		return false
	}
	for k := at; k < j.body.first && k < at+12; k++ {
		if r := j.Segs[k].Role; r == term.Headline {
			return true
		}
	}
	return at >= j.body.first-4
}

// labels reports whether the segment is a label of gated texts and nothing
// else. A word that is a button as well ("Abo") is no label.
//
// Two thirds of the line must be the label's words: a sentence about subscribers
// is none.
func (j *judge) labels(k int) bool {
	s := &j.Segs[k]
	if s.Chars == 0 || s.Chars > 40 || s.Wording&wording.CTA != 0 || s.Flags&page.InButton != 0 || !hasWord(j.Words.Folded(k)) {
		return false
	}
	return j.Words.Covered(k, wording.TeaserLabel|wording.GateSubscription)*3 >= int(s.Chars)*2
}

// hasWord reports whether the folded text has two letters in a row or one of a
// script with many: a "+" on a button enlarges the letters.
func hasWord(t []byte) bool {
	run := 0
	for _, c := range t {
		if c >= 0x80 {
			return true
		}
		if run++; c < 'a' || c > 'z' {
			run = 0
		}
		if run == 2 {
			return true
		}
	}
	return false
}

// badges finds labels that no promo holds: a line above the headline with
// nothing but "for subscribers".
//
// It stops at the first: a page has one.
func (j *judge) badges() {
	for k := 0; k < j.body.first; k++ {
		s := &j.Segs[k]
		if s.Hidden || !j.labels(k) || j.inPromo(k) {
			continue
		}
		p := promo.Promo{Segs: []int32{int32(k)}, Root: s.Box}
		if j.isBadge(&p) {
			j.add(fromBadge, saysPaid, "label", string(j.Words.Folded(k)[:min(len(j.Words.Folded(k))-1, 60)]), j.Doc.Path(s.Box))
			return
		}
	}
}

// clip returns the first words of a text, for evidence.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && s[cut]&0xc0 == 0x80 {
		cut--
	}
	return s[:cut] + "…"
}

// policy sums the strongest signal of each source for each policy. A plain
// "not free" counts for whichever closed policy something else speaks for.
//
// For example a flag of the JSON-LD that says not free (4), and a shown meter (7):
// the flag supports any closed policy, so metered has 11. Against an explicit tier
// that says free (5) that is the verdict, and the tier a conflict.
//
// Of each source only the strongest signal counts, so that a page that states one
// thing ten times is not ten times as sure.
func (j *judge) policy() term.Policy {
	var best [numSources][5]float32
	var notFree [numSources]float32
	for i := range j.res.Evidence {
		e := &j.res.Evidence[i]
		switch {
		case e.reading == unread:
		case e.reading == saysNotFree:
			notFree[e.source] = max(notFree[e.source], e.weight)
		default:
			p := e.reading.policy()
			best[e.source][p] = max(best[e.source][p], e.weight)
		}
	}
	var sum [5]float32
	var closed float32
	for s := range best {
		for p, w := range best[s] {
			sum[p] += w
		}
		closed += notFree[s]
	}
	kind := term.SubscriptionWall
	for _, p := range []term.Policy{term.RegistrationWall, term.Metered} {
		if sum[p] > sum[kind] {
			kind = p
		}
	}
	sum[kind] += closed
	if j.silent() && j.body.first >= 0 {
		j.add(fromAbsence, saysFree, "absence", "no sign of a limit", "")
		sum[term.Free] += weights[fromAbsence]
	}
	verdict := term.PolicyUnknown
	for p := term.Free; p <= term.SubscriptionWall; p++ {
		if sum[p] > 0 && sum[p] >= sum[verdict] {
			verdict = p
		}
	}
	j.settle(verdict)
	return verdict
}

// silent reports whether nothing shown speaks for a limit. Then a page whose
// text ends well is free, as the absent flag reads for Subscribe with Google.
//
// Hidden gates and meters do not break the silence, as templates for other readers
// stand in the source of every page of a site.
func (j *judge) silent() bool {
	if j.gateAtCut || j.remaining {
		return false
	}
	return !slices.ContainsFunc(j.res.Evidence, func(e Evidence) bool {
		return e.reading != unread && e.source != fromHiddenGate && e.source != fromHiddenMeter
	})
}

// declared reports whether the page itself states the policy: by its metadata,
// by a gate or a notice that is shown, or by what a rule reads. Silence, the
// names of a supplier and hidden templates state none.
func (j *judge) declared() bool {
	return j.res.Policy != term.PolicyUnknown && slices.ContainsFunc(j.res.Evidence, func(e Evidence) bool {
		switch e.source {
		case fromAbsence, fromVendor, fromHiddenMeter, fromHiddenGate:
			return false
		}
		return e.reading != unread && e.Supports == j.res.Policy.String()
	})
}

// doubt withdraws both verdicts where a shown subscription offer follows directly on
// a short text and nothing on the page declares it free: the text may be a note in
// full, or the beginning of what the offer sells.
func (j *judge) doubt() {
	if j.res.Policy != term.Free || j.res.Declared || j.res.Completeness != term.Full || j.body.words >= doubtWords {
		return
	}
	for i := range j.Promos {
		p := &j.Promos[i]
		if p.Hidden || p.Kind != term.Subscription || len(p.Offers) == 0 || !j.comesNext(p) {
			continue
		}
		j.res.Policy, j.res.Completeness = term.PolicyUnknown, term.CompletenessUnknown
		j.addCue(term.Preview, cueShort, "offer after a short text", clip(p.Text), j.Doc.Path(p.Root))
		return
	}
}

// comesNext reports whether a promo is what a reader meets after the last text of the
// story, whatever element it stands in: beside the story, or over it. The page's head
// and its footer are met on every page.
func (j *judge) comesNext(p *promo.Promo) bool {
	a := j.around(p)
	return a.last >= 0 && a.after == 0 && p.Placement != term.InHeader && p.Placement != term.InFooter && j.between(p, &a) <= maxBetween
}

// settle makes every plain "not free" support the closed policy that won: it was
// counted for that one.
func (j *judge) settle(p term.Policy) {
	if p < term.Metered {
		return
	}
	for i := range j.res.Evidence {
		if e := &j.res.Evidence[i]; e.reading == saysNotFree {
			e.Supports = p.String()
		}
	}
}

// conflicts lists what disagrees with the verdicts. Hints of hidden templates
// and silence are too weak to disagree.
//
// Cues of a weight below cueCountAbove are common on pages of either kind and no
// conflict.
func (j *judge) conflicts() {
	var about [2][]int
	for i := range j.res.Evidence {
		e := &j.res.Evidence[i]
		switch {
		case e.reading != unread && j.res.Policy != term.PolicyUnknown:
			if e.source < fromHiddenMeter && e.Supports != j.res.Policy.String() {
				about[0] = append(about[0], i)
			}
		case e.complete != term.CompletenessUnknown && j.res.Completeness != term.CompletenessUnknown:
			if e.complete != j.res.Completeness && e.weight >= cueCountAbove {
				about[1] = append(about[1], i)
			}
		}
	}
	for k, name := range [...]string{"policy", "completeness"} {
		if len(about[k]) > 0 {
			j.res.Conflicts = append(j.res.Conflicts, Conflict{About: name, Evidence: about[k]})
		}
	}
}
