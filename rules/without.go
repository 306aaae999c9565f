package rules

// mute names the one selector that a set leaves out.
type mute struct {
	file, text   string
	line, column int
}

// nothing matches no element: a page has one root. The selector stays in the set, so
// that the numbers of all lines stay what they were.
const nothing = ":root :root"

// textOf returns what is compiled for a line.
func (m *mute) textOf(l *Line) string {
	if m != nil && *m == (mute{l.File, l.Selector, l.Line, l.Column}) {
		return nothing
	}
	return l.Selector
}

// Without returns a set in which the selector of one line finds nothing. Everything
// else stays, including what depends on the list that it is in. Tools use it to see
// what a selector is good for.
func (s *Set) Without(l Line) *Set {
	var errs []error
	out := s.extend(nil, &errs)
	out.out = &mute{l.File, l.Selector, l.Line, l.Column}
	if s.kindOf(l.File) == Site {
		out.common = s.common
	}
	return out
}

// kindOf returns Site for the file of a site and Platform for any other: all that
// matters here is whether the file has a part in what all pages share.
func (s *Set) kindOf(file string) Kind {
	for _, r := range s.sites {
		if r.path == file {
			return Site
		}
	}
	return Platform
}
