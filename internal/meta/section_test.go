package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

func TestSectionIsAPartOfTheSite(t *testing.T) {
	t.Parallel()
	const head = `<title>A quiet day | The Lantern</title><meta property="og:title" content="A quiet day"><meta property="og:type" content="article"><meta property="og:site_name" content="The Lantern">`
	for name, c := range map[string]struct{ value, want, why string }{
		"name":            {"Coast", "Coast", "as it stands"},
		"two words":       {"Arts, Culture", "Arts, Culture", "one section may be named by two"},
		"list":            {"Coast,Weather", "Coast", "the first of several"},
		"list of three":   {"Coast, Weather, Ships", "Coast", "the first of several"},
		"path":            {"/coast/ships/", "", "an address names it for programs"},
		"for machines":    {"coast_coast-ships", "", "so does this"},
		"type":            {"Articles", "", "every story of the site is one"},
		"none chosen":     {"Uncategorized", "", "a system's word where nobody chose"},
		"none, in German": {"Allgemein", "", ""},
		"nothing":         {"null", "", "a program had none"},
		"site":            {"The Lantern", "", "the whole is no part"},
		"host":            {"example.com", "", "by its address"},
		"account":         {"@lantern", "", "an account is no section"},
		"title":           {"A quiet day", "", "the story is none"},
		"a whole passage": {"The day was quiet by the sea and nobody thought of the storm to come", "", "too long for a name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := meta.Collect(titleInput(t, head+`<meta property="article:section" content="`+c.value+`"><h1>A quiet day</h1>`))
			assert.Equal(t, c.want, got.Section.Text, c.why)
		})
	}
	got := meta.Collect(titleInput(t, head+`<meta property="article:section" content="null"><meta name="section" content="Coast"><h1>A quiet day</h1>`))
	assert.Equal(t, "Coast", got.Section.Text, "another source may know")
	assert.Equal(t, "meta:section", got.Section.Source)
}

func TestSiteNameIsNoAccount(t *testing.T) {
	t.Parallel()
	got := meta.Collect(titleInput(t, `<meta property="og:site_name" content="@lantern"><meta name="application-name" content="The Lantern"><h1>A quiet day</h1>`))
	assert.Equal(t, "The Lantern", got.SiteName.Text)
}

func TestSiteNameIsAName(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ value, want, why string }{
		"slogan after the host's name": {"Bay Lantern | News of the coast", "Bay Lantern", "the host says which part is the name"},
		"slogan after a dash":          {"Bay Lantern - News of the coast", "Bay Lantern", ""},
		"two names":                    {"Coast | Harbour", "Coast | Harbour", "neither is the host's"},
		"host":                         {"www.bay-lantern.com", "bay-lantern.com", "the first label is the web's"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := titleInput(t, `<meta property="og:site_name" content="`+c.value+`"><h1>A quiet day</h1>`)
			in.URL = "https://www.bay-lantern.example/coast/a-quiet-day/"
			assert.Equal(t, c.want, meta.Collect(in).SiteName.Text, c.why)
		})
	}
}
