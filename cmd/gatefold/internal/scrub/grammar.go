package scrub

import (
	"embed"
	"path"
	"strings"
	"sync"
)

//go:embed story/*.txt
var storyFiles embed.FS

// A grammar is the sentences of one language: parts that any other part fits to,
// so that no word has to be inflected.
//
//	[subject] the harbour master  [predicate] counted the boats  [adverbial] in the rain
//
// A file of story has a part a line, under the name of its list in brackets.
type grammar struct {
	subjects, predicates, adverbials, joins []part
	labels, sections, questions             []part
	// asking are the sentences and labels of promos, gates, consent and what else the
	// lexicon knows, of many lengths; {offer}, {site} and {n} stand for what a page says.
	asking []part
	// frames hold what is kept of a sentence, by what it is: "on {}" for a date.
	frames map[string]string
	// inner is set where the verb ends the clause, so that what is added stands before it.
	inner bool
	// capitals is set where nouns have them, so that they make no title.
	capitals bool
}

// part is a piece of a sentence with the number of its words.
type part struct {
	text string
	n    int
	join bool // joins two clauses
	rest bool // may stand behind a comma
	subj bool // is nothing without the next
}

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
		out[strings.TrimSuffix(f.Name(), ".txt")] = readGrammar(string(data))
	}
	return out
})

// readGrammar reads a file of story. Lines before the first list and those that
// begin with # are remarks.
func readGrammar(text string) *grammar {
	g := &grammar{frames: map[string]string{}}
	lists := map[string]*[]part{
		"subject": &g.subjects, "predicate": &g.predicates, "adverbial": &g.adverbials, "join": &g.joins,
		"label": &g.labels, "section": &g.sections, "question": &g.questions, "asking": &g.asking,
	}
	name := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			name = line[1 : len(line)-1]
		case name == "frame":
			key, frame, _ := strings.Cut(line, " = ")
			g.frames[key] = frame
		case name == "form":
			g.inner = g.inner || line == "the verb comes last"
			g.capitals = g.capitals || line == "nouns have capitals"
		case lists[name] != nil:
			*lists[name] = append(*lists[name], part{line, len(tokenize(line)), name == "join", name == "adverbial", name == "subject"})
		}
	}
	return g
}

// grammarFor returns the grammar of a language: English where it has none.
func grammarFor(lang string) *grammar {
	if g := grammars()[lang]; g != nil {
		return g
	}
	return grammars()["en"]
}
