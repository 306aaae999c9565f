package scrub

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/page"
)

// blank is a picture of one clear pixel, as pages put in place of those that
// load later.
const blank = "data:image/gif;base64,R0lGODlhAQABAAAAACw="

// keyWords are the segments of paths that say what is behind a link. They stay: that a
// link leads to /subscribe is how a promo is told from a teaser.
var keyWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`subscribe subscription subscriptions subscriber abo abonnement abonnements abonnieren abonner abonne
 suscripcion suscribete assinatura assine abbonamenti abbonati login signin sign-in anmelden register registration registrieren signup sign-up
 account konto newsletter newsletters donate donation spenden support membership member plus premium plus-abo shop offer offers angebot
 author authors autor autoren autores autore auteur auteurs writer staff profile people tag tags topic topics thema themen category
 article articles artikel story news politics sport sports business opinion culture world local archive live video audio podcast gallery
 about contact impressum datenschutz privacy terms agb cookies help faq app apps checkout pay trial amp rss feed search
 wp-content wp-includes wp-json themes plugins uploads embed share sharer intent status watch`) {
		m[w] = true
	}
	return m
}()

// knownHosts are those outside a publisher whose names say what a link or a
// frame is. Others become one neutral host.
var knownHosts = strings.Fields(`youtube.com youtube-nocookie.com youtu.be vimeo.com dailymotion.com twitter.com x.com facebook.com
 instagram.com tiktok.com linkedin.com pinterest.com reddit.com whatsapp.com wa.me t.me telegram.me threads.net bsky.app spotify.com
 soundcloud.com datawrapper.dwcdn.net datawrapper.de flourish.studio infogram.com google.com apple.com apps.apple.com play.google.com
 podcasts.apple.com documentcloud.org scribd.com giphy.com streamable.com brightcove.net brightcove.com jwplatform.com jwplayer.com
 opinary.com steadyhq.com substack.com patreon.com paypal.com ko-fi.com schema.org creativecommons.org`)

// link returns an address that leads to no place of the publisher's: the
// hosts that tell something stay, with dates and telling words of the path.
//
//	https://news.example/2024/05/03/politics/mayor-resigns-today
//	https://news.example/2024/05/03/…        made-up words in the last part
func (s *scrubber) link(raw string) string {
	if s.Again {
		return raw
	}
	raw = strings.TrimSpace(raw)
	low := strings.ToLower(raw)
	switch {
	case raw == "" || raw == "/" || raw == "#":
		return raw
	case strings.HasPrefix(low, "data:"):
		return blank
	case strings.HasPrefix(low, "mailto:"):
		return "mailto:desk@example.org"
	case strings.HasPrefix(low, "tel:"):
		return "tel:+00"
	// What stays on the page, by whatever means.
	case strings.HasPrefix(low, "javascript:"), strings.HasPrefix(low, "#"):
		return "#"
	}
	u, err := url.Parse(raw)
	if err != nil {
		return "/page"
	}
	out := ""
	own := true
	if u.Host != "" {
		host := strings.ToLower(u.Hostname())
		own = s.ownHost(host)
		// s.hosts are those of vendors, whose scripts and links belong together.
		if !own && !under(host, knownHosts) && !s.hosts[host] {
			host = "example.org"
		}
		out = "//" + host
		if u.Scheme != "" {
			out = strings.ToLower(u.Scheme) + ":" + out
		}
	}
	return out + s.path(u.EscapedPath(), own)
}

// ownHost reports whether a host is the publisher's, with its sub-domains.
func (s *scrubber) ownHost(host string) bool {
	return s.host != "" && (host == s.host || strings.HasSuffix(host, "."+domain(s.host)) || host == domain(s.host))
}

// domain returns the host without www, m and the like.
func domain(host string) string {
	for _, p := range [...]string{"www.", "m.", "mobile.", "amp."} {
		host = strings.TrimPrefix(host, p)
	}
	return host
}

// under reports whether a host is in the list or below one of it.
func under(host string, list []string) bool {
	for _, h := range list {
		if host == h || strings.HasSuffix(host, "."+h) {
			return true
		}
	}
	return false
}

// maxSegments and maxSlug bound the parts of a path and the words of a part.
const (
	maxSegments = 4
	maxSlug     = 4
)

// path rewrites a path part by part. Of a long one the first parts and the last stay:
// sections stand at the start, the story at the end.
func (s *scrubber) path(p string, own bool) string {
	if p == "" || p == "/" {
		return p
	}
	lead := strings.HasPrefix(p, "/")
	slash := strings.HasSuffix(p, "/")
	var parts []string
	for seg := range strings.SplitSeq(strings.Trim(p, "/"), "/") {
		if seg != "" {
			parts = append(parts, seg)
		}
	}
	if len(parts) > maxSegments {
		parts = append(parts[:maxSegments-1:maxSegments-1], parts[len(parts)-1])
	}
	for i, seg := range parts {
		parts[i] = s.segment(seg, own && i < len(parts)-1)
	}
	out := strings.Join(parts, "/")
	if lead {
		out = "/" + out
	}
	if slash {
		out += "/"
	}
	return out
}

// segment returns one part of a path. The words of sections, which stand
// before the last part, are facts as the host is.
//
//	politics                        stays, as a section
//	mayor-resigns-after-vote.html   four made-up words and the ending
//	2024                            stays, as a year
func (s *scrubber) segment(seg string, section bool) string {
	ext := path.Ext(seg)
	// ".2" in a slug is not the ending of a file.
	if len(ext) < 3 || len(ext) > 6 || allDigits(ext[1:]) {
		ext = ""
	}
	stem := strings.TrimSuffix(seg, ext)
	low := strings.ToLower(stem)
	if keyWords[low] || s.need.tokens[stem] || section && len(stem) <= 12 && isLetters(low) {
		return seg
	}
	if plain, err := url.PathUnescape(stem); err == nil {
		stem = plain
	}
	var b strings.Builder
	last, n := 0, 0
	for _, t := range tokenize(stem) {
		if n++; n > maxSlug {
			break
		}
		w := stem[t.start:t.end]
		sep := stem[last:t.start]
		// A character of Chinese or Thai is not a word: a slug has many of them.
		if t.alone {
			n--
			b.WriteString(sep + s.word(w, t))
		} else {
			b.WriteString(sep + s.slugWord(w, t))
		}
		last = t.end
	}
	if b.Len() == 0 {
		return "page" + ext
	}
	return (&url.URL{Path: b.String()}).EscapedPath() + ext
}

// slugWord replaces a word of an address. Days, years and dates stay.
func (s *scrubber) slugWord(w string, t token) string {
	if t.number || !isLetters(strings.ToLower(w)) {
		if allDigits(w) && (len(w) <= 2 || isYear(w) || len(w) == 8 && isYear(w[:4])) {
			return w
		}
		return s.number(w)
	}
	return s.word(w, t)
}

// isLetters reports whether s has small letters of ASCII only.
func isLetters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// image returns the address of a made-up picture, the same one for the same picture: a
// page that shows its main picture twice, in the head and in the text, still does.
func (s *scrubber) image(raw string) string {
	if s.Again {
		return raw
	}
	raw = strings.TrimSpace(raw)
	if raw == "" || strings.HasPrefix(strings.ToLower(raw), "data:") {
		return blank
	}
	// The file's name, since sizes of one picture differ in the rest.
	key, _, _ := strings.Cut(raw, "?")
	key = key[strings.LastIndexByte(key, '/')+1:]
	if s.images[key] == "" {
		ext := strings.ToLower(path.Ext(key))
		switch ext {
		case ".svg", ".png", ".gif", ".webp":
		default:
			ext = ".jpg"
		}
		s.images[key] = "img/" + strconv.Itoa(len(s.images)+1) + ext
	}
	if u, err := url.Parse(raw); err == nil && u.Host != "" {
		host := s.host
		if host == "" {
			host = "example.org"
		}
		return "https://" + host + "/" + s.images[key]
	}
	return "/" + s.images[key]
}

// usefulLink reports the link elements that something reads.
func (s *scrubber) usefulLink(n *html.Node) bool {
	rel := strings.ToLower(page.Attr(n, "rel"))
	switch rel {
	case "canonical", "amphtml", "license", "author", "shortlink":
		return rel != "shortlink"
	case "stylesheet":
		return s.vendorHost(page.Attr(n, "href"))
	}
	return page.HasAttr(n, "itemprop") || s.spine[n]
}

// vendorHost reports the address of a script or style sheet by which a vendor
// or a platform is recognised, once for each.
func (s *scrubber) vendorHost(src string) bool {
	c := s.Rules.Common()
	if c == nil || src == "" {
		return false
	}
	known := false
	c.ByScript(src, func(d int) {
		if key := "detect " + strconv.Itoa(d); s.metas[key] == 0 {
			s.metas[key]++
			known = true
		}
	})
	if u, err := url.Parse(src); known && err == nil && u.Host != "" {
		s.hosts[strings.ToLower(u.Hostname())] = true
	}
	return known
}
