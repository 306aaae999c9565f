package rules

import (
	"embed"
	"io/fs"
	"sync"
)

//go:generate go test -run ^TestIndex$ -update .

var (
	//go:embed sites/*.toml platforms/*.toml vendors/*.toml
	embedded embed.FS
	// shippedIndex is what every page needs of them, see index.go.
	//go:embed zindex.bin
	shippedIndex string
)

// Embedded returns the rules that ship with the module. The first call reads an index
// of them that was made with the module; a file is read and compiled when a host or a
// page asks for it. A test loads all of them strictly, so that they are not checked
// again here.
func Embedded() *Set { return embeddedSet() }

// embeddedSet is made once, at the first call of [Embedded]: a program that brings its
// own rules does not pay for these.
var embeddedSet = sync.OnceValue(func() *Set {
	if s := readIndex(shippedIndex, fingerprint(embedded)); s != nil {
		return s
	}
	// Somebody works on the files and has not run go generate yet.
	return readEmbedded()
})

// readEmbedded reads the heads of all files that ship, without their index.
func readEmbedded() *Set {
	files, errs := open(embedded, true)
	// The files are part of the program: what is wrong with them is a mistake of
	// the module, which its tests find before a release.
	set := (*Set)(nil).extend(files, &errs)
	if err := join(errs); err != nil {
		panic(err)
	}
	return set
}

// EmbeddedFiles returns the folder of the rules that ship with the module.
// Tools read the comments in it; it must not be changed.
func EmbeddedFiles() fs.FS { return embedded }
