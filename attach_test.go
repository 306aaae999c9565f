package gatefold_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/rules"
)

// TestHostOfAPlatformComesBeforeItsSigns: a page that loads a part of another system is
// still the page of the one that serves its host.
func TestHostOfAPlatformComesBeforeItsSigns(t *testing.T) {
	t.Parallel()
	set, err := rules.Load(fstest.MapFS{
		"platforms/anchors.toml": {Data: []byte("name = \"Anchors\"\n[detect]\nscripts = [\"anchors.example\"]\n")},
		"platforms/whales.toml":  {Data: []byte("name = \"Whales\"\n[detect]\nhosts = [\"whale.example\"]\nselectors = [\".whale\"]\n")},
	})
	require.NoError(t, err)
	x, err := gatefold.New(gatefold.WithRuleSet(set))
	require.NoError(t, err)
	const page = `<html><head><script src="https://cdn.anchors.example/a.js"></script></head><body class="whale"><p>The ferry was late.`
	for _, tt := range []struct{ name, url, want string }{
		{"by host", "https://www.whale.example/a", "platforms/whales.toml"},
		{"by signs, in the order of the names", "https://other.example/a", "platforms/anchors.toml"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := x.Extract(strings.NewReader(page), gatefold.Page{URL: tt.url})
			require.NoError(t, err)
			assert.Equal(t, tt.want, a.Rule.File)
		})
	}
}

// storyWith is a made-up story with something in its middle, in a container of the
// class text.
func storyWith(middle string) string {
	lines := []string{
		"The ferry to the island was late again this morning, and the people on the pier had stopped asking why it was so.",
		"A sailor said that the old engine needs an hour to get warm, and that nobody at the company has ordered a new one yet.",
		"The harbour master keeps a list of the delays, he said, and the list has grown by four pages since the end of winter.",
		"Most of those who wait are teachers and nurses, and some of them have begun to take the first boat to be on time.",
		"The company promised a second ship for the summer, but the ship lies in a dock on the other side of the bay for repairs.",
		"By noon the engine was running, and the last of the crates with bread and letters had been carried over the ramp.",
	}
	var b strings.Builder
	b.WriteString(`<html lang="en"><head><title>The late ferry</title><meta name="generator" content="Whales 3"></head><body><main><h1>The late ferry</h1><div class="text">`)
	for i, l := range lines {
		b.WriteString("<p>" + l + "</p>\n")
		if i == 2 {
			b.WriteString(middle)
		}
	}
	b.WriteString(`</div><div class="line">The pier in autumn</div></main></body></html>`)
	return b.String()
}

// TestStaleMeansThatThePublisherChanged: a theme that names its body otherwise, or
// another site below a publisher's host, says nothing of a rule.
func TestStaleMeansThatThePublisherChanged(t *testing.T) {
	t.Parallel()
	set, err := rules.Load(fstest.MapFS{
		"platforms/whales.toml": {Data: []byte("name = \"Whales\"\n[detect]\ngenerator = [\"Whales\"]\nhosts = [\"whale.example\"]\n[roles]\nbody = [\".story\"]\ncaption = [\".line\"]\n")},
		"sites/news.toml":       {Data: []byte("name = \"News\"\nhosts = [\"www.news.example\", \"shop.example\"]\nformer = [\"old.example\"]\n[roles]\nbody = [\".story\"]\nnavigation = [\".line\"]\n")},
	})
	require.NoError(t, err)
	x, err := gatefold.New(gatefold.WithRuleSet(set))
	require.NoError(t, err)
	const none = "no element matches the rule's body"
	for _, tt := range []struct {
		name, url, page string
		file, stale     string
	}{
		{"a platform that a sign gave away", "https://other.example/a", storyWith(""), "platforms/whales.toml", ""},
		{"a platform of which the host is stated", "https://blog.whale.example/a", storyWith(""), "platforms/whales.toml", none},
		{"the publisher's host", "https://news.example/a", storyWith(""), "sites/news.toml", none},
		{"for telephones", "https://m.news.example/a", storyWith(""), "sites/news.toml", none},
		{"a host that it has left", "https://www.old.example/a", storyWith(""), "sites/news.toml", none},
		{"another site below it", "https://business.news.example/a", storyWith(""), "platforms/whales.toml", ""},
		{"another site without signs", "https://business.news.example/a", strings.Replace(storyWith(""), "Whales", "None", 1), "", ""},
		{"a part of the site", "https://business.news.example/a", strings.Replace(storyWith(""), `class="text"`, `class="story"`, 1), "sites/news.toml", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := x.Extract(strings.NewReader(tt.page), gatefold.Page{URL: tt.url})
			require.NoError(t, err)
			assert.Equal(t, tt.file, a.Rule.File)
			assert.Equal(t, tt.stale, a.Rule.Stale)
			assert.Contains(t, a.Text(), "The harbour master keeps a list", "the generic way serves")
		})
	}
}

// TestContainerDoesNotMakeStory: a rule's container of the story leaves out what the
// page hides, other stories' headlines and what is surely none, and a selector that
// names the element decides.
func TestContainerDoesNotMakeStory(t *testing.T) {
	t.Parallel()
	const (
		hidden  = `<p class="mid" style="display:none">The captain of the second ship said that he would rather be paid for waiting than for sailing.</p>`
		pointer = `<ul><li class="mid"><a href="https://pier.example/2024/lighthouse-sold">A painter has bought the lighthouse on the northern point</a></li>
<li class="mid"><a href="https://pier.example/2024/chess-club-wins">The chess club wins at last</a></li></ul>`
		sure = `<p class="mid">Advertisement</p>`
	)
	for _, tt := range []struct {
		name, middle, words, body string
		want                      bool
	}{
		{"hidden", hidden, "rather be paid", ".text", false},
		{"hidden, by a tag", hidden, "rather be paid", ".text p", false},
		{"hidden, named", hidden, "rather be paid", `.text", ".mid`, true},
		{"another story", pointer, "painter has bought", ".text", false},
		{"another story, by a tag", pointer, "painter has bought", `.text p", ".text li`, false},
		{"another story, named", pointer, "painter has bought", `.text", ".mid`, true},
		{"furniture", sure, "Advertisement", ".text", false},
		{"furniture, by a tag", sure, "Advertisement", ".text p", false},
		{"furniture, named", sure, "Advertisement", `.text", ".mid`, true},
		{"nothing to see", `<p class="mid">Nobody of the company was at the pier to answer the questions of those who waited there.</p>`, "Nobody of the company", ".text", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			set, err := rules.Load(fstest.MapFS{"sites/news.toml": {Data: []byte("name = \"News\"\nhosts = [\"news.example\"]\n[roles]\nbody = [\"" + tt.body + "\"]\n")}})
			require.NoError(t, err)
			x, err := gatefold.New(gatefold.WithRuleSet(set))
			require.NoError(t, err)
			a, err := x.Extract(strings.NewReader(storyWith(tt.middle)), gatefold.Page{URL: "https://news.example/ferry"})
			require.NoError(t, err)
			assert.Equal(t, tt.want, strings.Contains(a.Text(), tt.words), a.Text())
			assert.Empty(t, a.Rule.Stale)
			assert.Contains(t, a.Text(), "By noon the engine was running")
		})
	}
}
