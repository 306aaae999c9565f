package blocks

import (
	"fmt"

	"github.com/gatefold/gatefold/internal/gold/mdtable"
)

// Row is an extractor with what it scored.
type Row struct {
	Name string
	// Tells says that the extractor tells promos and access. One that does not has no
	// place in their table: a row of dashes would say that it had been asked.
	Tells bool
	Score Score
}

// Heading is the heading over the tables of so many pages, of one half of the domains or
// of both for "".
func Heading(pages int, half string) string {
	if half == "" {
		return fmt.Sprintf("### %d pages", pages)
	}
	return fmt.Sprintf("### %d pages, half %s of the domains", pages, half)
}

// Tables are those of the text, of promos and access, and of fields, under a heading.
func Tables(heading string, rows []Row) string {
	text := heading + "\n"
	for _, topic := range []Topic{OfBody, OfPromos, OfFields} {
		head, lines := []string{"extractor"}, [][]string(nil)
		for _, c := range Columns {
			if c.Topic == topic {
				head = append(head, c.Name)
			}
		}
		for _, r := range rows {
			if r.Tells || topic != OfPromos {
				lines = append(lines, append([]string{r.Name}, r.cells(topic)...))
			}
		}
		if len(lines) > 0 {
			text += "\n" + mdtable.Format(head, lines)
		}
	}
	return text
}

// cells are the figures of a topic in percent, "-" where no page has gold for one.
func (r Row) cells(topic Topic) (cells []string) {
	for _, c := range Columns {
		if c.Topic != topic {
			continue
		}
		cell := "-"
		if v, ok := c.Figure(r.Score); ok {
			cell = fmt.Sprintf("%.1f", 100*v)
		}
		cells = append(cells, cell)
	}
	return cells
}
