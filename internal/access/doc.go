// Package access judges what a page declares about access to its article, and
// how much of the text it holds. The two are apart: most pages that are
// declared not free hold the whole text.
//
// Every signal that a saved page can carry is kept as [Evidence] with its
// source, its value, its place and what it speaks for. Which outweighs which is
// a table, in weights.go. What disagrees with the verdict is reported as a
// conflict and never hidden.
package access

import (
	"strings"

	"github.com/gatefold/gatefold/internal/block"
	"github.com/gatefold/gatefold/internal/jsonld"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/term"
	"github.com/gatefold/gatefold/internal/wording"
)

// Input is what earlier stages know of a page.
type Input struct {
	Doc    *page.Doc
	Segs   []block.Seg
	Words  *wording.Text
	Promos []promo.Promo
	// LD is the page's structured data and Article the object in it that
	// describes this article, zero where none was chosen.
	LD      *jsonld.Graph
	Article jsonld.Value
	Rules   []RuleEvidence
	// Scrambled are the segments whose letters the publisher has shifted.
	Scrambled []int32
}

// RuleEvidence is what a rule file says: that a node it selects speaks for a
// policy or a completeness, or is the publisher's own container of withheld
// text.
type RuleEvidence struct {
	Node page.ID // page.None where the rule speaks without a node
	// Vendor is set where the file is a supplier's or a platform's: it knows
	// what its markup means, not where a publisher leaves it dormant. A
	// site's word decides alone, a vendor's only at the end of the text.
	Vendor       bool
	Policy       term.Policy
	Completeness term.Completeness
	Withheld     bool
	Origin       string // "nknews.org.toml:14"
}

// Result is the verdict with its reasons.
type Result struct {
	Policy       term.Policy
	Completeness term.Completeness
	// Declared is set where the page itself states the policy.
	Declared  bool
	Withheld  Withheld
	Evidence  []Evidence
	Conflicts []Conflict
}

// Withheld is the story text that the document holds behind the publisher's
// gate. Segs are its segments; text that stands in metadata only has none.
type Withheld struct {
	Words int
	Where string
	Segs  []int32
}

// Evidence is one signal.
type Evidence struct {
	Source string // "jsonld:isAccessibleForFree"
	Value  string // as the page spells it
	Path   string
	// Supports is the policy or completeness that it speaks for.
	Supports string

	source   source
	reading  reading
	complete term.Completeness
	weight   float32
}

// Conflict lists the evidence, by index, that disagrees with a verdict.
type Conflict struct {
	About    string // "policy" or "completeness"
	Evidence []int
}

// Judge weighs the evidence of a page.
//
// The policy needs all evidence and the completeness needs the policy, so that the
// order of the steps is fixed. doubt and conflicts come last, since they look at
// both verdicts.
func Judge(in Input) Result {
	j := judge{Input: in}
	j.readBody()
	j.readRules()
	j.readMetas()
	j.readLD()
	j.readElements()
	j.readData()
	j.readPromos()
	j.res.Policy = j.policy()
	j.withheld()
	j.res.Completeness = j.completeness()
	j.res.Declared = j.declared()
	j.doubt()
	j.conflicts()
	return j.res
}

// judge holds the state of one verdict.
type judge struct {
	Input
	res  Result
	body body
	ld   ldFacts
	// description is the longest of the page's own summaries.
	description string
	cut         promo.Promo // the gate at the end of the text, if Root is set
	// What stands at the end of the text: a gate, a line on what remains,
	// the markup of a supplier's gate.
	gateAtCut, remaining, vendorCut bool
	// saidFree is set once something has said that the text is free.
	saidFree bool
	// looseSegs, promoSegs and gatedNodes are made when first asked for.
	looseSegs  []int32
	promoSegs  []bool
	gatedNodes []page.ID
	// selectors are the results of those that the page itself names.
	selectors map[string]hits
}

// maxEvidence bounds what is kept of a page full of gates. Of 4,171 saved pages none
// has more than nine signals.
const maxEvidence = 256

// add keeps a signal about the policy. What is kept shares no memory with the
// page.
func (j *judge) add(s source, r reading, name, value, path string) {
	j.saidFree = j.saidFree || r == saysFree && s != fromAbsence
	if r == unread || len(j.res.Evidence) >= maxEvidence {
		return
	}
	j.res.Evidence = append(j.res.Evidence, Evidence{
		Source: name, Value: strings.Clone(value), Path: path, Supports: r.policy().String(), source: s, reading: r, weight: weights[s],
	})
}

// addCue keeps a signal about completeness.
//
// A rule's word is kept even when the list is full, or a page of gates could
// silence it.
func (j *judge) addCue(c term.Completeness, weight float32, name, value, path string) {
	if len(j.res.Evidence) >= maxEvidence && weight != ruleDecides {
		return
	}
	j.res.Evidence = append(j.res.Evidence, Evidence{
		Source: name, Value: strings.Clone(value), Path: path, Supports: c.String(), complete: c, weight: weight,
	})
}
