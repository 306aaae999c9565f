package byline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/byline"
	"github.com/gatefold/gatefold/internal/lexicon"
)

func reader() *byline.Reader {
	return &byline.Reader{Words: byline.New(lexicon.Default()), IsSite: func(s string) bool { return s == "Harbour Post" || s == "MDR" }}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	r := reader()
	for name, c := range map[string]struct {
		text string
		want []string
		why  string
	}{
		"agencies":         {"Ann Lee and agencies", []string{"Ann Lee"}, "nobody's name"},
		"german agencies":  {"Ann Lee und Agenturen", []string{"Ann Lee"}, ""},
		"text and picture": {"Text: Anna Berg Foto: Nils Holm", []string{"Anna Berg"}, "who took the picture did not write"},
		"picture first":    {"Foto: Nils Holm Text: Anna Berg", []string{"Anna Berg"}, ""},
		"in brackets":      {"Anna Berg (text) / Nils Holm", []string{"Anna Berg", "Nils Holm"}, ""},
		"credentials":      {"Ann Lee, MD, PhD", []string{"Ann Lee"}, ""},
		"job after comma":  {"Ann Lee, Chief Reporter", []string{"Ann Lee"}, ""},
		"job without":      {"Ann Lee Senior Editor", []string{"Ann Lee"}, ""},
		"job before":       {"Reporter Ann Lee", []string{"Ann Lee"}, ""},
		"place":            {"Ann Lee, à Madrid", []string{"Ann Lee"}, "where she is"},
		"bio":              {"Bio", nil, "the label of a link"},
		"japanese lead":    {"文・山田花子", []string{"山田花子"}, ""},
		"japanese, both":   {"取材・文／山田花子", []string{"山田花子"}, ""},
		"japanese role":    {"山田太郎記者", []string{"山田太郎"}, ""},
		"chinese":          {"記者 王小明 / 台北報導", []string{"王小明"}, "where the report is from is no name"},
		"chinese, short":   {"记者王小明", []string{"王小明"}, ""},
		"korean":           {"김철수·이영희 기자", []string{"김철수", "이영희"}, ""},
		"post":             {"Ann Lee, AP Technology Writer", []string{"Ann Lee"}, "what she is, and at whom"},
		"post at the site": {"Ann Lee, MDR Reporter", []string{"Ann Lee"}, ""},
		"seat":             {"Anna Berg, MdB", []string{"Anna Berg"}, "a member of the Bundestag"},
		"post alone":       {"AP Technology Writer", nil, "an element of its own in a list of authors"},
		"staff":            {"Harbour Staff", []string{"Harbour Staff"}, "a collective may sign"},
		"words of a page":  {"Ann Lee, Last Updated", []string{"Ann Lee"}, "the label of the date behind"},
		"trade mark":       {"Ann Lee, CEPF®", []string{"Ann Lee"}, "a certificate"},
		"small colon":      {"記者﹕王小明", []string{"王小明"}, "the colon of Hong Kong"},
		"address":          {"https://example.com/ann", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, r.Split(c.text), c.why)
		})
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	r := reader()
	for name, c := range map[string]struct {
		text string
		want []string
		why  string
	}{
		"first linked":   {"By\nAnn Lee\nand Bo Berg", []string{"Ann Lee", "Bo Berg"}, "the second starts with the word that joins them"},
		"german":         {"Von\nAnn Lee\nund Bo Berg", []string{"Ann Lee", "Bo Berg"}, ""},
		"and at the end": {"Ann Lee and\nBo Berg", []string{"Ann Lee", "Bo Berg"}, ""},
		"helper":         {"By Ann Lee\nReviewed by\nBo Berg", []string{"Ann Lee"}, "who reviewed did not write"},
		"sign behind":    {"Anna Berg/SP-X", []string{"Anna Berg"}, "of an office"},
		"code":           {"srf/hosb", nil, "one sign, not two"},
		"names by slash": {"Anna Berg/Nils Holm", []string{"Anna Berg", "Nils Holm"}, ""},
		"post":           {"By Ann Lee\nAP Technology Writer", []string{"Ann Lee"}, ""},
		"button":         {"By Ann Lee\nWatch Live", []string{"Ann Lee"}, ""},
		"japanese label": {"投稿者 山田花子", []string{"山田花子"}, ""},
		"date":           {"By Ann Lee May 3, 2024", []string{"Ann Lee"}, ""},
		"for":            {"By Ann Lee for Harbour Post", []string{"Ann Lee"}, ""},
		"prose":          {"the harbour lay still", nil, ""},
		"editors, first": {"Redaktion Hafenpost", []string{"Redaktion Hafenpost"}, "the word for them comes first"},
		"editors, joint": {"HP-Redaktion", []string{"HP-Redaktion"}, ""},
		"staff":          {"Harbour Staff", []string{"Harbour Staff"}, "a collective may sign"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, r.Read(c.text), c.why)
		})
	}
}

func TestKind(t *testing.T) {
	t.Parallel()
	r := reader()
	for name, want := range map[string]byline.Kind{
		"Ann Lee": byline.Person, "Harbour Post": byline.Organisation, "Reuters": byline.Organisation, "harbourpost.com": byline.Organisation,
		"TVN": byline.Organisation, "Harbour News": byline.Organisation, "MDR Thüringen": byline.Organisation, "J.D. Lee": byline.Person,
		"France 2": byline.Organisation, "7 Harbour": byline.Organisation, "AP Technology": byline.Organisation, "AP LEE": byline.Person, "Ann 3rd Lee": byline.Person,
		"朝日新聞": byline.Organisation, "山田花子": byline.Person,
	} {
		assert.Equal(t, want, r.Kind(name), name)
	}
}

func TestPenName(t *testing.T) {
	t.Parallel()
	r := reader()
	for text, want := range map[string]string{"by inkwell": "inkwell", "By Inkwell, in Boats": "Inkwell", "Posted by inkwell": "inkwell", "by May": "", "inkwell": ""} {
		assert.Equal(t, want, r.PenName(text), text)
	}
}

// FuzzRead: what is read as a name is a tidy part of the text.
func FuzzRead(f *testing.F) {
	f.Add("By Ann Lee and Bo Berg, Reuters")
	f.Add("Text: Anna Berg Foto: Nils Holm")
	f.Add("文・山田花子（東京）")
	r := reader()
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range append(r.Split(s), r.Read(s)...) {
			assert.NotEmpty(t, name)
			assert.LessOrEqual(t, len(name), len(s)+1)
		}
	})
}
