package main

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/bench/cut"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// cutTestCommand stands below paywall, since completeness is part of what that scores.
func cutTestCommand() *cli.Command {
	return &cli.Command{
		Name:  "cuttest",
		Usage: "cut whole pages and see whether they are told for previews",
		Flags: commonFlags(
			&cli.StringFlag{Name: "set", Value: "articles,publishers,readability", Usage: "sets with full text, `NAME,...`"},
			&cli.IntFlag{Name: "each", Value: 3, Usage: "how many previews and whole pages to make of one page"},
			&cli.BoolFlag{Name: "v", Usage: "list the pages that were told wrongly"},
		),
		Action: cutTest,
	}
}

// made is a page that was made, and what Gatefold said of it. shape is the gate that was
// put there, or what follows the whole story.
type made struct {
	id, shape, lang string
	preview         bool
	told            article.Completeness
	failed          error
}

// wrong reports whether a preview was not told, or a whole page called one.
func (m made) wrong() bool {
	return m.preview != (m.told == article.CompletenessPreview)
}

// cutTest makes previews of whole pages, so that what they lack is known, and whole
// pages with something after the story, and counts what is told of them.
func cutTest(_ context.Context, cmd *cli.Command) error {
	// The peers do not tell previews.
	e, err := ours(cmd.String("rules") == "on", foldModels{})
	if err != nil {
		return err
	}
	sets, err := openSets(cmd, strings.Split(cmd.String("set"), ","))
	if err != nil {
		return err
	}
	all, sources, err := makeAll(e, sets, cmd.Int("each"))
	if err != nil {
		return err
	}
	if cmd.Bool("v") {
		for _, m := range all {
			if m.wrong() {
				fmt.Printf("%s, %s (%s): %s\n", m.id, m.shape, m.lang, m.told)
			}
		}
	}
	text := cutReport(e.name, sources, all)
	fmt.Println(text)
	if cmd.Bool("write") {
		if err := (section{"cuttest", text}).write(); err != nil {
			return err
		}
	}
	return cutFigures(all).check(cmd.StringSlice("want"))
}

// makeAll makes and reads pages of all sets, in their order, and returns how
// many whole pages could be cut.
func makeAll(e extractor, sets []corpus.Set, each int) ([]made, int, error) {
	var all []made
	var sources int
	for _, set := range sets {
		byPage, failed := make([][]made, len(set.Pages)), make([]error, len(set.Pages))
		err := eachPage(set, func(i int, p corpus.Page, html []byte) {
			byPage[i], failed[i] = cutPage(e, p, html, each)
		})
		if err := errors.Join(append(failed, err)...); err != nil {
			return nil, 0, err
		}
		for _, m := range byPage {
			sources += min(1, len(m))
			all = append(all, m...)
		}
	}
	return all, sources, nil
}

// cutFigures are "previews told", over the gated ones, and "whole called
// previews".
func cutFigures(all []made) figures {
	var previews, told, whole, called int
	for _, m := range all {
		preview := m.told == article.CompletenessPreview
		switch {
		case m.preview && m.shape != cut.None.Name:
			previews++
			told += int(one(preview))
		case !m.preview:
			whole++
			called += int(one(preview))
		}
	}
	f := figures{}
	f.set("previews told", float64(told)/float64(max(1, previews)))
	f.set("whole called previews", float64(called)/float64(max(1, whole)))
	return f
}

// cutPage makes previews and whole pages of one page: which shapes and where
// the cut is follows from the page's name, so that each run makes the same.
//
//	p p p p p p p p          the story
//	p p p [gate]             a preview: half of the story at most
//	p p p p p p p p [offer]  the whole of it, with something behind
//	p p p                    a cut without a gate
func cutPage(e extractor, p corpus.Page, html []byte, each int) ([]made, error) {
	// The gold says which paragraphs are the story, so that no extractor is needed to
	// find where to cut. A page on which they are not found is left out.
	story, ok := cut.Find(html, p.Body)
	if !ok {
		return nil, nil
	}
	lang := language(p)
	// Gates of other languages do not exist here; an English one at least occurs on
	// pages of any.
	if !slices.Contains(cut.Languages(), lang) {
		lang = "en"
	}
	h := fnv.New32a()
	h.Write([]byte(p.ID)) // a hash never fails
	start := int(h.Sum32() % 1000)
	var all []made
	// A page that cannot be made is an error of the test; one that the extractor fails
	// on is a result.
	try := func(shape string, preview bool, source []byte, err error) error {
		if err != nil {
			return fmt.Errorf("bench: page %q: %w", p.ID, err)
		}
		m := made{id: p.ID, shape: shape, lang: lang, preview: preview}
		res, err := e.run(source, p.URL)
		m.failed = err
		if res.article != nil {
			m.told = res.article.Access.Completeness
		}
		all = append(all, m)
		return nil
	}
	for i := range each {
		// The steps have no factor in common with the numbers of shapes, or some would
		// never be made.
		gate := cut.Gates[(start+5*i)%len(cut.Gates)]
		// At most half of the story stays; the first paragraph always does.
		keep := 1 + (start/7+3*i)%max(1, story.Paragraphs()/2)
		source, err := story.Preview(keep, gate.Fragment(lang), (start+i)%3 == 0)
		if err := try(gate.Name, true, source, err); err != nil {
			return nil, err
		}
		after := cut.After[(start+2*i)%len(cut.After)]
		source, err = story.With(after.Fragment(lang))
		if err := try(after.Name, false, source, err); err != nil {
			return nil, err
		}
	}
	// One cut without any gate, for the table of those.
	source, err := story.Preview(1+start%max(1, story.Paragraphs()/2), "", true)
	err = try(cut.None.Name, true, source, err)
	return all, err
}

// cutReport writes three tables: previews with a gate, which should be told; cuts
// without one, which can only be told by how the text ends; and whole stories with
// something after them that is not a gate.
func cutReport(name string, sources int, all []made) string {
	gated, bare, whole := table{}, table{}, table{}
	gated.head = []string{"gate", "previews", "told"}
	bare.head = []string{"cut without a gate", "previews", "told"}
	whole.head = []string{"after the whole story", "pages", "called previews"}
	sum := map[*table]*[2]int{&gated: {}, &bare: {}, &whole: {}}
	line := func(t *table, shape string) {
		var n, previews int
		for _, m := range all {
			if m.shape == shape {
				n++
				previews += int(one(m.told == article.CompletenessPreview))
			}
		}
		t.add(shape, fmt.Sprint(n), shareOf(previews, n))
		sum[t][0] += previews
		sum[t][1] += n
	}
	for _, s := range cut.Gates {
		line(&gated, s.Name)
	}
	line(&bare, cut.None.Name)
	for _, s := range cut.After {
		line(&whole, s.Name)
	}
	for _, t := range []*table{&gated, &whole} {
		t.add("all", fmt.Sprint(sum[t][1]), shareOf(sum[t][0], sum[t][1]))
	}
	return fmt.Sprintf("## Completeness of made pages\n\n%d pages, made of %d whole ones by %s: the story is cut after a paragraph in its first half and a gate put\nthere, or something is put after the whole story.\n\n%s\n%s\n%s",
		len(all), sources, name, gated.String(), bare.String(), whole.String())
}
