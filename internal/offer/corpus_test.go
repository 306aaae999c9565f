package offer

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/lexicon"
)

// corpusFloor is the share of labelled offers that must be found in the words
// that the page has for them.
const corpusFloor = 0.85

type label struct {
	ID     string `json:"id"`
	URL    string `json:"url"`
	Promos []struct {
		Snippet string `json:"snippet"`
		Offer   *struct {
			Price    string  `json:"price"`
			Currency *string `json:"currency"`
			Period   *string `json:"period"`
		} `json:"offer"`
	} `json:"promos"`
}

func corpusDir(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("GATEFOLD_CORPUS")
	if dir == "" {
		dir = "../../../shared/corpus"
	}
	dir = filepath.Join(dir, "paywall")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no corpus of labelled offers: ", err)
	}
	return dir
}

// TestCorpus parses what each labelled promo says, which may go on for some
// hundred characters behind the label's snippet.
func TestCorpus(t *testing.T) {
	t.Parallel()
	dir := corpusDir(t)
	total, found, money := 0, 0, 0
	for _, l := range readLabels(t, filepath.Join(dir, "gold.jsonl")) {
		var text, lang string
		for _, p := range l.Promos {
			if p.Offer == nil {
				continue
			}
			if text == "" {
				text, lang = pageText(t, filepath.Join(dir, "pages", l.ID+".html.gz"))
			}
			total++
			offers := Parse(lexicon.Default(), around(text, p.Snippet), lang, countryOf(l.URL))
			ok, cur := matches(offers, p.Offer.Price, p.Offer.Currency)
			if ok {
				found++
			}
			if cur {
				money++
			}
			if !ok || !cur {
				t.Logf("%s: want %s %v, got %+v", l.ID, p.Offer.Price, deref(p.Offer.Currency), offers)
			}
		}
	}
	t.Logf("%d of %d amounts, %d with their currency", found, total, money)
	require.GreaterOrEqual(t, float64(found), corpusFloor*float64(total))
	// Four pages have dollars and say nowhere whose: the currency takes a
	// country, which the caller may know from elsewhere.
	require.GreaterOrEqual(t, float64(money), (corpusFloor-0.1)*float64(total))
}

func deref(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

func readLabels(t *testing.T, name string) []label {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	var out []label
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var l label
		require.NoError(t, json.Unmarshal(sc.Bytes(), &l))
		out = append(out, l)
	}
	require.NoError(t, sc.Err())
	return out
}

// pageText returns the text of a page, one line for each text node, and the
// page's language.
func pageText(t *testing.T, name string) (text, lang string) {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	root, err := html.Parse(io.LimitReader(z, 8<<20))
	require.NoError(t, err)
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && !(n.Parent.Data == "script" || n.Parent.Data == "style"):
			b.WriteString(strings.Join(strings.Fields(n.Data), " "))
			b.WriteByte(' ')
		case n.Type == html.ElementNode && n.Data == "html":
			lang = attribute(n, "lang")
		case n.Type == html.ElementNode && n.Data == "meta" && attribute(n, "property") == "og:locale":
			lang = attribute(n, "content")
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), lang
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// around returns the snippet with what follows it on the page.
func around(text, snippet string) string {
	const after = 600
	snippet = strings.Join(strings.Fields(snippet), " ")
	at := strings.Index(text, snippet)
	if at < 0 {
		return snippet
	}
	return strings.ToValidUTF8(text[at:min(len(text), at+len(snippet)+after)], "")
}

// countryOf returns the country of a host's top-level domain.
func countryOf(url string) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://"), "/")
	tld := host[strings.LastIndexByte(host, '.')+1:]
	switch {
	case len(tld) != 2, tld == "co", tld == "io", tld == "tv":
		return ""
	case tld == "uk":
		return "GB"
	}
	return strings.ToUpper(tld)
}

func matches(offers []Offer, price string, currency *string) (amount, money bool) {
	want, ok := new(big.Rat).SetString(strings.Replace(price, ",", ".", 1))
	if !ok {
		return false, false
	}
	for _, o := range offers {
		for _, c := range [][2]string{{o.Amount, o.Currency}, {o.Renewal.Amount, o.Renewal.Currency}} {
			if got, ok := new(big.Rat).SetString(c[0]); ok && got.Cmp(want) == 0 {
				amount = true
				money = money || currency == nil || price == "0" || c[1] == *currency
			}
		}
	}
	return amount, money
}
