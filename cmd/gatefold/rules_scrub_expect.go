package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/article"
)

// expectTable drafts the [[expect]] table that an article meets. What a field
// does not hold is left out, except for authors and promos, where none is a promise
// too. It is a draft: whether what was found is right, a person has to say.
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
	str("standfirst", a.Standfirst)
	names := make([]string, len(a.Authors))
	for i := range a.Authors {
		names[i] = a.Authors[i].Name
	}
	list(&b, "authors", names)
	if !a.Published.Time.IsZero() {
		str("published", a.Published.Time.Format("2006-01-02"))
	}
	first, last := ends(a.Body)
	str("first", first)
	str("last", last)
	kinds := make([]string, len(a.Promos))
	var offers []string
	gate := false
	for i, p := range a.Promos {
		kinds[i] = string(p.Kind)
		gate = gate || p.Gate
		for _, o := range p.Offers {
			offers = append(offers, o.Text)
		}
	}
	list(&b, "promos", kinds)
	if len(offers) > 0 {
		list(&b, "offers", offers)
	}
	fmt.Fprintf(&b, "gate = %t\n", gate)
	str("policy", string(a.Access.Policy))
	str("completeness", string(a.Access.Completeness))
	return b.String()
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

// ends returns the first words of the first paragraph and the last words of the last.
// Headings and lists are passed over: they change with the layout.
func ends(body []article.Block) (first, last string) {
	var texts []string
	for _, block := range body {
		if text := strings.TrimSpace(block.Text); text != "" && block.Kind == article.BlockParagraph {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return "", ""
	}
	head, tail := strings.Fields(texts[0]), strings.Fields(texts[len(texts)-1])
	return strings.Join(head[:min(len(head), endWords)], " "), strings.Join(tail[max(0, len(tail)-endWords):], " ")
}
