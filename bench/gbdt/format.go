package gbdt

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/gatefold/gatefold/internal/trees"
)

// Bytes returns the model in the form that the internal package trees reads.
// All numbers are little-endian.
//
//	"GFTREES3"                     magic and version
//	hash       uint64              of the names of the features, see [trees.Features]
//	features   uint16              values in a row
//	trees      uint16
//	bias       float32             log-odds before the first tree
//	scale      float32             a leaf's value is its int16 times this
//	for each feature:
//	    n      uint8               thresholds in use, in rising order
//	    n times float32
//	for each tree:
//	    s      uint16              splits; a tree has one leaf more
//	    s times, level by level from the root:
//	        feature    uint16      its two highest bits say which children are splits,
//	                               the left and the right one
//	        threshold  uint8       its place in the feature's list
//	    s+1 times int16            the leaves, in the order in which the splits have them
//
// No split names its children: level by level they come in the order in which their
// parents do, splits among splits and leaves among leaves.
//
// A row goes right where its value is above the threshold, and left
// otherwise, also where it is NaN. The leaves' rounding costs at most half a
// scale a tree, which for the usual model is below 0.001 log-odds in all.
//
// Thresholds stand once per feature and are named by a byte, and leaves take two:
// a model is part of every binary.
func (m *Model) Bytes() ([]byte, error) {
	if m.features > trees.MaxFeatures || len(m.trees) > math.MaxUint16 {
		return nil, fmt.Errorf("gbdt: %d features and %d trees do not fit the format", m.features, len(m.trees))
	}
	scale := m.scale()
	cuts := m.cutsInUse()
	out := binary.LittleEndian.AppendUint64([]byte(trees.Magic), m.names.Hash())
	out = binary.LittleEndian.AppendUint16(out, uint16(m.features))
	out = binary.LittleEndian.AppendUint16(out, uint16(len(m.trees)))
	out = appendFloat(out, m.bias)
	out = appendFloat(out, scale)
	for _, own := range cuts {
		if len(own) > math.MaxUint8 {
			return nil, fmt.Errorf("gbdt: %d thresholds for one feature, want at most %d", len(own), math.MaxUint8)
		}
		out = append(out, uint8(len(own)))
		for _, c := range own {
			out = appendFloat(out, c)
		}
	}
	for _, t := range m.trees {
		out = t.append(out, cuts, scale)
	}
	return out, nil
}

// append writes the tree's splits level by level, then its leaves.
func (t tree) append(out []byte, cuts [][]float32, scale float32) []byte {
	out = binary.LittleEndian.AppendUint16(out, uint16(len(t)/2))
	var leaves []byte
	for next := []int{0}; len(next) > 0; next = next[1:] {
		n := t[next[0]]
		if n.leaf() {
			leaves = binary.LittleEndian.AppendUint16(leaves, uint16(int16(math.Round(float64(n.value/scale)))))
			continue
		}
		next = append(next, n.left, n.right)
		feature := uint16(n.feature)
		if !t[n.left].leaf() {
			feature |= trees.LeftSplits
		}
		if !t[n.right].leaf() {
			feature |= trees.RightSplits
		}
		at, _ := slices.BinarySearch(cuts[n.feature], n.threshold)
		out = append(binary.LittleEndian.AppendUint16(out, feature), uint8(at))
	}
	return append(out, leaves...)
}

// scale makes the largest leaf the largest int16.
func (m *Model) scale() float32 {
	var largest float64
	for _, t := range m.trees {
		for _, n := range t {
			largest = max(largest, math.Abs(float64(n.value)))
		}
	}
	if largest == 0 {
		return 1
	}
	return float32(largest / math.MaxInt16)
}

// cutsInUse lists for each feature the thresholds that some split has.
func (m *Model) cutsInUse() [][]float32 {
	cuts := make([][]float32, m.features)
	for _, t := range m.trees {
		for _, n := range t {
			if !n.leaf() {
				cuts[n.feature] = append(cuts[n.feature], n.threshold)
			}
		}
	}
	for f := range cuts {
		slices.Sort(cuts[f])
		cuts[f] = slices.Compact(cuts[f])
	}
	return cuts
}

func appendFloat(out []byte, f float32) []byte {
	return binary.LittleEndian.AppendUint32(out, math.Float32bits(f))
}
