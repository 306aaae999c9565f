// Package selector stands in for the module's matcher until that is in the
// tree: it checks and holds selectors and matches nothing.
package selector

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
)

// Set is a list of compiled selectors.
type Set struct{ groups []cascadia.SelectorGroup }

// Check reports whether sel can be used.
func Check(sel string) error {
	if strings.Contains(sel, " ~ ") || strings.Count(sel, ":has(") > 1 {
		return fmt.Errorf("%q costs too much on hostile pages", sel)
	}
	_, err := cascadia.ParseGroup(sel)
	return err
}

// Compile compiles selectors.
func Compile(sels []string) (*Set, error) {
	s := &Set{}
	for _, sel := range sels {
		g, err := cascadia.ParseGroup(sel)
		if err != nil {
			return nil, err
		}
		s.groups = append(s.groups, g)
	}
	return s, nil
}
