package trees

import "hash/fnv"

// Features names the values of a row, in their order. A model is trained for
// one such list and carries its hash: another list of the same length means
// other things by the same places.
//
// So a feature is renamed when its meaning changes, or an old model would go on
// with the new one.
type Features []string

// Hash returns the FNV-1a hash of the names, each followed by a line feed.
func (f Features) Hash() uint64 {
	h := fnv.New64a()
	for _, name := range f {
		h.Write([]byte(name + "\n"))
	}
	return h.Sum64()
}
