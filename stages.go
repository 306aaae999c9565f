package gatefold

import (
	"context"
	"errors"
	"io"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/country"
	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/lead"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/ruling"
	"github.com/gatefold/gatefold/internal/scramble"
	"github.com/gatefold/gatefold/internal/target"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/weburl"
	"github.com/gatefold/gatefold/internal/wording"
)

// extraction is one page on its way, with the result of each stage.
type extraction struct {
	x     *Extractor
	page  Page
	trace bool // Explain wants every source of every field

	doc   *page.Doc
	meter *page.Meter
	// tooDeep is set where elements nest deeper than can be read.
	tooDeep bool

	ruling *ruling.Page
	meta   *meta.Data
	segs   []block.Seg
	words  *wording.Text
	links  target.Links
	found  []promo.Promo // candidates, which Seg.Why numbers
	// scrambled are the segments that nobody can read as they are.
	scrambled []int32
	frame     *roles.Frame
	roles     roles.Result
	lead      lead.Result
	promos    []promo.Promo
	kind      article.Kind
	access    access.Result
}

// open decodes, parses and indexes a page. With page.ErrTooDeep it returns an
// extraction as well as the error.
func (x *Extractor) open(ctx context.Context, r io.Reader, p Page) (*extraction, error) {
	return x.openPart(ctx, r, p, 0)
}

// openPart is open for so many bytes of a page's markup, 0 for all.
func (x *Extractor) openPart(ctx context.Context, r io.Reader, p Page, markup int) (*extraction, error) {
	m := page.NewMeter(ctx, x.limits.Work)
	d, err := page.Read(r, p.ContentType, page.Limits{
		Bytes: x.limits.Bytes, Nodes: x.limits.Nodes, Meter: m, Attrs: x.ruleSet().AttrNames(), Markup: markup,
	})
	if d == nil {
		return nil, err
	}
	return newExtraction(x, p, d, m, errors.Is(err, ErrTooDeep)), nil
}

func (x *Extractor) openNode(doc *html.Node, p Page) (*extraction, error) {
	if doc == nil {
		return nil, ErrEmpty
	}
	m := page.NewMeter(context.Background(), x.limits.Work)
	d, err := page.IndexNode(doc, page.Limits{Nodes: x.limits.Nodes})
	if err != nil {
		return nil, err
	}
	return newExtraction(x, p, d, m, d.Deep()), nil
}

// newExtraction leaves the user name and the password of the page's address
// outside: nothing that is made of it may show them.
func newExtraction(x *Extractor, p Page, d *page.Doc, m *page.Meter, tooDeep bool) *extraction {
	p.URL = weburl.WithoutUser(p.URL)
	return &extraction{x: x, page: p, doc: d, meter: m, tooDeep: tooDeep}
}

// err is what stands beside the article: what kept the whole page from being
// read.
func (e *extraction) err() error {
	if !e.tooDeep {
		return e.meter.Err()
	}
	if err := e.meter.Err(); err != nil {
		return errors.Join(ErrTooDeep, err)
	}
	return ErrTooDeep
}

func (e *extraction) close() {
	if e.words != nil {
		e.words.Release()
	}
	if e.frame != nil {
		e.frame.Release()
	}
	e.doc.Release()
}

func (e *extraction) matchRules() {
	e.ruling = ruling.Match(e.doc, e.x.ruleSet(), e.page.URL, !e.x.noRules)
}

func (e *extraction) collectMetadata() {
	e.meta = meta.Collect(meta.Input{
		Doc: e.doc, URL: e.page.URL, ContentLanguage: e.page.ContentLanguage, Trace: e.trace,
		TitleModel: e.x.models.title, DateModel: e.x.models.date, AuthorModel: e.x.models.author,
		RuleFields: e.ruling.Fields(), RuleNodes: e.ruling.Own.Nodes, RuleLanguage: e.ruling.Language(),
		Words: e.x.fieldWords(), Meter: e.meter,
	})
}

// leastSegments are the segments that a page has whatever its budget: what was
// read of it is to give some text.
const leastSegments = 256

// cutSegments cuts the page into segments. What comes after costs most for each of
// them: past the budget the page ends here, so that all stages see a shorter page
// and none stops half way.
func (e *extraction) cutSegments() {
	e.segs = block.Segment(e.doc, make([]block.Seg, 0, e.doc.Len()/6))
	room := max(e.meter.Room(page.CostSegment), leastSegments)
	e.meter.Spend(len(e.segs), page.CostSegment)
	if int64(len(e.segs)) > room {
		e.doc.EndAt(e.segs[room].First)
		e.segs = block.Segment(e.doc, e.segs[:0])
	}
	e.meter.Lap("segments")
	e.words = wording.Read(e.x.ruleSet().Lexicon(), e.doc, e.segs)
	e.links = target.Read(e.doc)
}

// readTexts has the models look at the texts: promos are found by what they say.
func (e *extraction) readTexts() {
	in := roles.Input{Doc: e.doc, Segs: e.segs, Words: e.words, Links: e.links, Model: e.x.models.roles, Meter: e.meter}
	kind.Describe(&in, e.meta, e.page.URL)
	e.frame = roles.NewFrame(in)
	e.meter.Lap("frame")
	e.frame.Probabilities()
}

func (e *extraction) findPromos() {
	e.found = promo.Find(promo.Input{
		Doc: e.doc, Segs: e.segs, Words: e.words, Links: e.links, Rules: e.ruling.Promos(), Model: e.x.models.promo,
	})
}

func (e *extraction) assignRoles() {
	ruled := e.ruling.Claim(e.segs)
	e.found = roles.WithoutRefused(e.found, e.segs)
	e.frame.ClaimPromos(e.found)
	roles.ClaimLines(e.doc, e.segs, e.words)
	e.claimScrambled()
	e.roles = e.frame.Settle(roles.Options{Ruled: ruled, NamesBody: e.ruling.Own.NamesBody(), Guessed: e.ruling.Guessed, Lean: e.x.lean})
}

// chooseLeads chooses the kicker and the standfirst, now that it is known where the story
// stands.
func (e *extraction) chooseLeads() {
	e.lead = lead.Settle(lead.Input{
		Doc: e.doc, Segs: e.segs, Meta: e.meta, Frame: e.frame, URL: e.page.URL, Model: e.x.models.lead,
	})
}

// claimScrambled keeps text that the publisher has scrambled out of the story.
func (e *extraction) claimScrambled() {
	for i := range e.segs {
		s := &e.segs[i]
		if s.Kind == block.Text && s.LinkDensity() < 0.5 && scramble.Is(e.words.Folded(i)) {
			s.Claim = block.Claim{Role: term.Other, Direct: true, Why: block.Why{Cause: block.ByHiding}}
			e.scrambled = append(e.scrambled, int32(i))
		}
	}
}

func (e *extraction) placePromos() {
	e.promos = promo.Place(promo.Page{
		Doc: e.doc, Segs: e.segs, Words: e.words, Links: e.links, Language: e.meta.Language.Text, Country: e.country(),
	}, e.found)
}

// country is the rule's word, or what the page itself says.
func (e *extraction) country() string {
	if own := e.ruling.Own.Compiled; own != nil && own.Head.Country != "" {
		return own.Head.Country
	}
	return country.Of(e.meta, e.ruling.Host, e.segs, e.words)
}

func (e *extraction) judgeKind() {
	own := e.ruling.Own.Compiled
	e.kind = kind.Judge(kind.Input{
		Doc: e.doc, Segs: e.segs, Meta: e.meta, Roles: e.roles, Shape: e.frame.Shape(), Promos: e.promos,
		URL: e.page.URL, Model: e.x.models.kind,
		Ruled: e.roles.Ruled && own != nil && e.ruling.Platform == "",
	})
}

func (e *extraction) judgeAccess() {
	e.access = access.Judge(access.Input{
		Doc: e.doc, Segs: e.segs, Words: e.words, Promos: e.promos, LD: e.meta.LD, Article: e.meta.Article,
		Rules: e.ruling.Evidence(e.meta, e.page.URL), Scrambled: e.scrambled,
	})
}
