package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/hostile"
)

// hostileCommand is the table behind the tests of cost: every shape of package hostile
// at two sizes. Linear work costs the same for a byte of either.
func hostileCommand() *cli.Command {
	return &cli.Command{
		Name:  "hostile",
		Usage: "measure pages made to exhaust a reader, at two sizes",
		Flags: []cli.Flag{
			&cli.IntFlag{Name: "small", Value: 512, Usage: "the size of the smaller page in `KB`"},
			&cli.IntFlag{Name: "large", Value: 4096, Usage: "the size of the larger page in `KB`"},
			&cli.StringFlag{Name: "only", Usage: "take only the shapes with `TEXT` in their name"},
			&cli.Float64Flag{Name: "most", Value: 900, Usage: "fail above so many `NS` for a byte"},
			&cli.Float64Flag{Name: "ratio", Value: 1.5, Usage: "fail above this `RATIO` of the larger page to the smaller"},
			&cli.BoolFlag{Name: "budget", Usage: "keep the default budget, and print the processor time of the larger page"},
		},
		Action: measureHostile,
	}
}

// shapeCost is what one shape took; the costs are nanoseconds for a byte.
type shapeCost struct {
	name         string
	small, large float64
	took         time.Duration
	err          error
}

// cheap are the nanoseconds for a byte below which the ratio says nothing: what
// the clock, the caches and the collector add is more.
const cheap = 25

// ratio is how much dearer a byte of the larger page is. Below cheap the smaller page is
// taken to cost that much.
func (s shapeCost) ratio() float64 { return s.large / max(s.small, cheap) }

// measureHostile runs every shape without the budget, which would end most of them
// early: the cost of the work itself is asked for. With -budget the question is how
// long a page can take at all.
func measureHostile(_ context.Context, cmd *cli.Command) error {
	// A node for each byte is more than any page has but those in which the
	// parser opens formatting elements again and again, which have no linear cost.
	limits := gatefold.Limits{Nodes: cmd.Int("large") << 10, Bytes: -1, Work: -1}
	if cmd.Bool("budget") {
		limits.Work = 0
	}
	x, err := gatefold.New(gatefold.WithLimits(limits))
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	var all []shapeCost
	for _, s := range hostile.All() {
		if strings.Contains(s.Name, cmd.String("only")) {
			all = append(all, costOf(x, s, cmd.Int("small")<<10, cmd.Int("large")<<10, cmd.Float64("ratio")))
		}
	}
	// The dearest first: the table has hundreds of rows.
	slices.SortFunc(all, func(a, b shapeCost) int { return cmp.Compare(b.large, a.large) })
	fmt.Printf("| shape | %d KB, ns/byte | %d KB, ns/byte | ratio | CPU | |\n|---|--:|--:|--:|--:|---|\n", cmd.Int("small"), cmd.Int("large"))
	var bad []string
	for _, c := range all {
		note := ""
		if c.err != nil {
			note = strings.TrimPrefix(c.err.Error(), "page: ")
		}
		fmt.Printf("| %s | %.0f | %.0f | %.2f | %.2f s | %s |\n", c.name, c.small, c.large, c.ratio(), c.took.Seconds(), note)
		if c.large > cmd.Float64("most") || c.ratio() > cmd.Float64("ratio") {
			bad = append(bad, c.name)
		}
	}
	if len(bad) > 0 {
		return fmt.Errorf("bench: %d of %d shapes cost too much: %s", len(bad), len(all), strings.Join(bad, ", "))
	}
	return nil
}

// costOf measures a shape; where the ratio is bad, up to three times, and the lowest
// cost at each size counts.
func costOf(x *gatefold.Extractor, s hostile.Shape, small, large int, most float64) shapeCost {
	c := shapeCost{name: s.Name, small: 1e18, large: 1e18}
	a, b := s.Page(small), s.Page(large)
	// A machine that was busy for a moment must not fail a shape.
	for range 3 {
		took, _ := extractTime(x, a, runs)
		c.small = min(c.small, float64(took)/float64(runs*len(a)))
		took, err := extractTime(x, b, 1)
		if per := float64(took) / float64(len(b)); per < c.large {
			c.large, c.took, c.err = per, took, err
		}
		if c.ratio() <= most {
			break
		}
	}
	return c
}

// runs is how often the small page is read for one measurement: read once, it ends
// before the collector has begun.
const runs = 4

// extractTime returns the processor time of reading a page so many times. That a page
// is refused for its size is noted and no failure; the long message is cut.
func extractTime(x *gatefold.Extractor, src []byte, times int) (time.Duration, error) {
	var err error
	took := hostile.ProcessTime(func() {
		for range times {
			_, err = x.Extract(bytes.NewReader(src), gatefold.Page{})
		}
	})
	if errors.Is(err, gatefold.ErrTooLarge) {
		err = gatefold.ErrTooLarge
	}
	return took, err
}
