package meta

import "strings"

// Right is one statement of the page about what machines may do with it.
type Right struct {
	// Name is the statement: tdm-reservation, tdm-policy, noai, noimageai,
	// noarchive, nosnippet, noindex, max-snippet, license, rsl.
	Name string
	// Value is as the page spells it, and Source where it stood.
	Value  string
	Source string
}

// robotsWords are the directives of a robots meta that reserve something.
var robotsWords = [...]string{"noai", "noimageai", "noarchive", "nosnippet", "noindex", "nocache", "noimageindex", "notranslate"}

// rights keeps the statements for machines, each once.
func (c *collector) rights() {
	for i := range c.data.Metas {
		m := &c.data.Metas[i]
		switch m.Name {
		case "tdm-reservation", "tdm-policy":
			c.right(m.Name, m.Content, "meta:"+m.Name)
		default:
			if strings.HasSuffix(m.Name, "bot") || strings.HasSuffix(m.Name, "robots") || strings.HasPrefix(m.Name, "googlebot") {
				c.robots(m)
			}
		}
	}
	for _, l := range c.links {
		switch {
		case hasWord(l.rel, "license"):
			c.right("license", l.href, "link:license")
		case strings.EqualFold(l.kind, "application/rsl+xml"):
			c.right("rsl", l.href, "link:rsl")
		}
	}
	for _, key := range [...]string{"license", "usageInfo", "acquireLicensePage"} {
		if text := c.data.Article.Get(key).Text(); text != "" {
			c.right(key, text, "jsonld:"+key)
		}
	}
}

// robots reads a robots meta. One for a single crawler keeps its name in the
// source.
func (c *collector) robots(m *MetaTag) {
	for word := range strings.FieldsFuncSeq(m.Content, func(r rune) bool { return r == ',' || r == ';' || r <= ' ' }) {
		low := strings.ToLower(word)
		if limit, ok := strings.CutPrefix(low, "max-snippet:"); ok && limit != "-1" {
			c.right("max-snippet", limit, "meta:"+m.Name)
			continue
		}
		for _, w := range robotsWords {
			if low == w {
				c.right(w, word, "meta:"+m.Name)
			}
		}
	}
}

func (c *collector) right(name, value, source string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	for _, r := range c.data.Rights {
		if r.Name == name && r.Source == source {
			return
		}
	}
	c.data.Rights = append(c.data.Rights, Right{name, strings.Clone(value), source})
}

// hasWord reports whether a list of words separated by spaces has word.
func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
