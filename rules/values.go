package rules

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/gatefold/gatefold/internal/term"
)

// parseFunc reads one string of the list that a key holds; name is the key's
// last part.
type parseFunc func(name, s string) (parsed, error)

// parseSelectorFor reads a plain selector, whatever the key.
func parseSelectorFor(_, s string) (parsed, error) { return parseSelector(s) }

// parseAny takes what is compared with inherited strings as it stands.
func parseAny(_, s string) (parsed, error) { return parsed{arg: s}, nil }

// parseAccess reads the lists of [access]: the containers of withheld text are
// selectors, the rest are conditions.
func parseAccess(name, s string) (parsed, error) {
	if name == "withheld" {
		return parseSelector(s)
	}
	return parseCondition(s)
}

// item is a string of a list with its place, not yet parsed.
func (d *decoder) item(v *value) *item { return &item{raw: v.text, file: d.src.file, pos: v.pos} }

// want checks a value's type and reports it under its key.
func (d *decoder) want(path string, v *value, kind unstable.Kind, what string) bool {
	if v.kind == kind {
		return true
	}
	d.fail(v.pos, path, fmt.Errorf("%s expected, not %s", what, describe(v.kind)))
	return false
}

// describe names a type of TOML in the words of a message.
func describe(k unstable.Kind) string {
	switch k {
	case unstable.String:
		return "a string"
	case unstable.Array:
		return "a list"
	case unstable.Bool:
		return "true or false"
	case unstable.Integer, unstable.Float:
		return "a number"
	case unstable.Table:
		return "a table"
	case unstable.ArrayTable:
		return "a list of tables"
	case unstable.InlineTable:
		return "a table in braces"
	}
	return "a date (put it in quotes)"
}

// tables returns the tables of e, which must be of the kind.
func (d *decoder) tables(path string, e *entry, kind unstable.Kind) []*table {
	form := "[" + path + "]"
	if kind == unstable.ArrayTable {
		form = "[" + form + "]"
	}
	if !d.want(path, &e.val, kind, "a table written "+form) {
		return nil
	}
	return e.val.tabs
}

// text reads a string that is not blank. Like its neighbours it returns the reader
// of a key, so that the lists of keys below read as the manual does.
func (d *decoder) text(to *string) func(string, *entry) {
	return d.checked(to, func(s string) error {
		if strings.TrimSpace(s) == "" {
			return errors.New("empty")
		}
		return nil
	})
}

// checked reads a string and reports what check says of it.
func (d *decoder) checked(to *string, check func(string) error) func(string, *entry) {
	return func(path string, e *entry) {
		if !d.want(path, &e.val, unstable.String, "a string") {
			return
		}
		if err := check(e.val.text); err != nil {
			d.fail(e.val.pos, path, err)
		}
		*to = e.val.text
	}
}

// flag reads true or false.
func (d *decoder) flag(to *bool) func(string, *entry) {
	return func(path string, e *entry) {
		if d.want(path, &e.val, unstable.Bool, "true or false") {
			*to = e.val.text == "true"
		}
	}
}

// word reads a string that is one of a closed vocabulary.
func (d *decoder) word(what string, valid []string, set func(string)) func(string, *entry) {
	return func(path string, e *entry) {
		if !d.want(path, &e.val, unstable.String, "a string") {
			return
		}
		if !slices.Contains(valid, e.val.text) {
			d.fail(e.val.pos, path, unknownWord(what, e.val.text, valid))
			return
		}
		set(e.val.text)
	}
}

// strings yields the strings of a list, or of one string that stands for a
// list of one.
func (d *decoder) strings(path string, e *entry, yield func(v *value)) {
	each := func(v *value) {
		if !d.skips(Part{Key: path, Text: v.text, InList: true}, v.pos) {
			yield(v)
		}
	}
	if e.val.kind == unstable.String {
		each(&e.val)
		return
	}
	if !d.want(path, &e.val, unstable.Array, "a list of strings") {
		return
	}
	for i := range e.val.list {
		if v := &e.val.list[i]; d.want(path, v, unstable.String, "a string") {
			each(v)
		}
	}
}

// items reads a list of selectors or sources. A string that is in one list twice is a
// mistake.
func (d *decoder) items(to *[]*item, parse parseFunc) func(string, *entry) {
	return func(path string, e *entry) {
		list := []*item{}
		name := path[strings.LastIndexByte(path, '.')+1:]
		d.strings(path, e, func(v *value) {
			it := d.item(v)
			var err error
			if it.parsed, err = parse(name, v.text); err != nil {
				d.fail(v.pos, path, err)
				return
			}
			if slices.ContainsFunc(list, func(o *item) bool { return o.raw == it.raw }) {
				d.fail(v.pos, path, fmt.Errorf("%q stands twice in this list", v.text))
			}
			list = append(list, it)
		})
		*to = list
	}
}

// plain reads a list of strings that are not blank; an empty list is not nil.
func (d *decoder) plain(to *[]string) func(string, *entry) {
	return func(path string, e *entry) {
		*to = []string{}
		d.strings(path, e, func(v *value) {
			if strings.TrimSpace(v.text) == "" {
				d.fail(v.pos, path, errors.New("empty string"))
			}
			*to = append(*to, v.text)
		})
	}
}

// folded is plain in lower case, for what is compared without regard to case.
func (d *decoder) folded(to *[]string) func(string, *entry) {
	return func(path string, e *entry) {
		d.plain(to)(path, e)
		for i, s := range *to {
			(*to)[i] = strings.ToLower(s)
		}
	}
}

// hosts reads host names and folds them as [Set.For] does.
func (d *decoder) hosts(to *[]string) func(string, *entry) {
	return func(path string, e *entry) {
		n := 0
		d.strings(path, e, func(v *value) {
			n++
			host, err := checkHost(v.text)
			if err != nil {
				d.fail(v.pos, path, err)
				return
			}
			it := d.item(v)
			it.raw = host
			d.doc.hosts = append(d.doc.hosts, it)
			*to = append(*to, host)
		})
		if n == 0 && path == "hosts" {
			d.fail(e.val.pos, path, errors.New("empty; a site is found by its host"))
		}
	}
}

// tri reads true or false into a value that was unstated before.
func (d *decoder) tri(to *Tri) func(string, *entry) {
	return func(path string, e *entry) {
		var b bool
		d.flag(&b)(path, e)
		if *to = No; b {
			*to = Yes
		}
	}
}

// pageKinds are the words of the kinds of page, as the Article's JSON form
// spells them.
func pageKinds() []string {
	return []string{
		"article", "news", "opinion", "review", "live", "gallery", "video", "recipe", "not-article", "forum",
		"product", "listing", "collection", "home", "error", "login",
	}
}

// expect reads the [[expect]] tables.
func (d *decoder) expect(path string, e *entry) {
	for _, t := range d.tables(path, e, unstable.ArrayTable) {
		x := Expect{Line: t.pos.line, Fields: map[string][]string{}}
		d.keys(path, t, d.expectKeys(&x))
		if x.Fixture == "" && t.get("fixture") == nil {
			d.fail(t.pos, dotted(path, "fixture"), errors.New("missing; it names the page below testdata"))
		}
		d.doc.expects = append(d.doc.expects, x)
	}
}

// expectKeys are the keys of an [[expect]] table: a few of its own and one for each
// field.
func (d *decoder) expectKeys(x *Expect) []key {
	keys := []key{
		{"fixture", d.text(&x.Fixture)}, {"url", d.text(&x.URL)}, {"layout", d.text(&x.Layout)},
		{"kind", d.word("page kind", pageKinds(), func(s string) { x.Kind = s })},
		{"first", d.text(&x.First)}, {"last", d.text(&x.Last)},
		{"with", d.plain(&x.With)}, {"without", d.plain(&x.Without)},
		{"promos", d.words("promo kind", term.PromoKindNames(), &x.Promos)},
		{"offers", d.plain(&x.Offers)},
		{"gate", d.tri(&x.Gate)}, {"withheld", d.tri(&x.Withheld)},
		{"policy", d.word("policy", term.PolicyNames(), func(s string) { x.Policy = s })},
		{"completeness", d.word("completeness", term.CompletenessNames(), func(s string) { x.Completeness = s })},
		{"finds", d.finds(&x.Finds)},
		{"promo", d.expectPromo(x)},
	}
	for _, f := range Fields() {
		keys = append(keys, key{f, d.expectField(x, f)})
	}
	return keys
}

// expectPromo reads the [[expect.promo]] tables. An empty one would hold for any
// promo and is refused.
func (d *decoder) expectPromo(x *Expect) func(string, *entry) {
	return func(path string, e *entry) {
		for _, t := range d.tables(path, e, unstable.ArrayTable) {
			p := ExpectPromo{Line: t.pos.line}
			d.keys(path, t, []key{
				{"kind", d.word("promo kind", term.PromoKindNames(), func(s string) { p.Kind = s })},
				{"placement", d.word("placement", term.PlacementNames(), func(s string) { p.Placement = s })},
				{"gate", d.tri(&p.Gate)}, {"vendor", d.text(&p.Vendor)}, {"heading", d.text(&p.Heading)},
				{"benefits", d.plain(&p.Benefits)}, {"actions", d.plain(&p.Actions)},
				{"offers", d.plain(&p.Offers)}, {"currencies", d.plain(&p.Currencies)},
			})
			if len(t.entries) == 0 {
				d.fail(t.pos, path, errors.New("empty; it states what a promo of the page must be"))
			}
			x.HasPromos = append(x.HasPromos, p)
		}
	}
}

// expectField reads the promise for one field. A string may be empty: the
// page then must not have the field.
func (d *decoder) expectField(x *Expect, field string) func(string, *entry) {
	return func(path string, e *entry) {
		if field == "authors" || field == "tags" {
			var list []string
			d.plain(&list)(path, e)
			x.Fields[field] = list
			return
		}
		if d.want(path, &e.val, unstable.String, "a string") {
			x.Fields[field] = []string{e.val.text}
		}
	}
}

// finds reads purposes with the number of elements behind each.
func (d *decoder) finds(to *[]string) func(string, *entry) {
	return func(path string, e *entry) {
		*to = []string{}
		d.strings(path, e, func(v *value) {
			at := strings.LastIndexByte(v.text, ' ')
			n, err := strconv.Atoi(v.text[at+1:])
			if at < 0 || err != nil || n < 1 {
				d.fail(v.pos, path, fmt.Errorf("%q needs the number of elements at its end, as in \"body 1\"", v.text))
			} else if p := v.text[:at]; !slices.Contains(purposes(), p) {
				d.fail(v.pos, path, unknownWord("purpose", p, purposes()))
			}
			*to = append(*to, v.text)
		})
	}
}

// purposes are what a selector can be for, as [Expect.Finds] names it.
var purposes = sync.OnceValue(func() []string {
	out := slices.Concat(term.RoleNames(), useNames[UsePromo:UseField], useNames[UseWithheld:], []string{"platform"})
	for _, f := range Fields() {
		out = append(out, "field "+f)
	}
	for _, w := range accessWords() {
		out = append(out, "access "+w)
	}
	return out
})

// words reads a list of words of a closed vocabulary.
func (d *decoder) words(what string, valid []string, to *[]string) func(string, *entry) {
	return func(path string, e *entry) {
		*to = []string{}
		d.strings(path, e, func(v *value) {
			if !slices.Contains(valid, v.text) {
				d.fail(v.pos, path, unknownWord(what, v.text, valid))
			}
			*to = append(*to, v.text)
		})
	}
}
