package gatefold

import (
	"context"
	"io"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/cleantext"
	"github.com/gatefold/gatefold/internal/finish"
	"github.com/gatefold/gatefold/internal/term"
)

// Report explains an article: what every block of the page was taken for and
// why, and what every source of every field gave. It is made by the same
// pass that makes the article.
type Report struct {
	Article *article.Article `json:"article"`
	// Blocks are all blocks of the page, hidden ones included, in page order.
	// Every text node that a browser could show belongs to exactly one.
	Blocks []ReportBlock `json:"blocks"`
	// Fields are the sources that were tried for each field, by its JSON
	// name, in the order of trial; the first with a value won.
	Fields map[string][]Tried `json:"fields"`
	// Effects are what lines of rule files did on the page.
	Effects []Effect `json:"effects,omitempty"`
	// Vendors are the suppliers of gates, prompts, consent and comments whose
	// fingerprints the page carries, by the names of their rule files. That a
	// supplier is there says nothing of access.
	Vendors []string `json:"vendors,omitempty"`
	// Coverage is the share of the visible characters whose block has a role
	// other than [RoleOther].
	Coverage float64 `json:"coverage"`
}

// ReportBlock is one block of a page as Explain shows it.
type ReportBlock struct {
	Role article.Role `json:"role"`
	Text string       `json:"text,omitempty"`
	// Path is the place of the block's element: "body > main > p".
	Path string `json:"path"`
	// Element is the element's position among the elements and texts of the
	// page, in document order: a stable number for tools.
	Element int  `json:"element"`
	Hidden  bool `json:"hidden,omitempty"`
	// Decided says what gave the role: a rule line as "sites/x.toml:12
	// .related", a promo with its rule line or its cue, or the kind of reason.
	Decided article.Provenance `json:"decided"`
	// Probability is the classifier's for body, 0 for blocks without text.
	Probability float64 `json:"probability"`
	// Promo is the index into Article.Promos of the promo that the block
	// belongs to, -1 for none.
	Promo int `json:"promo"`
}

// Tried is one source of a field and what it gave.
type Tried struct {
	Source article.Provenance `json:"source"`
	Value  string             `json:"value"`
}

// Explain reads a page as [Extractor.Extract] does and reports how.
func (x *Extractor) Explain(r io.Reader, p Page) (*Report, error) {
	return x.ExplainContext(context.Background(), r, p)
}

// ExplainContext is to [Extractor.Explain] what [Extractor.ExtractContext] is to
// Extract.
func (x *Extractor) ExplainContext(ctx context.Context, r io.Reader, p Page) (*Report, error) {
	e, err := x.open(ctx, r, p)
	if e == nil {
		return nil, err
	}
	defer e.close()
	e.trace = true
	return e.report()
}

// report makes the article and lays open what decided it.
func (e *extraction) report() (*Report, error) {
	art, err := e.article()
	if art == nil {
		return nil, err
	}
	r := &Report{Article: art, Fields: make(map[string][]Tried, len(e.meta.Tried))}
	r.Effects, r.Vendors = e.effects(art), e.vendors()
	for name, values := range e.meta.Tried {
		for _, v := range values {
			r.Fields[name] = append(r.Fields[name], Tried{Source: finish.Provenance(provenance(v.Source)), Value: finish.Tried(name, v.Text)})
		}
	}
	promoOf := make(map[int32]int)
	for k := range e.promos {
		for _, i := range e.promos[k].Segs {
			promoOf[i] = k
		}
	}
	var all, explained int32
	for i := range e.segs {
		s := &e.segs[i]
		b := ReportBlock{
			Role: article.Role(s.Role.String()), Text: e.segText(i), Path: cleantext.Line(e.doc.Path(s.Box)), Element: int(s.First),
			Hidden: s.Hidden, Decided: finish.Provenance(e.decided(&s.Why)), Probability: finish.Probability(float64(s.P)), Promo: -1,
		}
		if k, ok := promoOf[int32(i)]; ok {
			b.Promo = k
		}
		r.Blocks = append(r.Blocks, b)
		if !s.Hidden {
			all += s.Chars
			if s.Role != term.Other {
				explained += s.Chars
			}
		}
	}
	if all > 0 {
		r.Coverage = float64(explained) / float64(all)
	}
	return r, err
}

// decided names what gave a segment its role: the line of the rule with its
// selector, the rule or the cue of the promo, or the kind of reason.
func (e *extraction) decided(w *block.Why) article.Provenance {
	switch w.Cause {
	case block.ByRule:
		l := e.ruling.Line(w.Rule)
		return article.Provenance{Kind: article.ProvenanceRule, File: l.File, Line: l.Line, Selector: l.Selector}
	case block.ByPromo:
		p := provenance(e.found[w.Promo].Origin)
		if !p.IsRule() {
			p = article.Provenance{Detail: e.found[w.Promo].Origin}
		}
		p.Kind = article.ProvenancePromo
		return p
	}
	return article.Provenance{Kind: article.ProvenanceKind(w.Cause.String())}
}

// provenance reads a source as the stages name it: a line of a rule behind
// rulePrefix, or what the page says, which may look like such a line.
func provenance(source string) article.Provenance {
	if line, ok := strings.CutPrefix(source, rulePrefix); ok {
		return article.ParseProvenance(line)
	}
	kind, detail, _ := strings.Cut(source, ":")
	return article.Provenance{Kind: article.ProvenanceKind(kind), Detail: detail}
}

const rulePrefix = "rule:"

// ExplainNode is [Extractor.Explain] for a page that the caller has parsed.
func (x *Extractor) ExplainNode(doc *html.Node, p Page) (*Report, error) {
	e, err := x.openNode(doc, p)
	if err != nil {
		return nil, err
	}
	defer e.close()
	e.trace = true
	return e.report()
}
