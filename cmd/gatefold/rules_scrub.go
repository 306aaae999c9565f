package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/cmd/gatefold/internal/scrub"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/pagefile"
	"github.com/gatefold/gatefold/rules"
)

const scrubUsage = `Writes a page of the same structure in words of ours, to be shared as a fixture:
elements, classes, ids, order, dates and what states access stay; sentences,
names, pictures and links are replaced; what no rule reads is dropped. The same
page gives the same bytes.

With --again the page is a fixture that was made before: its words are written
anew, in the same elements, and nothing else of it is changed. The words of
[[expect]] follow with "rules test --write".

With --expect, a draft of the fixture's [[expect]] table goes to standard error.
Read both before you commit them.`

func rulesScrubCommand() *cli.Command {
	return &cli.Command{
		Name:        "scrub",
		Usage:       "make a fixture of a page that can be shared",
		ArgsUsage:   "PAGE",
		Description: scrubUsage,
		Flags: []cli.Flag{
			urlFlag(),
			privateFlag(),
			&cli.StringSliceFlag{Name: "rules", Usage: "put the rule files of `DIR` before those that ship; may be repeated"},
			&cli.StringFlag{Name: "o", Usage: "write to `FILE` instead of standard output"},
			&cli.IntFlag{Name: "paragraphs", Value: scrub.DefaultParagraphs, Usage: "keep `N` paragraphs of a long run, the first and the last"},
			&cli.IntFlag{Name: "bytes", Usage: "keep less of a page whose fixture is larger than `N` bytes"},
			&cli.StringSliceFlag{Name: "keep", Usage: "drop nothing inside what `SELECTOR` finds; may be repeated"},
			&cli.BoolFlag{Name: "again", Usage: "write a fixture anew: replace its words and nothing else"},
			&cli.BoolFlag{Name: "expect", Usage: "draft the fixture's [[expect]] table"},
		},
		DisableSliceFlagSeparator: true,
		Action:                    rulesScrub,
	}
}

// rulesScrub reads the page whole before it starts, as it is read twice: by the
// extractor, which says what the fixture must show, and by the scrubber.
func rulesScrub(ctx context.Context, cmd *cli.Command) error {
	if n := cmd.Int("paragraphs"); n < 1 {
		return usagef(cmd, "--paragraphs %d: it must be at least 1", n)
	}
	if n := cmd.Int("bytes"); n < 0 {
		return usagef(cmd, "--bytes %d: it must not be negative", n)
	}
	set, err := rulesOf(cmd)
	if err != nil {
		return err
	}
	src, err := onePage(ctx, cmd)
	if err != nil {
		return err
	}
	defer src.close()
	saved, err := pagefile.Bytes(src)
	if err != nil {
		return named(src.file, err)
	}
	opts := scrub.Options{Paragraphs: cmd.Int("paragraphs"), Bytes: cmd.Int("bytes"), Keep: cmd.StringSlice("keep"), Again: cmd.Bool("again"), Rules: set}
	fixture, err := scrubbed(saved, src.page, opts)
	if err != nil {
		return named(src.file, err)
	}
	if cmd.Bool("expect") {
		if err := draftExpect(cmd.Root().ErrWriter, fixture, cmd.String("o"), src.page.URL, set); err != nil {
			return named(src.file, err)
		}
	}
	return writeTo(cmd.String("o"), cmd.Root().Writer, func(w io.Writer) error {
		_, err := w.Write(fixture)
		return err
	})
}

// rulesOf returns the rules that ship with those of the folders given before
// them.
func rulesOf(cmd *cli.Command) (*rules.Set, error) {
	set := rules.Embedded()
	for _, dir := range cmd.StringSlice("rules") {
		if !isDir(dir) {
			return nil, usagef(cmd, "--rules %q: no such folder", dir)
		}
		var err error
		if set, err = set.With(os.DirFS(dir)); err != nil {
			return nil, &usageError{cmd.FullName(), err}
		}
	}
	return set, nil
}

// scrubbed makes the fixture and checks that it holds no run of words of the page. A
// fixture that does is an error and is not written at all.
func scrubbed(saved []byte, p gatefold.Page, opts scrub.Options) ([]byte, error) {
	opts, err := scrubOptions(saved, p, opts)
	if err != nil {
		return nil, err
	}
	// The scrubber changes its tree, and the report numbers elements of a whole one:
	// each gets a parse of its own, of the same bytes.
	parsed, err := page.Parse(bytes.NewReader(saved), p.ContentType, page.Limits{})
	if err != nil && !errors.Is(err, page.ErrTooDeep) {
		return nil, err
	}
	fixture, err := scrub.Page(parsed.Root, opts)
	if err != nil {
		return nil, err
	}
	// The last look before words of a publisher leave the machine. It knows
	// nothing of how the scrubber works.
	if opts.Again { // of a fixture every word is ours
		return fixture, nil
	}
	shared, err := scrub.Shared(fixture, saved)
	if err == nil && len(shared) > 0 {
		err = fmt.Errorf("the fixture would still hold words of the page: %q", shared[0])
	}
	return fixture, err
}

// scrubOptions adds to the options what a report on the page says of it.
func scrubOptions(saved []byte, p gatefold.Page, opts scrub.Options) (scrub.Options, error) {
	x, err := gatefold.New(gatefold.WithRuleSet(opts.Rules))
	if err != nil {
		return opts, err
	}
	report, err := x.Explain(bytes.NewReader(saved), p)
	if report == nil {
		return opts, err
	}
	opts.URL, opts.Marks, opts.Story, opts.Boxes = p.URL, marks(report), storyBlocks(report), promoBlocks(report)
	for _, a := range report.Article.Authors {
		opts.People = append(opts.People, a.Name)
	}
	// A text behind a gate that is all there must stay long enough to be taken
	// as whole in the fixture too.
	if a := report.Article.Access; a.Completeness == article.CompletenessFull && a.Policy != article.PolicyFree {
		opts.Words = wholeWords
	}
	return opts, nil
}

// wholeWords is how many words a text behind a gate has to have for it to be
// taken as whole, and some more.
const wholeWords = 240

// storyBlocks are the elements of the story's visible blocks, in their order.
func storyBlocks(r *gatefold.Report) []int {
	var out []int
	for _, b := range r.Blocks {
		if b.Role == article.RoleBody && !b.Hidden {
			out = append(out, b.Element)
		}
	}
	return out
}

// How many promos of a kind and blocks of a promo a fixture keeps, and how
// many blocks of the other roles that hold a field.
const (
	keptPromos = 1
	keptBlocks = 6
	keptFields = 4
)

// promoBlocks are the elements of the blocks of each promo that a fixture keeps.
func promoBlocks(r *gatefold.Report) [][]int {
	out := make([][]int, len(r.Article.Promos))
	kept := keptPromo(r.Article.Promos)
	for _, b := range r.Blocks {
		if b.Promo >= 0 && kept[b.Promo] {
			out[b.Promo] = append(out[b.Promo], b.Element)
		}
	}
	return out
}

// marks are the blocks that a fixture must hold to show what the page shows:
// the first promos of each kind and all gates, and the blocks of the fields.
func marks(r *gatefold.Report) []int {
	promo := keptPromo(r.Article.Promos)
	count := map[string]int{}
	var out []int
	for _, b := range r.Blocks {
		key, limit := "", 0
		switch {
		case b.Promo >= 0 && promo[b.Promo]:
			key, limit = fmt.Sprint(b.Promo), keptBlocks
		case b.Role == article.RoleHeadline, b.Role == article.RoleByline, b.Role == article.RoleDateline,
			b.Role == article.RoleStandfirst, b.Role == article.RoleKicker, b.Role == article.RoleCorrection:
			key, limit = string(b.Role), keptFields
		}
		// The empty key has the limit 0 and keeps nothing.
		if count[key]++; count[key] <= limit {
			out = append(out, b.Element)
		}
	}
	return out
}

// keptPromo says of each promo whether the fixture keeps it: all gates, and of the
// others the first of each kind.
func keptPromo(promos []article.Promo) []bool {
	kept := make([]bool, len(promos))
	count := map[article.PromoKind]int{}
	for i := range promos {
		count[promos[i].Kind]++
		kept[i] = promos[i].Gate || count[promos[i].Kind] <= keptPromos
	}
	return kept
}

// draftExpect writes the [[expect]] table that the fixture meets now, read under the
// address that the fixture's own page would have.
func draftExpect(w io.Writer, fixture []byte, file, address string, set *rules.Set) error {
	x, err := gatefold.New(gatefold.WithRuleSet(set))
	if err != nil {
		return err
	}
	p := gatefold.Page{URL: scrub.Address(address)}
	a, err := x.Extract(bytes.NewReader(fixture), p)
	if err == nil && p.URL == "" && a.CanonicalURL != "" {
		// The address that the page itself declares chooses the rule.
		p.URL = a.CanonicalURL
		a, err = x.Extract(bytes.NewReader(fixture), p)
	}
	if err != nil {
		return err
	}
	// An expectation names its fixture below that folder.
	if _, after, ok := strings.Cut(file, "testdata/"); ok {
		file = after
	}
	_, err = io.WriteString(w, expectTable(a, file, p.URL))
	return err
}
