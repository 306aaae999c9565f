package page

import "bytes"

// manyAttrs is from how many attributes on those of one tag cost far more: the
// parser keeps a table of their names, which falls out of the processor's caches,
// and empties it again for each tag after. Of 4,171 saved pages none has a tag
// of more than 136.
const manyAttrs = 512

// chargeAttrs counts the attributes beyond manyAttrs and returns src up to the
// tag that would be past the budget. The parser reads a tag as a whole, so that
// this has to be known before. It takes each `<` with a letter behind it for a
// tag, also in scripts and comments, and also inside of another tag: what looks
// like a quoted value may be text to the parser.
func (m *Meter) chargeAttrs(src []byte) []byte {
	if !m.limited() {
		return src
	}
	most, scanned := 0, 0
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 {
			return src
		}
		if at += i + 1; at == len(src) || src[at]|0x20 < 'a' || src[at]|0x20 > 'z' {
			continue
		}
		n, end := scanTag(src, at)
		cost := int64(max(n-manyAttrs, 0)) * costAttr
		if n > 0 {
			cost += int64(most) / attrsEmptied
		}
		if at < scanned {
			cost += int64(min(end, scanned)-at) * costAgain
		}
		if !m.fits(cost) {
			return src[:at-1]
		}
		most, scanned = max(most, n), max(scanned, end)
	}
}

// scanTag reads the start tag whose name begins at src[at] as the parser's
// tokenizer does. It returns the number of attributes and where the tag's `>`
// stands, or the source ends.
func scanTag(src []byte, at int) (attrs, end int) {
	for at < len(src) && !isSpace(src[at]) && src[at] != '/' && src[at] != '>' {
		at++
	}
	for n := 0; ; n++ {
		for at < len(src) && (isSpace(src[at]) || src[at] == '/') {
			at++
		}
		if at >= len(src) || src[at] == '>' {
			return n, at
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
