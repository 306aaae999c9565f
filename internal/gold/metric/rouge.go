package metric

import "strings"

// RougeLSum is ROUGE-LSum as the rouge-score package computes it, which the
// Fundus paper uses: each line is a sentence, and a gold sentence counts with
// the union of its longest common subsequences with all extracted ones. The
// tokens are those of [Words], so that it holds for every script.
func RougeLSum(gold, got string) Score {
	want, have := sentences(gold), sentences(got)
	left, right := map[string]int{}, map[string]int{}
	var wanted, found int
	for _, s := range want {
		wanted += len(s)
		for _, w := range s {
			left[w]++
		}
	}
	for _, s := range have {
		found += len(s)
		for _, w := range s {
			right[w]++
		}
	}
	hits := 0
	for _, s := range want {
		for _, w := range unionLCS(s, have) {
			if left[w] > 0 && right[w] > 0 {
				left[w]--
				right[w]--
				hits++
			}
		}
	}
	return scoreOf(float64(hits), float64(found), float64(wanted))
}

func sentences(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		if words := Words(line); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// unionLCS returns the words of s that are in its longest common subsequence
// with any of the others.
func unionLCS(s []string, others [][]string) []string {
	in := make([]bool, len(s))
	for _, o := range others {
		markLCS(s, o, in)
	}
	var words []string
	for i, w := range s {
		if in[i] {
			words = append(words, w)
		}
	}
	return words
}

// markLCS sets in[i] for each word of a longest common subsequence of a and b.
func markLCS(a, b []string, in []bool) {
	w := len(b) + 1
	table := make([]int32, (len(a)+1)*w)
	for i := range a {
		for j := range b {
			if a[i] == b[j] {
				table[(i+1)*w+j+1] = table[i*w+j] + 1
			} else {
				table[(i+1)*w+j+1] = max(table[i*w+j+1], table[(i+1)*w+j])
			}
		}
	}
	for i, j := len(a), len(b); i > 0 && j > 0; {
		switch {
		case a[i-1] == b[j-1]:
			i, j = i-1, j-1
			in[i] = true
		case table[i*w+j-1] > table[(i-1)*w+j]:
			j--
		default:
			i--
		}
	}
}
