package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// expectTable drafts the [[expect]] table that an article meets, with an
// [[expect.promo]] for each promo: kind, place, gate, offers and actions. What a field
// does not hold is left out, except for authors, where none is a promise too, and the
// standfirst. It is a draft: whether what was found is right, a person has to say.
func expectTable(a *article.Article, fixture, address string) string {
	var b strings.Builder
	b.WriteString("[[expect]]\n")
	str := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, tomlString(value))
		}
	}
	str("fixture", fixture)
	str("url", address)
	str("title", a.Title)
	fmt.Fprintf(&b, "standfirst = %s\n", tomlString(a.Standfirst))
	names := make([]string, len(a.Authors))
	for i := range a.Authors {
		names[i] = a.Authors[i].Name
	}
	list(&b, "authors", names)
	if day := dayOf(a); day != "" {
		str("published", day)
	}
	first, last := ends(a)
	str("first", first)
	str("last", last)
	if without := promoWords(a); len(without) > 0 {
		list(&b, "without", without)
	}
	if a.Access.Withheld.Words > 0 {
		b.WriteString("withheld = true\n")
	}
	str("policy", string(a.Access.Policy))
	str("completeness", string(a.Access.Completeness))
	for i := range a.Promos {
		expectPromo(&b, &a.Promos[i])
	}
	return b.String()
}

// dayOf returns the day of publication, that of the page's readers where it is known.
func dayOf(a *article.Article) string {
	switch {
	case a.Published.Day != "":
		return a.Published.Day
	case a.Published.Time.IsZero():
		return ""
	}
	return a.Published.Time.Format("2006-01-02")
}

// expectPromo writes the table of one promo.
func expectPromo(b *strings.Builder, p *article.Promo) {
	fmt.Fprintf(b, "\n[[expect.promo]]\nkind = %s\n", tomlString(string(p.Kind)))
	if p.Placement != "" {
		fmt.Fprintf(b, "placement = %s\n", tomlString(string(p.Placement)))
	}
	fmt.Fprintf(b, "gate = %t\n", p.Gate)
	if len(p.Offers) > 0 {
		var offers []string
		for _, o := range p.Offers {
			offers = append(offers, o.Text)
		}
		list(b, "offers", offers)
	}
	if len(p.Actions) > 0 && len(p.Actions) <= 3 {
		var actions []string
		for _, a := range p.Actions {
			actions = append(actions, a.Text)
		}
		list(b, "actions", actions)
	}
}

// promoWords returns the first words of each promo that stands in the story and that
// the body does not have: they must stay out of it.
func promoWords(a *article.Article) []string {
	text := " " + strings.Join(strings.Fields(a.Text()), " ") + " "
	var out []string
	for _, p := range a.Promos {
		line, _, _ := strings.Cut(p.Text, "\n")
		words := strings.Fields(line)
		start := strings.Join(words[:min(len(words), endWords)], " ")
		if p.Placement == article.PlacementInBody && len(words) >= 3 && !strings.Contains(text, start) && !slices.Contains(out, start) {
			out = append(out, start)
		}
	}
	return out
}

// list writes a key with a list of strings.
func list(b *strings.Builder, key string, values []string) {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = tomlString(v)
	}
	fmt.Fprintf(b, "%s = [%s]\n", key, strings.Join(quoted, ", "))
}

// tomlString writes a basic string of TOML, whose escapes are Go's but for
// those of single bytes.
func tomlString(s string) string {
	return strings.ReplaceAll(strconv.Quote(s), `\x`, `\u00`)
}

// endWords is how many words of the body's first and last paragraph an
// expectation names.
const endWords = 6

// ends returns the first words of the body's text and the last, as a test compares
// them.
func ends(a *article.Article) (first, last string) {
	words := strings.Fields(a.Text())
	if len(words) == 0 {
		return "", ""
	}
	first = strings.Join(words[:min(len(words), endWords)], " ")
	last = strings.Join(words[max(0, len(words)-endWords):], " ")
	// Of a script without spaces a word is a paragraph.
	if r := []rune(first); len(r) > 60 {
		first = string(r[:24])
	}
	if r := []rune(last); len(r) > 60 {
		last = string(r[len(r)-24:])
	}
	return first, last
}
