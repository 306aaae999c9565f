package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/urfave/cli/v3"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold"
)

// speedCommand measures on one goroutine, and everything beside html.Parse on the same
// pages: seconds are those of one machine, the ratio is not.
func speedCommand() *cli.Command {
	return &cli.Command{
		Name:  "speed",
		Usage: "measure time and memory beside html.Parse alone",
		Flags: commonFlags(
			&cli.StringFlag{Name: "set", Value: "publishers", Usage: "sets of pages, `NAME,...`"},
			&cli.IntFlag{Name: "rounds", Value: 5, Usage: "how often each page is run; the fastest counts"},
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

func speed(_ context.Context, cmd *cli.Command) error {
	contenders, err := chooseContenders(cmd.String("rules"), cmd.Bool("peers"))
	if err != nil {
		return err
	}
	sets, err := openSets(cmd, strings.Split(cmd.String("set"), ","))
	if err != nil {
		return err
	}
	// All pages are in memory before the clock starts.
	var samples []sample
	size := 0
	for _, set := range sets {
		for _, p := range set.Pages {
			source, err := p.HTML()
			if err != nil {
				return err
			}
			samples = append(samples, sample{html: source, address: p.URL})
			size += len(source)
		}
	}
	totals := measure(contenders, samples, cmd.Int("rounds"))
	text := fmt.Sprintf("## Cost\n\n%d pages of %s, %d KB each on average, one goroutine. The contenders take turns on each page; the fastest of\n%d rounds counts.\n\n%s\n%s",
		len(samples), cmd.String("set"), size/max(1, len(samples))/1000, cmd.Int("rounds"),
		speedTable(contenders, totals, len(samples)), linearity(contenders, cmd.Int("rounds")))
	fmt.Println(text)
	if !cmd.Bool("write") {
		return nil
	}
	return section{"speed", text}.write()
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

// measure returns the summed cost of each contender over all pages, of each page's
// fastest round.
func measure(contenders []contender, samples []sample, rounds int) []cost {
	totals := make([]cost, len(contenders))
	for i := range samples {
		best := make([]cost, len(contenders))
		for round := range max(1, rounds) {
			for turn := range contenders {
				// Each round another contender is first, so that none always
				// runs on a cache that the same one has left.
				c := (turn + round) % len(contenders)
				took := measureOne(contenders[c], &samples[i])
				// The fastest round: whatever else the machine does only ever adds.
				if round == 0 || took.time < best[c].time {
					best[c] = took
				}
			}
		}
		for c, b := range best {
			totals[c].time += b.time
			totals[c].bytes += b.bytes
			totals[c].allocs += b.allocs
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
	start := time.Now()
	c.run(p)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return cost{took, after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs}
}

// speedTable writes the means, and each time as a multiple of the parser's: that ratio
// means something on any machine.
func speedTable(contenders []contender, totals []cost, pages int) string {
	t := table{head: []string{"", "ms/page", "pages/s", "times parse", "KB/page", "KB beyond parse", "allocations/page"}}
	alone := totals[0]
	n := float64(max(1, pages))
	for i, c := range contenders {
		k := totals[i]
		beyond := (float64(k.bytes) - float64(alone.bytes)) / n / 1000
		// What has its tree already allocates nothing for parsing.
		if c.ready {
			beyond = float64(k.bytes) / n / 1000
		}
		t.add(c.name, fmt.Sprintf("%.2f", k.time.Seconds()*1000/n), fmt.Sprintf("%.0f", n/k.time.Seconds()),
			fmt.Sprintf("%.2f", k.time.Seconds()/alone.time.Seconds()), fmt.Sprintf("%.0f", float64(k.bytes)/n/1000),
			fmt.Sprintf("%.0f", beyond), fmt.Sprintf("%.0f", float64(k.allocs)/n))
	}
	return t.String()
}

// linearity shows the time by the page's size, as wall time and per byte with
// the collector held off. What the collector takes grows with the heap that
// happens to be live beside the page, so that only the second tells whether the
// work itself is linear.
func linearity(contenders []contender, rounds int) string {
	t := table{head: []string{"made page", "html.Parse, ms", "gatefold, ms", "ratio", "gatefold, ns/byte",
		"html.Parse, ns/byte, no collector", "gatefold, ns/byte, no collector"}}
	var two []contender
	for _, c := range contenders {
		if c.name == "html.Parse alone" || strings.HasPrefix(c.name, "gatefold") && !c.ready && len(two) == 1 {
			two = append(two, c)
		}
	}
	if len(two) < 2 {
		return ""
	}
	// A hundredfold: what is not linear cannot hide in a constant.
	for _, size := range []int{100_000, 1_000_000, 10_000_000} {
		page := madePage(size)
		pages := []sample{{html: page, address: "https://news.example/story"}}
		costs := measure(two, pages, rounds)
		bare := measureUncollected(two, pages, rounds)
		t.add(fmt.Sprintf("%.1f MB", float64(len(page))/1e6), fmt.Sprintf("%.1f", costs[0].time.Seconds()*1000),
			fmt.Sprintf("%.1f", costs[1].time.Seconds()*1000), fmt.Sprintf("%.2f", costs[1].time.Seconds()/costs[0].time.Seconds()),
			perByte(costs[1], page), perByte(bare[0], page), perByte(bare[1], page))
	}
	return t.String()
}

// measureUncollected is [measure] with the collector run between the rounds
// only.
func measureUncollected(contenders []contender, samples []sample, rounds int) []cost {
	// The inner call holds the collector off at once and returns the old value,
	// which the deferred one sets again.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	best := make([]cost, len(contenders))
	for round := range max(1, rounds) {
		runtime.GC()
		for c, k := range measure(contenders, samples, 1) {
			if round == 0 || k.time < best[c].time {
				best[c] = k
			}
		}
	}
	return best
}

// perByte is a time in nanoseconds for each byte of the page.
func perByte(c cost, page []byte) string {
	return fmt.Sprintf("%.1f", float64(c.time.Nanoseconds())/float64(len(page)))
}

// madePage writes a page of about size bytes with what real ones have: navigation, a
// story with links, promos between its paragraphs, teasers.
func madePage(size int) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><html lang=en><head><title>A long story</title></head><body><nav><ul>")
	for i := range 40 {
		fmt.Fprintf(&b, `<li class="nav-item"><a href="/section/%d">Section %d</a></li>`, i, i)
	}
	b.WriteString(`</ul></nav><main><article class="story"><h1>A long story</h1>`)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, `<p class="story-p">In part %d, the council met, heard what the <a href="/p/%d">harbour master</a> had to say, and put the vote off until the week after; nobody was surprised.</p>`, i, i)
		switch i % 12 {
		case 5:
			b.WriteString(`<div class="newsletter-box"><h4>The harbour letter</h4><form><input type="email"><button>Sign up</button></form></div>`)
		case 11:
			fmt.Fprintf(&b, `<aside class="related"><a href="/r/%d"><img src="/i/%d.jpg" alt=""><span>Another story about boats</span></a></aside>`, i, i)
		}
	}
	b.WriteString("</article></main><footer><p>All rights reserved</p></footer></body></html>")
	return b.Bytes()
}
