package rules

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/gatefold/gatefold/internal/term"
)

// maxFile bounds a rule file. The largest that is shipped has a hundredth.
const maxFile = 256 << 10

// key is a word that a table may hold and what reads it. Lists of keys are all that
// the format is made of: what stands in none is an unknown key, and the test of
// schema.json compares them with the schema.
type key struct {
	name string
	read func(path string, e *entry)
}

// decoder turns a file's tables into a document and collects every problem.
type decoder struct {
	src  *source
	doc  *document
	errs []error
	// visit, if not nil, is told the keys of each table that is read; the
	// test of schema.json asks for them.
	visit func(path string, keys []string)
	// skip, if not nil, says which keys, and which strings of lists, are read
	// as if they were not there; see [Set.WithoutPart].
	skip func(Part) bool
}

// decode reads a whole file. The document may be used only if there are no errors.
func decode(kind Kind, file string, data []byte) (*document, []error) {
	d := newDecoder(kind, file, data)
	d.file()
	return d.doc, d.errs
}

// newDecoder starts with a file's text, less a byte order mark, which TOML knows
// nothing of.
func newDecoder(kind Kind, file string, data []byte) *decoder {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return &decoder{src: newSource(file, data), doc: &document{head: Head{Kind: kind, File: file}}}
}

// decodeHead reads a file's head only and passes over what else stands before
// the first table. It serves the files that ship, which a test has checked whole.
func decodeHead(kind Kind, file string, data []byte) (*document, []error) {
	d := newDecoder(kind, file, data)
	root, errs := parseTOML(d.src, true)
	d.errs = errs
	for _, k := range d.headKeys() {
		if e := root.get(k.name); e != nil {
			k.read(k.name, e)
		}
	}
	return d.doc, d.errs
}

// decodeWithout reads a whole file that has been checked, less what skip says. What is
// then missing, or has lost its target, is not a mistake.
func decodeWithout(kind Kind, file string, data []byte, skip func(Part) bool) *document {
	d := newDecoder(kind, file, data)
	d.skip = skip
	d.file()
	return d.doc
}

// file reads the whole file. A file that is not TOML is not looked at further: each
// table that could not be read would be reported as missing.
func (d *decoder) file() {
	if p, err := checkText(d.src); err != nil {
		d.fail(p, "", err)
		return
	}
	root, errs := parseTOML(d.src, false)
	if d.errs = errs; len(errs) > 0 {
		return
	}
	d.keys("", root, append(d.headKeys(), d.tableKeys()...))
	d.require(root)
}

// checkText refuses what the parser should not even see: a huge file, and bytes
// that are not UTF-8, with the place of the first.
func checkText(s *source) (pos, error) {
	if len(s.data) > maxFile {
		return pos{1, 1}, fmt.Errorf("too large; a rule file has at most %d bytes", maxFile)
	}
	for i := 0; i < len(s.data); {
		r, n := utf8.DecodeRune(s.data[i:])
		if r == utf8.RuneError && n == 1 {
			return s.pos(i), fmt.Errorf("byte %#x is not UTF-8", s.data[i])
		}
		i += n
	}
	return pos{}, nil
}

// require reports what every file of a kind must say.
func (d *decoder) require(root *table) {
	need := []string{"name"}
	if d.doc.head.Kind == Site {
		need = append(need, "hosts")
	}
	for _, name := range need {
		if root.get(name) == nil {
			d.fail(pos{1, 1}, name, fmt.Errorf("missing; a %s file states it before its first table", d.doc.head.Kind))
		}
	}
}

// fail notes a problem. Nothing stops at the first one.
func (d *decoder) fail(p pos, key string, err error) {
	d.errs = append(d.errs, &Error{File: d.src.file, Line: p.line, Column: p.col, Key: key, Err: err})
}

// keys reads a table by its list of keys and reports all that are not in it.
func (d *decoder) keys(path string, t *table, keys []key) {
	if d.visit != nil {
		d.visit(path, names(keys))
	}
next:
	for _, e := range t.entries {
		for _, k := range keys {
			if k.name != e.name {
				continue
			}
			if full := dotted(path, e.name); !d.skips(Part{Key: full, Text: e.name}, e.pos) {
				k.read(full, e)
			}
			continue next
		}
		d.fail(e.pos, path, unknownWord("key", e.name, names(keys)))
	}
}

// skips reports whether a part is to be read as if it were not there. It is asked
// for every key and every string, in the order of reading, which makes it the list
// of parts as well.
func (d *decoder) skips(p Part, at pos) bool {
	p.File, p.Line, p.Column = d.src.file, at.line, at.col
	return d.skip != nil && d.skip(p)
}

func names(keys []key) []string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = k.name
	}
	return out
}

// dotted is the full key of a name in a table.
func dotted(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// headKeys are what may stand before the first table. A vendor has no hosts,
// language or platform: its blocks are found on the pages of others.
func (d *decoder) headKeys() []key {
	h := &d.doc.head
	keys := []key{{"name", d.text(&h.Name)}, {"notes", d.text(&h.Notes)}}
	if h.Kind == Vendor {
		return keys
	}
	keys = append(keys,
		key{"platform", func(path string, e *entry) {
			d.text(&h.Platform)(path, e)
			h.PlatformLine = fmt.Sprintf("%s:%d", h.File, e.pos.line)
			d.doc.platform = d.item(&e.val)
		}},
		key{"language", func(path string, e *entry) {
			d.checked(&h.Language, checkLanguage)(path, e)
			h.LanguageLine = fmt.Sprintf("%s:%d", h.File, e.pos.line)
		}},
		key{"country", d.checked(&h.Country, checkCountry)},
	)
	if h.Kind == Site {
		keys = append(keys, key{"hosts", d.hosts(&h.Hosts)}, key{"former", d.hosts(&h.Former)})
	}
	return keys
}

// tableKeys are what may follow the head. A vendor's blocks are looked for on
// every page, so that its file has no fields and no layouts.
func (d *decoder) tableKeys() []key {
	keys := d.layerKeys(&d.doc.base)
	if d.doc.head.Kind != Site {
		keys = append(keys, key{"detect", d.detect})
	}
	if d.doc.head.Kind != Vendor {
		keys = append(keys, key{"layout", d.layout})
	}
	return append(keys, key{"expect", d.expect})
}

// layerKeys are what a file and each of its layouts can say alike.
func (d *decoder) layerKeys(l *layer) []key {
	l.lists = map[string]*edit{}
	keys := []key{
		{"roles", d.lists(l, "roles", term.RoleNames(), parseSelectorFor)},
		{"access", d.lists(l, "access", accessWords(), parseAccess)},
		{"promo", d.promo(l)},
	}
	if d.doc.head.Kind == Vendor {
		return keys
	}
	return append(keys,
		key{"fields", d.lists(l, "fields", Fields(), parseSource)},
		key{"drop_promo", d.items(&l.dropPromo, parseAny)})
}

// layout reads the [[layout]] tables. One without a name is called by its number.
func (d *decoder) layout(path string, e *entry) {
	for _, t := range d.tables(path, e, unstable.ArrayTable) {
		l := &layer{pos: t.pos, name: fmt.Sprint(len(d.doc.layouts) + 1)}
		d.doc.layouts = append(d.doc.layouts, l)
		d.keys(path, t, append(d.layerKeys(l),
			key{"name", d.text(&l.name)}, key{"probe", d.items(&l.probe, parseSelectorFor)}))
		if len(l.probe) == 0 {
			d.fail(t.pos, dotted(path, "probe"), fmt.Errorf("missing; a layout is recognised by it"))
		}
	}
}

// promo reads the [[promo]] tables of a layer.
func (d *decoder) promo(l *layer) func(string, *entry) {
	return func(path string, e *entry) {
		for _, t := range d.tables(path, e, unstable.ArrayTable) {
			p := &promo{file: d.src.file, pos: t.pos}
			l.promos = append(l.promos, p)
			d.keys(path, t, d.promoKeys(p))
			if p.kind == term.PromoUnknown && d.skip != nil {
				p.kind = otherKind(t.get("kind"))
			} else if p.kind == term.PromoUnknown && t.get("kind") == nil {
				d.fail(t.pos, dotted(path, "kind"), fmt.Errorf("missing; valid are %s", strings.Join(term.PromoKindNames(), ", ")))
			}
			if len(p.match) == 0 && t.get("match") == nil {
				d.fail(t.pos, dotted(path, "match"), fmt.Errorf("missing; a promo is found by it"))
			}
		}
	}
}

// otherKind stands in for a kind that a tool leaves out, since a promo needs
// one: any but the stated.
func otherKind(stated *entry) term.PromoKind {
	if stated != nil && stated.val.text == term.Event.String() {
		return term.App
	}
	return term.Event
}

// promoKeys are the keys of a [[promo]] table.
func (d *decoder) promoKeys(p *promo) []key {
	return []key{
		{"kind", d.word("promo kind", term.PromoKindNames(), func(s string) { p.kind, _ = term.ParsePromoKind(s) })},
		{"match", d.items(&p.match, parseSelectorFor)},
		{"gate", d.flag(&p.gate)},
		{"placement", d.word("placement", term.PlacementNames(), func(s string) { p.placement, _ = term.ParsePlacement(s) })},
		{"vendor", func(path string, e *entry) {
			var s string
			d.text(&s)(path, e)
			p.vendor = d.item(&e.val)
		}},
		{"heading", d.items(&p.heading, parseSelectorFor)},
		{"benefits", d.items(&p.benefits, parseSelectorFor)},
		{"action", d.items(&p.action, parseSelectorFor)},
	}
}

// detect reads the table [detect]. Generators and scripts are folded, as what pages
// state is compared in lower case.
func (d *decoder) detect(path string, e *entry) {
	for _, t := range d.tables(path, e, unstable.Table) {
		det := &d.doc.detect
		det.line = t.pos.line
		d.keys(path, t, []key{
			{"generator", d.folded(&det.generator)},
			{"scripts", d.folded(&det.scripts)},
			{"hosts", d.hosts(&det.hosts)},
			{"selectors", d.items(&det.selectors, parseSelectorFor)},
		})
	}
}

// lists reads one of the tables roles, fields and access, with their
// sub-tables add and drop. A vendor inherits nothing, so its file has neither.
func (d *decoder) lists(l *layer, name string, words []string, parse parseFunc) func(string, *entry) {
	return func(path string, e *entry) {
		for _, t := range d.tables(path, e, unstable.Table) {
			keys := d.listKeys(l, name, words, parse, func(ed *edit) *[]*item {
				ed.replaced = true
				return &ed.set
			})
			if d.doc.head.Kind == Vendor {
				d.keys(path, t, keys)
				continue
			}
			sub := func(pick func(*edit) *[]*item, parse parseFunc) func(string, *entry) {
				return func(path string, e *entry) {
					for _, t := range d.tables(path, e, unstable.Table) {
						d.keys(path, t, d.listKeys(l, name, words, parse, pick))
					}
				}
			}
			d.keys(path, t, append(keys,
				key{"add", sub(func(ed *edit) *[]*item { return &ed.add }, parse)},
				key{"drop", sub(func(ed *edit) *[]*item { return &ed.drop }, parseAny)}))
		}
	}
}

// listKeys are the keys of such a table or sub-table; pick chooses the list of an
// edit that they fill.
func (d *decoder) listKeys(l *layer, name string, words []string, parse parseFunc, pick func(*edit) *[]*item) []key {
	keys := make([]key, len(words))
	for i, w := range words {
		keys[i] = key{w, func(path string, e *entry) {
			full := name + "." + w
			ed := l.lists[full]
			if ed == nil {
				ed = &edit{}
				l.lists[full] = ed
			}
			d.items(pick(ed), parse)(path, e)
		}}
	}
	return keys
}
