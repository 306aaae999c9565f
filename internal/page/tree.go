package page

import (
	"errors"
	"fmt"

	"golang.org/x/net/html"
)

// ErrTree is returned for a tree whose links contradict each other, as in a node
// that stands in two places: following them might never end.
var ErrTree = errors.New("page: broken links in the tree")

// IndexNode is [Index] for a tree that a caller may have made by hand. It returns
// [ErrTree], or [ErrTooLarge] for one of more nodes than the limit.
func IndexNode(root *html.Node, lim Limits) (*Doc, error) {
	if err := checkTree(root, lim.NodeLimit()); err != nil {
		return nil, err
	}
	return Index(root), nil
}

// checkTree follows all links below root before anything else does, and counts
// the nodes, most of them at most if that is not negative. Each node must be
// linked back to where it was reached from, so that none is reached twice.
func checkTree(root *html.Node, most int) error {
	if !climbs(root) {
		return ErrTree
	}
	n := root
	for seen := 1; ; seen++ {
		if most >= 0 && seen > most {
			return fmt.Errorf("%w: more than %d nodes", ErrTooLarge, most)
		}
		if c := n.FirstChild; c != nil {
			if c.Parent != n || c.PrevSibling != nil || c == root {
				return ErrTree
			}
			n = c
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
		}
		if n == root {
			return nil
		}
		s := n.NextSibling
		if s.Parent != n.Parent || s.PrevSibling != n || s == root {
			return ErrTree
		}
		n = s
	}
}

// climbs reports whether the way up from n ends. A second look that takes every
// other step falls behind, and is met again only where the way is a circle.
func climbs(n *html.Node) bool {
	behind := n
	for step := 1; n.Parent != nil; step++ {
		if n = n.Parent; n == behind {
			return false
		}
		if step%2 == 0 {
			behind = behind.Parent
		}
	}
	return true
}
