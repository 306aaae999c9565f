package rules

import (
	"embed"
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/term"
)

// To read the heads of all files and to compile what all pages have in common took 8 ms
// before the first page. The index has both ready: the hosts of each file, the
// attributes that any of them states, and the rules of [Set.Common].
//
// It is a list of strings, and a list of numbers that says what they are for.

// fingerprint tells whether an index was made for the files of fsys: a hash of their
// names and sizes. An edit that keeps the size is found by a test alone.
func fingerprint(fsys embed.FS) string {
	h := fnv.New64a()
	for _, dir := range kindDirs {
		entries, err := fsys.ReadDir(dir)
		if err != nil {
			return ""
		}
		for _, e := range entries {
			info, err := e.Info()
			if err != nil {
				return ""
			}
			h.Write(binary.AppendVarint([]byte(e.Name()), info.Size()))
		}
	}
	return string(h.Sum(nil))
}

// writeIndex makes the index of a set of files that ship.
func writeIndex(s *Set, mark string) []byte {
	p := &packer{number: map[string]int{}}
	p.string(mark)
	hosts := map[*rule][]string{}
	for _, host := range slices.Sorted(maps.Keys(s.hosts)) {
		hosts[s.hosts[host]] = append(hosts[s.hosts[host]], host)
	}
	p.list(len(slices.Collect(s.rules())))
	for r := range s.rules() {
		p.int(int(r.kind))
		p.string(r.path)
		p.strings(hosts[r])
	}
	p.string(strings.Join(s.AttrNames().Names(), " "))
	p.common(s.Common())
	return p.bytes()
}

// readIndex returns the set of an index, nil if it is that of other files.
func readIndex(index, mark string) *Set {
	u := newUnpacker(index)
	if u.string() != mark {
		return nil
	}
	n := u.int()
	s := &Set{
		hosts: make(hostIndex, 2*n), sites: make([]*rule, 0, n),
		platforms: map[string]*rule{}, vendors: map[string]*rule{},
	}
	files, rules := make([]file, n), make([]rule, n)
	for i := range n {
		f, r := &files[i], &rules[i]
		f.kind, f.path = Kind(u.int()), u.string()
		r.file, r.set = f, s
		for range u.int() {
			s.hosts[u.string()] = r
		}
		s.enter(r)
	}
	s.texts = [][]byte{[]byte(u.string())}
	s.attrs = sync.OnceValue(s.readAttrs)
	s.common = sync.OnceValue(func() *Compiled { return u.common() })
	return s
}

// packer writes an index. Numbers refer to strings, so that each stands once.
type packer struct {
	strs   []string
	number map[string]int
	nums   []byte
}

func (p *packer) int(n int) { p.nums = binary.AppendVarint(p.nums, int64(n)) }

// list begins a list of so many.
func (p *packer) list(n int) { p.int(n) }

func (p *packer) bool(b bool) {
	if b {
		p.int(1)
		return
	}
	p.int(0)
}

func (p *packer) string(s string) {
	i, ok := p.number[s]
	if !ok {
		i = len(p.strs)
		p.number[s] = i
		p.strs = append(p.strs, s)
	}
	p.int(i)
}

func (p *packer) strings(list []string) {
	p.list(len(list))
	for _, s := range list {
		p.string(s)
	}
}

func (p *packer) ints(list []int) {
	p.list(len(list))
	for _, n := range list {
		p.int(n)
	}
}

// byName writes what stands under names, sorted so that the same files give the same
// bytes.
func (p *packer) byName(m map[string][]int) {
	p.list(len(m))
	for _, name := range slices.Sorted(maps.Keys(m)) {
		p.string(name)
		p.ints(m[name])
	}
}

func (p *packer) hints(list []hint) {
	p.list(len(list))
	for _, h := range list {
		p.string(h.text)
		p.int(h.detect)
	}
}

// bytes returns the number of strings, their lengths, the strings, and the numbers.
func (p *packer) bytes() []byte {
	out := binary.AppendUvarint(nil, uint64(len(p.strs)))
	for _, s := range p.strs {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	return append(append(out, strings.Join(p.strs, "")...), p.nums...)
}

// common writes what [compileCommon] has made. Of a [Compiled] that is all that can
// differ from an empty one there: vendors state no fields and no layouts.
func (p *packer) common(c *Compiled) {
	p.list(len(c.Lines))
	for i := range c.Lines {
		l := &c.Lines[i]
		p.string(l.File)
		p.string(l.Selector)
		p.string(l.Supports)
		for _, n := range [...]int{l.Line, l.Column, int(l.Use), int(l.Role), l.Promo, l.Detect, l.Layout} {
			p.int(n)
		}
		p.bool(l.ByTag)
	}
	p.list(len(c.Promos))
	for i := range c.Promos {
		o := &c.Promos[i]
		p.int(int(o.Kind))
		p.bool(o.Gate)
		p.int(int(o.Placement))
		p.string(o.Vendor)
		p.string(o.Origin)
		for _, lines := range [...][]int{o.Match, o.Heading, o.Benefits, o.Action} {
			p.ints(lines)
		}
	}
	p.list(len(c.Detections))
	for i := range c.Detections {
		d := &c.Detections[i]
		p.int(int(d.Kind))
		p.string(d.Name)
		p.string(d.File)
		p.int(d.Line)
		p.ints(d.Lines)
	}
	p.active(&c.views[0])
	p.hints(c.hints.generators)
	p.hints(c.hints.parts)
	p.byName(c.hints.scripts)
	p.byName(c.hints.hosts)
}

func (p *packer) active(a *Active) {
	p.ints(a.Promos)
	p.ints(a.Withheld)
	p.list(len(a.Conditions))
	for i := range a.Conditions {
		c := &a.Conditions[i]
		p.int(int(c.Kind))
		for _, s := range [...]string{c.Arg, c.Supports, c.Origin, c.Text} {
			p.string(s)
		}
		p.int(c.Line)
		p.strings(c.values)
	}
	p.list(len(a.uses))
	for _, word := range a.uses {
		p.nums = binary.AppendUvarint(p.nums, word)
	}
}

// unpacker reads an index. Its strings are parts of the index.
type unpacker struct {
	strs []string
	nums string
}

func newUnpacker(index string) *unpacker {
	u := &unpacker{nums: index}
	u.strs = make([]string, u.uint())
	sizes := make([]int, len(u.strs))
	for i := range sizes {
		sizes[i] = int(u.uint())
	}
	for i, n := range sizes {
		u.strs[i], u.nums = u.nums[:n], u.nums[n:]
	}
	return u
}

func (u *unpacker) uint() (n uint64) {
	for shift := 0; ; shift += 7 {
		b := u.nums[0]
		u.nums = u.nums[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
}

func (u *unpacker) int() int {
	n := u.uint()
	return int(n>>1) ^ -int(n&1)
}

func (u *unpacker) bool() bool { return u.int() != 0 }

func (u *unpacker) string() string { return u.strs[u.int()] }

// unpackList reads a list, nil for an empty one.
func unpackList[T any](u *unpacker, read func() T) []T {
	n := u.int()
	if n == 0 {
		return nil
	}
	out := make([]T, n)
	for i := range out {
		out[i] = read()
	}
	return out
}

func (u *unpacker) strings() []string { return unpackList(u, u.string) }

func (u *unpacker) ints() []int { return unpackList(u, u.int) }

func (u *unpacker) hints() []hint {
	return unpackList(u, func() hint { return hint{u.string(), u.int()} })
}

func (u *unpacker) byName() map[string][]int {
	n := u.int()
	m := make(map[string][]int, n)
	for range n {
		name := u.string()
		m[name] = u.ints()
	}
	return m
}

func (u *unpacker) common() *Compiled {
	c := &Compiled{}
	c.Lines = unpackList(u, func() Line {
		return Line{
			File: u.string(), Selector: u.string(), Supports: u.string(),
			Line: u.int(), Column: u.int(), Use: Use(u.int()), Role: term.Role(u.int()), Promo: u.int(), Detect: u.int(), Layout: u.int(),
			ByTag: u.bool(),
		}
	})
	c.Promos = unpackList(u, func() Promo {
		return Promo{
			Kind: term.PromoKind(u.int()), Gate: u.bool(), Placement: term.Placement(u.int()), Vendor: u.string(), Origin: u.string(),
			Match: u.ints(), Heading: u.ints(), Benefits: u.ints(), Action: u.ints(),
		}
	})
	c.Detections = unpackList(u, func() Detection {
		return Detection{Kind: Kind(u.int()), Name: u.string(), File: u.string(), Line: u.int(), Lines: u.ints()}
	})
	c.views = []Active{u.active()}
	c.hints = hints{generators: u.hints(), parts: u.hints(), scripts: u.byName(), hosts: u.byName()}
	sels := make([]string, len(c.Lines))
	for i := range sels {
		sels[i] = c.Lines[i].Selector
	}
	c.Selectors = mustCompile(sels)
	return c
}

func (u *unpacker) active() Active {
	return Active{
		Layout: -1, Fields: map[string][]FieldSource{},
		Promos: u.ints(), Withheld: u.ints(),
		Conditions: unpackList(u, u.condition),
		uses:       unpackList(u, u.uint),
	}
}

func (u *unpacker) condition() Condition {
	c := Condition{
		Kind: SourceKind(u.int()), Arg: u.string(), Supports: u.string(), Origin: u.string(), Text: u.string(),
		Line: u.int(), values: u.strings(),
	}
	if c.Kind == FromURL {
		c.url, _ = ParseURLPattern(c.Arg) // it has been checked
	}
	return c
}
