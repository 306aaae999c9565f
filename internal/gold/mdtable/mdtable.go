// Package mdtable writes tables of Markdown whose columns line up on a terminal too.
package mdtable

import (
	"strings"
	"unicode/utf8"
)

// Format returns the table with its first column to the left and the others,
// which are numbers, to the right. No row is longer than the head.
func Format(head []string, rows [][]string) string {
	width := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	writeRow(&b, width, head)
	for i, w := range width {
		if i == 0 {
			b.WriteString("|" + strings.Repeat("-", w+2))
		} else {
			b.WriteString("|" + strings.Repeat("-", w+1) + ":")
		}
	}
	b.WriteString("|\n")
	for _, row := range rows {
		writeRow(&b, width, row)
	}
	return b.String()
}

func writeRow(b *strings.Builder, width []int, row []string) {
	for i, cell := range row {
		gap := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
		if i == 0 {
			b.WriteString("| " + cell + gap)
		} else {
			b.WriteString(" | " + gap + cell)
		}
	}
	b.WriteString(" |\n")
}
