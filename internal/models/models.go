// Package models holds the trained models that ship with the module, as `bench
// train -out internal/models` writes them. The packages that know their features
// read them, each when it is first asked.
package models

import _ "embed" // the files

// The models, in the form that package trees reads.
var (
	// Roles tell a page's texts into the story, promos, teasers and the rest.
	//go:embed roles.bin
	Roles []byte
	// Kind tells articles from other pages.
	//go:embed kind.bin
	Kind []byte
	// Probe tells them by a sketch.
	//go:embed probe.bin
	Probe []byte
	// Title ranks the candidates for the title.
	//go:embed title.bin
	Title []byte
	// Promo tells promos from other boxes, their kinds, and gates.
	//go:embed promo.bin
	Promo []byte
	// Date says how likely a date is that of publication.
	//go:embed date.bin
	Date []byte
	// Lead says how likely a text is the kicker or the standfirst.
	//go:embed lead.bin
	Lead []byte
	// Author says how likely a name is an author's.
	//go:embed author.bin
	Author []byte
)
