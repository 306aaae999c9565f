// Package blocks reads pages that a reader has labelled block by block, scores
// an extractor's output against them, and gives the labels to the segments of
// internal/block, for training.
//
// A block is what a walk of the tree that knows nothing of any extractor cuts;
// [Cut] is that walk.
package blocks

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/gold/corpus"
)

// Role is what a labeller says that a block is.
type Role string

// The roles. Unknown is that of a segment which no block answers to.
const (
	Unknown    Role = ""
	Body       Role = "body"
	Title      Role = "title"
	Kicker     Role = "kicker"
	Standfirst Role = "standfirst"
	Byline     Role = "byline"
	Date       Role = "date"
	Caption    Role = "caption"
	Related    Role = "related"
	Note       Role = "note"
	Bio        Role = "bio"
	Comments   Role = "comments"
	Consent    Role = "consent"
	Advert     Role = "promo"
	Nav        Role = "nav"
	// Skip marks blocks on which careful readers differ: they count neither
	// way.
	Skip Role = "skip"
)

// Page is a labelled page. What a page has no label for is empty.
type Page struct {
	ID         string   `json:"id"`
	URL        string   `json:"url"`
	Kind       string   `json:"kind"` // article or other
	Lang       string   `json:"lang"`
	Title      string   `json:"title"`
	Kicker     string   `json:"kicker"`
	Standfirst string   `json:"standfirst"`
	Authors    []string `json:"authors"`
	Date       string   `json:"date"`
	// Policy and Content are the labeller's reading, the others those that
	// count as right too.
	Policy     string   `json:"policy"`
	PolicyAlt  []string `json:"policy_alt"`
	Content    string   `json:"content"`
	ContentAlt []string `json:"content_alt"`
	Blocks     []Block  `json:"blocks"`
	Promos     []Promo  `json:"promos"`
}

// Block is a run of text between two block boundaries.
type Block struct {
	Role   Role   `json:"role"`
	Text   string `json:"text"`
	Hidden bool   `json:"hidden"`
}

// Promo is all that belongs to one labelled promo.
type Promo struct {
	Kind   string  `json:"kind"`
	Gate   bool    `json:"gate"`
	Hidden bool    `json:"hidden"`
	Where  string  `json:"where"`
	Text   string  `json:"text"` // a line for each block
	Offers []Offer `json:"offers"`
}

// Offer is a price that a labelled promo states.
type Offer struct {
	Amount   string `json:"amount"`
	Currency string `json:"currency"`
	Period   string `json:"period"`
	Trial    bool   `json:"trial"`
}

// Open reads the labelled set in a folder: its pages, and their labels in the
// same order.
func Open(dir string) (corpus.Set, []Page, error) {
	set, err := corpus.Open(dir)
	if err != nil {
		return set, nil, err
	}
	pages, err := ReadGold(filepath.Join(dir, "gold.jsonl"))
	if err == nil && len(pages) != len(set.Pages) {
		err = fmt.Errorf("blocks: %d labels for %d pages in %q", len(pages), len(set.Pages), dir)
	}
	return set, pages, err
}

// ReadGold reads a file of labels, one page a line.
func ReadGold(file string) ([]Page, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("blocks: %w", err)
	}
	defer f.Close()
	var pages []Page
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for n := 1; lines.Scan(); n++ {
		var p Page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("blocks: %s:%d: %w", file, n, err)
		}
		pages = append(pages, p)
	}
	return pages, lines.Err()
}
