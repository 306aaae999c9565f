package body

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
	hintLined
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
	for tok := range strings.FieldsSeq(attr) {
		h |= tokenHint(flatten(tok))
	}
	return h
}

// tokenHint reads one flattened token.
func tokenHint(flat string) hint {
	switch {
	case containsAny(flat, "pullquote", "pulledquote", "quotepull", "blockquotepull"):
		return hintPull
	case hasSuffixAny(flat, "livepost", "liveblogpost", "liveentry", "liveblogentry", "liveupdate",
		"liveblogupdate", "liveitem", "liveblogitem", "lbpost", "livestory", "livefeeditem", "liveeventpost"):
		return hintLive
	case hasSuffixAny(flat, "footnotes", "footnoteslist", "footnotelist", "endnotes") && !strings.HasPrefix(flat, "has"):
		return hintNotes
	case flat == "footnote" || flat == "endnote" || flat == "footnotetext":
		return hintNote
	case isCreditToken(flat):
		return hintCredit
	case isGutterToken(flat):
		return hintGutter
	case containsAny(flat, "dropcap", "initialcap", "firstletter") && !strings.HasPrefix(flat, "has"):
		return hintDropCap
	case flat == "emoji" || flat == "twemoji" || flat == "wpsmiley":
		return hintEmoji
	case flat == "whitespacepreline" || flat == "whitespaceprewrap" || flat == "preline" || flat == "prewrap":
		return hintLined
	case embedProvider(flat) != "":
		return hintEmbed
	}
	return 0
}

// maxToken is the most bytes of a class token that names a part. The generated
// ones that are longer name nothing.
const maxToken = 64

// flatten joins the parts of a token and folds its case: pull-quote,
// pull_quote and PullQuote are one word.
func flatten(tok string) string {
	if len(tok) > maxToken {
		return ""
	}
	var flat [maxToken]byte
	n := 0
	for i := range len(tok) {
		c := tok[i]
		if c == '-' || c == '_' {
			continue
		}
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		flat[n] = c
		n++
	}
	return string(flat[:n])
}

// isCreditToken knows the classes of credits inside a caption, where the
// author is the picture's.
func isCreditToken(flat string) bool {
	if containsAny(flat, "withcredit", "andcredit", "hascredit", "nocredit", "withauthor", "hasauthor", "noauthor") {
		return false
	}
	return containsAny(flat, "credit", "copyright", "photographer", "imagesource", "photosource", "imgsource", "captionsource") ||
		hasSuffixAny(flat, "author", "autor", "auteur", "autore", "fotograf", "fotografo", "photographe")
}

func isGutterToken(flat string) bool {
	switch flat {
	case "lineno", "linenos", "linenumber", "linenumbers", "gutter", "lnt", "ln", "blobnum", "hljslnnumbers",
		"rougegutter", "linenumbersrows", "crayonnums", "crayonnum":
		return true
	}
	return false
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
