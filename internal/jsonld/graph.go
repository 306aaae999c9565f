package jsonld

import (
	"iter"
	"strings"
)

// Graph holds the values of all blocks of a page, one behind the other, so that an
// object of one block can refer to one of another. Its zero value is empty.
type Graph struct {
	nodes []node
	byID  map[string]int32
	// Broken counts the blocks that could not be read, Repaired those that
	// could be after a repair.
	Broken, Repaired int
	// steps counts the values that were looked at, one by one, to find others.
	steps int
	// wide are the members of large objects by name, once one was asked for.
	wide map[int32]map[string]int32
}

// maxSteps is how often each value may be looked at on average. Objects can
// refer to one list or object by @id from thousands of places, so that each
// question of each of them would walk through it. Of 4,171 saved pages none
// needs more than 18.
const maxSteps = 64

// walk counts a step and reports whether there is room for more. When there is
// not, values look as if they held nothing more: a hostile page loses its
// metadata and no page its time.
func (g *Graph) walk() bool {
	g.steps++
	return g.steps <= maxSteps*len(g.nodes)
}

// Add reads one block, the text of a script element. It tries the strict decoder
// first, since nearly all blocks need no more, then that without the wrappers, and
// the lenient one last: that reads anything, and would read a sound text no better.
// Of 4,773 blocks of saved pages encoding/json refuses 120. The strict decoder reads
// 23 of them as they stand and 37 more without their wrappers.
func (g *Graph) Add(text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	if g.nodes == nil {
		// A value takes about 45 bytes of text on real pages.
		g.nodes = make([]node, 0, 16+len(text)/40)
	}
	// The tables know only the blocks read so far.
	// The tables know only the blocks that were there when they were made.
	g.byID, g.wide = nil, nil
	var err error
	if g.nodes, err = decode(g.nodes, text); err == nil {
		return
	}
	text = unwrap(text)
	if g.nodes, err = decode(g.nodes, text); err == nil {
		g.Repaired++
		return
	}
	if g.nodes, err = repair(g.nodes, text); err == nil {
		g.Repaired++
		return
	}
	g.Broken++
}

// Len returns the number of values.
func (g *Graph) Len() int {
	if g == nil {
		return 0
	}
	return len(g.nodes)
}

// Roots yields the top-level values of all blocks.
func (g *Graph) Roots() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := int32(0); int(i) < g.Len(); i = g.nodes[i].end {
			if !yield(Value{g, i}) {
				return
			}
		}
	}
}

// Objects yields every object, nested ones included, in document order.
func (g *Graph) Objects() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		for i := range g.Len() {
			if g.nodes[i].kind == Object && !yield(Value{g, int32(i)}) {
				return
			}
		}
	}
}

// find returns the fullest object with the @id. Plugins repeat an object's @id
// wherever they refer to it, some with a name beside it; the definition is the one
// that says most.
func (g *Graph) find(id string) (Value, bool) {
	if g.byID == nil {
		g.index()
	}
	i, ok := g.byID[id]
	return Value{g, i}, ok
}

// index finds the objects with an @id, once for all blocks.
func (g *Graph) index() {
	g.byID = make(map[string]int32)
	for o := range g.Objects() {
		id := o.own("@id")
		if id.Kind() != String {
			continue
		}
		key := id.Text()
		if old, ok := g.byID[key]; !ok || g.size(o.i) > g.size(old) {
			g.byID[key] = o.i
		}
	}
}

// size counts a value with all that it holds.
func (g *Graph) size(i int32) int32 { return g.nodes[i].end - i }

// Value is one JSON value of a [Graph]. The zero Value is absent; every method
// works on it, so that a path of members can be followed without a test at each
// step. Values are small and comparable: they hold no text of their own.
type Value struct {
	g *Graph
	i int32
}

// Kind returns the value's type.
func (v Value) Kind() Kind {
	if v.g == nil {
		return Absent
	}
	return v.g.nodes[v.i].kind
}

// IsZero reports whether v is absent.
func (v Value) IsZero() bool { return v.g == nil }

// Same reports whether v and w are one value of one graph.
func (v Value) Same(w Value) bool { return v == w }

// Key returns the name under which v stands in its object, as written.
func (v Value) Key() string {
	if v.g == nil {
		return ""
	}
	return v.g.nodes[v.i].key
}

// Parent returns the object or array around v.
func (v Value) Parent() Value {
	if v.g == nil || v.g.nodes[v.i].parent < 0 {
		return Value{}
	}
	return Value{v.g, v.g.nodes[v.i].parent}
}

// Text returns a string decoded, a number or boolean as written; for an array
// the first text in it, for an object its @value, name, url or @id; else "". Pages
// give an author in all of these forms:
//
//	"Jane Doe"   ["Jane Doe"]   {"name": "Jane Doe"}   [{"name": ["Jane Doe"]}]
func (v Value) Text() string {
	// A value is never deeper than this, so that the loop ends.
	for range maxDepth {
		switch v.Kind() {
		case String:
			n := &v.g.nodes[v.i]
			if n.escaped {
				return unescape(n.text)
			}
			return n.text
		case Number, Bool:
			return v.g.nodes[v.i].text
		case Array:
			v = v.first()
		case Object:
			v = v.label()
		default:
			return ""
		}
	}
	return ""
}

// first returns the first item of an array that holds something: templates
// write [null, "Jane Doe"] where a field of theirs is empty.
func (v Value) first() Value {
	for item := range v.Items() {
		if item.Kind() != Null {
			return item
		}
	}
	return Value{}
}

// label returns the member that names an object.
func (v Value) label() Value {
	for _, key := range [...]string{"@value", "name", "url", "@id"} {
		if m := v.own(key); !m.IsZero() {
			return m
		}
	}
	return Value{}
}

// Items yields the items of an array, or v itself if it is anything else: JSON-LD
// makes no difference between one value and a list of one.
func (v Value) Items() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		switch v.Kind() {
		case Absent, Null:
			return
		case Array:
			v.Inside()(yield)
		default:
			yield(v)
		}
	}
}

// Inside yields the members of an object or the items of an array, without what
// is inside those. Each counts as a step; see [maxSteps].
func (v Value) Inside() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		if k := v.Kind(); k != Object && k != Array {
			return
		}
		for i := v.i + 1; i < v.g.nodes[v.i].end; i = v.g.nodes[i].end {
			if !v.g.walk() || !yield(Value{v.g, i}) {
				return
			}
		}
	}
}

// Get returns the member of an object whatever the case of its name: pages
// write datepublished and Headline. An array is asked item by item, and an
// object that only refers to another by @id stands for that one.
func (v Value) Get(key string) Value {
	for o := range v.Items() {
		if m := o.own(key); !m.IsZero() {
			return m.Resolve()
		}
		// What stands beside the reference goes before what it refers to.
		if full := o.Resolve(); full != o {
			if m := full.own(key); !m.IsZero() {
				return m.Resolve()
			}
		}
	}
	return Value{}
}

// wideObject is the number of values from which an object's members are found
// by a table. The articles of real pages have fewer. Without it, a thousand objects
// that refer to one large object by @id would each read all of its members.
const wideObject = 256

// own returns the object's own member, without following a reference. The first
// of several members with one name counts, both in the table and without it.
func (v Value) own(key string) Value {
	if v.Kind() == Object && v.g.size(v.i) > wideObject {
		if i, ok := v.g.members(v.i)[strings.ToLower(key)]; ok {
			return Value{v.g, i}
		}
		return Value{}
	}
	for m := range v.Inside() {
		if k := m.Key(); len(k) == len(key) && strings.EqualFold(k, key) {
			return m
		}
	}
	return Value{}
}

// members returns the first member of each name of a large object.
func (g *Graph) members(id int32) map[string]int32 {
	if m := g.wide[id]; m != nil {
		return m
	}
	if g.wide == nil {
		g.wide = map[int32]map[string]int32{}
	}
	m := map[string]int32{}
	for i := id + 1; i < g.nodes[id].end; i = g.nodes[i].end {
		key := strings.ToLower(g.nodes[i].key)
		if _, ok := m[key]; !ok {
			m[key] = i
		}
	}
	g.wide[id] = m
	return m
}

// Path follows names separated by dots, "author.name", and takes the first of
// each list on the way. [Value.Each] takes all.
func (v Value) Path(path string) Value {
	for path != "" && !v.IsZero() {
		var key string
		key, path, _ = strings.Cut(path, ".")
		v = v.Get(strings.TrimSpace(key))
	}
	return v
}

// maxEach bounds the values that Each looks at: lists whose items all refer to
// one large object would otherwise be read over and over.
const maxEach = 200

// Each yields all that Path leads to where lists stand on the way: the name of
// every author.
func (v Value) Each(path string) iter.Seq[Value] {
	return func(yield func(Value) bool) {
		left := maxEach
		v.each(path, &left, yield)
	}
}

// each reports whether more is wanted. left is shared by all branches, so that
// lists inside lists do not multiply.
func (v Value) each(path string, left *int, yield func(Value) bool) bool {
	key, rest, _ := strings.Cut(path, ".")
	for item := range v.Items() {
		*left--
		if *left < 0 {
			return false
		}
		if path == "" {
			if !yield(item.Resolve()) {
				return false
			}
		} else if !item.Get(strings.TrimSpace(key)).each(rest, left, yield) {
			return false
		}
	}
	return true
}

// Resolve returns the object that v refers to, {"@id": "#jane"}, or v. An object
// that says more than @id and @type describes itself, and only a fuller one
// replaces it: a reference to nothing but itself, or in a circle, stays.
func (v Value) Resolve() Value {
	if v.Kind() != Object || v.g.nodes[v.i].end-v.i > 3 { // @id and at most @type
		return v
	}
	id := v.own("@id")
	if id.Kind() != String {
		return v
	}
	if full, ok := v.g.find(id.Text()); ok && v.g.size(full.i) > v.g.size(v.i) {
		return full
	}
	return v
}

// Types yields the types of an object without the vocabulary's address, which
// pages write in several ways:
//
//	NewsArticle   schema:NewsArticle   http://schema.org/NewsArticle
func (v Value) Types() iter.Seq[string] {
	return func(yield func(string) bool) {
		for t := range v.own("@type").Items() {
			text := strings.TrimSpace(t.Text())
			if i := strings.LastIndexAny(text, "/#:"); i >= 0 {
				text = text[i+1:]
			}
			if text != "" && !yield(text) {
				return
			}
		}
	}
}

// Is reports whether an object has one of the types.
func (v Value) Is(types ...string) bool {
	for t := range v.Types() {
		for _, want := range types {
			if strings.EqualFold(t, want) {
				return true
			}
		}
	}
	return false
}
