package blocks

import "strings"

// match sets two lists of texts beside each other in order and returns for each
// of the first the index of its like in the second, -1 for none: the longest
// common subsequence between what the lists begin and end with alike.
func match(a, b []string) []int {
	to := make([]int, len(a))
	for i := range to {
		to[i] = -1
	}
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		to[from] = from
		from++
	}
	endA, endB := len(a), len(b)
	for endA > from && endB > from && a[endA-1] == b[endB-1] {
		endA, endB = endA-1, endB-1
		to[endA] = endB
	}
	for i, j := range common(a[from:endA], b[from:endB]) {
		if j >= 0 {
			to[from+i] = from + j
		}
	}
	pairLikely(to, a, b)
	return to
}

// maxCells bounds the table of [common], to 64 MB.
const maxCells = 1 << 24

// common is the longest common subsequence of two lists, as the index in b of
// each item of a. It takes memory by the product of the lengths: what is left
// of a page between like ends is short, and where it is not, nothing is alike.
func common(a, b []string) []int {
	to := make([]int, len(a))
	for i := range to {
		to[i] = -1
	}
	if len(a)*len(b) > maxCells {
		return to
	}
	width := len(b) + 1
	length := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			at := i*width + j
			if a[i] == b[j] {
				length[at] = length[at+width+1] + 1
			} else {
				length[at] = max(length[at+width], length[at+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			to[i] = j
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return to
}

// pairLikely adds to what match found: between two matches, lists of one length
// are paired where their ASCII letters and digits agree. The labellers' tool
// decoded a page or two in another charset.
func pairLikely(to []int, a, b []string) {
	for from := 0; from < len(a); from++ {
		if to[from] >= 0 {
			continue
		}
		start, end := 0, from
		if from > 0 {
			start = to[from-1] + 1
		}
		for end < len(a) && to[end] < 0 {
			end++
		}
		stop := len(b)
		if end < len(a) {
			stop = to[end]
		}
		if stop-start == end-from {
			for i := from; i < end; i++ {
				if s := skeleton(a[i]); s != "" && s == skeleton(b[start+i-from]) {
					to[i] = start + i - from
				}
			}
		}
		from = end
	}
}

// skeleton is what of a text is the same in all charsets that pages have.
func skeleton(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || 'a' <= r && r <= 'z' {
			return r
		}
		return -1
	}, s)
}
