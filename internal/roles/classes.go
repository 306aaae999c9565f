package roles

import (
	"fmt"

	"sync"

	"github.com/gatefold/gatefold/internal/models"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/internal/wordtable"
)

// Class is one of the classes that the models sort segments into.
type Class int

// The classes. Furniture is everything that the others are not: menus, labels, share
// bars, the headline and what stands with it.
const (
	// Their order is that of the values in a row of the second look, and so part of
	// the trained models, as is the number of classes.
	ClassBody Class = iota
	ClassStandfirst
	ClassCaption
	ClassPromo
	ClassRelated
	ClassComments
	ClassNote // of the newsroom on the story or its author
	ClassConsent
	ClassKicker
	ClassFurniture
	NumClasses = iota
)

var classNames = [NumClasses]string{
	"body", "standfirst", "caption", "promo", "related", "comments", "note", "consent", "kicker", "furniture",
}

// String returns the class's name, which its ensembles have too.
func (c Class) String() string { return classNames[c] }

// Models are the ensembles of both looks at a page, one for each class. A class
// without an ensemble has the probability 0.
//
// One ensemble for each class, and not one for all: a class can be asked for where
// it matters and spared where it does not, see look.go.
type Models struct {
	words         *wordtable.Table
	first, second [NumClasses]*trees.Ensemble
}

// MemberName is the name in a set of models of the ensemble for a class, of the
// first look or of the second.
func MemberName(c Class, second bool) string {
	if second {
		return "second " + c.String()
	}
	return "first " + c.String()
}

// LoadModel reads the models that bench train has written. It returns an error for
// data that is no model, lacks a part or does not fit the features of this version.
func LoadModel(data []byte) (*Models, error) {
	m, err := LoadPart(data)
	switch {
	case err != nil:
		return nil, err
	case m.words == nil:
		return nil, fmt.Errorf("%w: no member %q", trees.ErrFormat, WordsMember)
	case m.first[ClassBody] == nil:
		return nil, fmt.Errorf("%w: no member %q", trees.ErrFormat, MemberName(ClassBody, false))
	}
	return m, nil
}

// LoadPart is LoadModel for training, which makes rows before all parts are there.
//
// A member that names no class is an error and not passed by: it is one of another
// version, and the page would be judged without it.
func LoadPart(data []byte) (*Models, error) {
	members, err := trees.Unpack(data)
	if err != nil {
		return nil, err
	}
	m := new(Models)
	if raw, ok := members[WordsMember]; ok {
		if m.words, err = LoadWords(raw); err != nil {
			return nil, err
		}
		delete(members, WordsMember)
	}
	features := Features()
	for c := range Class(NumClasses) {
		for _, second := range [2]bool{false, true} {
			name := MemberName(c, second)
			raw, ok := members[name]
			if !ok {
				continue
			}
			delete(members, name)
			e, err := trees.LoadFor(raw, features)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if second {
				m.second[c] = e
			} else {
				m.first[c] = e
			}
		}
	}
	for name := range members {
		return nil, fmt.Errorf("%w: member %q names no class", trees.ErrFormat, name)
	}
	return m, nil
}

// shipped are the models that are part of the binary. If they do not load, the
// build is broken; a test finds that.
var shipped = sync.OnceValue(func() *Models {
	m, err := LoadModel(models.Roles)
	if err != nil {
		panic(err)
	}
	return m
})
