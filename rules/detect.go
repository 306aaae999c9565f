package rules

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Detection is how a platform or a vendor is recognised on a page: by any one
// of the generator, a script, a host, or a selector ([Line.Detect]).
type Detection struct {
	Kind Kind // Platform or Vendor
	// Name is the file name without .toml, File the path with it.
	Name, File string
	// Line is that of the table [detect].
	Line int
	// Lines are the selectors, indexes into [Compiled.Lines].
	Lines []int
}

// hints find detections by other things than selectors. Hosts are looked up by
// name, parent by parent; prefixes and parts have to be tried one by one, but there
// are few.
type hints struct {
	generators []hint // prefixes of the generator
	parts      []hint // parts of a script's URL
	scripts    map[string][]int
	hosts      map[string][]int
}

// hint is a text to look for, with the detection that it speaks for.
type hint struct {
	text   string
	detect int
}

// compileCommon joins the rules of all vendors and all fingerprints into one rule
// that is matched on every page: a supplier's box may stand on any publisher's.
func (s *Set) compileCommon() *Compiled {
	b := newCompiler(s.out)
	b.c.hints = hints{scripts: map[string][]int{}, hosts: map[string][]int{}}
	b.c.views = []Active{{Layout: -1, Fields: map[string][]FieldSource{}}}
	for _, r := range s.byDepth() {
		b.detection(Platform, r)
	}
	for _, name := range slices.Sorted(maps.Keys(s.vendors)) {
		r := s.vendors[name]
		b.detection(Vendor, r)
		// A vendor's file builds on nothing, so its only view is its base.
		b.view(0, views([]*document{r.document()}, func(error) {})[0], name)
	}
	return b.finish()
}

// byDepth lists the platforms, those that build on most others first.
func (s *Set) byDepth() []*rule {
	all := slices.Collect(maps.Values(s.platforms))
	depth := make(map[*rule]int, len(all))
	for _, r := range all {
		docs, _ := s.chain(r.file)
		depth[r] = len(docs)
	}
	slices.SortFunc(all, func(a, b *rule) int {
		return cmp.Or(cmp.Compare(depth[b], depth[a]), cmp.Compare(a.name(), b.name()))
	})
	return all
}

// detection adds the fingerprints of a platform or vendor, in the order in which
// they are to win.
func (b *compiler) detection(kind Kind, r *rule) {
	det := r.document().detect
	i := len(b.c.Detections)
	d := Detection{Kind: kind, Name: r.name(), File: r.path, Line: det.line}
	for _, it := range det.selectors {
		d.Lines = append(d.Lines, b.line(it, Line{Use: UseDetect, Detect: i}))
	}
	b.c.Detections = append(b.c.Detections, d)
	h := &b.c.hints
	for _, g := range det.generator {
		h.generators = append(h.generators, hint{g, i})
	}
	for _, host := range det.hosts {
		h.hosts[host] = append(h.hosts[host], i)
	}
	for _, s := range det.scripts {
		// With a slash it is a part of an address, "/wp-content/"; without one a host.
		if strings.Contains(s, "/") {
			h.parts = append(h.parts, hint{s, i})
			continue
		}
		h.scripts[s] = append(h.scripts[s], i)
	}
}

// ByGenerator yields the detections, indexes into Detections, whose generator
// starts the content of a meta element of that name. Case does not count.
func (c *Compiled) ByGenerator(content string, yield func(detect int)) {
	content = strings.ToLower(strings.TrimSpace(content))
	for _, g := range c.hints.generators {
		if strings.HasPrefix(content, g.text) {
			yield(g.detect)
		}
	}
}

// ByScript yields the detections that know the URL of a script, style sheet
// or frame: by its host or a parent of it, or by a part of the URL.
func (c *Compiled) ByScript(url string, yield func(detect int)) {
	const most = 512 // longer ones are data: URLs or carry a state
	url = strings.ToLower(url[:min(len(url), most)])
	for host := urlHost(url); host != ""; _, host, _ = strings.Cut(host, ".") {
		for _, i := range c.hints.scripts[host] {
			yield(i)
		}
	}
	for _, p := range c.hints.parts {
		if strings.Contains(url, p.text) {
			yield(p.detect)
		}
	}
}

// ByHost yields the detections of platforms that serve the page's host, or a
// parent of it.
func (c *Compiled) ByHost(host string, yield func(detect int)) {
	for host = foldHost(host); host != ""; _, host, _ = strings.Cut(host, ".") {
		for _, i := range c.hints.hosts[host] {
			yield(i)
		}
	}
}

// urlHost returns the host of an absolute or protocol-relative URL in lower
// case, or "". Sources of scripts are cut here without net/url: a page has dozens
// of them, and a malformed one should still be recognised by its host.
func urlHost(url string) string {
	_, rest, ok := strings.Cut(url, "//")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.IndexByte(rest, ':'); i >= 0 {
		rest = rest[:i]
	}
	return rest
}
