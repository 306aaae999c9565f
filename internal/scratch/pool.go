package scratch

import (
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
)

// MaxKept is the most memory, in bytes, of a value that a [Pool] keeps. On every
// eighth of 4,170 saved pages none grew to more than half of it but the buffers of
// their sources.
const MaxKept = 2 << 20

// Pool keeps values of T from page to page, so that their slices need not be
// made again. One that a huge page has made large is not kept, whichever of its
// fields it was: all are measured, so that none can be forgotten.
type Pool[T any] struct {
	// spare are values that no collection takes. One page costs about a collection,
	// two of which empty a sync.Pool, and a goroutine that has changed its processor
	// does not find there what it put back last.
	spare [spares]atomic.Pointer[T]
	pool  sync.Pool
	most  int // bytes of a value that is kept
	// The sizers are made when the first page is done: a program that imports
	// the package may never read one.
	once         sync.Once
	slices, maps sizer // nil where T has none
}

// NewPool returns a pool. It makes new values with fresh, or zero values if that
// is nil.
func NewPool[T any](fresh func() *T) *Pool[T] {
	if fresh == nil {
		fresh = func() *T { return new(T) }
	}
	return &Pool[T]{pool: sync.Pool{New: func() any { return fresh() }}, most: MaxKept}
}

// Keeping sets another bound than [MaxKept], and returns p.
func (p *Pool[T]) Keeping(most int) *Pool[T] {
	p.most = most
	return p
}

// spares is how many values a pool keeps whatever the collector does: the bytes of a page
// need two buffers at once.
const spares = 2

// Get returns a value that was put back, or a new one.
func (p *Pool[T]) Get() *T {
	for i := range p.spare {
		if x := p.spare[i].Swap(nil); x != nil {
			return x
		}
	}
	return p.pool.Get().(*T)
}

// Put calls empty, which takes out of x what belongs to the page and clears the
// elements that it cuts off a slice, and keeps x unless it holds more than
// the bound.
func (p *Pool[T]) Put(x *T, empty func(*T)) {
	p.once.Do(func() {
		t := reflect.TypeFor[T]()
		p.slices, p.maps = sizerOf(t, reflect.Slice, nil), sizerOf(t, reflect.Map, nil)
	})
	v := reflect.ValueOf(x).Elem()
	// An emptied map keeps its room, and no longer tells how much that is.
	size := p.maps.of(v)
	empty(x)
	if size+p.slices.of(v) > p.most {
		return
	}
	for i := range p.spare {
		if p.spare[i].CompareAndSwap(nil, x) {
			return
		}
	}
	p.pool.Put(x)
}

// sizer works out the bytes that the slices, or the maps, of a value hold.
// It follows no pointers: what they lead to is the page's, or shared.
type sizer func(reflect.Value) int

func (s sizer) of(v reflect.Value) int {
	if s == nil {
		return 0
	}
	return s(v)
}

// sizerOf returns nil for a type that has nothing of the kind. around are the
// types that t stands in: of one that holds itself, as the blocks of an article do,
// only the outermost are counted.
func sizerOf(t reflect.Type, kind reflect.Kind, around []reflect.Type) sizer {
	if slices.Contains(around, t) {
		return nil
	}
	around = append(around, t)
	switch t.Kind() {
	case reflect.Struct:
		return fieldsSizer(t, kind, around)
	case reflect.Array:
		return elemSizer(sizerOf(t.Elem(), kind, around))
	case reflect.Slice:
		inner := elemSizer(sizerOf(t.Elem(), kind, around))
		if kind != reflect.Slice {
			return inner
		}
		each := int(t.Elem().Size())
		return func(v reflect.Value) int { return v.Cap()*each + inner.of(v) }
	case reflect.Map:
		if kind != reflect.Map {
			return nil
		}
		// A map holds up to twice the room of its entries.
		each := 2 * int(t.Key().Size()+t.Elem().Size())
		return func(v reflect.Value) int { return v.Len() * each }
	}
	return nil
}

func fieldsSizer(t reflect.Type, kind reflect.Kind, around []reflect.Type) sizer {
	type field struct {
		number int
		of     sizer
	}
	var fields []field
	for i := range t.NumField() {
		if s := sizerOf(t.Field(i).Type, kind, around); s != nil {
			fields = append(fields, field{i, s})
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return func(v reflect.Value) (n int) {
		for _, f := range fields {
			n += f.of(v.Field(f.number))
		}
		return n
	}
}

// elemSizer adds up the elements.
func elemSizer(each sizer) sizer {
	if each == nil {
		return nil
	}
	return func(v reflect.Value) (sum int) {
		for i := range v.Len() {
			sum += each(v.Index(i))
		}
		return sum
	}
}
