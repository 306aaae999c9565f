package access

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/wordcount"
)

// ldFacts are what the JSON-LD of the article states.
type ldFacts struct {
	words     int    // wordCount
	body      string // articleBody
	bodyWords int    // its words
	// gated are the nodes that a part declared not free selects.
	gated []page.ID
	// shownSelector hit shownChars characters of shown text; unmatched hit
	// nothing.
	shownSelector, unmatched string
	shownChars               int
}

// maxParts bounds the parts of an article that are read, maxObjects the objects
// that are asked. Of 4,171 saved pages none has more than 62 that speak for
// the text.
const (
	maxParts   = 8
	maxObjects = 256
)

// readLD reads the objects that speak for this page's text: the article's, the
// page's, and others at the top with the same headline.
//
// Graphs list other articles too, as the next ones to read. Their headline tells:
// what has another than this article's speaks for another text.
func (j *judge) readLD() {
	if j.LD == nil {
		return
	}
	article := j.Article
	if article.IsZero() {
		article = j.LD.Article("", "")
	}
	headline := article.Get("headline").Text()
	asked := 0
	for obj := range j.LD.Tops() {
		if !speaksForText(obj) {
			continue
		}
		if asked++; asked > maxObjects && !obj.Same(article) {
			continue
		}
		if h := obj.Get("headline").Text(); !obj.Same(article) && h != "" && headline != "" && h != headline {
			continue
		}
		j.object(obj)
	}
}

// Of several objects the largest word count and the longest body are taken, since a
// WebPage beside the article may repeat a part of it.
func (j *judge) object(obj jsonld.Value) {
	flag := obj.Get("isAccessibleForFree").Text()
	if yes, ok := readFlag(flag); ok {
		j.add(fromFlag, freeOrNot(yes), "jsonld:isAccessibleForFree", flag, "")
	}
	n := 0
	for part := range obj.Get("hasPart").Items() {
		if n++; n > maxParts {
			break
		}
		j.part(part)
	}
	if n, err := strconv.Atoi(obj.Get("wordCount").Text()); err == nil && n > 0 {
		j.ld.words = max(j.ld.words, n)
	}
	if body := obj.Get("articleBody").Text(); len(body) > len(j.ld.body) {
		j.ld.body, j.ld.bodyWords = body, wordcount.Words(body)
	}
}

func freeOrNot(free bool) reading {
	if free {
		return saysFree
	}
	return saysNotFree
}

// speaksForText leaves out the objects whose flag says nothing of the text:
// pictures, videos and galleries carry the same property.
func speaksForText(obj jsonld.Value) bool {
	for t := range obj.Types() {
		switch {
		case strings.HasSuffix(t, "Article"), strings.HasSuffix(t, "Posting"), strings.HasSuffix(t, "Review"):
			return true
		}
		switch t {
		case "WebPage", "Report", "CreativeWork", "Blog", "HowTo", "Recipe":
			return true
		}
	}
	return false
}

// part reads one WebPageElement. Declared free it often keeps a gate's name,
// so only parts declared not free name gated nodes.
//
//	"hasPart": {"@type": "WebPageElement",
//	            "isAccessibleForFree": "False", "cssSelector": ".paid"}
//
// What the selector hits is shown on most pages: the text is there, and it counts
// as measured. What it does not hit may have been cut away on the server.
func (j *judge) part(part jsonld.Value) {
	flag := part.Get("isAccessibleForFree").Text()
	free, ok := readFlag(flag)
	if !ok || free {
		return
	}
	sel := selectorOf(part.Get("cssSelector"))
	j.add(fromPart, saysNotFree, "jsonld:hasPart", flag, sel)
	if sel == "" {
		return
	}
	nodes, ok := j.resolve(sel)
	if !ok {
		return
	}
	if len(nodes) == 0 {
		j.ld.unmatched = sel
		return
	}
	shown := 0
	for _, id := range nodes {
		shown += j.Doc.Chars(id) - j.Doc.HiddenChars(id)
	}
	if len(j.ld.gated) < maxGated {
		j.ld.gated = append(j.ld.gated, nodes...)
	}
	if shown > j.ld.shownChars {
		j.ld.shownChars, j.ld.shownSelector = shown, sel
	}
}

// selectorOf joins the forms in which a selector is given: a string, or a
// list of them.
//
// The list becomes one group, which matches what any of them does. A long one is
// no selector but a mistake, and is left out.
func selectorOf(v jsonld.Value) string {
	var parts []string
	for s := range v.Items() {
		if t := s.Text(); t != "" && len(t) < 200 {
			parts = append(parts, strings.Clone(t))
		}
	}
	return strings.Join(parts, ", ")
}
