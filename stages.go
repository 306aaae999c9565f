package gatefold

import (
	"io"
	"net/url"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
	"github.com/gatefold/gatefold/rules"
)

// open decodes, parses and indexes a page. With page.ErrTooDeep it returns an
// extraction as well as the error.
func (x *Extractor) open(r io.Reader, p Page) (*extraction, error) {
	d, err := page.Read(r, p.ContentType, page.Limits(x.limits))
	if d == nil {
		return nil, err
	}
	return &extraction{x: x, page: p, doc: d}, err
}

func (x *Extractor) openNode(doc *html.Node, p Page) (*extraction, error) {
	d := page.Index(doc)
	if limit := x.limits.Nodes; limit >= 0 && d.Len() > page.Limits(x.limits).NodeLimit() {
		d.Release()
		return nil, ErrTooLarge
	}
	return &extraction{x: x, page: p, doc: d}, nil
}

func (e *extraction) close() {
	if e.words != nil {
		e.words.Release()
	}
	if e.frame != nil {
		e.frame.Release()
	}
	e.doc.Release()
}

// collectMeta reads the metadata, a rule's sources first.
func (e *extraction) collectMeta() {
	in := meta.Input{Doc: e.doc, URL: e.page.URL, ContentLanguage: e.page.ContentLanguage, Trace: e.trace, TitleModel: e.x.titleModel}
	if own := &e.match.own; own.rule != nil {
		in.RuleFields = fieldSources(own.active.Fields)
		in.RuleNodes = own.nodes
	}
	e.meta = meta.Collect(in)
}

func fieldSources(fields map[string][]rules.FieldSource) map[string][]meta.FieldSource {
	kinds := [...]meta.FieldKind{
		rules.FromSelector: meta.CSS, rules.FromJSONLD: meta.JSONLD, rules.FromMeta: meta.Meta,
		rules.FromURL: meta.URL, rules.FromConst: meta.Const,
	}
	out := make(map[string][]meta.FieldSource, len(fields))
	for name, sources := range fields {
		list := make([]meta.FieldSource, len(sources))
		for i, s := range sources {
			list[i] = meta.FieldSource{Kind: kinds[s.Kind], Arg: s.Arg, Attr: s.Attr, Sel: s.Line, Origin: s.Origin}
			if s.Kind == rules.FromURL {
				list[i].Find = s.FindURL
			}
		}
		out[name] = list
	}
	return out
}

// segment cuts the text into blocks, reads their wording and looks for promos.
func (e *extraction) segment() {
	e.segs = block.Segment(e.doc, make([]block.Seg, 0, e.doc.Len()/6))
	e.words = wording.Read(e.doc, e.segs)
	e.promos = promo.Find(e.doc, e.segs, e.words, e.match.promoHits())
	e.frame = roles.NewFrame(roles.Input{
		Doc: e.doc, Segs: e.segs, Wording: e.wordingKinds(), Model: e.x.model, KindModel: e.x.kindModel,
		Title: e.meta.Title.Text, Description: e.meta.Description.Text, ArticleBody: e.meta.Article.Get("articleBody").Text(),
	})
}

func (e *extraction) wordingKinds() []uint64 {
	out := make([]uint64, len(e.segs))
	for i := range out {
		out[i] = uint64(e.words.Kinds(i))
	}
	return out
}

// assignRoles gives each segment its role. Where a rule names the body and
// that no longer fits the page, the generic result serves and the rule is
// marked stale.
func (e *extraction) assignRoles() {
	claims, ruled := e.claims()
	e.ruled = ruled
	e.claimPromos(claims)
	e.claimLines(claims)
	e.roles = e.frame.Assign(roles.Options{Claims: claims, Ruled: ruled})
	if e.match.own.rule == nil || !e.namesBody() {
		return
	}
	generic := e.roles
	if ruled {
		generic = e.frame.Assign(roles.Options{Claims: dropRoles(claims)})
	}
	if e.match.stale = staleness(ruled, e.roles.Words, generic.Words); e.match.stale != "" {
		e.roles = generic
	}
}

// claimPromos adds the promos that were found to the claims. One that a rule
// names, or that has strong cues, holds against the classifier.
func (e *extraction) claimPromos(claims []roles.Claim) {
	for k := range e.promos {
		p := &e.promos[k]
		if e.trace {
			e.found = append(e.found, p.Origin)
		}
		weak := !p.Ruled() && (p.Score < surePromo || e.storyWords(p.Segs) > storyWordsIn(p.Kind))
		role := term.Promo
		if p.Kind == term.ConsentPromo {
			role = term.Consent
		}
		for _, i := range p.Segs {
			if c := &claims[i]; !p.Ruled() && c.Role != term.RoleNone && c.Role != term.Body {
				continue
			}
			claims[i] = roles.Claim{Role: role, By: int32(-k - 2), Weak: weak}
		}
	}
}

// storyInPromo is how many words that read like the story a promo may hold
// before its cues are taken for the story's own subject: a review of a
// streaming service names prices and trials too. A gate that lists its
// benefits has fewer.
const storyInPromo = 160

// storyInOffer takes its place for goods, whose price and button stand in what
// a page about them tells. A notice that the links are paid for is shorter.
const storyInOffer = 45

func storyWordsIn(k term.PromoKind) int32 {
	if k == term.Commerce {
		return storyInOffer
	}
	return storyInPromo
}

// storyWords counts the words of the segments that the classifier takes for
// the story.
func (e *extraction) storyWords(segs []int32) (n int32) {
	for _, i := range segs {
		if e.frame.Probability(int(i)) > 0.6 {
			n += e.segs[i].Words
		}
	}
	return n
}

// surePromo is the score of a promo's cues from which it is not given up for
// a paragraph that reads like the story.
const surePromo = 1.5

// dropRoles leaves the claims that came from no rule of the page's own.
func dropRoles(claims []roles.Claim) []roles.Claim {
	out := make([]roles.Claim, len(claims))
	for i, c := range claims {
		if c.By < -1 || c.Weak {
			out[i] = c
		}
	}
	return out
}

// namesBody reports whether the rule that holds has a selector for the body.
func (e *extraction) namesBody() bool {
	for i := range e.match.own.rule.Lines {
		l := &e.match.own.rule.Lines[i]
		if l.Use == rules.UseRole && l.Role == term.Body && e.match.own.active.Uses(i) {
			return true
		}
	}
	return false
}

// The shares and lengths, in words, at which a rule counts as stale: it finds
// nothing where the generic way finds a story, or a small part of it. Below
// them a page is as likely a preview or a caption page.
const (
	staleWords = 80
	staleShare = 0.3
)

func staleness(ruled bool, own, generic int) string {
	switch {
	case generic < staleWords:
		return ""
	case !ruled:
		return "no element matches the rule's body"
	case float64(own) < staleShare*float64(generic):
		return "the rule's body holds far less text than the page's story"
	}
	return ""
}

// placePromos settles the promos now that the body is known.
func (e *extraction) placePromos() {
	e.byRole = make([]term.Role, len(e.segs))
	for i := range e.byRole {
		e.byRole[i] = e.roles.Decisions[i].Role
	}
	e.promos = promo.Place(promo.Page{
		Doc: e.doc, Segs: e.segs, Words: e.words, Roles: e.byRole,
		Language: e.meta.Language.Text, Country: e.country(),
	}, e.promos)
}

// judgeAccess weighs the evidence on policy and completeness.
func (e *extraction) judgeAccess() {
	e.kind = e.judgeKind()
	e.access = access.Judge(access.Input{
		Doc: e.doc, Segs: e.segs, Words: e.words, Roles: e.byRole, Promos: e.promos, LD: e.meta.LD, Article: e.meta.Article,
		Rules: e.ruleEvidence(),
	})
}

// ruleEvidence are the signals of access that the rules tie to this page.
func (e *extraction) ruleEvidence() []access.RuleEvidence {
	var out []access.RuleEvidence
	for _, r := range [...]*ruling{&e.match.own, &e.match.common} {
		if r.rule == nil {
			continue
		}
		shared := r == &e.match.common || e.match.platform != ""
		for _, c := range r.active.Conditions {
			for _, node := range e.conditionNodes(r, c) {
				ev := access.RuleEvidence{Node: node, Origin: c.Origin, Vendor: shared}
				if p, ok := term.ParsePolicy(c.Supports); ok && p != term.PolicyUnknown {
					ev.Policy = p
				} else if state, ok := term.ParseCompleteness(c.Supports); ok {
					ev.Completeness = state
				}
				out = append(out, ev)
			}
		}
		for _, line := range r.active.Withheld {
			for _, node := range r.nodes(line) {
				l := &r.rule.Lines[line]
				out = append(out, access.RuleEvidence{Node: node, Withheld: true, Origin: origin(l), Vendor: shared})
			}
		}
	}
	return out
}

// conditionNodes returns the node at which a condition holds, page.None for
// one that looks at no element, and nothing where it does not hold.
func (e *extraction) conditionNodes(r *ruling, c rules.Condition) []page.ID {
	holds := false
	switch c.Kind {
	case rules.FromSelector:
		nodes := r.nodes(c.Line)
		return nodes[:min(len(nodes), 1)]
	case rules.FromMeta:
		holds = c.Holds(e.meta.Meta(c.Arg))
	case rules.FromJSONLD:
		holds = c.Holds(e.meta.Article.Path(c.Arg).Text())
	case rules.FromURL:
		if u, err := url.Parse(e.page.URL); err == nil {
			holds = c.HoldsURL(u.Path)
		}
	}
	if holds {
		return []page.ID{page.None}
	}
	return nil
}
