package blocks

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/gatefold/gatefold/article"
)

// Output is what an extractor says of a page, in the form that the labels' own
// scorer reads, one object a line.
type Output struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Title   string   `json:"title"`
	Authors []string `json:"authors"`
	Date    string   `json:"date"`
	// The rest is asked of those alone that say a policy.
	Standfirst   string          `json:"standfirst,omitempty"`
	Kicker       string          `json:"kicker,omitempty"`
	Section      string          `json:"section,omitempty"`
	Policy       string          `json:"policy,omitempty"`
	Completeness string          `json:"completeness,omitempty"`
	Withheld     bool            `json:"withheld,omitempty"`
	Promos       []ReturnedPromo `json:"promos,omitempty"`
}

// ReturnedPromo is a promo as an extractor returns it.
type ReturnedPromo struct {
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Gate   bool   `json:"gate"`
	Hidden bool   `json:"hidden"`
	// Placement is where it stands, in the words of the labels' where.
	Placement string          `json:"placement,omitempty"`
	Offers    []ReturnedOffer `json:"offers,omitempty"`
}

// ReturnedOffer is a price as an extractor returns it.
type ReturnedOffer struct {
	Amount string `json:"amount"`
}

// OutputOf returns what Gatefold says of the page id.
func OutputOf(id string, art *article.Article) Output {
	o := Output{
		ID: id, Text: art.Text(), Title: art.Title, Date: art.Published.Day, Standfirst: art.Standfirst,
		Kicker: art.Kicker, Section: art.Section, Policy: string(art.Access.Policy),
		Completeness: string(art.Access.Completeness), Withheld: art.Access.Withheld.Words > 0,
	}
	for _, a := range art.Authors {
		o.Authors = append(o.Authors, a.Name)
	}
	for _, p := range art.Promos {
		r := ReturnedPromo{Kind: string(p.Kind), Text: p.Text, Gate: p.Gate, Hidden: p.Hidden, Placement: string(p.Placement)}
		for _, offer := range p.Offers {
			r.Offers = append(r.Offers, ReturnedOffer{offer.Amount})
			if offer.Renewal.Amount != "" { // the labels list it as an offer of its own
				r.Offers = append(r.Offers, ReturnedOffer{offer.Renewal.Amount})
			}
		}
		o.Promos = append(o.Promos, r)
	}
	return o
}

// Day writes the day of a moment, "" for none.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// ReadOutputs reads what an extractor has written, an object a line, by page. A key that
// is none of [Output] is an error, so that a misspelt one does not count as a field that
// was not found; so is a page that comes twice.
func ReadOutputs(file string) (map[string]Output, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("blocks: %w", err)
	}
	defer f.Close()
	all := map[string]Output{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var o Output
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&o); err != nil {
			return nil, fmt.Errorf("blocks: %s:%d: %w", file, n, err)
		}
		if _, twice := all[o.ID]; twice {
			return nil, fmt.Errorf("blocks: %s:%d: page %q comes twice", file, n, o.ID)
		}
		all[o.ID] = o
	}
	return all, lines.Err()
}
