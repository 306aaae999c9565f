package meta

import (
	"unicode"

	"github.com/gatefold/gatefold/internal/page"
)

// scripts are those in which only one language of any number of publishers is
// written; Latin, Cyrillic, Arabic and Devanagari say nothing. Kana stand among
// Han, so that they come before them.
var scripts = [...]struct {
	table    *unicode.RangeTable
	language string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"}, {unicode.Thai, "th"},
	{unicode.Hebrew, "he"}, {unicode.Greek, "el"}, {unicode.Bengali, "bn"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"},
	{unicode.Gujarati, "gu"}, {unicode.Gurmukhi, "pa"}, {unicode.Kannada, "kn"}, {unicode.Malayalam, "ml"}, {unicode.Sinhala, "si"},
	{unicode.Georgian, "ka"}, {unicode.Armenian, "hy"}, {unicode.Khmer, "km"}, {unicode.Lao, "lo"}, {unicode.Myanmar, "my"},
	{unicode.Ethiopic, "am"},
}

// How many letters are read, and how many of them there must be.
const (
	maxScriptLetters = 3000
	minScriptLetters = 60
)

// scriptLanguage returns the language of a page that states none, where its
// script tells: most of its visible letters are in it. Japanese has at least
// one Kana in twenty letters.
func (c *collector) scriptLanguage() string {
	var count [len(scripts)]int
	letters := 0
	for i := range c.Doc.Nodes {
		n := &c.Doc.Nodes[i]
		if !n.IsText() || n.Is(page.Hidden|page.InHead) {
			continue
		}
		for _, r := range n.N.Data {
			if !unicode.IsLetter(r) {
				continue
			}
			letters++
			if r < 0x370 {
				continue // Latin
			}
			for k := range scripts {
				if unicode.Is(scripts[k].table, r) {
					count[k]++
					break
				}
			}
		}
		if letters >= maxScriptLetters {
			break
		}
	}
	return dominant(&count, letters)
}

func dominant(count *[len(scripts)]int, letters int) string {
	if letters < minScriptLetters {
		return ""
	}
	kana, han := count[0]+count[1], count[2]
	if (kana+han)*2 > letters {
		if kana*20 >= letters {
			return "ja"
		}
		return "zh"
	}
	for k := 3; k < len(scripts); k++ {
		if count[k]*2 > letters {
			return scripts[k].language
		}
	}
	return ""
}
