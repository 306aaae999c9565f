package gain

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// The words of verdicts. A loss is one of losing with the measure behind it,
// "loses body".
const (
	noPage  = "no page"
	nothing = "gains nothing"
	losing  = "loses "
)

// failures says why the file does not earn its place: no page shows what it is good
// for, it makes nothing better, or it makes something worse for no stated reason.
func (f *File) failures() []string {
	if f.Pages == 0 {
		return []string{noPage}
	}
	var out []string
	if !slices.ContainsFunc(f.Changes, func(c Change) bool { return c.Plus > 0 }) {
		out = append(out, nothing)
	}
	for _, c := range f.Changes {
		if c.Minus > 0 && f.Reasons[c.Measure] == "" {
			out = append(out, losing+c.Measure)
		}
	}
	return out
}

// reasons reads the comments of a rule file that say why it may take something away:
//
//	# loses standfirst: the gold takes the first paragraph for one
//
// The word behind loses is a measure; what has none of that name is no reason.
func reasons(text []byte) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(string(text)) {
		_, rest, ok := strings.Cut(line, "# "+losing)
		if !ok {
			continue
		}
		measure, reason, ok := strings.Cut(rest, ":")
		if reason = strings.TrimSpace(reason); ok && reason != "" {
			out[strings.TrimSpace(measure)] = reason
		}
	}
	return out
}

// Verdict is one thing that is held against a file.
type Verdict struct {
	File, What string
	// AtTimes is set where some trainings of the models hold it against the file and
	// others do not: two trainings differ on about one page in thirty, and a file of few
	// pages gains or loses by that alone.
	AtTimes bool
}

// atTimes ends the line of such a verdict.
const atTimes = ", at times"

// String returns the verdict as a line of the file of known ones.
func (v Verdict) String() string {
	if v.AtTimes {
		return v.File + ": " + v.What + atTimes
	}
	return v.File + ": " + v.What
}

// Same reports whether both hold the same against the same file, always or at times.
func (v Verdict) Same(of Verdict) bool { return v.File == of.File && v.What == of.What }

// Verdicts are all that is held against files, in their order.
func (r *Report) Verdicts() []Verdict {
	var out []Verdict
	for i := range r.Files {
		for _, what := range r.Files[i].Fails {
			out = append(out, Verdict{File: r.Files[i].File, What: what})
		}
	}
	return out
}

// Join returns the verdicts of several trainings, a list each, sorted by their lines.
func Join(trainings ...[]Verdict) []Verdict {
	count := map[Verdict]int{}
	for _, list := range trainings {
		for _, v := range list {
			count[v]++
		}
	}
	var out []Verdict
	for v, n := range count {
		v.AtTimes = n < len(trainings)
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b Verdict) int { return strings.Compare(a.String(), b.String()) })
	return out
}

// ReadKnown reads the verdicts that stand already, one a line as [Verdict.String]
// writes them. Empty lines and those that start with # are comments.
func ReadKnown(r io.Reader) ([]Verdict, error) {
	var out []Verdict
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		file, what, ok := strings.Cut(line, ": ")
		if !ok {
			return nil, fmt.Errorf("gain: line %d: want FILE: VERDICT", n)
		}
		what, sometimes := strings.CutSuffix(what, atTimes)
		out = append(out, Verdict{file, what, sometimes})
	}
	return out, lines.Err()
}

// WriteKnown writes verdicts for [ReadKnown].
func WriteKnown(w io.Writer, list []Verdict) error {
	const head = "# Files that do not earn their place yet, and why. A line may go, and none may come.\n" +
		"# What holds at times does so by some trainings of the models and not by others."
	if _, err := fmt.Fprintln(w, head); err != nil {
		return err
	}
	for _, v := range list {
		if _, err := fmt.Fprintln(w, v); err != nil {
			return err
		}
	}
	return nil
}

// Against compares verdicts with those that are known: fresh ones are new failures, and
// gone ones do not hold any more, so that their lines must go. What is known to hold at
// times need not hold.
func Against(now, known []Verdict) (fresh, gone []Verdict) {
	for _, v := range now {
		if !slices.ContainsFunc(known, v.Same) {
			fresh = append(fresh, v)
		}
	}
	for _, v := range known {
		if !v.AtTimes && !slices.ContainsFunc(now, v.Same) {
			gone = append(gone, v)
		}
	}
	return fresh, gone
}

// Judge holds verdicts against a list of known ones, by its file's name, "" for none. It
// returns an error for each that is new and each that holds no more, and the counts as a
// line.
func Judge(now []Verdict, list string) (errs []error, counts string, err error) {
	var known []Verdict
	if list != "" {
		data, err := os.ReadFile(list)
		if err != nil {
			return nil, "", err
		}
		if known, err = ReadKnown(bytes.NewReader(data)); err != nil {
			return nil, "", err
		}
	}
	fresh, gone := Against(now, known)
	for _, v := range fresh {
		errs = append(errs, errors.New(v.String()))
	}
	for _, v := range gone {
		errs = append(errs, fmt.Errorf("%s: no longer; take the line out of %s", v, list))
	}
	counts = fmt.Sprintf("failures: %d, known: %d, new: %d, gone: %d", len(now), len(known), len(fresh), len(gone))
	return errs, counts, nil
}
