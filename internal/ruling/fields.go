package ruling

import (
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/rules"
)

// Fields returns the sources that the page's own rule names for the fields of
// the metadata, the first to be tried first. Rules of vendors have none: a
// supplier's box says nothing about the story around it.
func (p *Page) Fields() map[string][]meta.FieldSource {
	if p.Own.Compiled == nil {
		return nil
	}
	return fieldSources(p.Own.Active.Fields)
}

// Language returns what the page's own rule says of the language of its
// pages. It serves a page that says nothing of its own.
func (p *Page) Language() meta.Value {
	if p.Own.Compiled == nil || p.Own.Compiled.Head.Language == "" {
		return meta.Value{}
	}
	h := &p.Own.Compiled.Head
	return meta.Value{Text: h.Language, Source: "rule:" + h.LanguageLine + " " + h.Language}
}

// fieldSources translates the rules' sources into those of package meta, which
// reads them without knowing rule files. Origin goes along, so that a value can
// say which line of which file it came from.
func fieldSources(fields map[string][]rules.FieldSource) map[string][]meta.FieldSource {
	kinds := [...]meta.FieldKind{
		rules.FromSelector: meta.CSS, rules.FromJSONLD: meta.JSONLD, rules.FromMeta: meta.Meta,
		rules.FromURL: meta.URL, rules.FromConst: meta.Const,
	}
	out := make(map[string][]meta.FieldSource, len(fields))
	for name, sources := range fields {
		list := make([]meta.FieldSource, len(sources))
		for i, s := range sources {
			list[i] = meta.FieldSource{Kind: kinds[s.Kind], Arg: s.Arg, Attr: s.Attr, Sel: s.Line, Origin: s.Origin + " " + s.Text}
			if s.Kind == rules.FromURL {
				list[i].Find = s.FindURL
			}
		}
		out[name] = list
	}
	return out
}
