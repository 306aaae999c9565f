package record

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"github.com/gatefold/gatefold/internal/gold/blocks"
)

// ParsePage parses a page as it was parsed when its blocks were numbered: the charset is
// that of the page's own statement only where the bytes are no UTF-8.
func ParsePage(src []byte) (*html.Node, error) {
	if !utf8.Valid(src) {
		if r, err := charset.NewReader(bytes.NewReader(src), "text/html"); err == nil {
			return html.Parse(r)
		}
	}
	return html.Parse(bytes.NewReader(src))
}

// Compile joins a record with its page to the labels as they are scored.
func (r *Record) Compile(src []byte) (blocks.Page, error) {
	doc, err := ParsePage(src)
	if err != nil {
		return blocks.Page{}, fmt.Errorf("labels: page %q: %w", r.ID, err)
	}
	c := compiler{Record: r, src: src, doc: doc, runs: blocks.Outline(doc)}
	c.roles = make([]blocks.Role, len(c.runs))
	p, err := c.page()
	if err != nil {
		return p, fmt.Errorf("labels: %s: page %q: %w", r.Where, r.ID, err)
	}
	return p, nil
}

type compiler struct {
	*Record
	src   []byte
	doc   *html.Node
	runs  []blocks.Run
	roles []blocks.Role
}

func (c *compiler) page() (blocks.Page, error) {
	kind, _, _ := strings.Cut(c.get("kind"), " ")
	p := blocks.Page{ID: c.ID, URL: c.get("url"), Kind: kind, Lang: c.get("lang")}
	p.Policy, p.PolicyAlt = verdict(c.get("policy"))
	p.Content, p.ContentAlt = verdict(c.get("content"))
	err := errors.Join(c.roleFields(&p), c.promos(&p))
	p.Title = cmp.Or(p.Title, c.joined(blocks.Title))
	p.Kicker = cmp.Or(p.Kicker, c.joined(blocks.Kicker))
	p.Standfirst = cmp.Or(p.Standfirst, c.joined(blocks.Standfirst))
	for i, run := range c.runs {
		if run.Text != "" {
			p.Blocks = append(p.Blocks, blocks.Block{Role: cmp.Or(c.roles[i], blocks.Nav), Text: run.Text, Hidden: run.Hidden})
		}
	}
	return p, err
}

// verdict reads "metered alt=free,unknown ev=…". The evidence is for readers.
func verdict(value string) (string, []string) {
	value, _, _ = strings.Cut(value, "ev=")
	words := strings.Fields(value)
	if len(words) == 0 {
		return "", nil
	}
	if len(words) > 1 {
		if alt, ok := strings.CutPrefix(words[1], "alt="); ok {
			return words[0], strings.Split(alt, ",")
		}
	}
	return words[0], nil
}

// roleFields gives the blocks their roles, and the page its fields that are stated.
func (c *compiler) roleFields(p *blocks.Page) error {
	var errs []error
	for _, role := range numbered {
		for _, f := range c.Record.Fields {
			if f.Key == string(role) {
				errs = append(errs, c.field(p, role, f.Value))
			}
		}
	}
	return errors.Join(errs...)
}

func (c *compiler) field(p *blocks.Page, role blocks.Role, value string) error {
	if said, ok := strings.CutPrefix(value, "="); ok {
		text, err := c.said(strings.TrimSpace(said))
		switch role {
		case blocks.Title:
			p.Title = text
		case blocks.Kicker:
			p.Kicker = text
		case blocks.Standfirst:
			p.Standfirst = text
		case blocks.Date:
			p.Date = text
		}
		return err
	}
	mark := "published="
	if role == blocks.Byline {
		mark = "authors="
	}
	list, rest, _ := strings.Cut(value, mark)
	rest = strings.TrimSpace(rest)
	switch {
	case rest == "":
	case role == blocks.Byline:
		p.Authors = nil
		for _, name := range strings.FieldsFunc(rest, func(r rune) bool { return r == ';' || r == ',' }) {
			if name = strings.TrimSpace(name); name != "" {
				p.Authors = append(p.Authors, name)
			}
		}
	case role == blocks.Date:
		p.Date = rest[:min(len(rest), len("2006-01-02"))]
	}
	return c.give(list, role)
}

// give gives a role to the blocks of a list.
func (c *compiler) give(list string, role blocks.Role) error {
	ids, err := numbers(list, len(c.runs))
	for _, i := range ids {
		c.roles[i] = role
	}
	return err
}

var partOfBlock = regexp.MustCompile(`^@(\d+) (\d+)-(\d+)$`)

// said resolves what stands after "=": a part of a block, by its characters, a property
// of the head's meta elements, or the words themselves.
//
//	kicker: = @24 0-12
//	standfirst: = @og:description
//	title: = Harbour closed
func (c *compiler) said(value string) (string, error) {
	name, ok := strings.CutPrefix(value, "@")
	if !ok {
		return value, nil
	}
	m := partOfBlock.FindStringSubmatch(value)
	if m == nil {
		return c.metaContent(name)
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // digits; what is too large is no block
	}
	if n[0] >= len(c.runs) {
		return "", fmt.Errorf("block %d of a page with %d", n[0], len(c.runs))
	}
	text := []rune(c.runs[n[0]].Text)
	if n[1] >= n[2] || n[2] > len(text) {
		return "", fmt.Errorf("characters %d to %d of a block with %d", n[1], n[2], len(text))
	}
	return string(text[n[1]:n[2]]), nil
}

// metaContent is the content of the first meta element of a property or name, in the
// charset that the page states, wherever it does: the walk that numbered the blocks looks
// for it in the first 1024 bytes only.
func (c *compiler) metaContent(name string) (string, error) {
	doc := c.doc
	if label := metaOf(doc, "", "charset"); label != "" && !utf8.Valid(c.src) {
		if r, err := charset.NewReaderLabel(label, bytes.NewReader(c.src)); err == nil {
			if doc, err = html.Parse(r); err != nil {
				return "", err
			}
		}
	}
	if content := metaOf(doc, name, "content"); content != "" {
		return strings.Join(strings.Fields(content), " "), nil
	}
	return "", fmt.Errorf("the page has no meta element %q", name)
}

// metaOf is an attribute of the first meta element that has it and the name or property;
// with no name, of any. A charset may stand in the element's content.
func metaOf(doc *html.Node, name, key string) string {
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Meta {
			continue
		}
		if name == "" {
			if _, label, ok := strings.Cut(blocks.Attr(n, "content"), "charset="); ok {
				return label
			}
		} else if blocks.Attr(n, "property") != name && blocks.Attr(n, "name") != name {
			continue
		}
		if value := blocks.Attr(n, key); value != "" {
			return value
		}
	}
	return ""
}

// joined is the text of all blocks of a role.
func (c *compiler) joined(role blocks.Role) string {
	var texts []string
	for i, r := range c.roles {
		if r == role {
			texts = append(texts, c.runs[i].Text)
		}
	}
	return strings.Join(texts, " ")
}

var (
	whereOf = regexp.MustCompile(`where=(\S+)`)
	offerOf = regexp.MustCompile(`offer="([^"]*)"`)
)

// promos reads the lines of promos and gives their blocks that role.
func (c *compiler) promos(p *blocks.Page) error {
	var errs []error
	for _, f := range c.Record.Fields {
		if f.Key != "promo" {
			continue
		}
		promo, err := c.promo(f)
		p.Promos = append(p.Promos, promo)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

func (c *compiler) promo(f Field) (blocks.Promo, error) {
	words := strings.Fields(f.Head)
	if len(words) == 0 || !slices.Contains(promoKinds, words[0]) {
		return blocks.Promo{}, fmt.Errorf("promo of kind %q", f.Head)
	}
	promo := blocks.Promo{Kind: words[0], Gate: slices.Contains(words, "gate"), Hidden: slices.Contains(words, "hidden")}
	if m := whereOf.FindStringSubmatch(f.Head); m != nil {
		promo.Where = m[1]
	}
	ids, err := numbers(f.Value, len(c.runs))
	var lines []string
	for _, i := range ids {
		c.roles[i] = blocks.Advert
		if text := c.runs[i].Text; text != "" {
			lines = append(lines, text)
		}
	}
	promo.Text = strings.Join(lines, "\n")
	if m := offerOf.FindStringSubmatch(f.Head); m != nil && err == nil {
		promo.Offers, err = offers(m[1])
	}
	return promo, err
}

var offerForm = regexp.MustCompile(`^\s*([\d.,]+)\s*([A-Z]{3})?\s*(?:/\s*(.*?))?\s*(trial)?\s*$`)

// offers reads "0 EUR/1 month trial; 9.99 EUR/month".
func offers(list string) ([]blocks.Offer, error) {
	var all []blocks.Offer
	for part := range strings.SplitSeq(list, ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		m := offerForm.FindStringSubmatch(part)
		if m == nil {
			return nil, fmt.Errorf("offer %q", part)
		}
		all = append(all, blocks.Offer{
			Amount: strings.ReplaceAll(m[1], ",", "."), Currency: m[2], Period: strings.TrimSpace(m[3]), Trial: m[4] != "",
		})
	}
	return all, nil
}
