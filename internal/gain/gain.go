package gain

import (
	"fmt"
	"maps"
	"net/url"
	"slices"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest"
)

// Which says which pages are read.
type Which int

// All pages, those that are kept away from whoever writes rules, and the others.
const (
	All Which = iota
	Held
	Seen
)

// Report is what the rules do to the pages of all sets.
type Report struct {
	Sets  []Totals `json:"sets"`
	Files []File   `json:"files"`
}

// Totals are a set's figures with the rules and without them.
type Totals struct {
	Set string `json:"set"`
	// All are the set's pages, Served those for which there is a site's or a
	// platform's file.
	All    Pair `json:"all"`
	Served Pair `json:"served"`
}

// Pair is the sum of the scores of pages.
type Pair struct {
	Pages         int
	With, Without blocks.Score
}

// File is what one file does to the pages that it serves, and a platform's to those of
// the sites that build on it too.
type File struct {
	File string `json:"file"`
	// Pages are those with gold; a page that stands in several sets is one, judged
	// by the best gold. On Stale of them the file found that it does not fit.
	Pages   int      `json:"pages"`
	Stale   int      `json:"stale,omitempty"`
	Changes []Change `json:"changes,omitempty"`
	// Reasons are those that the file states for what it takes away, by measure.
	Reasons map[string]string `json:"reasons,omitempty"`
	// Fails says why the file does not earn its place, in the words of [Verdict].
	Fails []string `json:"fails,omitempty"`
	// Stamp names what the file and its platforms say, as [stampOf] makes it.
	Stamp string `json:"stamp"`

	pages []PageChange
}

// PageChange is what the rules change on one page.
type PageChange struct {
	Set, ID string
	Changes []Change
}

// PageChanges returns the pages on which the file changes something. Pages that are
// kept away are not among them: who writes rules must not see them singly.
func (f *File) PageChanges() []PageChange { return f.pages }

// reading is a page read in both ways.
type reading struct {
	set           string
	page          *Page
	file, stale   string
	with, without blocks.Score
	err           error
}

// Readers returns what reads the page of an address, with the rules and without them.
// Both have to use the models and the wording of the other.
type Readers func(address string) (ruled, generic *gatefold.Extractor)

// Shipped are readers with the models that ship. These have seen most pages that have
// gold, with their answers: what a rule adds on such a page they may know as well.
func Shipped(set *rules.Set) (Readers, error) {
	ruled, err := gatefold.New(gatefold.WithRuleSet(set))
	if err != nil {
		return nil, err
	}
	generic, err := gatefold.New(gatefold.WithRuleSet(set), gatefold.WithoutRules())
	return func(string) (*gatefold.Extractor, *gatefold.Extractor) { return ruled, generic }, err
}

// Measure reads the pages with and without the rules of the suite. With files chosen
// by the suite's options only the pages that these can serve are read.
func Measure(s *ruletest.Suite, sets []Set, which Which, readers Readers) (*Report, error) {
	m := newMeter(s, readers)
	rep := &Report{}
	for _, set := range sets {
		pages := m.choose(set.Pages, which)
		readings := read.Parallel(len(pages), func(i int) reading { return m.read(set.Name, pages[i]) })
		t := Totals{Set: set.Name}
		for i := range readings {
			r := &readings[i]
			if r.err != nil {
				return nil, fmt.Errorf("gain: %s/%s: %w", set.Name, r.page.ID, r.err)
			}
			t.All.add(r)
			if r.file != "" {
				t.Served.add(r)
			}
			m.credit(r)
		}
		rep.Sets = append(rep.Sets, t)
	}
	rep.Files = m.judged()
	return rep, nil
}

func (p *Pair) add(r *reading) {
	p.Pages++
	p.With.Add(r.with)
	p.Without.Add(r.without)
}

// meter reads pages and keeps each file's account.
type meter struct {
	suite    *ruletest.Suite
	set      *rules.Set
	readers  Readers
	accounts map[string]*account
	counted  map[string]bool // pages, by Same
}

// account is what a file has done so far.
type account struct {
	pages, stale int
	plus, minus  []float64 // by measure
	changed      []PageChange
}

func newMeter(s *ruletest.Suite, readers Readers) *meter {
	m := &meter{suite: s, set: s.Set(), readers: readers, accounts: map[string]*account{}, counted: map[string]bool{}}
	for _, h := range s.Files() {
		if h.Kind == rules.Site || h.Kind == rules.Platform {
			m.accounts[h.File] = &account{plus: make([]float64, len(measures)), minus: make([]float64, len(measures))}
		}
	}
	return m
}

// choose leaves the pages that are asked for.
func (m *meter) choose(pages []Page, which Which) []*Page {
	var out []*Page
	for i := range pages {
		p := &pages[i]
		if which == Held && !p.KeptAway || which == Seen && p.KeptAway || !m.concerns(p) {
			continue
		}
		out = append(out, p)
	}
	return out
}

// concerns reports whether one of the suite's files may serve the page. A page
// without a site's file may be recognised by any platform.
func (m *meter) concerns(p *Page) bool {
	chain := m.chain(m.siteOf(p))
	if len(chain) > 0 {
		return slices.ContainsFunc(chain, func(f string) bool { return m.accounts[f] != nil })
	}
	// Pages that no file serves count in the totals of all rules only.
	return !m.suite.Chosen() || slices.ContainsFunc(slices.Collect(maps.Keys(m.accounts)), func(f string) bool { return m.set.Compile(f).Head.Kind == rules.Platform })
}

// siteOf is the file of the site that the page's host belongs to, "" for none.
func (m *meter) siteOf(p *Page) string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	if c := m.set.For(u.Hostname()); c != nil {
		return c.Head.File
	}
	return ""
}

// Named reports whether a file of the set states the host of the address: a site's own,
// or the platform's that lists it.
func Named(set *rules.Set, address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	named := set.For(u.Hostname()) != nil
	set.Common().ByHost(u.Hostname(), func(int) { named = true })
	return named
}

// chain is a file with the platforms that it builds on.
func (m *meter) chain(file string) []string { return chain(m.set, file) }

func chain(set *rules.Set, file string) []string {
	var out []string
	for file != "" {
		out = append(out, file)
		c := set.Compile(file)
		if c == nil {
			break
		}
		file = ""
		if p := set.Platform(c.Head.Platform); p != nil {
			file = p.Head.File
		}
	}
	return out
}

// read reads a page in both ways.
func (m *meter) read(set string, p *Page) reading {
	r := reading{set: set, page: p}
	html, err := p.HTML()
	if err != nil {
		r.err = err
		return r
	}
	withRules, without := m.readers(p.URL)
	ruled, err := read.Extract(withRules, html, p.URL)
	if err != nil {
		r.err = err
		return r
	}
	r.file, r.stale = ruled.Rule.File, ruled.Rule.Stale
	r.with = scoreOf(p, ruled)
	// Vendors alone are looked for in both ways, so that nothing would differ.
	if r.without = r.with; r.file == "" {
		return r
	}
	generic, err := read.Extract(without, html, p.URL)
	if err != nil {
		r.err = err
		return r
	}
	r.without = scoreOf(p, generic)
	return r
}

// credit puts what a page became down to the file that served it and the platforms
// below it. A page that an earlier set has with better gold is judged already.
func (m *meter) credit(r *reading) {
	if r.file == "" || m.counted[r.page.Same] {
		return
	}
	m.counted[r.page.Same] = true
	changes := make([]float64, len(measures))
	page := PageChange{Set: r.set, ID: r.page.ID}
	for i := range measures {
		changes[i] = measures[i].difference(&r.with, &r.without)
		if changes[i] != 0 {
			page.Changes = append(page.Changes, Change{measures[i].name, max(0, changes[i]), max(0, -changes[i])})
		}
	}
	for _, file := range m.chain(r.file) {
		if a := m.accounts[file]; a != nil {
			a.add(r, changes, page)
		}
	}
}

func (a *account) add(r *reading, changes []float64, page PageChange) {
	a.pages++
	if r.stale != "" {
		a.stale++
	}
	for i, c := range changes {
		a.plus[i] += max(0, c)
		a.minus[i] += max(0, -c)
	}
	if len(page.Changes) > 0 && !r.page.KeptAway {
		a.changed = append(a.changed, page)
	}
}

// judged closes the accounts.
func (m *meter) judged() []File {
	var out []File
	for _, name := range slices.Sorted(maps.Keys(m.accounts)) {
		a := m.accounts[name]
		f := File{File: name, Pages: a.pages, Stale: a.stale, pages: a.changed, Reasons: reasons(m.suite.Text(name)), Stamp: stampOf(m.suite, name)}
		for i, me := range measures {
			if a.plus[i] > 0 || a.minus[i] > 0 {
				f.Changes = append(f.Changes, Change{me.name, a.plus[i], a.minus[i]})
			}
		}
		f.Fails = f.failures()
		out = append(out, f)
	}
	return out
}
