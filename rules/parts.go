package rules

import (
	"cmp"
	"slices"
	"strings"
)

// Part is a key of a rule file, or one string of the list that a key holds.
type Part struct {
	File string
	// Key is the key with its tables, "promo.gate", "layout.roles.add.body".
	Key string
	// Text is the string of a list; for a key as a whole its last word.
	Text string
	// Line and Column are where it stands; Column counts characters.
	Line, Column int
	// InList is set for a string of a list.
	InList bool
}

// Parts lists what a file says, in its order: each key, and each string of a
// list. Promises are left out.
func (s *Set) Parts(name string) []Part {
	var out []Part
	for r := range s.rules() {
		if r.path == name {
			out = r.parts()
		}
	}
	return out
}

// parts asks the decoder: it is decoded once more with a skip that notes what it is
// asked about and skips nothing but the promises.
func (f *file) parts() []Part {
	var out []Part
	decodeWithout(f.kind, f.path, f.data(), func(p Part) bool {
		if p.Key == "expect" {
			return true
		}
		out = append(out, p)
		return false
	})
	slices.SortStableFunc(out, func(a, b Part) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) })
	return out
}

// WithoutPart returns a set whose file has been read as if a part of it were
// not there. A promo's kind, which is needed, is another one then. Tools use
// it to see what a part is good for.
func (s *Set) WithoutPart(p Part) *Set {
	return s.rewrite(func(name string) func(Part) bool {
		if name != p.File {
			return nil
		}
		return func(q Part) bool { return q == p }
	})
}

// WithoutKey returns a set whose files have all been read as if one key, such as
// "promo.gate", were in none of them. A key of the layouts is another one:
// "layout.promo.gate".
func (s *Set) WithoutKey(key string) *Set {
	skip := func(q Part) bool { return q.Key == key }
	return s.rewrite(func(string) func(Part) bool { return skip })
}

// rewrite reads the files anew for which skipOf has something to leave out. All
// other files are shared with s. What all pages have in common is shared too if
// only files of sites change, since compiling it is the most expensive part.
func (s *Set) rewrite(skipOf func(name string) func(Part) bool) *Set {
	again := map[*file]*file{}
	shared := true
	for r := range s.rules() {
		if skip := skipOf(r.path); skip != nil {
			again[r.file] = &file{kind: r.kind, path: r.path, raw: r.data(), top: r.head(), skip: skip}
			shared = shared && r.kind == Site
		}
	}
	var errs []error
	out := s.extend(nil, &errs)
	replace := func(r *rule) *rule {
		if f := again[r.file]; f != nil {
			return out.rule(f)
		}
		return r
	}
	rules := map[*rule]*rule{}
	for i, r := range out.sites {
		out.sites[i] = replace(r)
		rules[r] = out.sites[i]
	}
	for host, r := range out.hosts {
		// A host that was left out of its file finds the rule no more.
		n := rules[r]
		if out.hosts[host] = n; n != r && !n.states(host) {
			delete(out.hosts, host)
		}
	}
	for name, r := range out.platforms {
		out.platforms[name] = replace(r)
	}
	for name, r := range out.vendors {
		out.vendors[name] = replace(r)
	}
	if shared {
		out.common = s.common
	}
	return out
}

// states reports whether the file of r names a host.
func (r *rule) states(host string) bool {
	return slices.ContainsFunc(r.document().hosts, func(it *item) bool { return it.raw == host })
}

// IsSelector reports whether a part is a selector that is matched: its effect
// is that of its line, see [Set.Without].
func (p Part) IsSelector() bool {
	if !p.InList {
		return false
	}
	key := strings.TrimPrefix(p.Key, "layout.")
	table, name, _ := strings.Cut(key, ".")
	switch table {
	case "roles":
		return !strings.HasPrefix(name, "drop.")
	case "promo":
		return name == "match" || name == "heading" || name == "benefits" || name == "action"
	case "probe":
		return true
	case "detect":
		return name == "selectors"
	case "fields", "access":
		return !strings.HasPrefix(name, "drop.") && !slices.ContainsFunc(sourcePrefixes[:], func(prefix string) bool {
			return prefix != "" && strings.HasPrefix(p.Text, prefix)
		})
	}
	return false
}
