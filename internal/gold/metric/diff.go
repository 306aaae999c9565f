package metric

import "strings"

// Diff lists the lines of gold that are mostly absent from got, and those of
// got that are mostly absent from gold, by their runs of four words.
func Diff(gold, got string) (missed, leaked []string) {
	return absent(gold, got), absent(got, gold)
}

// absent returns the lines of text of which less than half stands in other.
func absent(text, other string) []string {
	bag := counts(runs(Fold(other)))
	words := counts(Words(other))
	var lines []string
	for line := range strings.Lines(text) {
		own := runs(Fold(line))
		if len(own) == 0 {
			continue
		}
		found := common(bag, own)
		if len(own) == 1 { // too short for a full run
			own = Words(line)
			found = common(words, own)
		}
		if 2*found < len(own) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}
