package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/rules"
)

// blocksCommand scores what only labels of every block can tell: which words leaked from
// where, which promos were found whole, which of several fields stood where.
func blocksCommand() *cli.Command {
	return &cli.Command{
		Name:  "blocks",
		Usage: "score bodies, promos, access and metadata on pages labelled block by block",
		Flags: commonFlags(
			&cli.BoolFlag{Name: "cv", Usage: "cross-validate: read each page with models that saw no page of its domain (trains five of each)"},
			modelsFlag(),
			foldsFlag(),
			&cli.BoolFlag{Name: "held", Usage: "take only pages of publishers that have a rule, of these the third that is kept away from whoever writes it"},
			leanFlag(),
			fieldsFlag(),
			nodeFlag(),
			&cli.StringFlag{Name: "out", Usage: "write what the extractors say into `FILE`, one object a page; the second and later ones beside it"},
			&cli.BoolFlag{Name: "v", Usage: "list for each page what the first extractor got wrong, without the pages of -held unless they are asked for"},
			&cli.IntFlag{Name: "worst", Usage: "list only the `N` pages with most that is wrong"},
			&cli.StringFlag{Name: "page", Usage: "score only the page with this `ID`, and show it in full"},
			&cli.BoolFlag{Name: "align", Usage: "instead say how the labels and the segments go together"},
		),
		Action: scoreBlocks,
	}
}

// labelledSet is the set of blocks with its labels, in one order.
type labelledSet struct {
	corpus.Set
	labels []blocks.Page
	root   string // the folder of all sets
}

// openBlocks opens the set of labelled pages, with the labels of those that the flags
// leave.
func openBlocks(cmd *cli.Command) (labelledSet, error) {
	root, err := corpus.Dir(cmd.String("corpus"))
	if err != nil {
		return labelledSet{}, err
	}
	set, labels, err := blocks.Open(filepath.Join(root, "blocks"))
	if err != nil {
		return labelledSet{}, err
	}
	// choosePages drops and thins pages, so that the labels are put in order anew.
	byID := map[string]blocks.Page{}
	for _, l := range labels {
		byID[l.ID] = l
	}
	if set.Pages, err = choosePages(cmd, set.Pages); err != nil {
		return labelledSet{}, err
	}
	if cmd.Bool("held") {
		if set.Pages, err = heldPages(root, set.Pages); err != nil {
			return labelledSet{}, err
		}
	}
	if id := cmd.String("page"); id != "" {
		set.Pages = slices.DeleteFunc(set.Pages, func(p corpus.Page) bool { return p.ID != id })
	}
	s := labelledSet{Set: set, root: root}
	for _, p := range set.Pages {
		s.labels = append(s.labels, byID[p.ID])
	}
	return s, nil
}

// heldPages leaves the pages that nobody opens who writes rules, of publishers for which
// there is one.
func heldPages(root string, pages []corpus.Page) ([]corpus.Page, error) {
	sets, err := gain.OpenSets(root)
	if err != nil {
		return nil, err
	}
	held := map[string]bool{}
	for _, s := range sets {
		for i := range s.Pages {
			if p := &s.Pages[i]; s.Name == "blocks" && p.KeptAway && gain.Named(rules.Embedded(), p.URL) {
				held[p.ID] = true
			}
		}
	}
	return slices.DeleteFunc(pages, func(p corpus.Page) bool { return !held[p.ID] }), nil
}

// scoreBlocks scores the extractors on pages whose every block has a role.
func scoreBlocks(_ context.Context, cmd *cli.Command) error {
	set, err := openBlocks(cmd)
	if err != nil {
		return err
	}
	// Alignment is a question about the labels; no extractor is run for it.
	if cmd.Bool("align") {
		return reportAlignment(set, cmd.Int("worst"))
	}
	extractors, err := blockExtractors(cmd)
	if err != nil {
		return err
	}
	if id := cmd.String("page"); id != "" {
		if err := showPage([]corpus.Set{set.Set}, id, extractors); err != nil {
			return err
		}
	}
	node, err := nodeExtractors(set.Set, cmd.String("node"))
	if err != nil {
		return err
	}
	scored, err := scoreLabelled(set, append(extractors, node...))
	if err != nil {
		return err
	}
	if file := cmd.String("out"); file != "" {
		if err := scored.writeOutputs(file); err != nil {
			return err
		}
	}
	if n := cmd.Int("worst"); n > 0 || cmd.Bool("v") || cmd.String("page") != "" {
		var closed []corpus.Page
		if !cmd.Bool("held") && cmd.String("page") == "" {
			if closed, err = heldPages(set.root, slices.Clone(set.Pages)); err != nil {
				return err
			}
		}
		scored.listNotes(os.Stdout, n, closed)
	}
	name, title := "blocks", "Pages labelled block by block"
	if cmd.Bool("held") {
		name, title = "held", heldTitle
	}
	text := scored.report(title, cmd.String("half"))
	fmt.Println(text)
	if cmd.Bool("write") {
		if err := (section{name, text + saidOf(node)}).write(); err != nil {
			return err
		}
	}
	return scored.figures().check(cmd.StringSlice("want"))
}

// blockExtractors are the extractors that the flags ask for; held-out ones say so in
// their name, since their figures must not be read beside those of the shipped models.
func blockExtractors(cmd *cli.Command) ([]extractor, error) {
	folds, err := foldsOf(cmd)
	if err != nil {
		return nil, err
	}
	all, err := chooseExtractors(cmd.String("rules"), cmd.Bool("peers"), folds)
	if err != nil {
		return nil, err
	}
	return withLeans(all, cmd.FloatSlice("lean"), cmd.String("rules"), folds)
}

// scoredBlocks holds what each extractor said and scored, by page and extractor. Counts are
// added up before a share is taken, so that a page with twenty promos weighs more than
// one with two.
type scoredBlocks struct {
	labelledSet
	extractors []extractor
	outputs    [][]blocks.Output
	scores     [][]blocks.Score
}

// scoreLabelled runs all extractors on each page and keeps what they say, so that it
// can be written out as well as scored.
func scoreLabelled(set labelledSet, extractors []extractor) (scoredBlocks, error) {
	n := len(set.Pages)
	s := scoredBlocks{set, extractors, make([][]blocks.Output, n), make([][]blocks.Score, n)}
	err := eachPage(set.Set, func(i int, p corpus.Page, html []byte) {
		for _, e := range extractors {
			out, err := e.outputOf(html, p)
			score := blocks.ScorePage(&set.labels[i], out)
			if err != nil {
				score.Notes = append(score.Notes, err.Error())
			}
			s.outputs[i] = append(s.outputs[i], out)
			s.scores[i] = append(s.scores[i], score)
		}
	})
	return s, err
}

// outputOf is what an extractor says of a page, in the form that the labels' own scorer
// reads as well. One that fails has found nothing, which is scored.
func (e extractor) outputOf(html []byte, p corpus.Page) (blocks.Output, error) {
	// What programs in other languages say was written before.
	if e.said != nil {
		return e.said[p.ID], nil
	}
	res, err := e.run(html, p.URL)
	switch {
	case res.article != nil:
		return blocks.OutputOf(p.ID, res.article), err
	case e.ours:
		return blocks.Output{ID: p.ID, Policy: "unknown"}, err
	}
	return blocks.Output{ID: p.ID, Text: res.text, Title: res.title, Authors: res.authors, Date: blocks.Day(res.day)}, err
}

// writeOutputs writes the first extractor's outputs into the file, and those of
// the others into files named by them beside it.
func (s scoredBlocks) writeOutputs(file string) error {
	for x, e := range s.extractors {
		var b bytes.Buffer
		enc := json.NewEncoder(&b)
		for i := range s.outputs {
			if err := enc.Encode(s.outputs[i][x]); err != nil {
				return err
			}
		}
		// The first extractor's file has the name that was asked for: scripts read it.
		name := file
		if x > 0 {
			ext := filepath.Ext(file)
			name = strings.TrimSuffix(file, ext) + "." + strings.NewReplacer(", ", "-", " ", "-").Replace(e.name) + ext
		}
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// listNotes lists what the first extractor got wrong, of all pages in their
// order or of the n pages with most of it. The closed pages are not listed: whoever looks
// at mistakes must not see those.
func (s scoredBlocks) listNotes(w io.Writer, n int, closed []corpus.Page) {
	var order []int
	for i, p := range s.Pages {
		if !slices.ContainsFunc(closed, func(c corpus.Page) bool { return c.ID == p.ID }) {
			order = append(order, i)
		}
	}
	// Without a number all pages are listed, in the order in which they stand.
	if n > 0 {
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(s.scores[b][0].Notes), len(s.scores[a][0].Notes)) })
		order = order[:min(n, len(order))]
	}
	for _, i := range order {
		notes := s.scores[i][0].Notes
		if len(notes) == 0 {
			continue
		}
		f1, _ := s.scores[i][0].F1.Value()
		fmt.Fprintf(w, "%5s  %s  %s\n", percent(f1), s.Pages[i].ID, s.Pages[i].URL)
		listLines(w, "       ", notes, 40)
	}
}

// heldTitle heads the figures of what a rule adds where its writer did not look.
const heldTitle = `Labelled pages that no writer of their rule opened

Of publishers that have a rule, the third of the pages, by a hash of their names, that is
kept away from whoever writes rules (rules/README.md, gain).`

// sum adds up one extractor's scores on the pages of a half, or on all.
func (s scoredBlocks) sum(extractor int, half string) (sum blocks.Score, pages int) {
	for i, p := range s.Pages {
		if half == "" || corpus.HalfOf(p.URL) == half {
			sum.Add(s.scores[i][extractor])
			pages++
		}
	}
	return sum, pages
}

// figures are those of the first extractor over all pages, named as the columns.
func (s scoredBlocks) figures() figures {
	f := figures{}
	sum, _ := s.sum(0, "")
	for _, c := range blocks.Columns {
		if v, ok := c.Figure(sum); ok {
			f.set(c.Name, v)
		}
	}
	return f
}

// report gives the tables over all pages and, where these are not one half
// already, over each half of the domains.
func (s scoredBlocks) report(title, half string) string {
	text := "## " + title + "\n"
	// Figures of half a are those that were looked at while tuning; only half b says
	// how it goes with publishers that nobody looked at.
	halves := []string{"", "a", "b"}
	if half != "" {
		halves = halves[:1]
	}
	for _, h := range halves {
		text += "\n" + s.halfReport(h)
	}
	return text
}

// halfReport writes the tables over one half of the domains, or over all for "".
func (s scoredBlocks) halfReport(half string) string {
	rows := make([]blocks.Row, 0, len(s.extractors))
	pages := 0
	for x, e := range s.extractors {
		var sum blocks.Score
		sum, pages = s.sum(x, half)
		rows = append(rows, blocks.Row{Name: e.name, Tells: e.ours, Score: sum})
	}
	return blocks.Tables(blocks.Heading(pages, half), rows)
}

// reportAlignment says how much of the labels the segments hold, and lists the pages
// where least. What no segment holds, no model can get right: it is the ceiling of all
// that is scored.
func reportAlignment(set labelledSet, worst int) error {
	covers := make([]blocks.Coverage, len(set.Pages))
	errs := make([]error, len(set.Pages))
	err := eachPage(set.Set, func(i int, _ corpus.Page, html []byte) {
		// Segments are cut as the library cuts them; no model is asked.
		doc, err := page.Read(bytes.NewReader(html), "", page.Limits{})
		if doc == nil {
			errs[i] = err
			return
		}
		defer doc.Release()
		segs := block.Segment(doc, nil)
		covers[i] = blocks.Cover(&set.labels[i], doc, segs, blocks.Align(&set.labels[i], doc, segs))
	})
	if err != nil {
		return err
	}
	var sum blocks.Coverage
	for i, c := range covers {
		if errs[i] != nil {
			fmt.Printf("%s: %v\n", set.Pages[i].ID, errs[i])
		}
		sum.Add(c)
	}
	fmt.Printf("%d pages, %d segments with text, %s %% with a role, of which %s %% hold more than one role\npromos with a segment: %d of %d\n\n",
		len(covers), sum.Segments, shareOf(sum.Aligned, sum.Segments), shareOf(sum.Mixed, sum.Aligned), sum.Joined, sum.Promos)
	fmt.Println(coverageTable(sum))
	listUncovered(set, covers, worst)
	return nil
}

// coverageTable writes the words of each role that were labelled, that stand in some
// segment, and that stand in one which has that role.
func coverageTable(c blocks.Coverage) string {
	t := table{head: []string{"role", "words", "in a segment", "in one of that role"}}
	roles := []blocks.Role{
		blocks.Body, blocks.Advert, blocks.Title, blocks.Kicker, blocks.Standfirst, blocks.Byline, blocks.Date, blocks.Caption,
		blocks.Related, blocks.Note, blocks.Bio, blocks.Comments, blocks.Consent, blocks.Nav, blocks.Skip,
	}
	for _, r := range roles {
		n := c.Labelled[r]
		t.add(string(r), fmt.Sprint(n), shareOf(c.Placed[r], n), shareOf(c.Kept[r], n))
	}
	return t.String()
}

// listUncovered lists the pages with most words of bodies and promos that no
// segment of that role holds.
func listUncovered(set labelledSet, covers []blocks.Coverage, n int) {
	// Bodies and promos are what the figures are about; what else is lost, such as
	// navigation, costs nothing.
	lost := func(i int) int {
		c := covers[i]
		return c.Labelled[blocks.Body] - c.Kept[blocks.Body] + c.Labelled[blocks.Advert] - c.Kept[blocks.Advert]
	}
	order := make([]int, len(covers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lost(b), lost(a)) })
	for _, i := range order[:min(n, len(order))] {
		c := covers[i]
		fmt.Printf("%s: body %d of %d words, promos %d of %d, %d of %d segments with a role\n", set.Pages[i].ID,
			c.Kept[blocks.Body], c.Labelled[blocks.Body], c.Kept[blocks.Advert], c.Labelled[blocks.Advert], c.Aligned, c.Segments)
	}
}
