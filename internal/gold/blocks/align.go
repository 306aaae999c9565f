package blocks

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/page"
)

// Label is what the labellers say of a segment.
type Label struct {
	// Role is that of most of the segment's text, Unknown where no block
	// answers to it or where it has no text.
	Role Role
	// Share is how much of the segment's text has that role, 0 to 1.
	Share float32
	// Block is the index in [Page.Blocks] of the block with most of the text,
	// Promo that in [Page.Promos] of the promo to which most of it belongs if
	// the role is promo; -1 for none.
	Block, Promo int
}

// Align gives each segment of a page its label. The walk of the labellers is
// done again on the page's own tree, its blocks are set beside the labelled
// ones in page order, and so each text node has a block: a text that stands on
// the page twice is no riddle, and a segment may span blocks or be part of one.
func Align(p *Page, doc *page.Doc, segs []block.Seg) []Label {
	of := blockOfNodes(p, doc)
	promos := p.promoOfBlocks()
	labels := make([]Label, len(segs))
	for i := range segs {
		labels[i] = vote(p, doc, &segs[i], of, promos)
	}
	return labels
}

// blockOfNodes returns the index of the labelled block of each text node that
// has one.
func blockOfNodes(p *Page, doc *page.Doc) map[*html.Node]int {
	of := map[*html.Node]int{}
	if len(doc.Nodes) == 0 {
		return of
	}
	root := doc.Nodes[0].N
	for root.Parent != nil {
		root = root.Parent
	}
	runs := Cut(root)
	for i, b := range match(keysOfRuns(runs), keysOfBlocks(p.Blocks)) {
		if b < 0 {
			continue
		}
		for _, n := range runs[i].Nodes {
			of[n] = b
		}
	}
	return of
}

func keysOfRuns(runs []Run) []string {
	keys := make([]string, len(runs))
	for i, r := range runs {
		keys[i] = fold(r.Text)
	}
	return keys
}

func keysOfBlocks(blocks []Block) []string {
	keys := make([]string, len(blocks))
	for i, b := range blocks {
		keys[i] = fold(b.Text)
	}
	return keys
}

// vote counts the segment's characters by role, block and promo.
func vote(p *Page, doc *page.Doc, s *block.Seg, of map[*html.Node]int, promos []int) Label {
	none := Label{Block: -1, Promo: -1}
	if s.Kind != block.Text || s.Chars == 0 {
		return none
	}
	roles, blocks, inPromo := map[Role]int{}, map[int]int{}, map[int]int{}
	for id := s.First; id < s.End; id++ {
		n := &doc.Nodes[id]
		if !s.Owns(n) {
			continue
		}
		chars := doc.Chars(id)
		b, ok := of[n.N]
		if !ok {
			roles[Unknown] += chars
			continue
		}
		roles[p.Blocks[b].Role] += chars
		blocks[b] += chars
		if promos[b] >= 0 {
			inPromo[promos[b]] += chars
		}
	}
	role, chars := most(roles, Unknown)
	if role == Unknown {
		return none
	}
	l := Label{Role: role, Share: float32(chars) / float32(s.Chars), Promo: -1}
	l.Block, _ = most(blocks, -1)
	if role == Advert {
		l.Promo, _ = most(inPromo, -1)
	}
	return l
}

// most returns the key with the largest count, the smallest of equal ones.
func most[K int | Role](counts map[K]int, none K) (best K, n int) {
	best = none
	for k, c := range counts {
		if c > n || c == n && k < best {
			best, n = k, c
		}
	}
	return best, n
}

// promoOfBlocks returns for each block the index of its promo, -1 for none. A
// labelled promo says its blocks by their text alone. Where several blocks
// have that text, those that stand closest together are its own.
func (p *Page) promoOfBlocks() []int {
	of := make([]int, len(p.Blocks))
	free := map[string][]int{} // blocks of promos that have none yet
	for i, b := range p.Blocks {
		of[i] = -1
		if b.Role == Advert {
			free[b.Text] = append(free[b.Text], i)
		}
	}
	for k, promo := range p.Promos {
		for _, b := range closest(strings.Split(promo.Text, "\n"), free) {
			of[b] = k
			free[p.Blocks[b].Text] = without(free[p.Blocks[b].Text], b)
		}
	}
	return of
}

func without(list []int, x int) []int {
	var out []int
	for _, y := range list {
		if y != x {
			out = append(out, y)
		}
	}
	return out
}

// closest returns the blocks of the lines that stand closest together, given
// the blocks that are free by their text. Lines without one are passed over.
func closest(lines []string, free map[string][]int) []int {
	var best []int
	span := 0
	for _, start := range free[firstFree(lines, free)] {
		got, last := follow(lines, free, start)
		if width := last - start; best == nil || len(got) > len(best) || len(got) == len(best) && width < span {
			best, span = got, width
		}
	}
	return best
}

func firstFree(lines []string, free map[string][]int) string {
	for _, line := range lines {
		if len(free[line]) > 0 {
			return line
		}
	}
	return ""
}

// follow takes for each line the next free block from start on, and returns the
// blocks and the last of them.
func follow(lines []string, free map[string][]int, start int) (got []int, last int) {
	last = start - 1
	for _, line := range lines {
		for _, b := range free[line] {
			if b > last {
				got, last = append(got, b), b
				break
			}
		}
	}
	return got, last
}
