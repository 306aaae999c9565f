package preview

import (
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

// fields lists the metadata with what each source gave, empty fields too: that
// nothing was found is what a rule's author looks for.
func (v *view) fields() {
	a := v.Article
	names := make([]string, len(a.Authors))
	for i := range a.Authors {
		names[i] = a.Authors[i].Name
	}
	for _, f := range []struct{ name, value string }{
		{"title", a.Title}, {"kicker", a.Kicker}, {"standfirst", a.Standfirst}, {"authors", strings.Join(names, "; ")},
		{"published", dateText(a.Published)}, {"modified", dateText(a.Modified)}, {"section", a.Section},
		{"tags", strings.Join(a.Tags, "; ")}, {"site_name", a.SiteName}, {"description", a.Description}, {"language", a.Language},
		{"image", a.Image}, {"canonical_url", a.CanonicalURL}, {"license", a.License},
	} {
		tried := slices.DeleteFunc(slices.Clone(v.Report.Fields[f.name]), func(t gatefold.Tried) bool { return t.Value == "" })
		v.Fields = append(v.Fields, field{f.name, f.value, a.Sources[f.name].String(), tried})
	}
}

// dateText writes a date as precisely as the page states it.
func dateText(d article.Date) string {
	if d.Time.IsZero() {
		return d.Raw
	}
	layout := map[string]string{"year": "2006", "month": "2006-01", "day": time.DateOnly}[string(d.Precision)]
	if layout == "" {
		layout = "2006-01-02 15:04 -0700"
	}
	return d.Time.Format(layout)
}
