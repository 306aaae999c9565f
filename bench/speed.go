package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v3"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/cputime"
)

// speedCommand measures one thread, and everything beside html.Parse on the same pages:
// seconds are those of one machine, the ratio is not.
func speedCommand() *cli.Command {
	return &cli.Command{
		Name:  "speed",
		Usage: "measure time and memory beside html.Parse alone",
		Flags: commonFlags(
			&cli.StringFlag{Name: "set", Value: "publishers,articles,blocks", Usage: "sets of pages, `NAME,...`; the others are compared on the first"},
			&cli.IntFlag{Name: "rounds", Value: 5, Usage: "how often each page is run; the median counts"},
			&cli.BoolFlag{Name: "stages", Value: true, Usage: "measure Gatefold by stage, on all sets and on made pages"},
		),
		Action: speed,
	}
}

// contender is one way of reading a page. prepare, where not nil, is run
// before the clock starts.
type contender struct {
	name    string
	prepare func(p *sample)
	run     func(p *sample)
	// ready is set where the tree was parsed before the clock started.
	ready bool
}

// sample is a page in memory.
type sample struct {
	html    []byte
	address string
	tree    *html.Node
}

// cost is what one contender took for one page.
type cost struct {
	time   time.Duration
	bytes  uint64
	allocs uint64
}

func speed(ctx context.Context, cmd *cli.Command) error {
	contenders, err := chooseContenders(cmd.String("rules"), cmd.Bool("peers"))
	if err != nil {
		return err
	}
	groups, err := openGroups(cmd)
	if err != nil {
		return err
	}
	rounds := cmd.Int("rounds")
	var text strings.Builder
	first := groups[0]
	fmt.Fprintf(&text, "## Cost\n\n%d pages of %s, %.0f KB each on average, one thread. The contenders take turns on each page. A time is that of the\n"+
		"processor in the one thread, the median of %d rounds, with the collector held off; *with the collector* is that of\n"+
		"all threads as a program runs, each contender over all pages at a time, set beside html.Parse likewise.\n\n",
		len(first.samples), first.name, first.size(), rounds)
	totals := measure(contenders, first.samples, rounds)
	collected := measureCollected(contenders, first.samples, min(rounds, 3))
	text.WriteString(speedTable(contenders, totals, collected, len(first.samples)))
	if cmd.Bool("stages") {
		if err := addStages(ctx, &text, append(groups, madeGroups()...), rounds); err != nil {
			return err
		}
	}
	text.WriteString("\n" + linearity(contenders, rounds))
	fmt.Println(text.String())
	if !cmd.Bool("write") {
		return nil
	}
	return section{"speed", text.String()}.write()
}

// addStages writes what Gatefold takes by stage on all groups, and at the start.
func addStages(ctx context.Context, text *strings.Builder, groups []group, rounds int) error {
	x, err := gatefold.New()
	if err != nil {
		return fmt.Errorf("bench: %w", err)
	}
	costs := make([]stageCosts, len(groups))
	for i, g := range groups {
		costs[i] = measureStages(x, g, rounds)
	}
	start, err := measureStartup(ctx, 3*rounds)
	if err != nil {
		return err
	}
	fmt.Fprintf(text, "\nBy stage, each as a multiple of html.Parse on the same pages: %s. The stage html.Parse is\ncheaper than html.Parse alone, since scripts are cut out before.\n\n%s\n%s",
		namesOf(groups), stageTable(groups, costs), start)
	return nil
}

// openGroups reads all pages of the sets into memory.
func openGroups(cmd *cli.Command) ([]group, error) {
	sets, err := openSets(cmd, strings.Split(cmd.String("set"), ","))
	if err != nil {
		return nil, err
	}
	var groups []group
	for _, set := range sets {
		g := group{name: set.Name}
		for _, p := range set.Pages {
			source, err := p.HTML()
			if err != nil {
				return nil, err
			}
			g.samples = append(g.samples, sample{html: source, address: p.URL})
		}
		groups = append(groups, g)
	}
	return groups, nil
}

// chooseContenders lists html.Parse first: the others are set beside it.
func chooseContenders(rules string, peers bool) ([]contender, error) {
	all := []contender{{name: "html.Parse alone", run: func(p *sample) { parse(p.html) }}}
	extractors, err := chooseExtractors(rules, peers, foldModels{})
	if err != nil {
		return nil, err
	}
	for _, e := range extractors {
		all = append(all, contender{name: e.name, run: func(p *sample) {
			// Failures are counted by the quality command; here only time is.
			_, _ = e.run(p.html, p.address)
		}})
	}
	x, err := gatefold.New()
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	all = append(all, contender{name: "gatefold, probe", run: func(p *sample) {
		_, _ = x.Probe(bytes.NewReader(p.html), gatefold.Page{URL: p.address})
	}})
	// A caller who has parsed the page already pays for the rest only.
	return append(all, contender{
		name: "gatefold, on a ready tree", ready: true,
		prepare: func(p *sample) {
			if p.tree == nil {
				p.tree = parse(p.html)
			}
		},
		run: func(p *sample) { _, _ = x.ExtractNode(p.tree, gatefold.Page{URL: p.address}) },
	}), nil
}

// parse never returns nil: what html.Parse refuses counts as an empty page.
func parse(source []byte) *html.Node {
	doc, err := html.Parse(bytes.NewReader(source))
	if err != nil {
		return &html.Node{Type: html.DocumentNode}
	}
	return doc
}

// alone prepares a measurement: the goroutine keeps its thread, whose time is taken,
// and the collector is held off. The function that it returns undoes both.
func alone() func() {
	runtime.LockOSThread()
	percent := debug.SetGCPercent(-1)
	return func() {
		debug.SetGCPercent(percent)
		runtime.UnlockOSThread()
	}
}

// measure returns the summed cost of each contender over all pages, of each page the
// median of the rounds. The collector runs between the rounds.
func measure(contenders []contender, samples []sample, rounds int) []cost {
	defer alone()()
	totals := make([]cost, len(contenders))
	for i := range samples {
		costs := make([][]cost, len(contenders))
		for round := range max(1, rounds) {
			runtime.GC()
			for turn := range contenders {
				// Each round another contender is first, so that none always
				// runs on a cache that the same one has left.
				c := (turn + round) % len(contenders)
				costs[c] = append(costs[c], measureOne(contenders[c], &samples[i]))
			}
		}
		for c := range contenders {
			m := medianCost(costs[c])
			totals[c].time += m.time
			totals[c].bytes += m.bytes
			totals[c].allocs += m.allocs
		}
		samples[i].tree = nil // a hundred trees would slow the collector down
	}
	return totals
}

// measureOne runs a contender once. The statistics of memory stop the world, and are
// read outside of what is timed.
func measureOne(c contender, p *sample) cost {
	if c.prepare != nil {
		c.prepare(p)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := cputime.Thread()
	c.run(p)
	took := cputime.Thread() - start
	runtime.ReadMemStats(&after)
	return cost{took, after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs}
}

// medianCost takes each median for itself.
func medianCost(costs []cost) cost {
	by := func(of func(cost) uint64) uint64 {
		var all []uint64
		for _, c := range costs {
			all = append(all, of(c))
		}
		return median(all)
	}
	return cost{
		time.Duration(by(func(c cost) uint64 { return uint64(c.time) })), by(func(c cost) uint64 { return c.bytes }),
		by(func(c cost) uint64 { return c.allocs }),
	}
}

// median returns the middle one, the lower of two. It sorts what it is given.
func median[T cmp.Ordered](all []T) T {
	var zero T
	if len(all) == 0 {
		return zero
	}
	slices.Sort(all)
	return all[(len(all)-1)/2]
}

// measureCollected returns for each contender what all threads took for all pages, the
// collector's as it comes: the median of the rounds.
func measureCollected(contenders []contender, samples []sample, rounds int) []time.Duration {
	took := make([][]time.Duration, len(contenders))
	for range max(1, rounds) {
		for n, c := range contenders {
			if c.ready {
				continue // its trees would have to be parsed within the time
			}
			runtime.GC()
			user, system := cputime.Process()
			for i := range samples {
				c.run(&samples[i])
			}
			userThen, systemThen := cputime.Process()
			took[n] = append(took[n], userThen+systemThen-user-system)
		}
	}
	all := make([]time.Duration, len(contenders))
	for n := range took {
		all[n] = median(took[n])
	}
	return all
}

// speedTable writes the means, and each time as a multiple of the parser's: that ratio
// means something on any machine.
func speedTable(contenders []contender, totals []cost, collected []time.Duration, pages int) string {
	t := table{head: []string{"", "ms/page", "pages/s", "times parse", "with the collector", "KB/page", "KB beyond parse", "allocations/page"}}
	first := totals[0]
	n := float64(max(1, pages))
	for i, c := range contenders {
		k := totals[i]
		beyond := (float64(k.bytes) - float64(first.bytes)) / n / 1000
		together := "-"
		// What has its tree already allocates nothing for parsing.
		if c.ready {
			beyond = float64(k.bytes) / n / 1000
		} else {
			together = fmt.Sprintf("%.2f", ratio(collected[i], collected[0]))
		}
		t.add(c.name, fmt.Sprintf("%.2f", k.time.Seconds()*1000/n), fmt.Sprintf("%.0f", n/k.time.Seconds()),
			fmt.Sprintf("%.2f", ratio(k.time, first.time)), together, fmt.Sprintf("%.0f", float64(k.bytes)/n/1000),
			fmt.Sprintf("%.0f", beyond), fmt.Sprintf("%.0f", float64(k.allocs)/n))
	}
	return t.String()
}

// linearity shows the time by the page's size, whole and per byte.
func linearity(contenders []contender, rounds int) string {
	t := table{head: []string{"made page, undated", "html.Parse, ms", "gatefold, ms", "ratio", "html.Parse, ns/byte", "gatefold, ns/byte"}}
	two := []contender{contenders[0]}
	// The second of ours, where there are two, is the one with rules.
	for _, c := range contenders[1:] {
		if strings.HasPrefix(c.name, "gatefold") && !c.ready && !strings.HasSuffix(c.name, "probe") {
			two = append(two[:1], c)
		}
	}
	if len(two) < 2 {
		return ""
	}
	// A hundredfold: what is not linear cannot hide in a constant.
	for _, size := range []int{100_000, 1_000_000, 10_000_000} {
		page := madePage(size, "")
		costs := measure(two, []sample{{html: page, address: "https://news.example/story"}}, rounds)
		t.add(fmt.Sprintf("%.1f MB", float64(len(page))/1e6), fmt.Sprintf("%.1f", costs[0].time.Seconds()*1000),
			fmt.Sprintf("%.1f", costs[1].time.Seconds()*1000), fmt.Sprintf("%.2f", ratio(costs[1].time, costs[0].time)),
			perByte(costs[0], page), perByte(costs[1], page))
	}
	return t.String()
}

// perByte is a time in nanoseconds for each byte of the page.
func perByte(c cost, page []byte) string {
	return fmt.Sprintf("%.1f", float64(c.time.Nanoseconds())/float64(len(page)))
}
