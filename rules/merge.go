package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// chain returns the documents that r builds on, the root platform first and r
// last: a site, its platform, and what that builds on. With an error comes the part
// of the chain up to the platform that is missing or comes round again.
func (s *Set) chain(f *file) ([]*document, error) {
	docs := []*document{f.document()}
	seen := []string{}
	if f.kind == Platform {
		seen = append(seen, f.name())
	}
	for at := docs[0]; at.platform != nil; at = docs[0] {
		name := at.platform.raw
		next := s.platforms[name]
		if next == nil {
			return docs, at.platform.wrap("platform", unknownWord("platform", name, slices.Sorted(maps.Keys(s.platforms))))
		}
		if i := slices.Index(seen, name); i >= 0 {
			return docs, at.platform.errorf("platform", "%q builds on itself: %s", name, strings.Join(append(seen[i:], name), " → "))
		}
		seen = append(seen, name)
		docs = slices.Insert(docs, 0, next.document())
	}
	return docs, nil
}

// wrap gives err the item's place.
func (it *item) wrap(key string, err error) error { return it.errorf(key, "%w", err) }

// check reports what only the whole set can tell of a file: platforms and
// vendors that do not exist, cycles, and drops of what is not inherited.
func (s *Set) check(f *file) []error {
	docs, err := s.chain(f)
	if err != nil {
		return []error{err}
	}
	var errs []error
	views(docs, func(err error) { errs = append(errs, err) })
	doc := docs[len(docs)-1]
	for _, l := range append([]*layer{&doc.base}, doc.layouts...) {
		for _, p := range l.promos {
			if p.vendor != nil && s.vendors[p.vendor.raw] == nil {
				errs = append(errs, p.vendor.wrap("promo.vendor", unknownWord("vendor", p.vendor.raw, slices.Sorted(maps.Keys(s.vendors)))))
			}
		}
	}
	return append(errs, checkLayoutNames(doc)...)
}

// checkLayoutNames refuses two layouts of one name and expectations of
// layouts that are not there. A site under a platform may expect one of the platform's.
func checkLayoutNames(doc *document) []error {
	var errs []error
	var known []string
	fail := func(line int, key string, err error) {
		errs = append(errs, &Error{File: doc.head.File, Line: line, Column: 1, Key: key, Err: err})
	}
	for _, l := range doc.layouts {
		if slices.Contains(known, l.name) {
			fail(l.pos.line, "layout.name", fmt.Errorf("%q names another layout too", l.name))
		}
		known = append(known, l.name)
	}
	for _, x := range doc.expects {
		if x.Layout != "" && doc.head.Platform == "" && !slices.Contains(known, x.Layout) {
			fail(x.Line, "expect.layout", unknownWord("layout", x.Layout, known))
		}
	}
	return errs
}

// view is what holds for one layout of a page, or for none: every list and
// promo after the overlays.
type view struct {
	layout *layer // nil for the base
	lists  map[string][]*item
	promos []*promo
}

// views merges the documents of a chain. The base comes first, then the
// layouts in the order in which they are tried: those of the last document,
// which is the most specific, first. A layout overlays the base of its own
// document and is overlaid by the more specific documents: what a site says
// holds for the layouts of its platform too.
func views(docs []*document, report func(error)) []view {
	out := []view{overlay(docs, -1, nil, report)}
	for i := len(docs) - 1; i >= 0; i-- {
		for _, l := range docs[i].layouts {
			// What is wrong in a base has been reported with the base.
			own := func(err error) {
				if i == len(docs)-1 {
					report(err)
				}
			}
			out = append(out, overlay(docs, i, l, own))
		}
	}
	return out
}

// overlay merges the bases of docs, with the layout l after the base of
// docs[at]. Problems are reported for the last document only: the others are
// checked as files of their own.
func overlay(docs []*document, at int, l *layer, report func(error)) view {
	v := view{layout: l, lists: map[string][]*item{}}
	silent := func(error) {}
	for i, d := range docs {
		if l == nil && i == len(docs)-1 {
			v.apply(&d.base, report)
		} else {
			v.apply(&d.base, silent)
		}
		if i == at {
			v.apply(l, report)
		}
	}
	return v
}

// apply overlays one layer: a list that it states replaces the inherited one,
// drops are taken from it, additions and the layer's promos go first. For one list:
//
//	inherited  [".a", ".b"]
//	drop       [".b"]
//	add        [".c"]        →  [".c", ".a"]
//
// What is more specific goes first because the first source with a value gives
// the field.
func (v *view) apply(l *layer, report func(error)) {
	for key, e := range l.lists {
		list := v.lists[key]
		if e.replaced {
			list = e.set
		}
		list = drop(list, e.drop, key, report)
		for _, it := range e.add {
			if slices.ContainsFunc(list, func(o *item) bool { return o.raw == it.raw }) {
				report(it.errorf(key, "%q is in the list already", it.raw))
			}
		}
		v.lists[key] = slices.Concat(e.add, list)
	}
	v.promos = slices.Concat(l.promos, v.dropPromos(l.dropPromo, report))
}

// drop takes strings from a list, compared as they are written. One that is not
// there is a mistake: the platform may have renamed it, and the drop would do
// nothing without a word.
func drop(list, drops []*item, key string, report func(error)) []*item {
	out := slices.Clone(list)
	for _, d := range drops {
		n := len(out)
		out = slices.DeleteFunc(out, func(o *item) bool { return o.raw == d.raw })
		if len(out) == n {
			report(d.wrap(key, notInherited(d.raw, list)))
		}
	}
	return out
}

// notInherited names the string of the list that is nearest to the one that is not
// in it.
func notInherited(got string, list []*item) error {
	have := make([]string, len(list))
	for i, it := range list {
		have[i] = it.raw
	}
	if near := nearest(got, have); near != "" {
		return fmt.Errorf("%q is not inherited; did you mean %q?", got, near)
	}
	return fmt.Errorf("%q is not inherited", got)
}

// dropPromos takes inherited promos away: each that has one of the selectors
// in its match, or all for "*".
func (v *view) dropPromos(drops []*item, report func(error)) []*promo {
	out := slices.Clone(v.promos)
	for _, d := range drops {
		n := len(out)
		out = slices.DeleteFunc(out, func(p *promo) bool {
			return d.raw == "*" || slices.ContainsFunc(p.match, func(o *item) bool { return o.raw == d.raw })
		})
		if len(out) == n && d.raw != "*" {
			var all []*item
			for _, p := range v.promos {
				all = append(all, p.match...)
			}
			report(d.wrap("drop_promo", notInherited(d.raw, all)))
		}
	}
	return out
}
