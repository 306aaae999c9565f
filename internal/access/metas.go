package access

import (
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/page"
)

// tierMetas name the tier of an article. It is the site's own explicit word
// for this page.
var tierMetas = map[string]bool{
	"article:content_tier": true, "og:article:content_tier": true, "article:content-tier": true,
	"article_content_tier": true, "content-access-tier": true, "content_tier": true,
}

// accessMetas are publishers' own metas, in small letters, with how their
// values read. Two publishers or more use most of them; each was seen on pages
// of both states or has a vocabulary of its own.
var accessMetas = map[string]polarity{
	"subscriptions-accessible-for-free": freeIf,
	"tmg.premium.state":                 paidIf,
	"ispremium":                         paidIf,
	"is-premium":                        paidIf,
	"is_premium":                        paidIf,
	"article.access":                    tierOnly,
	"foxid.gated":                       gateIf,
	"outbrain:article_access_status":    tierOnly,
	"k5a:paid":                          paidIf,
	"fpplus":                            paidIf,
	"lp:premium":                        paidIf,
	"bad:paywall":                       paidIf,
	"pay_attribute":                     tierOnly,
	"paid":                              paidIf,
	"bc:restricted":                     paidIf,
	"node-premium":                      paidIf,
	"subscriber_only":                   paidIf,
	"ash-articletype":                   tierOnly,
	"contentaccessstatus":               tierOnly,
	"bad:contentaccessstatus":           tierOnly,
}

// cxenseKeys are the ends of cXenseParse metas that state access; the middle
// is the site's own prefix.
var cxenseKeys = []struct {
	end string
	as  polarity
}{
	{"ispremium", paidIf}, {"-premium", paidIf}, {"ispaidcontent", paidIf}, {"is_free", freeIf}, {"premiumdetail", tierOnly},
	{"-tier", tierOnly}, {"-paywall", tierOnly}, {"ispaid", paidIf},
}

// One pass over the nodes. Values of forty bytes and more are prose, in which a
// word such as "free" says nothing.
func (j *judge) readMetas() {
	for id := range j.Doc.Nodes {
		n := &j.Doc.Nodes[id]
		if n.Tag != atom.Meta {
			continue
		}
		name := page.Attr(n.N, "name")
		if name == "" {
			name = page.Attr(n.N, "property")
		}
		if name == "" {
			j.microdata(page.ID(id), n)
			continue
		}
		if len(name) > 64 {
			continue
		}
		if name == "description" || name == "og:description" {
			if d := content(n); len(d) > len(j.description) {
				j.description = d
			}
			continue
		}
		if !plausibleName(name) {
			continue
		}
		if value := content(n); value != "" && len(value) < 40 {
			j.meta(strings.ToLower(name), value)
		}
	}
}

// content returns a meta's value, which some archives write as value.
func content(n *page.Node) string {
	if c := page.Attr(n.N, "content"); c != "" {
		return c
	}
	return page.Attr(n.N, "value")
}

// plausibleName is a cheap test that most metas fail: names that state access hold
// one of these runs of letters.
//
// Most parts leave out the first letter, where a name may have a capital.
func plausibleName(name string) bool {
	for _, part := range [...]string{"tier", "remium", "REMIUM", "ree", "aid", "ccess", "ated", "aywall", "lus", "ay_", "ubscriber", "estricted", "rticletype"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// An unknown name is dropped here, however much it sounds like access.
func (j *judge) meta(name, value string) {
	if tierMetas[name] {
		j.add(fromTier, readTier(value), "meta:"+name, value, "")
		return
	}
	as, ok := accessMetas[name]
	if !ok {
		if rest, found := strings.CutPrefix(name, "cxenseparse:"); found {
			as, ok = cxensePolarity(rest)
		}
	}
	if ok {
		j.add(fromPublisherMeta, readAs(as, value), "meta:"+name, value, "")
	}
}

// cxensePolarity reads the end of a name after "cXenseParse:", as in
// "cXenseParse:abc-tier".
func cxensePolarity(key string) (polarity, bool) {
	for _, c := range cxenseKeys {
		if strings.HasSuffix(key, c.end) {
			return c.as, true
		}
	}
	return 0, false
}

// microdata reads <meta itemprop="isAccessibleForFree">. Inside the scope of a
// picture or a video it says nothing of the article.
//
//	<div itemscope itemtype="https://schema.org/ImageObject">
//	  <meta itemprop="isAccessibleForFree" content="true">   of the picture
//	</div>
func (j *judge) microdata(id page.ID, n *page.Node) {
	if !strings.EqualFold(page.Attr(n.N, "itemprop"), "isAccessibleForFree") {
		return
	}
	for p := range j.Doc.Ancestors(id) {
		if scope := j.Doc.Attr(p, "itemtype"); scope != "" {
			if strings.Contains(scope, "Object") || strings.Contains(scope, "Element") {
				return
			}
			break
		}
	}
	value := page.Attr(n.N, "content")
	if yes, ok := readFlag(value); ok {
		r := saysNotFree
		if yes {
			r = saysFree
		}
		j.add(fromMicrodata, r, "microdata:isAccessibleForFree", value, j.Doc.Path(id))
	}
}

// readElements reads what elements state in attributes: AMP's sections and
// the few data attributes that name a tier.
//
// No key that is read has fewer than ten bytes, which rules out most attributes at
// once.
func (j *judge) readElements() {
	for id := range j.Doc.Nodes {
		n := &j.Doc.Nodes[id]
		if len(n.N.Attr) == 0 || n.Is(page.Text) {
			continue
		}
		for i := range n.N.Attr {
			a := &n.N.Attr[i]
			if len(a.Key) < 10 {
				continue
			}
			switch a.Key {
			case "subscriptions-section", "amp-access":
				j.amp(page.ID(id), a.Key, a.Val)
			case "data-paycategory":
				j.add(fromData, readTier(a.Val), "attribute:"+a.Key, a.Val, j.Doc.Path(page.ID(id)))
			case "data-paywall", "data-paywall-present":
				if n.Tag == atom.Html || n.Tag == atom.Head || n.Tag == atom.Body {
					j.add(fromData, readAs(paidIf, a.Val), "attribute:"+a.Key, a.Val, "")
				}
			}
		}
	}
}

// amp reads an AMP section. Its content counts only where it is the story:
// publishers put the attribute on boxes of teasers as well.
//
//	<section subscriptions-section="content"><p>The rest…</p></section>
//
// An expression that starts with NOT names what readers without access see.
func (j *judge) amp(id page.ID, key, val string) {
	if j.body.first < 0 || !j.Doc.Contains(id, j.Segs[j.body.last].First) {
		return
	}
	if key == "subscriptions-section" && val == "content" || key == "amp-access" && val != "" && !strings.HasPrefix(val, "NOT ") {
		j.add(fromAMP, saysNotFree, "attribute:"+key, val, j.Doc.Path(id))
	}
}

// readData takes the facts of scripts that belong to this article, see
// [dataLayer].
func (j *judge) readData() {
	for _, f := range dataLayer(j.Doc, nil) {
		if !f.mixed && f.count <= maxRepeat {
			j.add(fromData, f.reading, "script:"+f.key, f.value, "")
		}
	}
}
