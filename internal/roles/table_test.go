package roles

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTableIsAMap(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 2))
	var tab table[int]
	for _, n := range []int{0, 3, 5000, 40} {
		tab.reset()
		want := map[uint64]int{}
		for i := range n {
			k := uint64(rnd.IntN(2 * n))
			*tab.at(k) += i
			want[k] += i
		}
		assert.Equal(t, len(want), tab.used)
		for k := range uint64(2*n + 2) {
			v, ok := tab.get(k)
			w, has := want[k]
			assert.Equal(t, has, ok, "key %d", k)
			assert.Equal(t, w, v, "key %d", k)
		}
	}
}
