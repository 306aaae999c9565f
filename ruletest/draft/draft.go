// Package draft writes the start of a rule file from saved pages of a publisher.
// It is what the command `gatefold rules new` is made of. Of two pages of a made-up
// publisher with a gate after the text it makes:
//
//	name = "The Pier"
//	hosts = ["pier.example"]
//	language = "en"
//
//	[roles]
//	body = [".story"] # sure: at least 100 % of the story on all 2 pages, 100 % of its text is story
//
//	[[promo]]
//	kind = "subscription"
//	match = [".offer-box"] # likely: on all 2 pages, without a word of the story
//	gate = true
//
//	[access]
//	preview = [".offer-box"] # likely: the text ends on each page that has it
//
// The generic reading of the pages is all that it knows of right and wrong. Where that
// is mistaken so is the draft, which is why each line says how sure it is and a person
// has to read it.
package draft

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/internal/selector"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// ErrNoAddress is returned by [Rule] where no page has or states an address.
var ErrNoAddress = errors.New("draft: no page states its address")

// Rule writes the start of a site file from saved pages of one publisher, the
// more the better: of several sorts, one of them behind the gate. It proposes
// a selector where a stable name on all pages agrees with the generic reading
// of them, and says how sure it is. What the platform that it recognises, or
// the generic way, does by itself is left out.
func Rule(set *rules.Set, pages []ruletest.Page) (string, error) {
	if len(pages) == 0 {
		return "", errors.New("draft: no page to draft from")
	}
	d := &drafter{set: set}
	for i := range pages {
		p, err := openDraft(set, &pages[i])
		if err != nil {
			return "", fmt.Errorf("draft: %s: %w", pages[i].ID, err)
		}
		// Not before all pages are done: the search for names goes over all of them.
		defer p.doc.Release()
		if old := d.again(p); old != nil {
			d.warn("%s is %s saved twice, and counts once", p.ID, old.ID)
			continue
		}
		d.pages = append(d.pages, p)
	}
	hosts := d.hosts()
	if len(hosts) == 0 {
		return "", ErrNoAddress
	}
	// The platform first: what its rule finds already is not proposed again.
	d.findPlatform()
	d.gather()
	d.promos()
	d.fields()
	d.repeated()
	d.access()
	if err := d.body(hosts[0]); err != nil {
		return "", err
	}
	// Once more with everything: the numbers beside the expectations are those of the
	// finished draft.
	if _, err := d.measure(hosts[0]); err != nil {
		return "", err
	}
	return d.write(hosts), nil
}

// draftPage is one page as the drafter sees it.
type draftPage struct {
	ruletest.Page
	doc     *page.Doc
	generic *gatefold.Report
	// site is what the page's platform alone makes of it.
	site *article.Article
	// hits are the elements of each selector that was tried.
	hits map[string][]page.ID
	data []byte
	// words counts the story's with the draft; stale says why it does not fit.
	words int
	stale string
}

// openDraft reads a page in the generic way and with its platform's rule, and keeps
// its index for the search of names.
func openDraft(set *rules.Set, p *ruletest.Page) (*draftPage, error) {
	data, err := p.Read()
	if err != nil {
		return nil, err
	}
	out := &draftPage{Page: *p, data: data, hits: map[string][]page.ID{}}
	generic, err := gatefold.New(gatefold.WithRuleSet(set), gatefold.WithoutRules())
	if err != nil {
		return nil, err
	}
	if out.generic, err = read.Explain(generic, data, out.URL); err != nil {
		return nil, err
	}
	ruled, err := gatefold.New(gatefold.WithRuleSet(set))
	if err != nil {
		return nil, err
	}
	// Under no address of its own, a page is read by its platform's rule even
	// where the publisher has a site rule already.
	if out.site, err = read.Extract(ruled, data, "https://drafted.invalid/"); err != nil {
		return nil, err
	}
	parsed, err := page.Parse(bytes.NewReader(data), "", page.Limits{})
	if parsed == nil {
		return nil, err
	}
	out.doc = page.Index(parsed.Root)
	return out, nil
}

// match finds the elements of selectors on the page.
func (p *draftPage) match(sels []string) {
	set, err := selector.Compile(sels)
	if err != nil {
		return // the candidates are made of plain names; one that is not finds nothing
	}
	selector.Match(p.doc, []*selector.Set{set}, func(_, sel int, id page.ID) {
		p.hits[sels[sel]] = append(p.hits[sels[sel]], id)
	})
}

// drafter collects what the file will say.
type drafter struct {
	set      *rules.Set
	pages    []*draftPage
	platform string

	candidates []candidate
	container  string // the selector of the body that is tried
	roles      []proposal
	fieldLines []proposal
	remarks    []proposal // fields that a person has to decide
	promoLines []promoProposal
	conditions []proposal // of access
	guesses    []proposal // of access that a person has to decide
	warnings   []string
}

// proposal is one line of the file.
type proposal struct {
	key, selector, remark string
}

// promoProposal is a [[promo]] table of the file.
type promoProposal struct {
	proposal
	kind article.PromoKind
	gate bool
}

// hosts lists the hosts of the pages, sub-domains of one another left out.
func (d *drafter) hosts() []string {
	var all []string
	for _, p := range d.pages {
		if h := p.Host(); h != "" && !slices.Contains(all, h) {
			all = append(all, h)
		}
	}
	// The shorter first: a parent comes before its sub-domains.
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	var out []string
	for _, h := range all {
		if !slices.ContainsFunc(out, func(o string) bool { return strings.HasSuffix(h, "."+o) }) {
			out = append(out, h)
		}
	}
	return out
}

// findPlatform takes the platform that all pages show. Where one page shows another
// or none, the draft names none.
func (d *drafter) findPlatform() {
	for i, p := range d.pages {
		name := p.site.Rule.Platform
		if name == "" || i > 0 && name != d.platform {
			d.platform = ""
			return
		}
		d.platform = name
	}
}

// platformFits reports whether the platform's rule finds on all pages about
// the story that the generic way finds.
func (d *drafter) platformFits() bool {
	for _, p := range d.pages {
		if d.platform == "" || p.site.Rule.Stale != "" || bag.F1(p.generic.Article.Text(), p.site.Text()) < 0.95 {
			return false
		}
	}
	return true
}

// fixtureName is the fixture's path below testdata: the host and the last
// part of the address, or the file's name.
func fixtureName(host string, p *ruletest.Page) string {
	name := strings.TrimSuffix(strings.TrimSuffix(path.Base(p.ID), ".gz"), path.Ext(strings.TrimSuffix(p.ID, ".gz")))
	if u, err := url.Parse(p.URL); err == nil && (name == "" || name == "-" || name == ".") {
		name = path.Base(u.Path)
	}
	return host + "/" + name + ".html"
}
