package scratch_test

import (
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/scratch"
)

type inner struct {
	names []string
	inner []inner
}

type work struct {
	bytes  []byte
	lists  [][]int
	parts  []inner
	own    inner
	table  map[int]int
	fixed  [2][]uint16
	page   *inner
	pooled bool
}

func TestPoolKeepsNothingLarge(t *testing.T) {
	t.Parallel()
	const many = scratch.MaxKept // at least a byte for each
	cases := []struct {
		name, why string
		fill      func(*work)
		kept      bool
	}{
		{"small", "that is what a pool is for", func(w *work) { w.bytes = make([]byte, 10) }, true},
		{"slice", "", func(w *work) { w.bytes = make([]byte, 0, many+1) }, false},
		{"slice in a slice", "each holds memory", func(w *work) { w.lists = [][]int{nil, make([]int, many/4)} }, false},
		{"struct in a slice", "", func(w *work) { w.parts = []inner{{names: make([]string, many/8)}} }, false},
		{"struct", "", func(w *work) { w.own.names = make([]string, many/8) }, false},
		{"type that holds itself", "its outermost is counted", func(w *work) { w.own.inner = make([]inner, many/24) }, false},
		{"array", "", func(w *work) { w.fixed[1] = make([]uint16, many) }, false},
		{"many small", "their sum counts", func(w *work) { w.bytes, w.fixed[0] = make([]byte, many/2), make([]uint16, many/2) }, false},
		{"map", "it keeps its room when it is emptied", func(w *work) {
			for i := range many / 16 {
				w.table[i] = i
			}
		}, false},
		{"pointer", "it leads to the page", func(w *work) { w.page = &inner{names: make([]string, many)} }, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := scratch.NewPool(func() *work { return &work{table: map[int]int{}} })
			kept := false
			for range 20 { // the race detector has a pool lose things
				w := p.Get()
				c.fill(w)
				w.pooled = true
				p.Put(w, func(w *work) { clear(w.table) })
				kept = kept || p.Get().pooled
			}
			assert.Equal(t, c.kept, kept, c.why)
		})
	}
}

func TestPoolKeepsThroughCollections(t *testing.T) {
	t.Parallel()
	p := scratch.NewPool[work](nil)
	a, b := p.Get(), p.Get()
	a.bytes, b.bytes = make([]byte, 10), make([]byte, 20)
	p.Put(a, func(*work) {})
	p.Put(b, func(*work) {})
	for range 3 { // a sync.Pool is empty after two
		runtime.GC()
	}
	assert.Same(t, a, p.Get())
	assert.Same(t, b, p.Get())
	assert.Nil(t, p.Get().bytes, "each is given to one")
}

// TestPagesUseNoOtherPool looks for pools that measure nothing.
func TestPagesUseNoOtherPool(t *testing.T) {
	t.Parallel()
	allowed := map[string]string{ // file => why
		"internal/scratch/pool.go": "it is the pool",
		"rules/toml.go":            "parsers of rule files, which are no pages",
	}
	root := os.DirFS("../..")
	require.NoError(t, fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || allowed[name] != "" {
			return err
		}
		src, err := fs.ReadFile(root, name)
		assert.NotContains(t, string(src), "sync.Pool", "%s: take a scratch.Pool", name)
		return err
	}))
}
