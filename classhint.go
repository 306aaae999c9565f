package gatefold

import (
	"strings"

	"github.com/gatefold/gatefold/internal/page"
)

// hint is what an element's class attribute says about its form. Publishers
// name these parts alike although they share no markup.
type hint uint16

const (
	hintKnown hint = 1 << iota // the class attribute has been read
	hintPull
	hintLive
	hintNotes
	hintNote
	hintCredit
	hintGutter
	hintDropCap
	hintEmoji
	hintEmbed
)

// hint returns what the classes of id say. Each distinct class attribute is
// read once a page.
func (a *assembler) hint(id page.ID) hint {
	c := a.doc.Nodes[id].Class
	if c == 0 {
		return 0
	}
	if a.hints[c] == 0 {
		a.hints[c] = readHints(a.doc.ClassAttr(c))
	}
	return a.hints[c]
}

func readHints(attr string) hint {
	h := hintKnown
	for tok := range strings.FieldsSeq(strings.ToLower(attr)) {
		h |= tokenHint(tok)
	}
	return h
}

func tokenHint(tok string) (h hint) {
	flat := flatten(tok)
	switch {
	case containsAny(flat, "pullquote", "pulledquote", "quotepull", "blockquotepull"):
		h |= hintPull
	case hasSuffixAny(flat, "livepost", "liveblogpost", "liveentry", "liveblogentry", "liveupdate",
		"liveblogupdate", "liveitem", "liveblogitem", "lbpost", "livestory", "livefeeditem", "liveeventpost"):
		h |= hintLive
	case hasSuffixAny(flat, "footnotes", "footnoteslist", "footnotelist", "endnotes") && !strings.HasPrefix(flat, "has"):
		h |= hintNotes
	case flat == "footnote" || flat == "endnote" || flat == "footnotetext":
		h |= hintNote
	case isCreditToken(flat):
		h |= hintCredit
	case isGutterToken(tok, flat):
		h |= hintGutter
	case containsAny(flat, "dropcap", "initialcap", "firstletter") && !strings.HasPrefix(flat, "has"):
		h |= hintDropCap
	case flat == "emoji" || flat == "twemoji" || flat == "wpsmiley":
		h |= hintEmoji
	case embedProvider(tok) != "":
		h |= hintEmbed
	}
	return h
}

// flatten joins the parts of a token: pull-quote, pull_quote and pullquote are
// one word.
func flatten(tok string) string {
	if !strings.ContainsAny(tok, "-_") {
		return tok
	}
	return strings.NewReplacer("-", "", "_", "").Replace(tok)
}

func isCreditToken(flat string) bool {
	if containsAny(flat, "withcredit", "andcredit", "hascredit", "nocredit") {
		return false
	}
	return containsAny(flat, "credit", "copyright", "photographer", "imagesource", "photosource", "imgsource",
		"imageauthor", "photoauthor", "captionsource", "captionauthor")
}

func isGutterToken(tok, flat string) bool {
	switch flat {
	case "lineno", "linenos", "linenumber", "linenumbers", "gutter", "lnt", "ln", "blobnum", "hljslnnumbers",
		"rougegutter", "linenumbersrows", "crayonnums", "crayonnum":
		return true
	}
	return strings.HasPrefix(tok, "linenumber-") || strings.HasPrefix(tok, "gutter-")
}

func containsAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

func hasSuffixAny(s string, suffixes ...string) bool {
	for _, p := range suffixes {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}
