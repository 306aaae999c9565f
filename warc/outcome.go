package warc

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Outcome is what became of a record.
type Outcome string

// The outcomes. Only pages, the damaged and the oversized reach the caller.
const (
	// Page is a record that holds HTML.
	Page Outcome = "page"
	// NotHTML is a record of another type: pictures, scripts, plain text.
	NotHTML Outcome = "not-html"
	// Status is a response other than a success: redirects and error pages.
	Status Outcome = "status"
	// Empty is a response without a body.
	Empty Outcome = "empty"
	// Revisit is a record that says that a page was seen again unchanged. It
	// has no body of its own.
	Revisit Outcome = "revisit"
	// Request, Metadata and Warcinfo are records about the crawl.
	Request  Outcome = "request"
	Metadata Outcome = "metadata"
	Warcinfo Outcome = "warcinfo"
	// Other is a record of a type that the standard does not know, or a
	// continuation: no writer in use splits pages.
	Other Outcome = "other"
	// TooLarge is a page beyond [Options].MaxBytes, before or after decoding.
	TooLarge Outcome = "too-large"
	// Broken is a record that cannot be read.
	Broken Outcome = "broken"
)

// Counts says how many records had each outcome.
type Counts map[Outcome]int

// Add adds the counts of another reader.
func (c Counts) Add(other Counts) {
	for o, n := range other {
		c[o] += n
	}
}

// Total is the number of records.
func (c Counts) Total() int {
	n := 0
	for _, k := range c {
		n += k
	}
	return n
}

// String lists the counts by name: "2 broken, 14 page, 14 request".
func (c Counts) String() string {
	parts := make([]string, 0, len(c))
	for _, o := range slices.Sorted(maps.Keys(c)) {
		parts = append(parts, fmt.Sprintf("%d %s", c[o], o))
	}
	return strings.Join(parts, ", ")
}
