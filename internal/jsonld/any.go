package jsonld

import (
	"iter"
	"math"
	"strconv"
	"strings"
)

// TopObjects yields the objects that the blocks of the page state side by side: those
// at the top, in a list there, and in the @graph of one that only contains them.
func (g *Graph) TopObjects() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for root := range g.Roots() {
			for item := range root.Items() {
				if item.Kind() != Object {
					continue
				}
				inside := item
				// An object with a @graph and no type only holds the list, beside its
				// @context. One with a type of its own is stated too.
				if graph := item.own("@graph"); !graph.IsZero() && item.own("@type").IsZero() {
					inside = graph
				}
				for o := range inside.Items() {
					if o.Kind() == Object && !yield(o) {
						return
					}
				}
			}
		}
	}
}

// Any returns v as encoding/json reads a value whose type it does not know. Of
// members with one name the first counts, as for the other methods; a number
// beyond a float64 is a string. Nothing of the page is kept.
func (v Value) Any() any {
	switch v.Kind() {
	case String:
		return strings.Clone(v.Text())
	case Number:
		if n, err := strconv.ParseFloat(v.Text(), 64); err == nil && !math.IsNaN(n) && !math.IsInf(n, 0) {
			return n
		}
		return strings.Clone(v.Text())
	case Bool:
		return strings.EqualFold(v.Text(), "true")
	case Array:
		// Never nil: an empty list of the page stays [] in JSON, not null.
		items := []any{}
		for m := range v.members() {
			items = append(items, m.Any())
		}
		return items
	case Object:
		object := map[string]any{}
		for m := range v.members() {
			if key := m.Key(); !has(object, key) {
				object[strings.Clone(key)] = m.Any()
			}
		}
		return object
	}
	return nil
}

// has tells a member that is null from one that is not there.
func has(object map[string]any, key string) bool {
	_, ok := object[key]
	return ok
}

// members is [Value.Inside] without the count of steps: Any comes to each value
// once.
func (v Value) members() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := v.i + 1; i < v.g.nodes[v.i].end; i = v.g.nodes[i].end {
			if !yield(Value{v.g, i}) {
				return
			}
		}
	}
}
