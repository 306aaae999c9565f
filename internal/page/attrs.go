package page

import "bytes"

// maxAttrs is how many attributes of one tag the parser is given. It keeps a
// table of their names, which it empties again for each tag after: with three
// million in one tag, each of the others would cost as much as a paragraph. Of
// 4,171 saved pages none has a tag of more than 136, and none loses anything once
// its scripts are cut out.
const maxAttrs = 4096

// maxAgain is how often, on the mean, a byte is looked at in search of tags
// before a page counts as made to have it looked at again and again. Of 4,170
// saved pages one needs 5, all others less than 1.
const maxAgain = 32

// boundAttrs returns src without the attributes of a tag beyond maxAttrs. It takes
// each `<` with a letter behind it for a tag, also in scripts and comments, and
// also inside of another tag: what looks like a quoted value may be text to the
// parser.
func boundAttrs(src []byte) []byte {
	var out []byte
	written, scanned, again := 0, 0, 0
	for at := nextTag(src, 0); at < len(src); at = nextTag(src, at) {
		full, end := scanTag(src, at)
		if at < scanned {
			again += min(end, scanned) - at
		}
		if again > maxAgain*len(src) {
			return boundAttrs(withoutQuotes(append(out, src[written:]...)))
		}
		scanned = max(scanned, end)
		if full < end {
			out = append(out, src[written:full]...)
			written, at = end, end
		}
	}
	if written == 0 {
		return src
	}
	return append(out, src[written:]...)
}

// nextTag returns where the name of the first tag starts at or after at, or the
// length of src.
func nextTag(src []byte, at int) int {
	for {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 || at+i+1 == len(src) {
			return len(src)
		}
		if at += i + 1; 'a' <= src[at]|0x20 && src[at]|0x20 <= 'z' {
			return at
		}
	}
}

// withoutQuotes makes all tags end at the first `>`, so that none can stand inside of
// another, and what looks like one there is left out.
func withoutQuotes(src []byte) []byte {
	inTag := false
	for i, c := range src {
		switch {
		case c == '"' || c == '\'' || c == '<' && inTag:
			src[i] = ' '
		case c == '<':
			inTag = true
		case c == '>':
			inTag = false
		}
	}
	return src
}

// scanTag reads the start tag whose name begins at src[at] as the parser's
// tokenizer does. It returns where the tag's `>` stands, or the source ends, and
// where its first maxAttrs attributes do, which is the same for nearly all.
func scanTag(src []byte, at int) (full, end int) {
	for at < len(src) && !isSpace(src[at]) && src[at] != '/' && src[at] != '>' {
		at++
	}
	for n := 0; ; n++ {
		if n == maxAttrs {
			full = at
		}
		for at < len(src) && (isSpace(src[at]) || src[at] == '/') {
			at++
		}
		if at >= len(src) || src[at] == '>' {
			if n <= maxAttrs {
				full = at
			}
			return full, at
		}
		at = scanAttr(src, at)
	}
}

// scanAttr returns where the attribute that begins at src[at] ends.
func scanAttr(src []byte, at int) int {
	for at++; at < len(src) && !isSpace(src[at]) && src[at] != '/' && src[at] != '>' && src[at] != '='; {
		at++
	}
	value := skipSpace(src, at)
	if value >= len(src) || src[value] != '=' {
		return at
	}
	if at = skipSpace(src, value+1); at >= len(src) {
		return at
	}
	if q := src[at]; q == '"' || q == '\'' {
		i := bytes.IndexByte(src[at+1:], q)
		if i < 0 {
			return len(src)
		}
		return at + 1 + i + 1
	}
	for at < len(src) && !isSpace(src[at]) && src[at] != '>' {
		at++
	}
	return at
}

func skipSpace(src []byte, at int) int {
	for at < len(src) && isSpace(src[at]) {
		at++
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }
