package roles

import (
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
)

// Headline is the number in Segs of the visible headline, -1 without one.
func (f *Frame) Headline() int { return f.head }

// Hints are what the names, the tag and the attributes of an element suggest.
func (f *Frame) Hints(id page.ID) classname.Part { return f.hints.of(id) }
