// Package models holds the trained models that ship with the module, as `bench
// train -out internal/models` writes them. The packages that know their features
// read them, each when it is first asked.
package models

import _ "embed" // the files

// The models, in the form that package trees reads.
var (
	// Body tells the story's texts from all others.
	//go:embed body.bin
	Body []byte
	// Kind tells articles from other pages.
	//go:embed kind.bin
	Kind []byte
	// Title ranks the candidates for the title.
	//go:embed title.bin
	Title []byte
	// Date says how likely a date is that of publication.
	//go:embed date.bin
	Date []byte
	// Author says how likely a name is an author's.
	//go:embed author.bin
	Author []byte
)
