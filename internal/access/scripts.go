package access

import (
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// dataKeys are the names under which data layers state the access of the
// article, without their separators and in small letters. Visitor state
// (userType, isSubscriber), configuration (enablePremiumArticles) and the ad
// trade (justpremium) are left out: they say nothing of this text.
var dataKeys = sync.OnceValue(func() map[string]polarity {
	m := make(map[string]polarity, 96)
	add := func(p polarity, list string) {
		for w := range strings.FieldsSeq(list) {
			m[w] = p
		}
	}
	add(paidIf, "ispremium ispaidcontent ispaywalled ispaid islocked paywalled isgated ispremiumarticle premiumarticle articleispremium "+
		"articleispaywalled ispaywallcontent pageispremium pageispaid statuspremium isstatuspremium contenidopremium ispaidarticle "+
		"ispaiduseronlyarticle islockedarticle gnsarticlelocked contentrestricted isarticlerestricted ispremiumcontent restrictcontent "+
		"articlepremium bpcontentpremiumdetail becontentpremiumdetail ispaidpost hardpaywallarticle "+
		"premiumcontent pagepremium lockedcontent haspaywall isfreemiumarticle")
	add(freeIf, "isfreecontent isfreearticle isfree articleisfree")
	add(tierOnly, "articlepremiumstatus contenttier articlecontenttier paywalllevel contentrestriction accesslevel articleaccess "+
		"contentprotectionstate contentcode contentaccessstatus contentaccess articleaccesstype paywallstatus pagepaywallstatus paycategory "+
		"contentvisibility articletype accesstype datalayercontentrestriction pageaccesslevel contentpaywall freearticlepaywall "+
		"premiumstatus restrictionreason premiumdetail postaccesslevel")
	return m
})

// dataStems are in every key above, in one case or the other; the scan looks
// for their first stemLen bytes and reads a key only where it finds them.
var dataStems = [...]string{"remium", "aywall", "Locked", "locked", "estric", "Access", "access", "nt_tie", "ntTier", "isFree", "isPaid",
	"isGate", "tectio", "aidCon", "nt_cod", "eeArti", "gCateg", "tVisib", "cleTyp", "aycate"}

const stemLen = 6

// skips says, by the hash of two bytes, how far a window of stemLen bytes that
// ends in them can move on without missing a stem (Wu and Manber, "A fast
// algorithm for multi-pattern searching", 1994). Scripts are the bulk of many
// pages: looking at every fifth byte is what makes reading them affordable.
var skips = sync.OnceValue(func() *[1 << 12]uint8 {
	var t [1 << 12]uint8
	for i := range t {
		t[i] = stemLen - 1
	}
	for _, stem := range dataStems {
		for i := range stemLen - 1 {
			h := pair(stem[i], stem[i+1])
			t[h] = min(t[h], uint8(stemLen-2-i))
		}
	}
	return &t
})

func pair(a, b byte) int { return (int(a)<<5 ^ int(b)) & (1<<12 - 1) }

// Limits of the scan: scripts hold megabytes of state on some pages, and keys
// that repeat belong to lists of other articles.
const (
	// A script is read up to maxScript bytes, a page's together up to twice that.
	maxScript = 1 << 17
	maxHits   = 400
	maxRepeat = 4
)

// dataFact is a key of a data layer with its value.
type dataFact struct {
	key, value string
	reading    reading
	count      int
	mixed      bool
	node       page.ID
}

// dataLayer collects the access keys of the inline scripts. A key that occurs
// with different readings, or more often than an article repeats itself,
// belongs to teasers and is dropped.
//
//	<script>dataLayer.push({"pageType": "article", "isPremium": "yes"})</script>
//
// Structured data is left out here: it is read as what it is, in ld.go.
func dataLayer(doc *page.Doc, dst []dataFact) []dataFact {
	budget := maxHits
	left := 2 * maxScript
	for id := range doc.Nodes {
		n := &doc.Nodes[id]
		if n.Tag != atom.Script || n.N.FirstChild == nil || n.N.FirstChild.Type != html.TextNode {
			continue
		}
		src := n.N.FirstChild.Data
		if len(src) < 24 || strings.Contains(page.Attr(n.N, "type"), "ld+json") {
			continue
		}
		src = src[:min(len(src), maxScript, left)]
		left -= len(src)
		dst, budget = scanScript(src, page.ID(id), dst, budget)
		if budget <= 0 || left <= 0 {
			break
		}
	}
	return dst
}

// At each step the window's last two bytes say how far it may jump; only where
// they end a stem are all six compared. Every stem found takes from the budget,
// whether a key comes of it or not, which bounds the work on a script made of
// stems.
func scanScript(src string, node page.ID, dst []dataFact, budget int) ([]dataFact, int) {
	t := skips()
	end := 0 // of the key read last: a key may hold two stems
	for i := stemLen - 1; i < len(src) && budget > 0; {
		if s := t[pair(src[i-1], src[i])]; s != 0 {
			i += int(s)
			continue
		}
		at := i - stemLen + 1
		i++
		if at < end || !isStem(src[at:at+stemLen]) {
			continue
		}
		budget--
		key, val, after, ok := keyValue(src, at)
		end = after
		if ok {
			dst = addFact(dst, key, val, node)
		}
	}
	return dst, budget
}

// isStem is written out because comparing in a loop took most of the scan's time; a
// test checks it against dataStems.
func isStem(s string) bool {
	switch s {
	case "remium", "aywall", "Locked", "locked", "estric", "Access", "access", "nt_tie", "ntTier", "isFree", "isPaid", "isGate",
		"tectio", "aidCon", "nt_cod", "eeArti", "gCateg", "tVisib", "cleTyp", "aycate":
		return true
	}
	return false
}

// A key is counted under its own spelling. The list stays short, so that a search
// through it costs less than a map.
func addFact(dst []dataFact, key, val string, node page.ID) []dataFact {
	p, ok := dataKeys()[squash(key)]
	if !ok {
		return dst
	}
	r := readAs(p, val)
	if r == unread {
		return dst
	}
	for i := range dst {
		if dst[i].key == key {
			dst[i].count++
			dst[i].mixed = dst[i].mixed || dst[i].reading != r
			return dst
		}
	}
	return append(dst, dataFact{key: key, value: val, reading: r, count: 1, node: node})
}

// keyValue reads the key around the position at, where it ends and the value
// after it, in JSON, in JSON inside a string, and in a script's object or assignment.
//
// All of these give isPremium and true:
//
//	"isPremium": true       \"isPremium\":\"true\"
//	isPremium = true        push("isPremium", "true")
//
// Longer keys and values are not read: they are prose or encoded state.
func keyValue(src string, at int) (key, val string, end int, ok bool) {
	start := at
	for start > 0 && at-start < 40 && isKeyByte(src[start-1]) {
		start--
	}
	end = at
	for end < len(src) && end-at < 40 && isKeyByte(src[end]) {
		end++
	}
	rest := strings.TrimLeft(src[end:min(len(src), end+64)], `\"' `)
	if rest == "" || rest[0] != ':' && rest[0] != '=' && rest[0] != ',' {
		return "", "", end, false
	}
	if rest[0] == ',' && (end >= len(src) || src[end] != '"' && src[end] != '\'') {
		return "", "", end, false // only push("key", "value") separates by a comma
	}
	rest = strings.TrimLeft(rest[1:], `\"' `)
	n := 0
	for n < len(rest) && (isKeyByte(rest[n])) {
		n++
	}
	if n == 0 || n > 32 {
		return "", "", end, false
	}
	return src[start:end], rest[:n], end, true
}

func isKeyByte(c byte) bool {
	return c == '_' || c == '-' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// squash returns the key in small letters without its separators.
//
// is_premium, isPremium and IS-PREMIUM are one key.
func squash(key string) string {
	var buf [48]byte
	n := 0
	for i := 0; i < len(key) && n < len(buf); i++ {
		c := key[i]
		if c == '_' || c == '-' {
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[n] = c
		n++
	}
	return string(buf[:n])
}
