package selector

import (
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
)

// maxLength and maxParts bound a selector. The longest hand-written one seen
// has 9 compounds; a page may state its own selectors in JSON-LD.
const (
	maxLength = 4096
	maxParts  = 32
)

// complexSel is one alternative of a selector group: compounds from left to
// right, and joins[i] the combinator between compounds i and i+1.
//
//	div.story > p a   parts: div.story, p, a   joins: '>', ' '
type complexSel struct {
	parts []compound
	joins []byte
}

// compound is a run of simple selectors that all look at one element.
type compound struct {
	tag     string
	ids     []string
	classes []string
	tests   []simple
}

// simple is a test other than a plain tag, id or class.
type simple struct {
	kind kind
	attr cascadia.Sel // for kindAttr
	key  string       // for kindAttr
	// part is a text that the attribute's value must contain, for kindAttr. It
	// is empty where the test promises none.
	part string
	args []compound // for kindNot and kindHas: alternatives
}

type kind uint8

const (
	kindAttr kind = iota
	kindNot
	kindHas
	kindFirstChild
	kindLastChild
	kindOnlyChild
	kindFirstOfType
	kindLastOfType
	kindOnlyOfType
	kindEmpty
	kindRoot
)

// pseudo are the pseudo-classes that a static page can answer in constant
// time after one look at each list of children. What depends on a reader (:hover,
// :checked) or counts (:nth-child) is missing on purpose; [Check] says what to
// write instead.
var pseudo = map[string]kind{
	"not": kindNot, "has": kindHas,
	"first-child": kindFirstChild, "last-child": kindLastChild, "only-child": kindOnlyChild,
	"first-of-type": kindFirstOfType, "last-of-type": kindLastOfType, "only-of-type": kindOnlyOfType,
	"empty": kindEmpty, "root": kindRoot,
}

// parse splits a selector group and reports what may not stand in it. cascadia
// judges the grammar; what follows only judges the cost and cuts the text up.
func parse(sel string) ([]complexSel, error) {
	if len(sel) > maxLength {
		return nil, fmt.Errorf("%d bytes are too long for a selector; %d are allowed", len(sel), maxLength)
	}
	// cascadia takes a comment for white space, and every place that skips space
	// here would have to do the same.
	if strings.Contains(sel, "/*") {
		return nil, fmt.Errorf(`a selector holds no comments ("/*"); write it beside the selector`)
	}
	if _, err := cascadia.ParseGroup(sel); err != nil {
		return nil, err
	}
	p := parser{cursor: cursor{s: sel}}
	var out []complexSel
	for {
		c, err := p.complex()
		if err != nil {
			return nil, err
		}
		out = append(out, c)
		if !p.take(',') {
			break
		}
	}
	// cascadia has read all of it, so a rest means that the cursor found another
	// border than cascadia. That is refused and not passed over: half a selector
	// would match more than its author wrote.
	if !p.done() {
		return nil, fmt.Errorf("%q is not understood", p.s[p.i:])
	}
	return out, nil
}

// parser reads selectors by recursive descent: a group of complex selectors, made of
// compounds, made of simple ones. Arguments of :not and :has begin again.
type parser struct {
	cursor
	// in is the pseudo-class whose argument is being read: "", "not", "has",
	// or "has" for a :not inside a :has.
	in string
}

// complex reads one alternative of a group, up to a comma, a closing parenthesis
// or the end.
func (p *parser) complex() (complexSel, error) {
	var out complexSel
	p.space()
	for {
		start := p.i
		c, err := p.compound()
		if err != nil {
			return out, err
		}
		// A compound that consumed nothing would be read again for ever.
		if p.i == start {
			return out, fmt.Errorf("%q is not understood", p.s[p.i:])
		}
		out.parts = append(out.parts, c)
		if len(out.parts) > maxParts {
			return out, fmt.Errorf("more than %d compounds; name fewer ancestors", maxParts)
		}
		join, err := p.combinator()
		if err != nil || join == 0 {
			return out, err
		}
		out.joins = append(out.joins, join)
	}
}

// combinator reads what stands between two compounds. It returns 0 at the end
// of the complex selector. White space is a combinator only if nothing stronger
// follows: "a > b" holds one, not three.
func (p *parser) combinator() (byte, error) {
	var join byte
	if p.space() {
		join = ' '
	}
	switch c := p.peek(); c {
	case 0, ',', ')':
		return 0, nil
	case '~':
		return 0, fmt.Errorf(`"~" costs the square of the siblings; use "+", or a class of the element itself: %q`, p.s[p.i:])
	case '>', '+':
		p.i++
		p.space()
		return c, nil
	}
	return join, nil
}

// compound reads the simple selectors that stand without white space between
// them. Only the first can be a tag. "*" asks for nothing and leaves the
// compound as it is.
func (p *parser) compound() (compound, error) {
	var c compound
	switch b := p.peek(); {
	case b == '*':
		p.i++
		if p.peek() == '|' {
			return c, fmt.Errorf(`namespaces ("*|*") have no meaning on a page; write "*"`)
		}
	case isName(b) || b == '\\':
		c.tag = lower(p.name())
	}
	for {
		switch p.peek() {
		case '#':
			p.i++
			c.ids = append(c.ids, p.name())
		case '.':
			p.i++
			c.classes = append(c.classes, p.name())
		case '[':
			t, err := p.attr()
			if err != nil {
				return c, err
			}
			c.tests = append(c.tests, t)
		case ':':
			t, err := p.pseudo()
			if err != nil {
				return c, err
			}
			c.tests = append(c.tests, t)
		default:
			return c, nil
		}
	}
}

// attr reads an attribute test. cascadia has extensions of its own, which browsers
// refuse and which are therefore refused here: a rule should mean the same in the
// console of the browser in which its author tried it. cascadia decides the match
// later, so that the meaning of the operators stands in one place.
func (p *parser) attr() (simple, error) {
	src := p.bracket()
	k := cursor{s: src, i: 1}
	k.space()
	key := lower(k.name())
	k.space()
	switch k.peek() {
	case '#':
		return simple{}, fmt.Errorf("%s: regular expressions are not CSS; use ^=, $= or *=", src)
	case '!':
		return simple{}, fmt.Errorf("%s: != is not CSS; use :not([%s=…])", src, key)
	}
	sel, err := cascadia.Parse(src)
	if err != nil {
		return simple{}, err
	}
	return simple{kind: kindAttr, attr: sel, key: key, part: valueOf(sel.String(), key)}, nil
}

// valueOf returns the value from cascadia's spelling of an attribute test,
// [key*="value"], which resolves escapes and adds none. Every operator that is
// allowed wants it in the attribute. For [key] and with the i flag it is "".
func valueOf(spelt, key string) string {
	_, val, _ := strings.Cut(spelt[1+len(key):], `"`)
	if strings.HasSuffix(spelt, `" i]`) || val == "" {
		return ""
	}
	return strings.TrimSuffix(val, `"]`)
}

// pseudo reads a pseudo-class with its arguments. A :has may stand inside a :not
// and a :not inside a :has, but no :has inside a :has, not even through a :not
// between them: p.in stays "has" for all that is below one.
func (p *parser) pseudo() (simple, error) {
	p.i++
	name := lower(p.name())
	k, ok := pseudo[name]
	if !ok {
		return simple{}, fmt.Errorf(":%s is not allowed; %s", name, instead(name))
	}
	if k != kindNot && k != kindHas {
		return simple{kind: k}, nil
	}
	if k == kindHas && p.in == "has" {
		return simple{}, fmt.Errorf(":has inside :has costs a walk of the page for each element; use one :has, or two selectors")
	}
	outer := p.in
	if p.in != "has" {
		p.in = name
	}
	defer func() { p.in = outer }()
	args, err := p.arguments(name)
	return simple{kind: k, args: args}, err
}

// arguments reads the alternatives in the parentheses of :not and :has. Each is
// one compound, which can be answered by looking at a single element.
func (p *parser) arguments(name string) ([]compound, error) {
	p.take('(')
	var out []compound
	for {
		start := p.i
		c, err := p.complex()
		if err != nil {
			return nil, err
		}
		if len(c.parts) > 1 {
			return nil, fmt.Errorf(":%s(%s): no combinator may stand inside; name one element", name, strings.TrimSpace(p.s[start:p.i]))
		}
		out = append(out, c.parts[0])
		p.space()
		if !p.take(',') {
			break
		}
	}
	p.take(')')
	return out, nil
}

// instead says what to write for a pseudo-class that is not allowed.
func instead(name string) string {
	switch name {
	case "contains", "containsown", "matches", "matchesown":
		return "text is matched by the lexicon, not by selectors; use a class, an id or an attribute"
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		return "counting breaks at the next redesign; use a class, :first-child, :last-child or +"
	case "haschild":
		return "it is not CSS; use :has"
	case "enabled", "disabled", "checked", "link", "lang", "input":
		return "use an attribute test such as [disabled], a[href] or [lang|=en]"
	}
	return "it never matches a saved page"
}
