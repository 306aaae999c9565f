package rules

import (
	"embed"
	"io/fs"
	"sync"
)

//go:embed sites/*.toml platforms/*.toml vendors/*.toml
var embedded embed.FS

// Embedded returns the rules that ship with the module. The first call reads
// the heads of the files to index the hosts; a file's rules are read and
// compiled when a host asks for them. A test loads all of them strictly, so
// that they are not checked again here.
func Embedded() *Set { return embeddedSet() }

// embeddedSet is made once, at the first call of [Embedded]: a program that brings its
// own rules does not pay for these.
var embeddedSet = sync.OnceValue(func() *Set {
	files, errs := open(embedded, true)
	// The files are part of the program: what is wrong with them is a mistake of
	// the module, which its tests find before a release.
	set := (*Set)(nil).extend(files, &errs)
	if err := join(errs); err != nil {
		panic(err)
	}
	return set
})

// EmbeddedFiles returns the folder of the rules that ship with the module.
// Tools read the comments in it; it must not be changed.
func EmbeddedFiles() fs.FS { return embedded }
