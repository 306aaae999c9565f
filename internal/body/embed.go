package body

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/classname"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/weburl"
)

// embed returns the block of a frame, a film, a sound or a custom element that
// stands for one. It reports false for those that show a reader nothing:
// counters, empty frames, players whose address only a script knows.
func (a *assembler) embed(id page.ID) (article.Block, bool) {
	n := a.doc.Nodes[id].N
	if isPixel(n) {
		return article.Block{}, false
	}
	src := a.embedSource(n)
	if isInline(src) {
		return article.Block{}, false
	}
	abs, ok := a.urls.Resource(src)
	if !ok {
		return article.Block{}, false
	}
	host := weburl.Host(abs)
	if isCounter(host) {
		return article.Block{}, false
	}
	return article.Block{Kind: article.BlockEmbed, URL: abs, Provider: providerOf(host)}, true
}

// embedSource returns the address that the element names, or one made from the
// name that its provider gives to what it shows.
func (a *assembler) embedSource(n *html.Node) string {
	if src := customSource(n); src != "" {
		return src
	}
	for _, key := range [...]string{"data-src", "data-lazy-src", "data-litespeed-src", "src", "data", "data-href", "data-url"} {
		if v := page.Attr(n, key); !isInline(v) {
			return v
		}
	}
	if n.DataAtom == atom.Video || n.DataAtom == atom.Audio || n.Data == "amp-video" {
		steps := 0
		for c := n.FirstChild; c != nil && steps < maxVariants; c = c.NextSibling {
			if c.DataAtom != atom.Source {
				continue
			}
			steps++
			for _, key := range [...]string{"src", "data-src"} {
				if v := page.Attr(c, key); v != "" {
					return v
				}
			}
		}
	}
	return ""
}

// customSource reads the custom elements of AMP and of the players, which name
// what they show by its id.
func customSource(n *html.Node) string {
	if n.DataAtom != 0 {
		return ""
	}
	switch n.Data {
	case "lite-youtube":
		return idSource(n, "videoid", "https://www.youtube.com/watch?v=")
	case "amp-youtube":
		return idSource(n, "data-videoid", "https://www.youtube.com/watch?v=")
	case "amp-twitter", "twitter-widget":
		return idSource(n, "data-tweetid", "https://twitter.com/i/status/") + idSource(n, "data-tweet-id", "https://twitter.com/i/status/")
	case "amp-instagram":
		return idSource(n, "data-shortcode", "https://www.instagram.com/p/")
	case "amp-brightcove", "brightcove-player":
		return brightcoveSource(n)
	}
	return ""
}

func idSource(n *html.Node, key, prefix string) string {
	if v := page.Attr(n, key); v != "" {
		return prefix + url.PathEscape(v)
	}
	return ""
}

func brightcoveSource(n *html.Node) string {
	account, video := page.Attr(n, "data-account"), page.Attr(n, "data-video-id")
	if account == "" || video == "" {
		return ""
	}
	player := page.Attr(n, "data-player")
	if player == "" {
		player = "default"
	}
	return "https://players.brightcove.net/" + url.PathEscape(account) + "/" + url.PathEscape(player) +
		"_default/index.html?videoId=" + url.QueryEscape(video)
}

// providers names the services by the hosts that serve their embeds.
var providers = [...]struct{ host, name string }{
	{"youtube.com", "youtube"}, {"youtube-nocookie.com", "youtube"}, {"youtu.be", "youtube"},
	{"vimeo.com", "vimeo"}, {"dailymotion.com", "dailymotion"}, {"dai.ly", "dailymotion"},
	{"twitter.com", "twitter"}, {"x.com", "twitter"}, {"instagram.com", "instagram"},
	{"facebook.com", "facebook"}, {"fb.watch", "facebook"}, {"tiktok.com", "tiktok"},
	{"threads.net", "threads"}, {"threads.com", "threads"}, {"bsky.app", "bluesky"}, {"reddit.com", "reddit"},
	{"redditmedia.com", "reddit"}, {"linkedin.com", "linkedin"}, {"pinterest.com", "pinterest"},
	{"t.me", "telegram"}, {"vk.com", "vk"}, {"twitch.tv", "twitch"}, {"rumble.com", "rumble"},
	{"spotify.com", "spotify"}, {"soundcloud.com", "soundcloud"}, {"podcasts.apple.com", "apple-podcasts"},
	{"music.apple.com", "apple-music"}, {"deezer.com", "deezer"}, {"bandcamp.com", "bandcamp"},
	{"acast.com", "acast"}, {"megaphone.fm", "megaphone"}, {"simplecast.com", "simplecast"},
	{"podigee.io", "podigee"}, {"audioboom.com", "audioboom"}, {"omny.fm", "omny"}, {"buzzsprout.com", "buzzsprout"},
	{"libsyn.com", "libsyn"}, {"datawrapper.de", "datawrapper"}, {"dwcdn.net", "datawrapper"},
	{"flourish.studio", "flourish"}, {"infogram.com", "infogram"}, {"everviz.com", "everviz"},
	{"tableau.com", "tableau"}, {"documentcloud.org", "documentcloud"}, {"scribd.com", "scribd"},
	{"issuu.com", "issuu"}, {"knightlab.com", "knightlab"}, {"carto.com", "carto"}, {"openstreetmap.org", "openstreetmap"},
	{"google.com", "google"}, {"imgur.com", "imgur"}, {"giphy.com", "giphy"}, {"gfycat.com", "gfycat"},
	{"github.com", "github"}, {"codepen.io", "codepen"}, {"jsfiddle.net", "jsfiddle"},
	{"brightcove.net", "brightcove"}, {"jwplayer.com", "jwplayer"}, {"jwplatform.com", "jwplayer"},
	{"kaltura.com", "kaltura"}, {"wistia.com", "wistia"}, {"wistia.net", "wistia"}, {"streamable.com", "streamable"},
	{"ted.com", "ted"}, {"archive.org", "archive.org"}, {"slideshare.net", "slideshare"}, {"typeform.com", "typeform"},
}

// providerOf returns the name of the service behind a host, or the host itself
// without www.
func providerOf(host string) string {
	for i := range providers {
		if under(host, providers[i].host) {
			return providers[i].name
		}
	}
	return strings.TrimPrefix(host, "www.")
}

// under reports whether host is domain or a name below it.
func under(host, domain string) bool {
	rest, ok := strings.CutSuffix(host, domain)
	return ok && (rest == "" || rest[len(rest)-1] == '.')
}

// isCounter reports the hosts of frames that count visits or show
// advertisements.
func isCounter(host string) bool {
	for _, h := range [...]string{
		"googletagmanager.com", "doubleclick.net", "googlesyndication.com", "google-analytics.com", "adnxs.com",
		"amazon-adsystem.com", "criteo.com", "taboola.com", "outbrain.com", "scorecardresearch.com",
	} {
		if under(host, h) {
			return true
		}
	}
	return false
}

// maxQuoted is the most text, in characters, of a quoted post.
const maxQuoted = 4000

// IsQuotedPost reports whether the element id is a post of a social network that
// stands in the page until the network's script draws it.
func IsQuotedPost(doc *page.Doc, id page.ID) bool {
	return doc.NamedByClass(id).Form&classname.FormPost != 0 && doc.Chars(id) <= maxQuoted
}

func (a *assembler) isQuotedEmbed(id page.ID) bool { return a.doc.Chars(id) <= maxQuoted }

// quotedEmbed emits a post that is quoted until its provider's script comes:
// its text is in the page.
func (a *assembler) quotedEmbed(id page.ID) {
	n := &a.doc.Nodes[id]
	e := article.Block{Kind: article.BlockEmbed, Provider: a.doc.NamedByClass(id).Form.Network()}
	a.inline.reset()
	media := a.gather(n.End)
	e.Text, e.Spans = a.inline.take()
	e.URL = a.postURL(id, e.Provider)
	a.emitCaptioned(e)
	a.placeMedia(media)
}

// postURL returns the address of a quoted post: the one that its markup names,
// else its last link to the provider, which is the one under the date. On Reddit the
// first is the post's, and the last its board's or its author's.
func (a *assembler) postURL(id page.ID, provider string) string {
	n := &a.doc.Nodes[id]
	for _, key := range [...]string{
		"data-instgrm-permalink", "data-text-post-permalink", "data-href", "data-embed-url", "cite",
	} {
		if abs, ok := a.urls.Resource(page.Attr(n.N, key)); ok {
			return abs
		}
	}
	last := ""
	for c := id + 1; c < n.End; c++ {
		if a.doc.Nodes[c].Tag != atom.A {
			continue
		}
		abs, ok := a.urls.Resource(a.doc.Attr(c, "href"))
		if ok && (provider == "mastodon" || providerOf(weburl.Host(abs)) == provider) {
			last = abs
			if provider == "reddit" {
				break
			}
		}
	}
	return last
}
