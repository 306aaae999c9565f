package gatefold

import (
	"context"
	"io"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/access"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/finish"
	"github.com/gatefold/gatefold/internal/kind"
)

// Probe reads of a page what can be had without its text, at about the cost of parsing
// it: its kind, its metadata, its language and what it declares of access. The article
// that it returns has no body, no promos and no confidence; its completeness is
// unknown, and so is the policy of a page that declares none. It is for those who
// have many pages and want to know which are worth extracting.
//
// Of a long page the beginning is read, and all of its structured data. Kind and
// metadata are therefore those of [Extractor.Extract] on nearly all pages, not on
// all. Errors are those of Extract.
func (x *Extractor) Probe(r io.Reader, p Page) (*article.Article, error) {
	return x.ProbeContext(context.Background(), r, p)
}

// ProbeContext is [Extractor.Probe] for a caller who may not wait for the end: once ctx
// is done it returns no article and the cause of ctx.
func (x *Extractor) ProbeContext(ctx context.Context, r io.Reader, p Page) (*article.Article, error) {
	e, err := x.openPart(ctx, r, p, kind.SketchMarkup)
	if e == nil {
		return nil, err
	}
	defer e.close()
	return e.probe()
}

// probe takes the page through the stages that need no text.
func (e *extraction) probe() (*article.Article, error) {
	if e.meter.Gone() {
		return nil, e.err()
	}
	e.segs = block.Segment(e.doc, make([]block.Seg, 0, e.doc.Len()/6))
	e.meter.Lap("segments")
	e.matchRules()
	e.meter.Lap("rules")
	e.collectMetadata()
	e.probeKind()
	e.meter.Lap("kind")
	e.access = access.Declared(access.Input{
		Doc: e.doc, LD: e.meta.LD, Article: e.meta.Article, Rules: e.ruling.Evidence(e.meta, e.page.URL),
	})
	e.meter.Lap("access")
	a := &article.Article{URL: e.page.URL, Kind: e.kind}
	e.addFields(a)
	a.Access = e.accessOf()
	e.addRule(a)
	finish.Article(a)
	e.meter.Lap("article")
	return a, e.err()
}

// probeKind tells the kind by a sketch of the page, and by its text where that leaves
// it in doubt: on one page in twelve, few of which are publishers'.
func (e *extraction) probeKind() {
	result, shape, outline := kind.Sketch(e.doc, e.segs, e.meta.Title.Text)
	own := e.ruling.Own.Compiled
	var sure bool
	e.kind, sure = kind.JudgeSketch(kind.Input{
		Doc: e.doc, Segs: e.segs, Meta: e.meta, Roles: result, Shape: shape, Outline: outline, URL: e.page.URL, Model: e.x.models.probe,
		Ruled: e.ruling.Own.FindsBody() && own != nil && e.ruling.Platform == "",
	})
	if sure {
		return
	}
	e.cutSegments()
	e.readTexts()
	e.findPromos()
	e.assignRoles()
	e.judgeKind()
	// A probe has no roles, whatever it took to tell the kind.
	e.segs = e.segs[:0]
}
