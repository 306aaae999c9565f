package bodymodel

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing/fstest"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/bench/gbdt"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/ruling"
	"github.com/gatefold/gatefold/internal/trees"
	"github.com/gatefold/gatefold/rules"
)

// probeSets are the sets that the model of sketches learns from. What it learns is
// not what the pages are but what an extraction says of them, so that any page
// teaches, labelled or not.
var probeSets = []string{"articles", "publishers", "snippets", "second", "blocks", "sites", "nonarticles", "otherpages"}

// probeParams are those of the model of sketches.
func probeParams() gbdt.Params {
	return gbdt.Params{Trees: 160, Depth: 5, LearningRate: 0.06, MinChildWeight: 4, Lambda: 6, RowFraction: 0.7, FeatureFraction: 0.4, Seed: 1, Bags: 2}
}

// sketched is a page of the training of probes: its row with and without its address,
// and whether Extract calls it an article, by address and without.
type sketched struct {
	set  string
	page corpus.Page
	fold int
	rows []float32
	y    []float32
	// same is set where a probe with held-out models says what the extraction says,
	// doubt where it has to read the page's text for it.
	same, doubt bool
	// decided is set where no model is asked.
	decided bool
}

// RunProbes trains the model that Probe asks for articles, which is to say what
// Extract says, and prints on how many pages it does in cross-validation by domain. It
// is trained after the others, which ship.
func RunProbes(c Config) error {
	all, err := loadSketches(c)
	if err != nil {
		return err
	}
	probes := make([]*gatefold.Extractor, Folds)
	models := make([]*trees.Ensemble, Folds)
	for fold := range Folds {
		data, err := gbdt.TrainKept(c.Models, sketchRows(all, fold), probeParams())
		if err != nil {
			return err
		}
		if models[fold], err = kind.LoadProbeModel(data); err != nil {
			return err
		}
		if probes[fold], err = gatefold.New(gatefold.WithModels(fstest.MapFS{"probe.bin": {Data: data}})); err != nil {
			return err
		}
	}
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) { all[i].probe(probes[all[i].fold], models[all[i].fold]) })
	reportProbes(c.Log, all)
	data, err := gbdt.TrainKept("", sketchRows(all, -1), probeParams())
	if err != nil || c.Out == "" {
		return err
	}
	fmt.Fprintf(c.Log, "probe.bin: %d bytes\n", len(data))
	return os.WriteFile(filepath.Join(c.Out, "probe.bin"), data, 0o644)
}

// reportProbes prints on how many pages probes and extractions agree about article or
// not, and on how many a probe was in doubt.
func reportProbes(w io.Writer, all []*sketched) {
	for _, half := range []string{"a", "b", ""} {
		fmt.Fprintf(w, "probe, half %q:", half)
		var same, doubt, pages int
		for _, set := range probeSets {
			k, n := 0, 0
			for _, s := range all {
				if s.set != set || s.rows == nil || half != "" && corpus.HalfOf(s.page.URL) != half {
					continue
				}
				n++
				if s.same {
					k++
				}
				if s.doubt {
					doubt++
				}
			}
			fmt.Fprintf(w, "  %s %d of %d", set, k, n)
			same, pages = same+k, pages+n
		}
		n := float64(max(pages, 1))
		fmt.Fprintf(w, "  all %.3f of %d, in doubt %.3f\n", float64(same)/n, pages, float64(doubt)/n)
	}
}

// probe asks for the page's kind as a caller would, by a model that saw no page of its
// domain.
func (s *sketched) probe(x *gatefold.Extractor, m *trees.Ensemble) {
	src, err := s.page.HTML()
	if err != nil || s.rows == nil {
		return
	}
	got, err := x.Probe(bytes.NewReader(src), gatefold.Page{URL: s.page.URL})
	if err != nil {
		return
	}
	s.same = got.Kind.IsArticle() == (s.y[0] > 0.5)
	s.doubt = !s.decided && kind.InDoubt(trees.Probability(m.Score(s.rows[:kind.NumProbeFeatures])))
}

// sketchRows are the pages of all parts but one, all with -1.
func sketchRows(all []*sketched, but int) gbdt.Data {
	d := gbdt.Data{Features: kind.NumProbeFeatures, Names: kind.ProbeFeatures()}
	for _, s := range all {
		if s.fold == but || s.rows == nil {
			continue
		}
		d.X, d.Y = append(d.X, s.rows...), append(d.Y, s.y...)
		d.W = append(d.W, 1)
		if len(s.y) > 1 {
			d.W = append(d.W, 0.5) // few callers do not know the address
		}
	}
	return d
}

func loadSketches(c Config) ([]*sketched, error) {
	var all []*sketched
	for _, set := range probeSets {
		opened, err := corpus.Open(filepath.Join(c.Corpus, set))
		if err != nil {
			return nil, err
		}
		for _, p := range opened.Pages {
			all = append(all, &sketched{set: set, page: p, fold: FoldOf(p.URL)})
		}
	}
	gbdt.Parallel(runtime.GOMAXPROCS(0), len(all), func(i int) { all[i].read() })
	return all, nil
}

// read sketches the page as [gatefold.Extractor.Probe] does. What cannot be read
// has no rows.
func (s *sketched) read() {
	src, err := s.page.HTML()
	if err != nil {
		return
	}
	var x gatefold.Extractor
	addresses := []string{s.page.URL, ""}
	if len(s.page.ID)%2 == 0 {
		addresses = addresses[:1]
	}
	for _, address := range addresses {
		full, err := x.Extract(bytes.NewReader(src), gatefold.Page{URL: address})
		if full == nil || err != nil {
			return
		}
		if !s.sketch(src, address) {
			return
		}
		y := float32(0)
		if full.Kind.IsArticle() {
			y = 1
		}
		s.y = append(s.y, y)
	}
}

// sketch adds the row of a page at an address.
func (s *sketched) sketch(src []byte, address string) bool {
	set := rules.Embedded()
	doc, err := page.Read(bytes.NewReader(src), "", page.Limits{
		Meter: page.NewMeter(context.Background(), 0), Attrs: set.AttrNames(), Markup: kind.SketchMarkup,
	})
	if err != nil {
		return false
	}
	defer doc.Release()
	segs := block.Segment(doc, nil)
	ruled := ruling.Match(doc, set, address, true)
	m := meta.Collect(meta.Input{
		Doc: doc, URL: address, Words: Words(), RuleFields: ruled.Fields(), RuleNodes: ruled.Own.Nodes, RuleLanguage: ruled.Language(),
	})
	in := kind.Input{Doc: doc, Segs: segs, Meta: m, URL: address}
	in.Roles, in.Shape, in.Outline = kind.Sketch(doc, segs, m.Title.Text)
	in.Ruled = ruled.Own.FindsBody() && ruled.Own.Compiled != nil && ruled.Platform == ""
	if s.rows == nil {
		s.decided = kind.Decides(in)
	}
	row := make([]float32, kind.NumProbeFeatures)
	kind.ProbeRow(row, &in)
	s.rows = append(s.rows, row...)
	return true
}
