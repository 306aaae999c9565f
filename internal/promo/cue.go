package promo

import (
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// cue is a set of facts about a segment or a box.
type cue uint32

const (
	cueKnown     cue = 1 << iota // the segment was read
	cueGate                      // words that ask for something in order to read on
	cueMeter                     // words about a quota
	cueSpent                     // the quota is used up
	cueFeature                   // a function of the site is for members
	cueComment                   // commenting is for members
	cueTeaser                    // a label on a link to a gated text
	cueLogin                     // offers to log in
	cueTerms                     // small print
	cueBenefit                   // what one gets
	cuePrice                     // holds a price
	cueAction                    // is a link or button of its own
	cueHeading                   // is a heading
	cueItem                      // is an entry of a list
	cueLong                      // is a paragraph
	cueForeign                   // is a link to something else
	cueCTA                       // a call to action in words
	cueEmail                     // a form that takes an address
	cueNamed                     // the box is named after a promo
	cueRelated                   // introduces links to other texts
	cueByline                    // names an author
	cueUseTarget                 // a link target asks for something
	cueGateName                  // the box is named after a gate
)

// wants is a set of promo kinds, bit k for term.PromoKind k.
type wants uint16

func want(k term.PromoKind) wants { return 1 << k }

// info is what one segment says.
type info struct {
	cues cue
	wants
	asked wants // by the targets of its links
	score float32
}

// kindWants pairs the lexicon's kinds with what they ask for.
var kindWants = [...]struct {
	words block.Wording
	wants wants
}{
	{wording.GateSubscription | wording.Subscription | wording.Meter | wording.Subscribe, want(term.Subscription)},
	{wording.GateRegistration | wording.Registration | wording.SignUp, want(term.Registration)},
	{wording.Newsletter | wording.SignUp, want(term.Newsletter)},
	{wording.Donation, want(term.Donation)},
	{wording.Membership, want(term.Membership)},
	{wording.App, want(term.App)},
	{wording.Event, want(term.Event)},
	{wording.Commerce | wording.Disclosure, want(term.Commerce)},
	{wording.Adblock, want(term.Adblock)},
}

// targetWants pairs a link's target with what it asks for.
var targetWants = [...]struct {
	to    target
	wants wants
}{
	{toSubscribe, want(term.Subscription)},
	{toRegister, want(term.Registration)},
	{toNewsletter, want(term.Newsletter)},
	{toDonate, want(term.Donation)},
	{toMembership, want(term.Membership)},
	{toApp, want(term.App)},
	{toEvent, want(term.Event)},
	{toShop, want(term.Commerce)},
}

// wordFacts pairs the lexicon's kinds with facts.
var wordFacts = [...]struct {
	words block.Wording
	cue   cue
}{
	{wording.Gate, cueGate},
	{wording.Spent, cueSpent},
	{wording.Meter | wording.Remaining, cueMeter},
	{wording.FeatureGate, cueFeature},
	{wording.CommentGate, cueComment},
	{wording.TeaserLabel, cueTeaser},
	{wording.Login, cueLogin},
	{wording.Terms, cueTerms},
	{wording.Benefit, cueBenefit},
	{wording.CTA, cueCTA},
	{wording.Related, cueRelated},
	{wording.Byline | wording.AuthorBio | wording.Correction, cueByline},
}

// Lengths, in characters other than white space. A button seldom has more
// than shortAction, and one of plainLink says nothing beside what it asks; a
// line of a promo more than plainLine; from paragraph on a
// segment without a cue reads like story text.
const (
	plainLink   = 24
	shortAction = 45
	plainLine   = 160
	paragraph   = 220
)

// read returns what the segment i says. Each segment is read once.
func (f *finder) read(i int) *info {
	in := &f.infos[i]
	if in.cues&cueKnown != 0 {
		return in
	}
	s := &f.segs[i]
	in.cues = cueKnown
	if s.Kind != block.Text || s.Chars == 0 {
		return in
	}
	k := f.segs[i].Wording
	for _, w := range wordFacts {
		if k&w.words != 0 {
			in.cues |= w.cue
		}
	}
	for _, w := range kindWants {
		if k&w.words != 0 {
			in.wants |= w.wants
		}
	}
	if k&wording.Legal != 0 && in.cues&cueByline != 0 {
		in.cues = in.cues&^cueByline | cueTerms // "By signing up you agree to our privacy policy"
	}
	in.cues |= f.shape(s)
	var to target
	if s.Link > 0 && (s.Chars <= paragraph || in.wants != 0) || s.Flags&page.InLink != 0 && s.Chars <= paragraph {
		to = f.targets(s)
	}
	if s.Chars <= paragraph && hasPrice(f.words.Folded(i)) {
		in.cues |= cuePrice
	}
	f.rate(in, s, i, to)
	return in
}

// shape tells a heading, an entry, a button and a paragraph apart.
func (f *finder) shape(s *block.Seg) cue {
	var c cue
	for id, n := s.Box, 0; id != page.None && n < 3; id, n = f.doc.Nodes[id].Parent, n+1 {
		switch f.doc.Nodes[id].Tag {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			c |= cueHeading
		case atom.Li, atom.Dd, atom.Dt:
			c |= cueItem
		}
	}
	switch {
	case s.Flags&(page.InLink|page.InButton) != 0 && s.LinkDensity() > 0.9, s.Flags&page.InButton != 0:
		c |= cueAction
	case s.LinkDensity() > 0.6:
		c |= cueAction
	}
	if s.Chars >= paragraph {
		c |= cueLong
	}
	return c
}

// targets reads the links in the segment, or the one around it. A line of
// links that mostly lead elsewhere is navigation and gets no target.
func (f *finder) targets(s *block.Seg) target {
	var t target
	var asked, other, links int
	one := func(a page.ID) {
		links++
		to := targetOf(f.doc.Attr(a, "href"))
		switch {
		case to&^(weak|toOwn|toShop|toLogin) != 0:
			asked += f.doc.Chars(a)
		case to&toLogin == 0:
			other += f.doc.Chars(a)
		}
		t |= to
	}
	if s.Flags&page.InLink != 0 { // the segment begins at the text, inside its link
		if a := f.doc.Closest(s.First, atom.A); a != page.None {
			one(a)
		}
	}
	for id := s.First; id < s.End && links < 8; id++ {
		if f.doc.Nodes[id].Tag == atom.A {
			one(id)
		}
	}
	if links > 1 && other*3 > asked {
		return elsewhere
	}
	return t
}

// rate adds up what speaks for a promo. 1 makes a promo of the segment alone;
// less needs company in the same box.
func (f *finder) rate(in *info, s *block.Seg, i int, to target) {
	if to == elsewhere && in.cues&cueAction != 0 && (in.wants == 0 || !f.mostly(s, i)) {
		in.cues |= cueForeign
		in.wants = 0
		return
	}
	if to&toLogin != 0 {
		in.cues |= cueLogin
	}
	if in.wants == 0 && f.segs[i].Wording&wording.Login != 0 && s.Chars <= shortAction {
		return // a way in for those who pay already
	}
	if in.cues&cueGate != 0 {
		in.score += 1
	}
	if in.cues&cueMeter != 0 {
		in.score += 1
	}
	f.rateOther(in, s, i)
	if in.wants != 0 {
		in.score += f.rateWords(in, s, i)
	}
	f.rateTarget(in, s, to)
	if in.cues&cuePrice != 0 && (in.wants != 0 || in.cues&(cueTerms|cueCTA) != 0) {
		in.score += 0.4
		if in.wants == 0 {
			in.wants = want(term.Subscription)
		}
	}
	if in.cues&(cueTerms|cueBenefit) != 0 {
		in.score += 0.2
	}
	if f.segs[i].Wording&wording.Disclosure != 0 {
		in.score += 0.9 // its wording has no other use
	}
	if in.cues&(cueRelated|cueTeaser) != 0 && in.cues&cueAction != 0 && in.cues&(cueCTA|cueUseTarget) == 0 {
		in.score -= 0.6
	}
	if in.score < 0.15 && in.cues&cueAction != 0 && in.cues&(cueLogin|cueTerms|cueCTA) == 0 {
		in.cues |= cueForeign
	}
}

// rateOther rates what asks for an account or a plan for something else than
// reading on, and labels that say for whom a text is.
func (f *finder) rateOther(in *info, s *block.Seg, i int) {
	if in.cues&(cueFeature|cueComment) != 0 && (in.cues&cueAction == 0 && s.Chars > plainLink || s.Chars > shortAction) {
		in.score += 1
		if in.wants == 0 {
			in.wants = want(term.Registration)
			if wording.SaysSubscribe(f.words.Folded(i)) {
				in.wants = want(term.Subscription)
			}
		}
	}
	if in.cues&cueTeaser != 0 && in.cues&(cueAction|cueItem) == 0 && f.mostly(s, i) && !f.inTeaser(s.Box) {
		in.score += 1
		in.wants |= want(term.Subscription)
	}
}

// inTeaser reports whether the element stands in what leads to another text.
func (f *finder) inTeaser(id page.ID) bool {
	for n := 0; n < 4 && id != page.None; n++ {
		switch f.doc.Nodes[id].Tag {
		case atom.A, atom.Article, atom.Li:
			return true
		}
		if f.names.of(id)&nameRelated != 0 {
			return true
		}
		id = f.doc.Nodes[id].Parent
	}
	return false
}

// mostly reports whether phrases make up a good part of the segment.
func (f *finder) mostly(s *block.Seg, i int) bool {
	return f.words.Covered(i, wording.Asks|wording.CTA|wording.TeaserLabel)*5 >= int(s.Chars)*2
}

// rateWords rates phrases by the shape of what they stand in: a button that
// says subscribe is one, a paragraph that says so may be a story, and so may a
// headline that says it among other words.
func (f *finder) rateWords(in *info, s *block.Seg, i int) float32 {
	covered := f.words.Covered(i, wording.Asks|wording.CTA)
	mostly := covered*5 >= int(s.Chars)*2
	linked := in.cues&cueAction != 0 || s.Link > 0
	var score float32
	switch {
	case in.cues&cueCTA != 0 && s.Chars <= plainLine && (mostly || in.cues&cueAction == 0 || s.Chars > shortAction):
		score = 0.9
	case in.cues&cueCTA != 0:
		score = 0.6
	case in.cues&cueAction != 0 && s.Chars <= shortAction && mostly:
		score = 0.6
	case in.cues&cueAction == 0 && (in.cues&cueHeading != 0 || s.Chars <= plainLine):
		score = 0.4
	default:
		score = 0.2
	}
	switch {
	case linked && in.cues&cueCTA != 0 && s.Chars <= plainLine:
		score += 0.1
	case linked && mostly && s.Chars <= plainLink && in.cues&cueTeaser == 0:
		score += 0.35
	case linked && mostly && s.Chars <= shortAction:
		score += 0.15
	}
	if in.wants&want(term.Newsletter) != 0 && in.cues&cueAction == 0 && s.Link > 0 && (in.cues&cueCTA != 0 || len(f.words.Hits(i)) > 2) {
		score += 0.6 // a sentence that links to a mailing list's form
	}
	if s.Chars < paragraph && covered*2 >= int(s.Chars) {
		score += 0.2 // little else is said
		if covered*5 >= int(s.Chars)*4 && in.cues&cueAction == 0 ||
			len(f.words.Hits(i)) > 2 || len(f.words.Hits(i)) > 1 && s.Chars > shortAction {
			score += 0.35 // or nothing, or it is said as verb and object
		}
	}
	return score
}

// rateTarget rates where a link leads. A short link with a plain address is a
// button; a longer one, or one that a single word speaks for, needs words that
// agree. A shop alone says nothing.
func (f *finder) rateTarget(in *info, s *block.Seg, to target) {
	var asked wants
	for _, w := range targetWants {
		if to&w.to != 0 {
			asked |= w.wants
		}
	}
	in.asked = asked
	short := in.cues&cueAction != 0 && s.Chars <= shortAction
	switch {
	case asked == 0 || asked == want(term.Commerce):
		return
	case short && to&weak == 0:
		in.score += 1
	case short && s.Chars <= plainLink || asked&in.wants != 0 && to&weak == 0:
		in.score += 0.5
	case in.wants != 0:
		in.score += 0.3
	default:
		return
	}
	in.cues |= cueUseTarget
	if asked&in.wants == 0 {
		in.wants |= asked
	}
}

// hasPrice reports whether the folded text holds a digit beside a currency's
// sign or name.
func hasPrice(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] < '0' || b[i] > '9' {
			continue
		}
		start := i
		for i < len(b) && (b[i] >= '0' && b[i] <= '9' || b[i] == '.' || b[i] == ',') {
			i++
		}
		if isCurrencyBefore(b[:start]) || isCurrencyAfter(b[i:]) {
			return true
		}
	}
	return false
}

func isCurrencyBefore(b []byte) bool {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	if n := len(b); n > 0 && (b[n-1] == '$' || b[n-1] == '/' && n > 1 && b[n-2] == 's') {
		return true
	}
	return hasAnySuffix(b, "€", "£", "¥", "₹", "₩", "₺", "₽", "₴", "eur", "usd", "chf", "rs", "rs.", "r$", "kr", "cop", "gbp")
}

func isCurrencyAfter(b []byte) bool {
	for len(b) > 0 && b[0] == ' ' {
		b = b[1:]
	}
	return hasAnyPrefix(b, "€", "$", "£", "円", "元", "원", "eur", "usd", "kr", "zl", "pln", "kc", "ft", "lei", "chf", "tl", "₽", "руб", "грн",
		"₴", "dollar", "pesos", "¢")
}

func hasAnySuffix(b []byte, list ...string) bool {
	for _, s := range list {
		if len(b) >= len(s) && string(b[len(b)-len(s):]) == s {
			return true
		}
	}
	return false
}

func hasAnyPrefix(b []byte, list ...string) bool {
	for _, s := range list {
		if len(b) >= len(s) && string(b[:len(s)]) == s {
			return true
		}
	}
	return false
}
