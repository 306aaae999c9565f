package selector

import (
	"slices"

	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/scratch"
)

// Match calls hit for each element of doc and each selector that matches it,
// in document order and, for one element, in the order of sets and of the
// selectors in them. One walk serves all sets. A nil set is one without
// selectors.
func Match(doc *page.Doc, sets []*Set, hit func(set, sel int, id page.ID)) {
	w := pool.Get()
	w.open(doc, sets)
	w.walk(hit)
	pool.Put(w, (*walker).close)
}

// First returns the first element that any selector of s matches, or
// [page.None]. It walks the whole page all the same.
func (s *Set) First(doc *page.Doc) page.ID {
	first := page.None
	Match(doc, []*Set{s}, func(_, _ int, id page.ID) {
		if first == page.None {
			first = id
		}
	})
	return first
}

var pool = scratch.NewPool[walker](nil)

// walker is the memory of one call of Match. It is pooled, because the tables of
// a run are as long as the page has names and the set has features.
type walker struct {
	doc   *page.Doc
	kin   kin
	runs  []run
	steps int // compounds tested, for tests of the cost
}

// run is one set's part of a walk. All its tables are indexed by numbers of the
// page or of the set, never by strings.
type run struct {
	*walker
	set *Set

	syms    []nameFeats // by page.Sym
	present []bool      // by feat: the page has the class or id somewhere
	classes []span      // by page.ClassRef, into feats
	feats   []feat

	// live are the chains under a feature, a key or neither that the page can
	// match at all, worked out when an element first asks.
	live   []span
	chains []int32

	openCount []int32 // by feat: open elements that carry it
	openStack []openElement

	rows   []int32 // by position: 1 + index into memory's rows, 0 for none
	memory memory
	has    [][]page.ID // by number of a :has: the elements that its argument matches
	hasSet []bool
	hits   []int32
}

// span is a part of a shared slice. The zero span is not yet worked out.
type span struct {
	from, to int32
	done     bool
}

// openElement is an element that the walk is inside of, with what it added to
// openCount and takes off again when it ends.
type openElement struct {
	end     page.ID
	class   page.ClassRef
	id, tag feat
}

// open prepares the walk. The depth of the page is the most that any row of
// answers needs.
func (w *walker) open(doc *page.Doc, sets []*Set) {
	w.doc, w.steps = doc, 0
	w.kin.reset(doc)
	depth := uint16(0)
	for i := range doc.Nodes {
		depth = max(depth, doc.Nodes[i].Depth)
	}
	w.runs = slices.Grow(w.runs[:0], len(sets))[:len(sets)]
	for i, s := range sets {
		w.runs[i].open(w, s, int(depth))
	}
}

// close drops what would keep the page or the sets alive in the pool.
func (w *walker) close() {
	w.doc = nil
	w.kin.reset(nil)
	for i := range w.runs {
		w.runs[i].set, w.runs[i].walker = nil, nil
	}
}

// open translates every name of the page into the set's features, once. From then
// on no string is compared until an attribute's value is.
func (r *run) open(w *walker, s *Set, depth int) {
	r.walker, r.set = w, s
	if s == nil {
		return
	}
	r.syms = zeroed(r.syms, w.doc.NumSyms())
	r.present = zeroed(r.present, len(s.byFeat))
	for i := 1; i < len(r.syms); i++ {
		f := s.names[w.doc.SymText(page.Sym(i))]
		r.syms[i] = f
		// A name that no selector asks for marks feature 0, which none asks for.
		r.present[f.class], r.present[f.id] = true, true
	}
	r.classes = zeroed(r.classes, w.doc.NumClasses())
	r.feats = r.feats[:0]
	r.live = zeroed(r.live, len(s.byFeat)+len(s.byKey)+1)
	r.chains = r.chains[:0]
	r.openCount = zeroed(r.openCount, len(s.byFeat))
	r.openStack = r.openStack[:0]
	r.rows = zeroed(r.rows, s.positions)
	r.memory.reset(depth)
	r.hasSet = zeroed(r.hasSet, s.hasTests)
	for len(r.has) < s.hasTests {
		r.has = append(r.has, nil)
	}
}

// zeroed returns a slice of n zeros in s's memory if it is large enough. A quarter
// of room saves the next, slightly larger page an allocation.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	s = s[:n]
	clear(s)
	return s
}

// walk visits elements in document order. Texts match no selector.
func (w *walker) walk(hit func(set, sel int, id page.ID)) {
	nodes := w.doc.Nodes
	for i := range nodes {
		n := &nodes[i]
		if n.Flags&page.Text != 0 {
			continue
		}
		for si := range w.runs {
			r := &w.runs[si]
			if r.set == nil {
				continue
			}
			r.visit(page.ID(i), n)
			for _, sel := range r.hits {
				hit(si, int(sel), page.ID(i))
			}
		}
	}
}

// visit leaves in hits the selectors that match the element id.
func (r *run) visit(id page.ID, n *page.Node) {
	r.leave(id)
	r.hits = r.hits[:0]
	e := openElement{end: n.End, class: n.Class, id: r.syms[n.IDSym].id, tag: r.set.tagFeat(n.Tag, n.N.Data)}
	cs := r.classFeats(n.Class)
	for _, f := range cs {
		r.under(int(f), id)
	}
	if e.id != 0 {
		r.under(int(e.id), id)
	}
	if e.tag != 0 {
		r.under(int(e.tag), id)
	}
	if len(r.set.byKey) > 0 {
		r.byKey(id, n)
	}
	if len(r.set.rest) > 0 {
		r.under(len(r.live)-1, id)
	}
	// Several chains may stand for one selector, and an element be found
	// under several of its features: each selector is reported once.
	if len(r.hits) > 1 {
		slices.Sort(r.hits)
		r.hits = slices.Compact(r.hits)
	}
	// Only an element with something inside can be anybody's ancestor.
	if n.End > id+1 && (len(cs) > 0 || e.id != 0 || e.tag != 0) {
		r.enter(e, 1)
		r.openStack = append(r.openStack, e)
	}
}

// leave closes the elements that end before id.
func (r *run) leave(id page.ID) {
	for n := len(r.openStack); n > 0 && r.openStack[n-1].end <= id; n-- {
		r.enter(r.openStack[n-1], -1)
		r.openStack = r.openStack[:n-1]
	}
}

// enter adds by to the counts of what e carries. They are counts and not marks
// because elements of one class nest: when the inner .box ends, the outer is still
// open. What an element lacks counts under feature 0, which nobody reads.
func (r *run) enter(e openElement, by int32) {
	for _, f := range r.classFeats(e.class) {
		r.openCount[f] += by
	}
	r.openCount[e.id] += by
	r.openCount[e.tag] += by
}

// classFeats returns the features of a class attribute, each once. Most
// tokens of a page stand in no selector, so that the list is short whatever
// the attribute's length.
func (r *run) classFeats(c page.ClassRef) []feat {
	s := &r.classes[c]
	if !s.done {
		s.from = int32(len(r.feats))
		for _, sym := range r.doc.Tokens(c) {
			if f := r.syms[sym].class; f != 0 {
				r.feats = append(r.feats, f)
			}
		}
		own := r.feats[s.from:]
		slices.Sort(own)
		s.to = s.from + int32(len(slices.Compact(own)))
		r.feats = r.feats[:s.to]
		s.done = true
	}
	return r.feats[s.from:s.to]
}

// under tries the chains of a bucket: a feature, a key, or the rest.
func (r *run) under(bucket int, id page.ID) {
	s := &r.live[bucket]
	if !s.done {
		r.sift(bucket, s)
	}
	for _, c := range r.chains[s.from:s.to] {
		if ch := &r.set.chains[c]; r.couldMatch(ch) && r.matches(ch, id) {
			r.hits = append(r.hits, ch.sel)
		}
	}
}

// byKey tries the chains that are stored under the names of the element's
// attributes.
func (r *run) byKey(id page.ID, n *page.Node) {
	for i := range n.N.Attr {
		a := &n.N.Attr[i]
		k := r.set.keys.find(a.Key)
		if k < 0 {
			continue
		}
		s := &r.live[len(r.set.byFeat)+k]
		if !s.done {
			r.sift(len(r.set.byFeat)+k, s)
		}
		// Hashing the value pays only if it can rule out several chains.
		have := ^uint64(0)
		if s.to-s.from > 2 {
			have = pairs(a.Val)
		}
		for _, c := range r.chains[s.from:s.to] {
			if r.set.pairs[c]&^have != 0 {
				continue
			}
			if ch := &r.set.chains[c]; r.couldMatch(ch) && r.matches(ch, id) {
				r.hits = append(r.hits, ch.sel)
			}
		}
	}
}

// sift keeps the chains of a bucket whose classes and ids the page has. It is done
// when an element first asks for the bucket: most buckets of a set of thousands of
// selectors belong to other publishers and are never asked for.
func (r *run) sift(bucket int, s *span) {
	s.from = int32(len(r.chains))
	for _, c := range r.bucket(bucket) {
		if r.hasNames(&r.set.chains[c]) {
			r.chains = append(r.chains, c)
		}
	}
	s.to = int32(len(r.chains))
	s.done = true
}

// bucket numbers the three kinds of buckets in one sequence, that of live.
func (r *run) bucket(i int) []int32 {
	if i < len(r.set.byFeat) {
		return r.set.byFeat[i]
	}
	if i -= len(r.set.byFeat); i < len(r.set.byKey) {
		return r.set.byKey[i]
	}
	return r.set.rest
}

// hasNames reports whether the page has every class and id that ch names. It is worked
// out once per chain and page, where couldMatch is asked for each element.
func (r *run) hasNames(ch *chain) bool {
	for _, f := range ch.named {
		if !r.present[f] {
			return false
		}
	}
	return true
}

// couldMatch reports whether every class, id and tag that ch wants of the
// ancestors is carried by an open element.
func (r *run) couldMatch(ch *chain) bool {
	for _, f := range ch.open {
		if r.openCount[f] == 0 {
			return false
		}
	}
	return true
}

// matches reports whether the chain matches with id as its subject.
func (r *run) matches(ch *chain, id page.ID) bool {
	last := len(ch.parts) - 1
	if !ch.sure && !r.is(&ch.parts[last], id) {
		return false
	}
	return last == 0 || r.left(ch, last, id)
}
