package gatefold

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/body"
	"github.com/gatefold/gatefold/internal/finish"
	"github.com/gatefold/gatefold/internal/lead"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/term"
)

// assemble makes the article from what the stages found.
func (e *extraction) assemble() *article.Article {
	a := &article.Article{URL: e.page.URL, Kind: e.kind}
	e.addFields(a)
	e.addBody(a)
	for i := range e.promos {
		a.Promos = append(a.Promos, e.promo(&e.promos[i]))
	}
	a.Access = e.accessOf()
	for _, r := range e.meta.Rights {
		a.Rights = append(a.Rights, article.Right{Name: r.Name, Value: r.Value, Where: r.Source})
	}
	e.addRule(a)
	if e.x.schemaOrg {
		a.SchemaOrg = e.schemaObjects()
	}
	finish.Article(a)
	return a
}

// addFields copies the metadata and notes where each came from.
func (e *extraction) addFields(a *article.Article) {
	m := e.meta
	a.Sources = make(map[string]article.Provenance, 16)
	for _, f := range [...]struct {
		name string
		from *meta.Field
		to   *string
	}{
		{"title", &m.Title, &a.Title},
		{"kicker", &m.Kicker, &a.Kicker},
		{"standfirst", &m.Standfirst, &a.Standfirst},
		{"description", &m.Description, &a.Description},
		{"site_name", &m.SiteName, &a.SiteName},
		{"section", &m.Section, &a.Section},
		{"canonical_url", &m.CanonicalURL, &a.CanonicalURL},
		{"language", &m.Language, &a.Language},
		{"direction", &m.Direction, &a.Direction},
		{"license", &m.License, &a.License},
		{"image", &m.Image, &a.Image},
	} {
		if *f.to = f.from.Text; f.from.Text == "" {
			continue
		}
		a.Sources[f.name] = provenance(f.from.Source)
		disagree(a, f.name, f.from.Others)
	}
	a.Tags = slices.Clone(m.Tags)
	for _, w := range m.Authors {
		a.Authors = append(a.Authors, article.Author{Name: w.Name, URL: w.URL, Kind: article.AuthorKind(w.Kind)})
		a.Sources["authors"] = provenance(w.Source)
	}
	a.Published = dateOf(a, "published", &m.Published)
	a.Modified = dateOf(a, "modified", &m.Modified)
	e.visibleFields(a)
	e.visibleSection(a)
}

// visibleSection takes the label over the headline for the section; what metadata name
// is then another reading.
func (e *extraction) visibleSection(a *article.Article) {
	label := &e.lead.Section
	if label.Text == "" {
		return
	}
	if a.Section != "" && meta.Fold(a.Section) != meta.Fold(label.Text) {
		a.Disagreements = append(a.Disagreements, article.Disagreement{Field: "section", Value: a.Section, Source: a.Sources["section"]})
	}
	a.Section, a.Sources["section"] = label.Text, article.Provenance{Kind: "css", Detail: e.doc.Path(label.Box)}
}

func disagree(a *article.Article, field string, others []meta.Value) {
	for _, o := range others {
		a.Disagreements = append(a.Disagreements, article.Disagreement{Field: field, Value: o.Text, Source: provenance(o.Source)})
	}
}

func dateOf(a *article.Article, name string, d *meta.Date) article.Date {
	if d.IsZero() {
		return article.Date{}
	}
	a.Sources[name] = provenance(d.Source)
	disagree(a, name, d.Others)
	return article.Date{
		Time: d.Time, Raw: d.Raw, Precision: article.Precision(d.Precision), Zone: article.Zone(d.Zone), Day: d.Day, DaySource: d.DaySource,
	}
}

// visibleFields fills the fields that only the page's text gives: what was chosen for
// the kicker and the standfirst, else the segments that a rule names. What the metadata
// state stands already.
func (e *extraction) visibleFields(a *article.Article) {
	for _, f := range [...]struct {
		name  string
		field lead.Field
		role  term.Role
		to    *string
	}{
		{"kicker", lead.Kicker, term.Kicker, &a.Kicker},
		{"standfirst", lead.Standfirst, term.Standfirst, &a.Standfirst},
	} {
		if *f.to != "" {
			continue
		}
		if chosen := &e.lead.Fields[f.field]; chosen.Text != "" {
			*f.to = chosen.Text
			a.Sources[f.name] = article.Provenance{Kind: "css", Detail: e.doc.Path(chosen.Box)}
			continue
		}
		last := -1
		for i := range e.segs {
			if e.segs[i].Role != f.role || e.segs[i].Hidden {
				continue
			}
			if last < 0 {
				a.Sources[f.name] = article.Provenance{Kind: "css", Detail: e.doc.Path(e.segs[i].Box)}
			} else if i > last+1 {
				break
			}
			// A section and a topic, each in an element of its own, are one kicker, and
			// the entries of a summary one standfirst.
			*f.to = strings.TrimLeft(*f.to+" "+e.segText(i), " ")
			last = i
		}
	}
}

// segText returns the text of a segment as a reader sees it.
func (e *extraction) segText(i int) string {
	return block.PlainText(e.doc, &e.segs[i])
}

// addBody adds the typed blocks, and the texts that stand beside the story.
func (e *extraction) addBody(a *article.Article) {
	story, repeats := body.Assemble(e.doc, e.segs, e.meta.URLs)
	a.Body = body.DropPortraits(story, a.Authors)
	a.WordCount = a.Body.WordCount()
	a.Confidence = float64(roles.Calibrated(e.roles.Confidence))
	for _, b := range repeats {
		a.Asides = append(a.Asides, article.Aside{Role: article.RoleBody, Text: b.Text})
	}
	for i := range e.segs {
		switch r := e.segs[i].Role; r {
		case term.AuthorBio, term.Correction:
			if s := &e.segs[i]; s.Kind == block.Text && !s.Hidden && s.Words > 3 {
				a.Asides = append(a.Asides, article.Aside{Role: article.Role(r.String()), Text: e.segText(i)})
			}
		}
	}
	if e.x.withheld {
		a.Body = append(a.Body, e.withheldBlocks()...)
	}
}

// withheldBlocks are the blocks of the segments that the gate holds back.
func (e *extraction) withheldBlocks() []article.Block {
	held := slices.Clone(e.segs)
	for i := range held {
		held[i].Role = term.RoleNone
	}
	for _, i := range e.access.Withheld.Segs {
		held[i].Role = term.Body
	}
	blocks, _ := body.Assemble(e.doc, held, e.meta.URLs)
	if len(blocks) == 0 && e.access.Withheld.Words > 0 {
		for p := range strings.SplitSeq(e.meta.Article.Get("articleBody").Text(), "\n") {
			if p = strings.TrimSpace(p); p != "" {
				blocks = append(blocks, article.Block{Kind: article.BlockParagraph, Text: p})
			}
		}
	}
	for i := range blocks {
		blocks[i].Withheld = true
	}
	return blocks
}

func (e *extraction) promo(p *promo.Promo) article.Promo {
	out := article.Promo{
		Kind: article.PromoKind(p.Kind.String()), Heading: p.Heading, Text: p.Text, Gate: p.Gate, Hidden: p.Hidden,
		Placement: article.Placement(p.Placement.String()), Vendor: p.Vendor, Benefits: p.Benefits, Notes: p.Notes,
	}
	for _, c := range p.Actions {
		link, _ := e.meta.URLs.Link(c.URL)
		out.Actions = append(out.Actions, article.Action{Text: c.Text, URL: link})
	}
	for _, o := range p.Offers {
		out.Offers = append(out.Offers, article.Offer{
			Amount: o.Amount, Currency: o.Currency, Period: o.Period, Trial: o.Trial,
			Renewal: article.Price{Amount: o.Renewal.Amount, Currency: o.Renewal.Currency, Period: o.Renewal.Period},
			Was:     o.Was, Discount: o.Discount, Cancel: o.Cancel, Uncertain: o.Uncertain, Text: o.Text,
		})
	}
	return out
}

func (e *extraction) accessOf() article.Access {
	r := &e.access
	out := article.Access{
		Policy: article.Policy(r.Policy.String()), Completeness: article.Completeness(r.Completeness.String()),
		Declared: r.Declared,
		Withheld: article.Withheld{Words: r.Withheld.Words, Where: r.Withheld.Where},
	}
	for _, c := range r.Conflicts {
		out.Conflicts = append(out.Conflicts, article.Conflict{About: c.About, Evidence: c.Evidence})
	}
	for i := range r.Evidence {
		ev := &r.Evidence[i]
		out.Evidence = append(out.Evidence, article.Evidence{Source: provenance(ev.Source), Value: ev.Value, Path: ev.Path, Supports: ev.Supports})
	}
	return out
}

func (e *extraction) addRule(a *article.Article) {
	own := &e.ruling.Own
	if own.Compiled == nil {
		return
	}
	a.Rule = article.Rule{
		File: own.Compiled.Head.File, Layout: own.Active.Layout, Platform: e.ruling.Platform, Stale: e.roles.Stale,
	}
}
