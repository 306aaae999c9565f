package trees

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

// Magic starts every ensemble's bytes. The layout that follows is described
// in bench/gbdt/format.go, which writes it.
// Another layout gets another number at its end, so that old bytes are refused and
// not misread.
const Magic = "GFTREES3"

// A split is written with the number of its feature, of which the two highest bits say
// which of its children are splits too.
const (
	LeftSplits  = 1 << 15
	RightSplits = 1 << 14
	// MaxFeatures is how many features the other bits can number.
	MaxFeatures = 1 << 14
)

// ErrFormat is what every error of [Load] wraps.
var ErrFormat = errors.New("trees: not a valid ensemble")

// maxSplits is the most splits a tree may have: a child's place, at most
// twice that, must fit the 16 bits of a node.
const maxSplits = 1<<14 - 1

// Load reads an ensemble. It checks everything that [Ensemble.Score] relies on, so
// that no input can make a score panic or run on: each child comes after its parent,
// and every feature and threshold exists.
//
// Models may come from a caller (WithModels), so that bytes are not to be trusted.
// It allocates no more than the bytes pay for: a count that they cannot hold ends
// the reading.
func Load(data []byte) (*Ensemble, error) {
	r := &reader{data: data}
	if string(r.take(len(Magic))) != Magic {
		return nil, fmt.Errorf("%w: no magic %q", ErrFormat, Magic)
	}
	hash := r.u64()
	features, count := int(r.u16()), int(r.u16())
	e := &Ensemble{features: features, hash: hash, bias: r.f32()}
	scale := r.f32()
	if !finite(e.bias) || !finite(scale) {
		return nil, fmt.Errorf("%w: bias or scale is not finite", ErrFormat)
	}
	cuts, err := r.cuts(features)
	if err != nil {
		return nil, err
	}
	e.grow(r.sizes(count))
	var b builder
	for i := range count {
		if err := r.tree(e, &b, cuts, scale); err != nil {
			return nil, fmt.Errorf("%w: tree %d: %w", ErrFormat, i, err)
		}
	}
	if r.short || len(r.data) > 0 {
		return nil, fmt.Errorf("%w: %d trees announced, length does not fit", ErrFormat, count)
	}
	return e, nil
}

// LoadFor reads an ensemble that scores rows of these features. One that was
// trained for others, or for the same in another order, is an error.
func LoadFor(data []byte, features Features) (*Ensemble, error) {
	e, err := Load(data)
	if err != nil {
		return nil, err
	}
	if e.features != len(features) || e.hash != features.Hash() {
		return nil, fmt.Errorf("trees: the model was trained for other features (%d, hash %016x) than this version's (%d, hash %016x): train it anew",
			e.features, e.hash, len(features), features.Hash())
	}
	return e, nil
}

// Shipped returns a function that reads, when it is first called, an ensemble
// that is part of the binary. If it does not load, the build is broken, and the
// function panics; a test of the caller finds that.
//
// A program that never extracts never pays for the reading.
func Shipped(data []byte, features func() Features) func() *Ensemble {
	return sync.OnceValue(func() *Ensemble {
		e, err := LoadFor(data, features())
		if err != nil {
			panic(err)
		}
		return e
	})
}

// cuts reads each feature's thresholds.
//
// Splits name a threshold by its place here, in one byte.
func (r *reader) cuts(features int) ([][]float32, error) {
	cuts := make([][]float32, 0, min(features, len(r.data)))
	for f := range features {
		n := int(r.u8())
		raw := r.take(4 * n)
		if r.short {
			return nil, fmt.Errorf("%w: feature %d: ends early", ErrFormat, f)
		}
		own := make([]float32, n)
		for i := range own {
			own[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
			if !finite(own[i]) {
				return nil, fmt.Errorf("%w: feature %d: threshold %d is not finite", ErrFormat, f, i)
			}
		}
		cuts = append(cuts, own)
	}
	return cuts, nil
}

var (
	errShort = errors.New("ends early")
	errSize  = errors.New("too many splits")
	errSplit = errors.New("a split names a feature or threshold that does not exist")
	errChild = errors.New("not as many children are splits as there are splits")
)

// sizes returns how many nodes so many trees have together, 0 for bytes that hold
// fewer. It reads nothing: r stays where it is.
func (r *reader) sizes(trees int) (nodes, roots int) {
	ahead := *r
	for range trees {
		splits := int(ahead.u16())
		ahead.take(splitSize*splits + 2*(splits+1))
		nodes += 2*splits + 1
	}
	if ahead.short {
		return 0, 0
	}
	return nodes, trees
}

// grow makes room for an ensemble, so that reading it copies nothing twice.
func (e *Ensemble) grow(nodes, roots int) {
	e.nodes, e.values, e.roots = make([]node, 0, nodes), make([]float32, 0, nodes), make([]root, 0, roots)
}

// tree appends one tree to e.
//
// The bytes list splits and leaves level by level; in memory both are nodes, the
// children of a split side by side. A tree of one leaf has no splits.
func (r *reader) tree(e *Ensemble, b *builder, cuts [][]float32, scale float32) error {
	splits := int(r.u16())
	if splits > maxSplits {
		return errSize
	}
	raw, leaves := r.take(splitSize*splits), r.take(2*(splits+1))
	if r.short {
		return errShort
	}
	start, size := len(e.nodes), 2*splits+1
	e.nodes = slices.Grow(e.nodes, size)[:start+size]
	e.values = slices.Grow(e.values, size)[:start+size]
	b.open(e.nodes[start:], e.values[start:], leaves, scale)
	if splits == 0 {
		b.leaf(0)
		e.roots = append(e.roots, root{start: int32(start)})
		return nil
	}
	var deepest int32
	for i := range splits {
		s := split(raw[splitSize*i:])
		if s.feature >= len(cuts) || s.cut >= len(cuts[s.feature]) {
			return errSplit
		}
		if i >= len(b.place) {
			return errChild
		}
		b.split(i, s, cuts[s.feature][s.cut])
		deepest = max(deepest, b.depth[i]+1)
	}
	if len(b.place) != splits {
		return errChild
	}
	e.roots = append(e.roots, root{start: int32(start), depth: deepest})
	return nil
}

// builder lays one tree's splits and leaves out as nodes.
// With splits 0 (children 1 and leaf 0) and 1 (leaves 1 and 2) the nodes are
//
//	0: split 0   1: split 1   2: leaf 0   3: leaf 1   4: leaf 2
type builder struct {
	nodes  []node
	values []float32
	// place is where split i stands in nodes, depth how many steps it is from the root:
	// of the root, and of each split that a split before it has as a child.
	place  []int
	depth  []int32
	leaves []byte // those that have no parent yet
	scale  float32
	next   int
}

// open begins the next tree. What was noted of the last one is forgotten.
func (b *builder) open(nodes []node, values []float32, leaves []byte, scale float32) {
	b.nodes, b.values, b.leaves, b.scale, b.next = nodes, values, leaves, scale, 1
	b.place, b.depth = append(b.place[:0], 0), append(b.depth[:0], 0)
}

// split lays out split i, which has a parent or is the root, and its leaves, and gives
// its other children their places. Leaves do not run out: after split i there are at least
// i+1 splits with a parent or the root, and so at most i+2 leaves.
func (b *builder) split(i int, s rawSplit, threshold float32) {
	left := b.next
	b.next += 2
	b.nodes[b.place[i]] = node{threshold: threshold, feature: uint16(s.feature), left: uint16(left)}
	for side, splits := range [2]bool{s.left, s.right} {
		if splits {
			b.place, b.depth = append(b.place, left+side), append(b.depth, b.depth[i]+1)
		} else {
			b.leaf(left + side)
		}
	}
}

// leaf lays out the next leaf. Its threshold is +Inf, which no value exceeds, and its
// left child is itself: see [node].
func (b *builder) leaf(at int) {
	b.values[at] = b.scale * float32(int16(binary.LittleEndian.Uint16(b.leaves)))
	b.nodes[at] = node{threshold: float32(math.Inf(1)), left: uint16(at)}
	b.leaves = b.leaves[2:]
}

// splitSize is the length of one split in bytes.
const splitSize = 3

type rawSplit struct {
	feature, cut int
	// left and right say which children are splits.
	left, right bool
}

func split(raw []byte) rawSplit {
	f := binary.LittleEndian.Uint16(raw)
	return rawSplit{feature: int(f &^ (LeftSplits | RightSplits)), cut: int(raw[2]), left: f&LeftSplits != 0, right: f&RightSplits != 0}
}

// reader takes numbers from the front of data. Past the end it sets short and
// yields zeros, so that a caller checks once.
type reader struct {
	data  []byte
	short bool
}

func (r *reader) take(n int) []byte {
	if n > len(r.data) {
		r.short, r.data = true, nil
		return nil
	}
	out := r.data[:n]
	r.data = r.data[n:]
	return out
}

func (r *reader) u8() uint8 {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) u64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *reader) u16() uint16 {
	if b := r.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (r *reader) f32() float32 {
	if b := r.take(4); b != nil {
		return math.Float32frombits(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func finite(f float32) bool { return !math.IsNaN(float64(f)) && !math.IsInf(float64(f), 0) }
