package classname

// maxName is the most bytes of a name that says more than a part. Longer ones are
// generated; the models of roles have learned from the words in them.
const maxName = 96

// maxAsk is the most letters of a name whose words ask for something: so many the
// models of promos have learned from.
const maxAsk = 64

// maxWord is the most letters of a word that is told apart.
const maxWord = maxName / 2

// reader takes a name apart.
type reader struct {
	table *index
	says  meaning

	// flat is the name in small letters, without hyphens and underscores: begins
	// tells at which places of it a word begins, parted before which a hyphen or an
	// underscore stood.
	flat   [maxName]byte
	begins [maxName]bool
	parted [maxName]bool
	size   int

	// letters are those of the last word and, from 0 to start, of the one before.
	letters    [2 * maxWord]byte
	start, end int
	read       int    // letters of all words
	prevHash   uint32 // of the word before
	prevPart   Part
}

// Read returns what a class, an id or the name of a component suggests. The cost
// is linear in its length.
func Read(name string) Set {
	r := reader{table: table()}
	colon := r.split(name)
	if len(name) > maxName {
		return Set{Part: r.says.that.Part}
	}
	r.whole()
	r.places()
	s := r.says.that.Without(r.says.not)
	if colon {
		s.Form &^= FormUnseen // md:sr-only holds for some widths
	}
	s.Form = s.Form.first()
	return s
}

// split reads the words of a name: it parts them at all that is no letter and
// where a capital follows a small letter. It reports whether a colon is among the
// parting characters.
func (r *reader) split(name string) (colon bool) {
	capital := true // a capital here goes on with the word
	for i := range len(name) {
		c := name[i]
		switch {
		case 'a' <= c && c <= 'z':
			capital = false
		case 'A' <= c && c <= 'Z':
			if !capital {
				r.endWord()
			}
			capital = true
			c |= 0x20
		default:
			r.endWord()
			capital = true
			colon = colon || c == ':'
			if c != '-' && c != '_' {
				r.put(c, false)
			} else if r.size < maxName {
				r.parted[r.size] = true
			}
			continue
		}
		r.put(c, r.end == r.start)
		if r.read++; r.end-r.start < maxWord {
			r.letters[r.end] = c
			r.end++
		}
	}
	r.endWord()
	return colon
}

func (r *reader) put(c byte, begins bool) {
	if r.size < maxName {
		r.flat[r.size], r.begins[r.size] = c, begins
		r.size++
	}
}

// endWord looks the last word up, alone and together with the one before.
func (r *reader) endWord() {
	if r.end == r.start {
		return
	}
	word := r.letters[r.start:r.end]
	hash := hashOn(0, word)
	asks := r.says.that.Ask
	var part Part
	if e := r.table.find(hash, word); e != nil {
		r.says = r.says.with(e.says[asWord]).with(e.says[asWords])
		part = e.says[asWord].that.Part
		// Two neighbours of which one says story and the other text are as good as
		// the one word: post-content, TextArticle.
		if both := r.prevPart | part; r.prevPart != 0 && part != 0 && both&Article != 0 && both&Text != 0 {
			r.says.that.Part |= ArticleBody
		}
	}
	if r.start > 0 {
		pair := r.letters[:r.end]
		if e := r.table.find(hashOn(r.prevHash, word), pair); e != nil {
			r.says = r.says.with(e.says[asWords])
		}
	}
	if r.read > maxAsk {
		r.says.that.Ask = asks
	}
	r.start = copy(r.letters[:], word)
	r.end, r.prevHash, r.prevPart = r.start, hash, part
}

// whole looks the name up as a whole.
func (r *reader) whole() {
	flat := r.flat[:r.size]
	if e := r.table.find(hashOn(0, flat), flat); e != nil {
		r.says = r.says.with(e.says[asName])
	}
}

// places looks at each place of the name for the words that may begin there.
func (r *reader) places() {
	if r.size < minInside {
		return
	}
	t := r.table
	a, b := t.code[r.flat[0]], t.code[r.flat[1]]
	for i := minInside - 1; i < r.size; i++ {
		c := t.code[r.flat[i]]
		if a|b < 32 && t.starts[int(a)<<5|int(b)]>>(c&31)&1 != 0 {
			r.at(i-minInside+1, a)
		}
		a, b = b, c
	}
}

// at adds what the words say that stand at one place. first is the code of the
// character there.
func (r *reader) at(i int, first uint8) {
	rest := r.flat[i:r.size]
	for _, k := range r.table.begin[first] {
		e := &r.table.rows[k]
		if len(rest) < len(e.word) || rest[2] != e.word[2] || string(rest[:len(e.word)]) != e.word || r.parts(i, e) {
			continue
		}
		r.says = r.says.with(e.says[inside])
		if r.begins[i] {
			r.says = r.says.with(e.says[atStart])
		}
		if i == 0 {
			r.says = r.says.with(e.says[asPrefix])
		}
		if len(rest) == len(e.word) {
			r.says = r.says.with(e.says[asSuffix])
		}
	}
}

// parts reports whether the name parts the word of e, which stands at the place i,
// where it may not.
func (r *reader) parts(i int, e *entry) bool {
	for k := 1; k < len(e.word); k++ {
		if r.parted[i+k] && e.joints>>k&1 == 0 {
			return true
		}
	}
	return false
}
