package main

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	distiller "github.com/markusmobius/go-domdistiller"
	"github.com/markusmobius/go-trafilatura"
	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/fieldmodel"
	"github.com/gatefold/gatefold/bench/leadmodel"
	"github.com/gatefold/gatefold/bench/promomodel"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// extractor is one of the programs that are compared. All get the same bytes and the
// same address, and none the gold.
type extractor struct {
	name string
	// ours tells Gatefold from its peers.
	ours    bool
	extract func(html []byte, address string) (result, error)
	// said is what a program in another language has written of each page; it has no
	// extract then. note names its version.
	said map[string]blocks.Output
	note string
}

// result is what all extractors can say of a page.
type result struct {
	text    string
	title   string
	site    string
	authors []string
	day     time.Time
	civil   string // the day that the extractor names, if it does
	// article is Gatefold's whole answer, nil for the others.
	article *article.Article
}

// run extracts a page. A panic is an error, and with an error the result is
// empty: it counts as no text found.
func (e extractor) run(html []byte, address string) (res result, err error) {
	defer func() {
		if p := recover(); p != nil {
			res, err = result{}, fmt.Errorf("%s: panic: %v", e.name, p)
		}
	}()
	res, err = e.extract(html, address)
	if err != nil {
		return result{}, fmt.Errorf("%s: %w", e.name, err)
	}
	return res, nil
}

// foldModels are the models of a cross-validation, by fold; none outside one. Model i has
// seen no page of the domains of fold i.
type foldModels struct{ bodies, kinds, titles, promos, dates, authors, leads [][]byte }

// trainFolds trains, or reads from where they are kept, five models of each kind, each
// without the pages of one fold of the domains.
func trainFolds(c bodymodel.Config) (foldModels, error) {
	bodies, err := bodymodel.FoldModels(c)
	if err != nil {
		return foldModels{}, err
	}
	kinds, err := bodymodel.FoldKindModels(c, bodies)
	if err != nil {
		return foldModels{}, err
	}
	promos, err := promomodel.FoldModels(promoConfig(c, bodies))
	if err != nil {
		return foldModels{}, err
	}
	leads, err := leadmodel.FoldModels(leadConfig(c, bodies))
	if err != nil {
		return foldModels{}, err
	}
	folds, err := trainFieldFolds(c)
	folds.leads = leads
	folds.bodies, folds.kinds, folds.promos = bodies, kinds, promos
	return folds, err
}

// trainFieldFolds is trainFolds for what needs no model of roles.
func trainFieldFolds(c bodymodel.Config) (folds foldModels, err error) {
	config := fieldmodel.Config{Corpus: c.Corpus, Models: c.Models, Log: c.Log}
	if folds.titles, err = fieldmodel.FoldModels(config, fieldmodel.Titles()); err != nil {
		return folds, err
	}
	if folds.dates, err = fieldmodel.FoldModels(config, fieldmodel.Dates()); err != nil {
		return folds, err
	}
	folds.authors, err = fieldmodel.FoldModels(config, fieldmodel.Authors())
	return folds, err
}

// chooseExtractors lists Gatefold as the rules flag wants it, then the peers.
func chooseExtractors(rules string, peers bool, folds foldModels) ([]extractor, error) {
	switch rules {
	case "both", "on", "off":
	default:
		return nil, fmt.Errorf("bench: -rules %q, want on, off or both", rules)
	}
	var all []extractor
	for _, on := range []bool{false, true} {
		// Without rules comes first: it is what the other extractors can be compared with.
		if rules != "both" && (rules == "on") != on {
			continue
		}
		e, err := ours(on, folds)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	if peers {
		all = append(all, peerExtractors()...)
	}
	return all, nil
}

// leanings are Gatefold once more for each lean that the flags name.
func leanings(leans []float64, rules bool, folds foldModels) ([]extractor, error) {
	var all []extractor
	for _, lean := range leans {
		e, err := ours(rules, folds, gatefold.WithLean(lean))
		if err != nil {
			return nil, err
		}
		e.name += fmt.Sprintf(", lean %+g", lean)
		all = append(all, e)
	}
	return all, nil
}

// withLeans adds them to the extractors, after Gatefold's own.
func withLeans(all []extractor, leans []float64, rules string, folds foldModels) ([]extractor, error) {
	more, err := leanings(leans, rules == "on", folds)
	if err != nil {
		return nil, err
	}
	peers := slices.IndexFunc(all, func(e extractor) bool { return !e.ours })
	if peers < 0 {
		peers = len(all)
	}
	return slices.Insert(all, peers, more...), nil
}

func leanFlag() cli.Flag {
	return &cli.FloatSliceFlag{Name: "lean", Usage: "run Gatefold also with each `LEAN` of gatefold.WithLean, -2,2 and so on"}
}

// ours makes Gatefold with or without its site rules. Given models by fold, each
// page is read with the one that saw no page of its domain.
func ours(rules bool, folds foldModels, more ...gatefold.Option) (extractor, error) {
	name, opts := "gatefold", more
	if !rules {
		name, opts = "gatefold, no rules", append(slices.Clone(more), gatefold.WithoutRules())
	}
	switch {
	case len(folds.bodies) > 0:
		name += ", held out"
	case len(folds.titles) > 0:
		name += ", fields held out"
	}
	pick, err := pickExtractor(opts, folds)
	if err != nil {
		return extractor{}, fmt.Errorf("bench: %w", err)
	}
	return extractor{name: name, ours: true, extract: func(html []byte, address string) (result, error) {
		art, err := pick(address).Extract(bytes.NewReader(html), gatefold.Page{URL: address})
		if art == nil {
			return result{}, err
		}
		// Of a page that is nested too deep an article comes with the error.
		return resultOf(art), nil
	}}, nil
}

// pickExtractor returns the extractor for a page's address: the same for all, or
// that of the address's fold.
func pickExtractor(opts []gatefold.Option, folds foldModels) (func(address string) *gatefold.Extractor, error) {
	if len(folds.bodies)+len(folds.titles) == 0 {
		x, err := gatefold.New(opts...)
		return func(string) *gatefold.Extractor { return x }, err
	}
	all := make([]*gatefold.Extractor, max(len(folds.bodies), len(folds.titles)))
	for i := range all {
		files := fstest.MapFS{}
		// Folds that train has kept hold roles and promos only; the others are then those
		// that ship.
		for name, models := range map[string][][]byte{
			"roles.bin": folds.bodies, "kind.bin": folds.kinds, "title.bin": folds.titles, "promo.bin": folds.promos, "date.bin": folds.dates, "author.bin": folds.authors,
			"lead.bin": folds.leads,
		} {
			if len(models) > 0 {
				files[name] = &fstest.MapFile{Data: models[i]}
			}
		}
		x, err := gatefold.New(append(slices.Clone(opts), gatefold.WithModels(files))...)
		if err != nil {
			return nil, err
		}
		all[i] = x
	}
	// The fold follows from the registrable domain, as it did in training.
	return func(address string) *gatefold.Extractor { return all[bodymodel.FoldOf(address)] }, nil
}

// resultOf takes from an article what can be compared with the peers.
func resultOf(art *article.Article) result {
	res := result{text: art.Text(), title: art.Title, site: art.SiteName, day: art.Published.Time, civil: art.Published.Day, article: art}
	for _, a := range art.Authors {
		res.authors = append(res.authors, a.Name)
	}
	return res
}

// peerExtractors are the other extractors in Go, as published. Each is called
// with its authors' defaults; trafilatura without comments, as its own
// evaluation calls it.
func peerExtractors() []extractor {
	return []extractor{
		{name: "go-trafilatura, fallback", extract: trafilaturaWith(true)},
		{name: "go-trafilatura", extract: trafilaturaWith(false)},
		{name: "go-readability", extract: readabilityResult},
		{name: "go-domdistiller", extract: distillerResult},
	}
}

// trafilaturaWith calls go-trafilatura, with or without its fallback to other
// extractors.
func trafilaturaWith(fallback bool) func([]byte, string) (result, error) {
	return func(html []byte, address string) (result, error) {
		res, err := trafilatura.Extract(bytes.NewReader(html), trafilatura.Options{
			OriginalURL: addressOf(address), EnableFallback: fallback, ExcludeComments: true,
		})
		if err != nil {
			return result{}, err
		}
		m := res.Metadata
		return result{text: res.ContentText, title: m.Title, site: m.Sitename, authors: corpus.People(m.Author), day: m.Date}, nil
	}
}

// readabilityResult calls go-readability. An article without a node has metadata only.
func readabilityResult(html []byte, address string) (result, error) {
	art, err := readability.FromReader(bytes.NewReader(html), addressOf(address))
	if err != nil {
		return result{}, err
	}
	res := result{title: art.Title(), site: art.SiteName(), authors: corpus.People(art.Byline())}
	if day, err := art.PublishedTime(); err == nil {
		res.day = day
	}
	if art.Node == nil {
		return res, nil
	}
	var text strings.Builder
	if err := art.RenderText(&text); err != nil {
		return result{}, err
	}
	res.text = text.String()
	return res, nil
}

// distillerResult calls go-domdistiller. Its dates are texts, in one of a few forms.
func distillerResult(html []byte, address string) (result, error) {
	res, err := distiller.ApplyForReader(bytes.NewReader(html), &distiller.Options{
		OriginalURL: addressOf(address), SkipPagination: true,
	})
	if err != nil {
		return result{}, err
	}
	m := res.MarkupInfo
	authors := m.Article.Authors
	// The markup may name them in one string.
	if len(authors) == 0 {
		authors = corpus.People(m.Author)
	}
	out := result{text: res.Text, title: res.Title, site: m.Publisher, authors: authors}
	for _, layout := range []string{time.RFC3339, time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, m.Article.PublishedTime); err == nil {
			out.day = t
			break
		}
	}
	return out, nil
}

// addressOf parses an address; the peers take nil for none.
func addressOf(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil || !u.IsAbs() {
		return nil
	}
	return u
}
