package meta

import (
	"net/url"
	"strings"
	"unicode"
)

// image returns the address of the story's lead picture. Templates put the site's
// logo or a stand-in into the metadata where a story has no picture of its own, or
// list it before that one; none is better than these.
func (c *collector) image() Field {
	var f Field
	ruled := len(c.RuleFields["image"]) > 0
	for v := range c.readings("image", generic["image"]) {
		// Who wrote a rule for this site knows its pictures.
		own := ruled && ByRule(v.Source)
		if v.Text = c.absolute(v.Text); v.Text == "" || !own && c.isSitesPicture(v.Text) {
			continue
		}
		if f.add(v); len(f.Others) >= maxOthers {
			break
		}
	}
	return f
}

// isSitesPicture reports the address of a picture that belongs to the site or to
// a person and not to the story.
func (c *collector) isSitesPicture(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	if isAvatar(u) || isThemes(u.Path) || c.declaredLogo(u) || !strings.Contains(u.Host, ".") {
		return true // without a dot in its host it is the template's mistake
	}
	file := u.Path
	if source, err := url.Parse(u.Query().Get("url")); err == nil && source.Path != "" {
		file = source.Path // a service that scales pictures
	}
	return inLogos(file) || c.isStandIn(file)
}

// inLogos reports a file in a folder of logos.
func inLogos(path string) bool {
	path = strings.ToLower(path)
	return strings.Contains(path, "/logos/") || strings.Contains(path, "/logo/")
}

// isAvatar reports the picture of an account, as the services keep it.
func isAvatar(u *url.URL) bool {
	return strings.HasSuffix("."+u.Hostname(), ".gravatar.com") || strings.Contains(u.Path, "/avatars/") || strings.Contains(u.Path, "/avatar/")
}

// isThemes reports a file of the design and not of the editors, in the folders of
// the systems that most sites run on.
func isThemes(path string) bool {
	_, rest, ok := strings.Cut(path, "/themes/")
	return ok && (strings.Contains(path, "/wp-content/themes/") || strings.HasPrefix(rest, "custom/") || strings.HasPrefix(rest, "contrib/"))
}

// declaredLogo reports the picture that the structured data call the publisher's
// logo or the author's portrait.
func (c *collector) declaredLogo(u *url.URL) bool {
	for _, path := range [...]string{"publisher.logo.url", "publisher.logo", "author.image.url", "author.image"} {
		for v := range c.ldEach(path) {
			if o, err := url.Parse(c.absolute(v.Text())); err == nil && o.Path != "" && o.Path != "/" && o.Host == u.Host && o.Path == u.Path && o.RawQuery == u.RawQuery {
				return true
			}
		}
	}
	return false
}

// standIns are the words by which templates name a picture that is no story's,
// besides those that say nothing.
const (
	standIns = " logo logos default placeholder fallback social sharing opengraph og ogp ogimage icon favicon avatar noimage blank spacer pixel transparent "
	idle     = " apple banner big card facebook fb for generic graph graphic header image images img large layout media meta missing new no open photo picture pic " +
		"preview share site small square thumb thumbnail touch twitter web wide x "
)

// isStandIn reports the path of a file whose name has nothing but words for a
// picture that stands in for one, words that say nothing, the site's name and
// numbers. What lies in a folder of the story's own name is the story's.
func (c *collector) isStandIn(path string) bool {
	folder, name := path[:strings.LastIndexByte(path, '/')+1], path[strings.LastIndexByte(path, '/')+1:]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	stands, last := false, ""
	for w := range fileWords(name) {
		low := strings.ToLower(w)
		stands = stands || isOneOf(standIns, low) || isOneOf(standIns, last+low) // OpenGraph
		last = low
		if len(w) > maxCode && !isOneOf(standIns, low) && !isOneOf(idle, low) && !c.isSitesWord(low) {
			return false
		}
	}
	return stands && !c.ownFolder(folder)
}

func isOneOf(list, word string) bool { return strings.Contains(list, " "+word+" ") }

// maxCode is the length of the words in a file's name that say nothing, whatever
// they are.
const maxCode = 2

// fileWords yields the words of a file's name: letters up to another sign or to a
// capital behind a small one.
func fileWords(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start, last := -1, rune(0)
		for i, r := range name {
			if start >= 0 && (!unicode.IsLetter(r) || unicode.IsUpper(r) && unicode.IsLower(last)) {
				if !yield(name[start:i]) {
					return
				}
				start = -1
			}
			if start < 0 && unicode.IsLetter(r) {
				start = i
			}
			last = r
		}
		if start >= 0 {
			yield(name[start:])
		}
	}
}

// isSitesWord reports a word that is part of the site's name or of its host's.
func (c *collector) isSitesWord(word string) bool {
	if strings.Contains(fold(c.host()), fold(word)) {
		return true
	}
	for _, s := range c.siteNames {
		if strings.Contains(s, fold(word)) {
			return true
		}
	}
	return false
}

// ownFolder reports a folder that is named as the page is.
func (c *collector) ownFolder(folder string) bool {
	u, err := url.Parse(c.URL)
	if err != nil {
		return false
	}
	slug := lastSegment(strings.TrimRight(u.Path, "/"))
	return len(slug) > 4*maxCode && strings.Contains(folder, "/"+slug+"/")
}
