package hostile

import (
	"slices"
	"strconv"
	"strings"
)

// Shape is one kind of page that can be made in any size.
type Shape struct {
	Name string
	// before, unit and after make a document: the unit is repeated, with its
	// number in place of each $i.
	before, unit, after string
	// end is repeated once for each unit behind the units, where they nest.
	end string
	// depth bounds how many units nest before their ends come, 0 for any.
	depth int
	// once are made whole rather than of units.
	once func(size int) string
}

const (
	head = "<!doctype html><html lang=en><head><title>A day in town</title></head><body><h1>A day in town</h1>"
	foot = "</body></html>"
)

// Page makes the shape's page of about size bytes.
func (s Shape) Page(size int) []byte {
	if s.once != nil {
		return []byte(s.once(size))
	}
	var b strings.Builder
	b.Grow(size + 1024)
	b.WriteString(s.before)
	open := 0
	room := size - len(s.before) - len(s.after)
	for i := 0; i == 0 || b.Len()-len(s.before)+open*len(s.end) < room; i++ {
		b.WriteString(strings.ReplaceAll(s.unit, "$i", strconv.Itoa(i)))
		if s.end == "" {
			continue
		}
		if open++; open == s.depth {
			b.WriteString(strings.Repeat(s.end, open))
			open = 0
		}
	}
	b.WriteString(strings.Repeat(s.end, open))
	b.WriteString(s.after)
	return []byte(b.String())
}

// All returns the shapes, each with a name of its own.
func All() []Shape {
	return slices.Concat(nesting(), tags(), attributes(), texts(), blocks(), structured(), metas(), gates())
}

// many fills the body with a unit.
func many(name, unit string) Shape { return Shape{Name: name, before: head, unit: unit, after: foot} }

// within fills what stands between before and after.
func within(name, before, unit, after string) Shape {
	return Shape{Name: name, before: before, unit: unit, after: after}
}

// inHead fills the head.
func inHead(name, unit string) Shape {
	return within(name, "<!doctype html><html lang=en><head>", unit,
		"<title>A day</title></head><body><h1>A day</h1><p>It was a quiet day in town, and nobody minded.</p></body></html>")
}

// deep nests a unit in itself down to a depth, over and over; depth 0 is one
// nest as deep as the page is long.
func deep(name string, depth int, unit, end string) Shape {
	return Shape{Name: name, before: head, unit: unit, end: end, depth: depth, after: foot}
}

// inScript fills a script of structured data.
func inScript(name, before, unit, after string) Shape {
	return within(name, "<!doctype html><html><head><title>A day</title><script type=application/ld+json>"+before, unit,
		after+"</script></head><body><h1>A day</h1><p>It was a quiet day in town, and nobody minded.</p></body></html>")
}
