package page

import (
	"iter"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/classname"
)

// Named returns what the classes and the id of the element id suggest. Each
// distinct name of a page is read once, when the index is made.
func (d *Doc) Named(id ID) classname.Set {
	n := &d.Nodes[id]
	return d.classNames[n.Class].With(d.symNames[n.IDSym])
}

// NamedByClass returns what the classes of the element id suggest.
func (d *Doc) NamedByClass(id ID) classname.Set { return d.classNames[d.Nodes[id].Class] }

// Names yields the tokens of the class attribute c that say what an element is.
// WordPress also gives each post its categories, tags and author as classes
// (post_class and body_class, developer.wordpress.org): these say what the post
// is about, and one about comments or newsletters is neither.
func (d *Doc) Names(c ClassRef) iter.Seq[Sym] {
	return func(yield func(Sym) bool) {
		post := slices.ContainsFunc(d.tokens[c], func(s Sym) bool { return marksPost(d.symText[s]) })
		for _, s := range d.tokens[c] {
			if post && isTaxonomy(d.symText[s]) {
				continue
			}
			if !yield(s) {
				return
			}
		}
	}
}

// marksPost reports the classes that WordPress gives to the element of a post.
func marksPost(token string) bool {
	switch token {
	case "hentry", "type-post", "single-post", "status-publish":
		return true
	}
	number, ok := strings.CutPrefix(token, "post-")
	if !ok {
		number, ok = strings.CutPrefix(token, "postid-")
	}
	return ok && number != "" && strings.Trim(number, "0123456789") == ""
}

func isTaxonomy(token string) bool {
	for _, prefix := range [...]string{"category-", "tag-", "post_tag-", "author-"} {
		if strings.HasPrefix(token, prefix) {
			return true
		}
	}
	return false
}
