package ruletest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/rules"
	"github.com/gatefold/gatefold/ruletest/internal/bag"
)

// redundant reports lists and promos that say what the platform says. Such a copy
// stays behind when the platform's file is mended.
func (l *linter) redundant() {
	parent := l.s.set.Platform(l.head.Platform)
	own := l.s.set.Compile(l.head.File)
	if parent == nil || own == nil {
		return
	}
	for _, role := range term.RoleNames() {
		a, b := roleLines(own, role), roleLines(parent, role)
		l.repeats("roles."+role, a, b)
	}
	for _, f := range rules.Fields() {
		l.repeats("fields."+f, fieldLines(own, f), fieldLines(parent, f))
	}
	for i := range own.Promos {
		for _, m := range own.Promos[i].Match {
			line := &own.Lines[m]
			if line.File == l.head.File && slices.ContainsFunc(parent.Lines, func(o rules.Line) bool {
				return o.Use == rules.UsePromo && o.Selector == line.Selector && parent.Promos[o.Promo].Kind == own.Promos[i].Kind
			}) {
				l.warn(line, "redundant", fmt.Sprintf("the platform %s knows the promo %q", l.head.Platform, line.Selector), "delete it")
			}
		}
	}
}

// stated is one entry of a list with the place that states it.
type stated struct {
	text, file string
	line       int
}

// roleLines are the selectors of a role in the base, in their order. Layouts are
// left out: they state what the base does not.
func roleLines(c *rules.Compiled, role string) []stated {
	var out []stated
	for i := range c.Lines {
		if l := &c.Lines[i]; l.Use == rules.UseRole && l.Role.String() == role && c.Layouts()[0].Uses(i) {
			out = append(out, stated{l.Selector, l.File, l.Line})
		}
	}
	return out
}

// fieldLines are the sources of a field in the base. Their places come from the text
// form "sites/x.toml:12", since sources that are no selectors have no Line.
func fieldLines(c *rules.Compiled, field string) []stated {
	var out []stated
	for _, f := range c.Layouts()[0].Fields[field] {
		at := strings.LastIndexByte(f.Origin, ':')
		s := stated{text: fmt.Sprint(f.Kind, f.Arg, f.Attr), file: f.Origin[:at]}
		_, _ = fmt.Sscan(f.Origin[at+1:], &s.line) // rules writes a number there
		out = append(out, s)
	}
	return out
}

// repeats reports a list of the file's own that is the platform's.
func (l *linter) repeats(key string, own, parent []stated) {
	// An inherited list repeats nothing: it is the platform's.
	if len(own) == 0 || own[0].file != l.head.File {
		return
	}
	if slices.EqualFunc(own, parent, func(a, b stated) bool { return a.text == b.text }) {
		l.add(nil, Finding{
			Line: own[0].line, Check: "redundant", Warning: true,
			Problem: fmt.Sprintf("%s is what the platform %s says", key, l.head.Platform), Mend: "delete it",
		})
	}
}

// The story's words in a promo from which a selector counts as swallowing: a promo
// that only repeats a sentence of the story stays below them.
const (
	swallowWords = 25
	swallowShare = 0.1
)

// swallowed finds the promo selectors that take text which the page's generic
// reading has as its story, and says how much of it. A selector such as
// ".article-wrapper" matches the promo and everything around it: the fixture's
// promises may hold, and the next page loses its story.
func (s *Suite) swallowed(pages []seen) map[place]string {
	type take struct {
		at   place
		what string
	}
	out := map[place]string{}
	for _, takes := range read.Parallel(len(pages), func(i int) (takes []take) {
		v := &pages[i]
		if v.err != nil {
			return nil
		}
		generic, err := read.Explain(s.generic, v.data, v.url)
		if err != nil {
			return nil
		}
		for _, x := range v.sightings {
			if x.line.Use != rules.UsePromo {
				continue
			}
			if n, all := storyWords(generic, x.first, x.end), generic.Article.WordCount; n >= swallowWords && float64(n) >= swallowShare*float64(all) {
				takes = append(takes, take{placeOf(x.line), fmt.Sprintf("%d of %d words in %s", n, all, v.id)})
			}
		}
		return takes
	}) {
		for _, t := range takes {
			if out[t.at] == "" {
				out[t.at] = t.what
			}
		}
	}
	return out
}

// storyWords counts the words of the body in a range of elements.
func storyWords(r *gatefold.Report, first, end int) int {
	n := 0
	for i := range r.Blocks {
		if b := &r.Blocks[i]; b.Role == article.RoleBody && !b.Hidden && b.Element >= first && b.Element < end {
			n += len(bag.Words(b.Text))
		}
	}
	return n
}
