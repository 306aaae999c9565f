package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// figures are what the first extractor of a run reached, in percent, by name:
// "publishers word F1", "promo leak". A build calls the command with floors:
//
//	-want "publishers word F1>=96.5" -want "promo leak<=6"
type figures map[string]float64

// set keeps the first figure of a name: P and R stand in two groups of columns.
func (f figures) set(name string, share float64) {
	if _, ok := f[name]; !ok {
		f[name] = 100 * share
	}
}

// check reports the wants that are not met, each as "name>=percent" or
// "name<=percent": a build calls the command with its floors.
func (f figures) check(wants []string) error {
	// All wants are reported, not the first that fails.
	var errs []error
	for _, want := range wants {
		name, bound, atLeast := strings.Cut(want, ">=")
		if !atLeast {
			var atMost bool
			if name, bound, atMost = strings.Cut(want, "<="); !atMost {
				return fmt.Errorf("bench: -want %q, want a name, >= or <=, and a percentage", want)
			}
		}
		limit, err := strconv.ParseFloat(strings.TrimSpace(bound), 64)
		if err != nil {
			return fmt.Errorf("bench: -want %q: %w", want, err)
		}
		got, ok := f[strings.TrimSpace(name)]
		switch {
		// A misspelt name must not pass for a floor that holds.
		case !ok:
			errs = append(errs, fmt.Errorf("bench: no figure %q in this run", strings.TrimSpace(name)))
		case atLeast && got < limit, !atLeast && got > limit:
			errs = append(errs, fmt.Errorf("bench: %s, got %.2f", want, got))
		}
	}
	return errors.Join(errs...)
}
