package ruletest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/read"
	"github.com/gatefold/gatefold/rules"
)

// Update is a key of an [[expect]], or of an [[expect.promo]], whose value is not what
// the page gives.
type Update struct {
	File string
	// Line is that of the table.
	Line int
	Key  string
	// Value is what a run finds, as TOML.
	Value string
}

// WritableKeys are the keys of an [[expect]] that [Suite.Updates] can work out:
// those with one right value for each page, and promo for the keys of all
// [[expect.promo]]. What must and must not be in a body a person says.
func WritableKeys() []string {
	return append([]string{"layout", "kind", "first", "last", "promos", "offers", "promo", "gate", "withheld", "policy", "completeness", "finds"}, rules.Fields()...)
}

// ErrKey is returned for a key that has no value to write.
var ErrKey = errors.New("ruletest: no key that can be written")

// Updates returns what would make the named keys hold, for [SetKey]. Only keys that
// are stated and do not hold are among them: what a file does not promise is not made
// a promise. Of an [[expect.promo]] that no promo of the page fits, the keys are
// those of the nearest one that no other table has; where there is none, nothing is
// changed. A fixture that cannot be read, or that another file serves, is left out.
func (s *Suite) Updates(keys []string) ([]Update, error) {
	named := map[string]bool{}
	for _, k := range keys {
		if !slices.Contains(WritableKeys(), k) {
			return nil, fmt.Errorf("%w: %q, known are %s", ErrKey, k, strings.Join(WritableKeys(), ", "))
		}
		named[k] = true
	}
	proofs := s.proofs()
	all := read.Parallel(len(proofs), func(i int) []Update { return s.updates(&proofs[i], named) })
	return slices.Concat(all...), nil
}

// updates works out those of one page.
func (s *Suite) updates(p *proof, named map[string]bool) []Update {
	data, err := read.File(s.fixtures, p.want.Fixture)
	if err != nil {
		return nil
	}
	rep, err := read.Explain(s.ruled, data, p.want.URL)
	if err != nil || p.head.Kind != rules.Vendor && rep.Article.Rule.File != p.head.File {
		return nil
	}
	var out []Update
	for _, f := range p.check(s.ruled, data) {
		if !named[f.What] || f.What == "promo" {
			continue
		}
		if v, ok := p.value(f.What, rep.Article); ok {
			out = append(out, Update{p.head.File, p.want.Line, f.What, v})
		}
	}
	if named["finds"] {
		if got := finds(rep, &p.head); p.want.Finds != nil && !slices.Equal(got, p.want.Finds) && !slices.ContainsFunc(out, func(u Update) bool { return u.Key == "finds" }) {
			out = append(out, Update{p.head.File, p.want.Line, "finds", quoteList(got)})
		} else {
			for i := range out {
				if out[i].Key == "finds" {
					out[i].Value = quoteList(got)
				}
			}
		}
	}
	if named["promo"] {
		out = append(out, p.promoUpdates(rep.Article)...)
	}
	return out
}

// value returns what the page gives for a key, as much of it as the file states.
func (p *proof) value(key string, a *article.Article) (string, bool) {
	text := collapse(a.Text())
	switch key {
	case "layout":
		return tomlString(layoutName(p.rule, a.Rule.Layout)), true
	case "kind":
		return tomlString(string(a.Kind)), true
	case "first":
		return tomlString(head(text, p.want.First)), text != ""
	case "last":
		return tomlString(tail(text, p.want.Last)), text != ""
	case "promos", "offers":
		list := []string{}
		for _, promo := range a.Promos {
			if key == "promos" {
				list = append(list, string(promo.Kind))
			}
			for _, o := range promo.Offers {
				if key == "offers" {
					list = append(list, o.Text)
				}
			}
		}
		return tomlList(list), true
	case "gate":
		return strconv.FormatBool(slices.ContainsFunc(a.Promos, func(p article.Promo) bool { return p.Gate && !p.Hidden })), true
	case "withheld":
		return strconv.FormatBool(a.Access.Withheld.Words > 0), true
	case "policy":
		return tomlString(string(a.Access.Policy)), true
	case "completeness":
		return tomlString(string(a.Access.Completeness)), true
	case "finds":
		return "", true
	case "authors", "tags":
		return tomlList(FieldValues(a, key)), true
	case "published", "modified":
		got := strings.Join(FieldValues(a, key), "")
		if want := p.want.Fields[key]; len(want) > 0 && len(want[0]) < len(got) && want[0] != "" {
			got = got[:len(want[0])] // the part that counts
		}
		return tomlString(got), true
	}
	return tomlString(collapse(strings.Join(FieldValues(a, key), ""))), true
}

// head returns as many words from the start of a text as another has; of a text
// without spaces as many characters.
func head(text, like string) string {
	words, n := strings.Fields(text), len(strings.Fields(like))
	if n <= 1 && len(like) > 0 {
		r := []rune(text)
		return string(r[:min(len(r), len([]rune(like)))])
	}
	return strings.Join(words[:min(len(words), n)], " ")
}

// tail is head from the other end.
func tail(text, like string) string {
	words, n := strings.Fields(text), len(strings.Fields(like))
	if n <= 1 && len(like) > 0 {
		r := []rune(text)
		return string(r[max(0, len(r)-len([]rune(like))):])
	}
	return strings.Join(words[max(0, len(words)-n):], " ")
}

// promoUpdates gives each [[expect.promo]] that no promo fits the nearest of those
// that are left over.
func (p *proof) promoUpdates(a *article.Article) []Update {
	c := comparison{proof: p, a: a}
	servedBy := make([]int, len(a.Promos))
	var lost []*rules.ExpectPromo
	for i := range p.want.HasPromos {
		if !c.assign(i, servedBy, make([]bool, len(a.Promos))) {
			lost = append(lost, &p.want.HasPromos[i])
		}
	}
	var out []Update
	for _, want := range lost {
		best, least := -1, 0
		for k := range a.Promos {
			if servedBy[k] != 0 || string(a.Promos[k].Kind) != want.Kind && want.Kind != "" {
				continue // another kind is another promo
			}
			if d := differences(&a.Promos[k], want); best < 0 || d.n < least {
				best, least = k, d.n
			}
		}
		if best < 0 {
			continue
		}
		servedBy[best] = -1
		out = append(out, p.promoKeys(&a.Promos[best], want)...)
	}
	return out
}

// promoKeys are the keys of a table that a promo does not fit.
func (p *proof) promoKeys(promo *article.Promo, want *rules.ExpectPromo) []Update {
	actions, offers, currencies := []string{}, []string{}, []string{}
	for _, a := range promo.Actions {
		actions = append(actions, a.Text)
	}
	for i := range promo.Offers {
		offers, currencies = append(offers, promo.Offers[i].Text), append(currencies, promo.Offers[i].Currency)
	}
	var out []Update
	for _, k := range []struct {
		key    string
		stated rules.ExpectPromo // the key alone
		value  string
	}{
		{"placement", rules.ExpectPromo{Placement: want.Placement}, tomlString(string(promo.Placement))},
		{"vendor", rules.ExpectPromo{Vendor: want.Vendor}, tomlString(promo.Vendor)},
		{"heading", rules.ExpectPromo{Heading: want.Heading}, tomlString(collapse(promo.Heading))},
		{"gate", rules.ExpectPromo{Gate: want.Gate}, strconv.FormatBool(promo.Gate)},
		{"benefits", rules.ExpectPromo{Benefits: want.Benefits}, tomlList(promo.Benefits)},
		{"actions", rules.ExpectPromo{Actions: want.Actions}, tomlList(actions)},
		{"offers", rules.ExpectPromo{Offers: want.Offers}, tomlList(offers)},
		{"currencies", rules.ExpectPromo{Currencies: want.Currencies}, tomlList(currencies)},
	} {
		if differences(promo, &k.stated).n > 0 {
			out = append(out, Update{p.head.File, want.Line, k.key, k.value})
		}
	}
	return out
}

// tomlList writes a list of strings as TOML.
func tomlList(list []string) string {
	quoted := make([]string, len(list))
	for i, s := range list {
		quoted[i] = tomlString(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// tomlString writes a basic string of TOML, whose escapes are Go's but for those of
// single bytes.
func tomlString(s string) string { return strings.ReplaceAll(strconv.Quote(s), `\x`, `\u00`) }

// SetKey writes a key into the table that starts at a line of a rule file, counted
// from 1: in place of the value that is there, of one line or several, or at the
// table's end. All other bytes stay, comments behind the value too: a file is
// written by hand, and its comments and order are worth more than a uniform print.
func SetKey(file []byte, line int, key, value string) []byte {
	lines := bytes.SplitAfter(file, []byte("\n"))
	if line < 1 || line > len(lines) {
		return file
	}
	// The last line of the table that is not blank: a new key goes behind it.
	last := line - 1
	for i := line; i < len(lines) && !bytes.HasPrefix(bytes.TrimSpace(lines[i]), []byte("[")); {
		name, _, isKey := bytes.Cut(lines[i], []byte("="))
		end, rest := i, []byte(nil)
		if isKey {
			end, rest = valueEnd(lines, i, len(name)+1)
		}
		if isKey && string(bytes.TrimSpace(name)) == key {
			text := slices.Concat(bytes.TrimRight(name, " \t"), []byte(alignment(name)+"= "+value), rest)
			return bytes.Join(slices.Replace(lines, i, end+1, text), nil)
		}
		if t := bytes.TrimSpace(lines[i]); len(t) > 0 && t[0] != '#' {
			last = end
		}
		i = end + 1
	}
	if !bytes.HasSuffix(lines[last], []byte("\n")) {
		lines[last] = append(slices.Clone(lines[last]), '\n')
	}
	return bytes.Join(slices.Insert(lines, last+1, []byte(key+" = "+value+"\n")), nil)
}

// alignment is the white space between a key and its sign.
func alignment(name []byte) string { return string(name[len(bytes.TrimRight(name, " \t")):]) }

// valueEnd returns the line on which the value that begins on a line ends, and what
// stands behind it there: a comment, the line's end.
func valueEnd(lines [][]byte, line, from int) (int, []byte) {
	depth, quote := 0, byte(0)
	for i := line; i < len(lines); i++ {
		text := lines[i]
		if i > line {
			from = 0
		}
		done := -1 // where the value ended on this line
		for k := from; k < len(text); k++ {
			switch c := text[k]; {
			case quote != 0:
				if c == '\\' && quote == '"' {
					k++
				} else if c == quote {
					quote = 0
					done = k + 1
				}
			case c == '#':
				if depth == 0 {
					return i, before(text, done, k)
				}
				k = len(text) // a comment inside of a list
			case c == '"' || c == '\'':
				quote = c
			case c == '[':
				depth++
			case c == ']':
				depth--
				done = k + 1
			case c > ' ':
				done = k + 1
			}
		}
		if depth <= 0 {
			return i, before(text, done, len(text))
		}
	}
	return len(lines) - 1, nil
}

// before returns what stands on a line behind the value, white space before a comment
// too.
func before(text []byte, done, end int) []byte {
	if done < 0 || done > end {
		done = end
	}
	return text[done:]
}
