package article

import (
	"bytes"
	"encoding/json"
	"slices"
)

// plainArticle is an Article without its methods, so that encoding/json reads
// and writes the fields themselves.
type plainArticle Article

// articleJSON is the JSON form: the fields of Article with text after body.
// The fields from Body on hide those of plainArticle, which gives them their
// place in the order.
type articleJSON struct {
	plainArticle
	Body          Blocks                `json:"body"`
	Text          string                `json:"text"`
	Asides        []Aside               `json:"asides,omitempty"`
	Promos        []Promo               `json:"promos"`
	Access        Access                `json:"access"`
	Rights        []Right               `json:"rights,omitempty"`
	Rule          Rule                  `json:"rule,omitzero"`
	Sources       map[string]Provenance `json:"sources,omitempty"`
	Disagreements []Disagreement        `json:"disagreements,omitempty"`
	SchemaOrg     []map[string]any      `json:"schema_org,omitempty"`
}

// MarshalJSON returns the article's JSON form, which docs/article.schema.json
// describes: the fields in their order, and after body the field text with
// what [Article.Text] returns. A zero Kind is written as "article", a zero
// Policy and Completeness as "unknown"; authors, body, promos and the lists of
// evidence are arrays even where they are empty.
//
// Who has nothing but the article to write calls it: [json.Marshal] goes over its result
// once more, which takes three times as long.
//
// The characters <, > and & are left as they are. [json.Marshal] escapes them
// afterwards, as always; an encoder with SetEscapeHTML(false) does not.
func (a Article) MarshalJSON() ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(a.jsonForm()); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// UnmarshalJSON reads what MarshalJSON writes. The field text follows from
// body and is ignored.
func (a *Article) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, (*plainArticle)(a))
}

func (a *Article) jsonForm() *articleJSON {
	f := &articleJSON{
		plainArticle:  plainArticle(*a),
		Body:          notNil(a.Body),
		Text:          a.Text(),
		Asides:        a.Asides,
		Promos:        notNil(a.Promos),
		Access:        a.Access.jsonForm(),
		Rights:        a.Rights,
		Rule:          a.Rule,
		Sources:       a.Sources,
		Disagreements: a.Disagreements,
		SchemaOrg:     a.SchemaOrg,
	}
	f.Authors = notNil(a.Authors)
	if f.Kind == "" {
		f.Kind = KindArticle
	}
	return f
}

func (a Access) jsonForm() Access {
	if a.Policy == "" {
		a.Policy = PolicyUnknown
	}
	if a.Completeness == "" {
		a.Completeness = CompletenessUnknown
	}
	a.Evidence = notNil(a.Evidence)
	a.Conflicts = slices.Clone(a.Conflicts)
	for i := range a.Conflicts {
		a.Conflicts[i].Evidence = notNil(a.Conflicts[i].Evidence)
	}
	return a
}

func notNil[E any](s []E) []E {
	if s == nil {
		return []E{}
	}
	return s
}
