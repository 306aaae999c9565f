package draft

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// write renders the file. Each proposal stands on a line of its own with its
// remark, so that deleting one is deleting a line. What has to be decided by a person
// stands in a comment, ready to be used.
func (d *drafter) write(hosts []string) string {
	b := &strings.Builder{}
	for _, w := range d.warnings {
		fmt.Fprintf(b, "# %s\n", oneLine(w))
	}
	d.head(b, hosts)
	d.table(b, "fields", d.fieldLines)
	for _, p := range d.remarks {
		fmt.Fprintf(b, "\n# [fields]\n# %s = [%s] # doubtful: %s\n", p.key, tomlString(p.selector), p.remark)
	}
	sections := []string{"roles", "roles.add"}
	body, rest := split(d.roles, func(p proposal) bool { return p.key == "body" })
	// Under a platform, roles are added to what it says; only the body replaces its
	// list.
	if d.platform == "" {
		d.table(b, sections[0], append(body, rest...))
	} else {
		d.table(b, sections[0], body)
		d.table(b, sections[1], rest)
	}
	for _, p := range d.promoLines {
		fmt.Fprintf(b, "\n[[promo]]\nkind = %s\nmatch = [%s] # %s\n", tomlString(string(p.kind)), tomlString(p.selector), p.remark)
		if p.gate {
			b.WriteString("gate = true\n")
		}
	}
	access := "access"
	if d.platform != "" {
		access = "access.add"
	}
	d.table(b, access, d.conditions)
	for _, p := range d.guesses {
		fmt.Fprintf(b, "\n# [%s]\n# %s = [%s] # doubtful: %s\n", access, p.key, tomlString(p.selector), oneLine(p.remark))
	}
	for _, p := range d.pages {
		d.expect(b, hosts[0], p)
	}
	return b.String()
}

// head writes what stands before the first table.
func (d *drafter) head(b *strings.Builder, hosts []string) {
	a := d.pages[0].generic.Article
	fmt.Fprintf(b, "name = %s\n", tomlString(cmp.Or(a.SiteName, hosts[0])))
	quoted := make([]string, len(hosts))
	for i, h := range hosts {
		quoted[i] = tomlString(h)
	}
	fmt.Fprintf(b, "hosts = [%s]\n", strings.Join(quoted, ", "))
	if d.platform != "" {
		fmt.Fprintf(b, "platform = %s # sure: its fingerprint is on %s\n", tomlString(d.platform), d.count())
	}
	if lang := d.language(); lang != "" {
		fmt.Fprintf(b, "language = %s\n", tomlString(lang))
	}
	if len(d.roles) == 0 && !d.platformFits() {
		b.WriteString("# No stable name holds the story on " + d.count() + ": look at the page with `gatefold rules preview`.\n")
	}
}

// language returns the language that all pages have, "" where they differ.
func (d *drafter) language() string {
	lang := d.pages[0].generic.Article.Language
	for _, p := range d.pages {
		if p.generic.Article.Language != lang {
			return ""
		}
	}
	for i, part := range strings.Split(lang, "-") {
		if len(part) < 2 || len(part) > 8 || i == 0 && len(part) > 3 {
			return "" // the page declares something else, such as its charset
		}
	}
	return lang
}

// table writes the proposals of a table by key, in the order in which the keys
// came up.
func (d *drafter) table(b *strings.Builder, name string, ps []proposal) {
	if len(ps) == 0 {
		return
	}
	fmt.Fprintf(b, "\n[%s]\n", name)
	for len(ps) > 0 {
		var same []proposal
		key := ps[0].key
		same, ps = split(ps, func(p proposal) bool { return p.key == key })
		if len(same) == 1 {
			fmt.Fprintf(b, "%s = [%s] # %s\n", key, tomlString(same[0].selector), same[0].remark)
			continue
		}
		fmt.Fprintf(b, "%s = [\n", key)
		for _, p := range same {
			fmt.Fprintf(b, "\t%s, # %s\n", tomlString(p.selector), p.remark)
		}
		b.WriteString("]\n")
	}
}

// split parts a list in two, each in its order.
func split[T any](list []T, first func(T) bool) (yes, no []T) {
	for _, v := range list {
		if first(v) {
			yes = append(yes, v)
		} else {
			no = append(no, v)
		}
	}
	return yes, no
}

// expect writes what holds for the page's fixture too, since it keeps the
// structure. Its words are not the page's, and are left to be filled in.
func (d *drafter) expect(b *strings.Builder, host string, p *draftPage) {
	a := p.generic.Article
	fmt.Fprintf(b, "\n# %s: %d words of story with this file, %d in the generic way%s\n", oneLine(p.ID), p.words, a.WordCount, orNothing(" (stale: ", p.stale, ")"))
	fmt.Fprintf(b, "[[expect]] # add title, authors, published, first and last in the fixture's words\n")
	fmt.Fprintf(b, "fixture = %s\n", tomlString(fixtureName(host, &p.Page)))
	gate := slices.ContainsFunc(a.Promos, func(p article.Promo) bool { return p.Gate && !p.Hidden })
	fmt.Fprintf(b, "gate = %t\n", gate)
	fmt.Fprintf(b, "policy = %s\ncompleteness = %s\n", tomlString(string(cmp.Or(a.Access.Policy, article.PolicyUnknown))),
		tomlString(string(cmp.Or(a.Access.Completeness, article.CompletenessUnknown))))
}

// tomlString quotes a text as a TOML basic string. Control characters, which
// no name has, become spaces.
func tomlString(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// orNothing puts s between two texts, or writes nothing at all.
func orNothing(before, s, after string) string {
	if s == "" {
		return ""
	}
	return before + s + after
}

// oneLine keeps a name from ending its comment.
func oneLine(s string) string { return strings.Trim(tomlString(s), `"`) }
