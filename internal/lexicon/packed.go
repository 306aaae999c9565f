package lexicon

import (
	"encoding/binary"
	"hash/fnv"
	"io/fs"
	"strings"

	lexicondata "github.com/gatefold/gatefold/rules/lexicon"
)

// The lexicon that ships is compiled when the module is made, by gen, and is searched
// as it lies in the program: to compile it takes 12 to 14 ms, half of what a first page
// cost. What
// a lexicon searches for and what it means lie in two files, as the one is compared
// with bytes and the other handed out as strings. In both, each part has its length
// before it, and numbers are little-endian.
//
// A lexicon with files of callers is compiled in memory, to the same parts.

// Compile returns the two files for the lexicon that ships: what it searches for, and
// what that means. It is what gen writes.
func Compile() (forms []byte, meanings string, err error) {
	l, err := Load(lexicondata.FS)
	if err != nil {
		return nil, "", err
	}
	return l.pack(fingerprint(lexicondata.FS)), l.meanings.packed, nil
}

// pack writes what a lexicon searches for, made from the files of that fingerprint.
func (l *Lexicon) pack(files uint64) []byte {
	return l.offers.pack(l.wording.pack(binary.LittleEndian.AppendUint64(nil, files)))
}

// unpack makes a lexicon of what pack has written, nil if that is of other files. It
// checks nothing else: a test compares what ships with what it is made from.
func unpack(forms []byte, meanings string, files uint64) *Lexicon {
	if binary.LittleEndian.Uint64(forms) != files {
		return nil
	}
	wording, rest := readTrie(forms[8:])
	offers, _ := readTrie(rest)
	return &Lexicon{meanings: readMeanings(meanings), wording: wording, offers: offers, recent: recentSides}
}

// fingerprint tells whether a lexicon was compiled from the files of fsys: a hash of
// their names and sizes. An edit that keeps the size is found by a test alone.
func fingerprint(fsys fs.FS) uint64 {
	h := fnv.New64a()
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return 0
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			h.Write(binary.AppendVarint([]byte(e.Name()), info.Size()))
		}
	}
	return h.Sum64()
}

// pack appends a tree.
func (t *trie) pack(dst []byte) []byte {
	for _, part := range [...][]byte{t.label, t.nodes, t.ends} {
		dst = appendPart(dst, string(part))
	}
	for _, set := range [...][]uint64{t.short[:], t.long[:], t.open[:], t.tiny[:]} {
		for _, bits := range set {
			dst = binary.LittleEndian.AppendUint64(dst, bits)
		}
	}
	for _, opens := range t.openFirst {
		dst = append(dst, bit(opens))
	}
	return dst
}

// readTrie is the reverse of pack. It returns what lies behind the tree.
func readTrie(data []byte) (*trie, []byte) {
	t := &trie{}
	for _, part := range [...]*[]byte{&t.label, &t.nodes, &t.ends} {
		*part, data = cutPart(data)
	}
	for _, set := range [...][]uint64{t.short[:], t.long[:], t.open[:], t.tiny[:]} {
		for i := range set {
			set[i] = binary.LittleEndian.Uint64(data[8*i:])
		}
		data = data[8*len(set):]
	}
	for i := range t.openFirst {
		t.openFirst[i] = data[i] != 0
	}
	t.plant()
	return t, data[len(t.openFirst):]
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// draft is what the phrases, the pairs and the words of files come to, while they are
// read.
type draft struct {
	phrases []Phrase
	pairs   []pair
	words   [numWordKinds][]string
	reach   int32
}

// meanings are what the phrases of a lexicon say, in parts of one string. Phrases are
// made of it when they are asked for: of thirteen thousand a page asks for some.
type meanings struct {
	packed string
	kinds  string // by phrase: its kind, with seenBit
	texts  string // a list, see joinList
	starts string // of each sixteenth phrase, four bytes each: where its text starts
	langs  string // by phrase, four bytes each: a number among names
	values string // by phrase, four bytes each: likewise
	names  []string
	words  [numWordKinds]string // a list, see joinList
	pairs  []pair
	reach  int32 // bytes that may stand between the sides of a pair
}

// seenBit marks the kind of a phrase that was met on a page.
const seenBit = 1 << 7

// phrase returns a phrase by its number.
func (m *meanings) phrase(i int) Phrase {
	return Phrase{
		Kind:  Kind(m.kinds[i] &^ seenBit),
		Lang:  m.names[le32(m.langs, i)],
		Text:  m.text(i),
		Value: m.names[le32(m.values, i)],
		Seen:  m.kinds[i]&seenBit != 0,
	}
}

// every is how many texts stand from one known start to the next.
const every = 16

func (m *meanings) text(i int) string {
	rest := m.texts[le32(m.starts, i/every):]
	for range i % every {
		_, rest, _ = strings.Cut(rest, endOf)
	}
	text, _, _ := strings.Cut(rest, endOf)
	return text
}

func le32(s string, i int) uint32 {
	s = s[4*i : 4*i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// pack writes the parts of meanings.
//
// Languages and values are few: they stand once, by number.
func (d *draft) pack() string {
	var kinds, texts, starts, langs, values, pairs []byte
	names := namer{number: map[string]int{}}
	for i := range d.phrases {
		p := &d.phrases[i]
		kinds = append(kinds, byte(p.Kind)|bit(p.Seen)<<7)
		if i%every == 0 {
			starts = binary.LittleEndian.AppendUint32(starts, uint32(len(texts)))
		}
		texts = append(append(texts, p.Text...), endOf...)
		langs = binary.LittleEndian.AppendUint32(langs, names.of(p.Lang))
		values = binary.LittleEndian.AppendUint32(values, names.of(p.Value))
	}
	for _, p := range d.pairs {
		pairs = binary.LittleEndian.AppendUint32(pairs, uint32(p.phrase))
		pairs = append(pairs, byte(p.within), bit(p.ordered))
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(d.reach))
	for _, part := range [...][]byte{kinds, texts, starts, langs, values, pairs, []byte(joinList(names.names))} {
		out = appendPart(out, string(part))
	}
	for _, words := range d.words {
		out = appendPart(out, joinList(words))
	}
	return string(out)
}

// namer numbers names.
type namer struct {
	names  []string
	number map[string]int
}

func (n *namer) of(name string) uint32 {
	i, ok := n.number[name]
	if !ok {
		i = len(n.names)
		n.number[name] = i
		n.names = append(n.names, name)
	}
	return uint32(i)
}

// readMeanings is the reverse of pack.
func readMeanings(packed string) meanings {
	m := meanings{packed: packed, reach: int32(le32(packed, 0))}
	rest := packed[4:]
	var pairs, names string
	for _, part := range [...]*string{&m.kinds, &m.texts, &m.starts, &m.langs, &m.values, &pairs, &names} {
		*part, rest = cutString(rest)
	}
	for k := range m.words {
		m.words[k], rest = cutString(rest)
	}
	m.names = splitList(names)
	const size = 6
	m.pairs = make([]pair, len(pairs)/size)
	for i := range m.pairs {
		p := pairs[size*i:]
		m.pairs[i] = pair{phrase: int32(le32(p, 0)), within: int16(p[4]), ordered: p[5] != 0}
	}
	return m
}

// endOf ends each string of a list. It stands in no UTF-8.
const endOf = "\xff"

func joinList(list []string) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s)
		b.WriteString(endOf)
	}
	return b.String()
}

// splitList is the reverse of joinList. Its strings are parts of s.
func splitList(s string) []string {
	list := make([]string, 0, strings.Count(s, endOf))
	for s != "" {
		var one string
		one, s, _ = strings.Cut(s, endOf)
		list = append(list, one)
	}
	return list
}

// appendPart appends a part with its length before it.
func appendPart(dst []byte, part string) []byte {
	return append(binary.LittleEndian.AppendUint32(dst, uint32(len(part))), part...)
}

// cutPart returns the part at the start of data, and what lies behind it.
func cutPart(data []byte) (part, rest []byte) {
	n := binary.LittleEndian.Uint32(data)
	return data[4 : 4+n : 4+n], data[4+n:]
}

// cutString is cutPart for a string.
func cutString(data string) (part, rest string) {
	n := le32(data, 0)
	return data[4 : 4+n], data[4+n:]
}
