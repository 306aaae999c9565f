package rules

import (
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
)

// manySites is a set of n site files of the median size over the shipped
// platforms and vendors.
func manySites(b *testing.B, n int) fs.FS {
	b.Helper()
	m := fstest.MapFS{}
	for _, dir := range []string{"platforms", "vendors"} {
		entries, err := embedded.ReadDir(dir)
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range entries {
			data, err := embedded.ReadFile(dir + "/" + e.Name())
			if err != nil {
				b.Fatal(err)
			}
			m[dir+"/"+e.Name()] = &fstest.MapFile{Data: data}
		}
	}
	data, err := embedded.ReadFile("sites/nknews.org.toml")
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		text := fmt.Sprintf("name = \"Site %d\"\nhosts = [\"site%d.example\"]\n", i, i) + string(data[len("name = \"NK News\"\nhosts = [\"nknews.org\"]\n"):])
		m[fmt.Sprintf("sites/site%d.example.toml", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// BenchmarkIndex is what the first call of Embedded costs with 250 sites: the
// heads and the index of hosts.
func BenchmarkIndex(b *testing.B) {
	fsys := manySites(b, 250)
	b.ReportAllocs()
	for b.Loop() {
		files, errs := open(fsys, true)
		if (*Set)(nil).extend(files, &errs); len(errs) > 0 {
			b.Fatal(errs)
		}
	}
}

// BenchmarkFor is the first request for a host.
func BenchmarkFor(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		files, errs := open(embedded, true)
		set := (*Set)(nil).extend(files, &errs)
		b.StartTimer()
		if set.For("nknews.org") == nil {
			b.Fatal("no rule")
		}
	}
}

// BenchmarkForAgain is every later request.
func BenchmarkForAgain(b *testing.B) {
	set := Embedded()
	b.ReportAllocs()
	for b.Loop() {
		if set.For("www.nknews.org") == nil {
			b.Fatal("no rule")
		}
	}
}

// BenchmarkCommon is the compilation of all vendors.
func BenchmarkCommon(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		files, errs := open(embedded, true)
		set := (*Set)(nil).extend(files, &errs)
		b.StartTimer()
		if set.Common() == nil {
			b.Fatal("no rule")
		}
	}
}

// BenchmarkLoad is the strict load of 250 sites.
func BenchmarkLoad(b *testing.B) {
	fsys := manySites(b, 250)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(fsys); err != nil {
			b.Fatal(err)
		}
	}
}
