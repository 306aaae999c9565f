package scrub

import (
	"embed"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed story/*.txt
var storyFiles embed.FS

// A grammar is what one language tells with: its stories, each with headlines,
// paragraphs, speech and captions in order, and the lines that no story owns.
//
// A file of story has a line a line, under the name of its list in brackets. A list
// that is begun again begins the next story. What stands in brackets within a line may be
// left out, so that a line has many lengths; {A}, {B} and {C} are people, {a}, {b} and {c}
// their family names, {T} a place.
//
//	[tell]
//	{A} counted the boats [at dawn] [and found one too many]
type grammar struct {
	stories []map[string][]string
	shared  map[string][]string

	labels, sections []part
	// asking are the sentences and labels of promos, gates, consent and what else the
	// lexicon knows, of many lengths; {offer}, {site} and {n} stand for what a page says.
	asking []part
	// hints are those of them that stand in forms alone: what is wrong with an address.
	hints []part
	// given and family are the parts of names, places the towns.
	given, family, places []string
	// frames hold what is kept of a sentence, by what it is: "It was {}." for a date.
	frames map[string]string
	// capitals is set where nouns have them, so that they make no title.
	capitals bool
	// joined is set where no spaces part the words.
	joined bool
	lang   string
}

// part is a line with the number of its words.
type part struct {
	text string
	n    int
}

// ofStory are the lists that each story has for itself; ofAll those that serve any.
var (
	ofStory = []string{"headline", "standfirst", "tell", "quote", "caption", "heading", "question"}
	ofAll   = []string{"teaser", "brief", "short"}
)

// grammars are the languages that stories are told in.
var grammars = sync.OnceValue(func() map[string]*grammar {
	out := map[string]*grammar{}
	files, err := storyFiles.ReadDir("story")
	if err != nil {
		panic(err) // embedded: the build is broken
	}
	for _, f := range files {
		data, err := storyFiles.ReadFile(path.Join("story", f.Name()))
		if err != nil {
			panic(err)
		}
		lang := strings.TrimSuffix(f.Name(), ".txt")
		out[lang] = readGrammar(string(data))
		out[lang].lang = lang
	}
	return out
})

// readGrammar reads a file of story. Lines before the first list and those that
// begin with # are remarks.
func readGrammar(text string) *grammar {
	g := &grammar{frames: map[string]string{}, shared: map[string][]string{}}
	var story map[string][]string
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']' && !strings.Contains(line, " "):
			name = line[1 : len(line)-1]
			if slices.Contains(ofStory, name) && (story == nil || story[name] != nil) {
				story = map[string][]string{}
				g.stories = append(g.stories, story)
			}
		case slices.Contains(ofStory, name):
			story[name] = append(story[name], line)
		case slices.Contains(ofAll, name):
			g.shared[name] = append(g.shared[name], line)
		default:
			g.read(name, line)
		}
	}
	return g
}

// read takes a line of one of the lists that are no sentences.
func (g *grammar) read(list, line string) {
	one := part{line, len(tokenize(line))}
	switch list {
	case "label":
		g.labels = append(g.labels, one)
	case "section":
		g.sections = append(g.sections, one)
	case "asking":
		g.asking = append(g.asking, one)
	case "hint":
		g.hints = append(g.hints, one)
	case "given":
		g.given = append(g.given, strings.Fields(line)...)
	case "family":
		g.family = append(g.family, strings.Fields(line)...)
	case "place":
		g.places = append(g.places, line)
	case "frame":
		key, frame, _ := strings.Cut(line, " = ")
		g.frames[key] = frame
	case "form":
		g.capitals = g.capitals || line == "nouns have capitals"
		g.joined = g.joined || line == "no spaces"
	}
}

// spaced reports whether a language puts spaces between words.
func (g *grammar) spaced() bool { return !g.joined }

// grammarFor returns the grammar of a language: English where it has none.
func grammarFor(lang string) *grammar {
	if g := grammars()[lang]; g != nil {
		return g
	}
	return grammars()["en"]
}
