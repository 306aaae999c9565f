package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/gogs/chardet"
)

// maxSample bounds the text that the detector reads. Its tables of byte pairs
// and triples are sure of themselves after a few hundred characters.
const maxSample = 32 << 10

// sniff names the encoding of a page that declares none, "" if nothing speaks
// for one. lang is the page's language, which chooses among encodings that
// share most of their letters.
func sniff(src []byte, lang string) string {
	all, err := chardet.NewTextDetector().DetectAll(sample(src))
	if err != nil {
		return ""
	}
	// Equal confidences come in the order of the detector's goroutines.
	slices.SortFunc(all, func(a, b chardet.Result) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), strings.Compare(a.Charset, b.Charset))
	})
	want := plausible(lang)
	if want != nil && slices.Contains(unmeasured, want[0]) {
		return ""
	}
	best := ""
	for _, r := range all {
		label := strings.ToLower(r.Charset)
		if label == "gb-18030" {
			label = "gb18030"
		}
		_, name := lookup(label)
		if name == "" || strings.HasPrefix(name, "utf-") || r.Confidence < 5 {
			continue
		}
		if want == nil || slices.Contains(want, name) {
			return name
		}
		if best == "" {
			best = name
		}
	}
	if want != nil && best == "windows-1252" {
		return ""
	}
	return best
}

// sample returns the texts of src with bytes beyond ASCII, without tags and
// scripts, whose ASCII would drown them.
func sample(src []byte) []byte {
	var out []byte
	for len(out) < maxSample {
		i := bytes.IndexFunc(src, func(r rune) bool { return r >= 0x80 })
		if i < 0 {
			break
		}
		start := max(bytes.LastIndexByte(src[:i], '>')+1, i-64)
		end := bytes.IndexByte(src[i:], '<')
		if end < 0 {
			end = len(src) - i
		}
		out = append(out, src[start:i+end]...)
		out = append(out, ' ')
		src = src[i+end:]
	}
	return out[:min(len(out), maxSample)]
}

// encodings are those in which pages of a language were written before UTF-8,
// the usual one first: the fallbacks of the WHATWG HTML Standard ("determining
// the character encoding", the table by locale) with their ISO relatives.
// Languages that are not listed are written in windows-1252.
var encodings = []struct {
	langs string
	names []string
}{
	{"ar fa", []string{"windows-1256", "iso-8859-6"}},
	{"be bg mk ru sr uk", []string{"windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "ibm866"}},
	{"cs hu pl ro sk sl hr bs", []string{"windows-1250", "iso-8859-2"}},
	{"el", []string{"windows-1253", "iso-8859-7"}},
	{"et lt lv", []string{"windows-1257", "iso-8859-13"}},
	{"he iw yi", []string{"windows-1255", "iso-8859-8", "iso-8859-8-i"}},
	{"ja", []string{"shift_jis", "euc-jp", "iso-2022-jp"}},
	{"ko", []string{"euc-kr"}},
	{"th", []string{"windows-874"}},
	{"tr az ku", []string{"windows-1254"}},
	{"vi", []string{"windows-1258"}},
	{"zh", []string{"gb18030", "gbk", "big5"}},
}

// unmeasured are encodings for which the detector has no statistics: it takes
// their texts for something else.
var unmeasured = []string{"windows-874", "windows-1257", "windows-1258"}

// plausible returns the encodings of a language tag, nil for unknown ones.
func plausible(lang string) []string {
	lang, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(lang)), "-")
	if lang == "" {
		return nil
	}
	for _, e := range encodings {
		for l := range strings.FieldsSeq(e.langs) {
			if l == lang {
				return e.names
			}
		}
	}
	return nil
}

// usual returns the encoding to fall back to for a language.
func usual(lang string) string {
	if names := plausible(lang); names != nil {
		return names[0]
	}
	return "windows-1252"
}
