package access

import "github.com/gatefold/gatefold/internal/term"

// Declared weighs only what the page and the rules state of the policy, without a look
// at the text: Segs, Words and Promos are not read. Completeness is unknown.
func Declared(in Input) Result {
	j := judge{Input: in}
	j.body.first, j.body.last = -1, -1
	j.readRules()
	j.readMetas()
	j.readLD()
	j.readElements()
	j.readData()
	j.res.Policy = j.policy()
	j.res.Declared = j.declared()
	// What was said of completeness means something only beside the text.
	kept := j.res.Evidence[:0]
	for _, e := range j.res.Evidence {
		if e.complete == term.CompletenessUnknown {
			kept = append(kept, e)
		}
	}
	j.res.Evidence = kept
	j.conflicts()
	return j.res
}
