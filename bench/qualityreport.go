package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/internal/gold/metric"
)

// wholeReport is what several sets say together: languages, kinds of page, how
// far the confidence can be believed, and where titles and days go wrong.
func wholeReport(sets []scoredSet) string {
	var parts []string
	for _, part := range []string{languageReport(sets), typeReport(sets), kindReport(sets), calibrationReport(sets), missReport(sets, false)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n")
}

// fewPages is the number of pages below which a language gets no line of its own.
const fewPages = 3

// languageReport gives the mean score by language, over the articles only.
func languageReport(sets []scoredSet) string {
	type cell struct {
		sum   []float64
		pages int
	}
	byLang := map[string]*cell{}
	var names []string
	for _, s := range sets {
		if s.set.Name == "nonarticles" {
			continue
		}
		for page, lang := range s.langs {
			c := byLang[lang]
			if c == nil {
				c = &cell{sum: make([]float64, len(s.extractors))}
				byLang[lang] = c
			}
			c.pages++
			for x := range s.extractors {
				c.sum[x] += s.primary(page, x)
			}
		}
		names = append(names, s.set.Name)
	}
	if len(names) == 0 {
		return ""
	}
	t := table{head: []string{"language", "pages"}}
	for _, e := range sets[0].extractors {
		t.head = append(t.head, e.name)
	}
	langs := slices.Collect(maps.Keys(byLang))
	slices.SortFunc(langs, func(a, b string) int {
		return cmp.Or(cmp.Compare(byLang[b].pages, byLang[a].pages), cmp.Compare(a, b))
	})
	for _, lang := range langs {
		c := byLang[lang]
		if c.pages < fewPages {
			continue
		}
		row := []string{lang, fmt.Sprint(c.pages)}
		for _, sum := range c.sum {
			row = append(row, percent(sum/float64(c.pages)))
		}
		t.add(row...)
	}
	return fmt.Sprintf("### By language, over %s\n\nMean F1 of a page, by words where the gold is the whole text and by snippets elsewhere; languages of at\nleast %d pages.\n\n%s",
		strings.Join(names, ", "), fewPages, t.String())
}

// typeReport gives the mean word F1 by kind of page, over the sets that hold
// several kinds.
func typeReport(sets []scoredSet) string {
	t := table{head: []string{"type", "pages"}}
	for _, s := range sets {
		byType := map[string][]int{}
		for _, i := range s.pick(hasBody) {
			byType[s.set.Pages[i].Type] = append(byType[s.set.Pages[i].Type], i)
		}
		// A set of one kind says in its own table what it would say here.
		if len(byType) < 2 {
			continue
		}
		if len(t.head) == 2 {
			for _, e := range s.extractors {
				t.head = append(t.head, e.name)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(byType)) {
			row := []string{s.set.Name + ": " + name, fmt.Sprint(len(byType[name]))}
			for x := range s.extractors {
				row = append(row, percent(metric.Mean(words(s.of(x, byType[name]))).F1))
			}
			t.add(row...)
		}
	}
	if len(t.head) == 2 {
		return ""
	}
	return "### By kind of page\n\nMean word F1.\n\n" + t.String()
}

// kindReport says how well articles are told from other pages.
func kindReport(sets []scoredSet) string {
	yes, no, ok := kindShares(sets)
	if !ok {
		return ""
	}
	return fmt.Sprintf("### Articles and other pages\n\n%s %% of the articles are taken for articles, %s %% of the other pages are not: balanced accuracy %s %%.\n",
		percent(yes), percent(no), percent((yes+no)/2))
}

// kindShares returns the shares of the articles that are taken for articles and of the
// other pages that are not, by the first extractor that is Gatefold.
func kindShares(sets []scoredSet) (yes, no float64, ok bool) {
	var articles, others []pageScore
	for _, s := range sets {
		x := s.ours()
		if x < 0 {
			return 0, 0, false
		}
		scores := s.of(x, s.pick(func(corpus.Page) bool { return true }))
		switch s.set.Name {
		case "articles":
			articles = scores
		case "nonarticles":
			others = scores
		}
	}
	taken := func(p pageScore) float64 { return one(p.article) }
	return mean(articles, taken), 1 - mean(others, taken), len(articles) > 0 && len(others) > 0
}

// goodText is the word F1 from which a text counts as right.
const goodText = 0.9

// calibrationReport sets the confidence beside what the texts turned out to
// be, over the pages with full text. Of pages with a confidence of 0.9 nine in ten should
// be right; where fewer are, a caller who trusts the figure is misled.
func calibrationReport(sets []scoredSet) string {
	// The bins are narrow near certainty; the last edge is above 1, which belongs to
	// the last bin.
	edges := []float64{0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01}
	bins := make([][]pageScore, len(edges)-1)
	for _, s := range sets {
		x := s.ours()
		if x < 0 || s.set.Name == "nonarticles" {
			continue
		}
		for _, p := range s.of(x, s.pick(hasBody)) {
			for b := range bins {
				if edges[b] <= p.confidence && p.confidence < edges[b+1] {
					bins[b] = append(bins[b], p)
				}
			}
		}
	}
	t := table{head: []string{"confidence", "pages", "mean confidence", "right", "mean word F1"}}
	for b, scores := range bins {
		if len(scores) == 0 {
			continue
		}
		t.add(fmt.Sprintf("%.2f to %.2f", edges[b], min(edges[b+1], 1)), fmt.Sprint(len(scores)),
			percent(mean(scores, func(p pageScore) float64 { return p.confidence })),
			percent(mean(scores, func(p pageScore) float64 { return one(p.words.F1 >= goodText) })),
			percent(metric.Mean(words(scores)).F1))
	}
	if len(t.rows) == 0 {
		return ""
	}
	return fmt.Sprintf("### Confidence\n\nA text is right from a word F1 of %.0f %% on.\n\n%s", 100*goodText, t.String())
}

// listWorst names the worst pages with what was missed and what leaked.
func (s scoredSet) listWorst(w io.Writer, n int) {
	fmt.Fprintf(w, "worst of %s, %s\n", s.set.Name, s.extractors[0].name)
	for _, i := range s.worst(n) {
		p, score := s.set.Pages[i], s.scores[i][0]
		fmt.Fprintf(w, "%5s  %s  %s\n", percent(s.primary(i, 0)), p.ID, p.URL)
		if score.failed != nil {
			fmt.Fprintf(w, "       %v\n", score.failed)
		}
		missed, leaked := differences(p, score.text)
		listLines(w, "       missed ", missed, 4)
		listLines(w, "       leaked ", leaked, 4)
	}
	fmt.Fprintln(w)
}

// differences returns the lines or the snippets that are missing or too many.
func differences(p corpus.Page, text string) (missed, leaked []string) {
	if hasBody(p) {
		return metric.Diff(p.Body, text)
	}
	for _, snippet := range p.With {
		// Each snippet is asked about alone: the tally says how many, not which.
		if metric.Snippets(text, []string{snippet}, nil).FN > 0 {
			missed = append(missed, snippet)
		}
	}
	for _, snippet := range p.Without {
		if metric.Snippets(text, nil, []string{snippet}).FP > 0 {
			leaked = append(leaked, snippet)
		}
	}
	return missed, leaked
}

// listLines writes the first n lines, each cut to the width of a terminal.
func listLines(w io.Writer, label string, lines []string, n int) {
	for i, line := range lines {
		if i == n {
			fmt.Fprintf(w, "%s… %d more\n", label, len(lines)-n)
			return
		}
		if r := []rune(line); len(r) > 110 {
			line = string(r[:110]) + "…"
		}
		fmt.Fprintf(w, "%s%s\n", label, line)
	}
}

// showPage prints one page by each extractor, with what is missing and what is too much:
// the first thing to look at when a figure moves.
func showPage(sets []corpus.Set, id string, extractors []extractor) error {
	for _, set := range sets {
		i := slices.IndexFunc(set.Pages, func(p corpus.Page) bool { return p.ID == id })
		if i < 0 {
			continue
		}
		p := set.Pages[i]
		html, err := p.HTML()
		if err != nil {
			return err
		}
		fmt.Printf("%s %s\n%s\ntitle   %q\nauthors %q\ndate    %q\n", set.Name, p.ID, p.URL, p.Title, p.Authors, p.Date)
		for _, e := range extractors {
			res, err := e.run(html, p.URL)
			showResult(set.Name, p, e.name, res, err)
		}
		return nil
	}
	return fmt.Errorf("bench: no page %q in the sets", id)
}

// showResult prints what one extractor made of a page, with its score and what is
// missing or too much.
func showResult(set string, p corpus.Page, name string, res result, err error) {
	s := scorePage(p, res, countsLead[set])
	fmt.Printf("\n== %s: words %s (P %s, R %s), snippets %s\n", name, percent(s.words.F1), percent(s.words.Precision),
		percent(s.words.Recall), percent(s.snippets.Score().F1))
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("title   %q\nauthors %q\nday     %s\n", res.title, res.authors, res.day.Format("2006-01-02 15:04 -0700"))
	if a := res.article; a != nil {
		fmt.Printf("kind    %s, confidence %.2f\naccess  %s, %s\nrule    %s %s\n", a.Kind, a.Confidence, a.Access.Policy,
			a.Access.Completeness, a.Rule.File, a.Rule.Stale)
		for _, promo := range a.Promos {
			fmt.Printf("promo   %s gate=%t hidden=%t %s: %s\n", promo.Kind, promo.Gate, promo.Hidden, promo.Placement,
				metric.Space(promo.Text))
		}
	}
	for _, line := range strings.Split(res.text, "\n") {
		fmt.Println("  | " + line)
	}
	missed, leaked := differences(p, res.text)
	for _, line := range missed {
		fmt.Println("missed  " + line)
	}
	for _, line := range leaked {
		fmt.Println("leaked  " + line)
	}
}
