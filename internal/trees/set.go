package trees

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// setMagic starts the bytes of several ensembles that belong together.
const setMagic = "GFMODEL1"

// Pack joins the bytes of ensembles under names: for each, in the order of the
// names, the length of its name as a byte, the name, the length of its bytes as
// a little-endian uint32, and the bytes. A name has at most 255 bytes.
//
// The order is fixed, so that the same ensembles give the same bytes.
func Pack(members map[string][]byte) []byte {
	out := []byte(setMagic)
	for _, name := range slices.Sorted(maps.Keys(members)) {
		out = append(out, byte(len(name)))
		out = append(out, name...)
		out = binary.LittleEndian.AppendUint32(out, uint32(len(members[name])))
		out = append(out, members[name]...)
	}
	return out
}

// Unpack is the reverse of [Pack].
//
// The members are parts of data. Of a name that stands twice the last counts.
func Unpack(data []byte) (map[string][]byte, error) {
	r := &reader{data: data}
	if string(r.take(len(setMagic))) != setMagic {
		return nil, fmt.Errorf("%w: no magic %q", ErrFormat, setMagic)
	}
	members := map[string][]byte{}
	for len(r.data) > 0 {
		name := string(r.take(int(r.u8())))
		var size uint32
		if b := r.take(4); b != nil {
			size = binary.LittleEndian.Uint32(b)
		}
		member := r.take(int(size))
		if r.short {
			return nil, fmt.Errorf("%w: member %q ends early", ErrFormat, name)
		}
		members[name] = member
	}
	return members, nil
}
