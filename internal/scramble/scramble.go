// Package scramble recognises text that a publisher has made unreadable by shifting
// each letter, which is how some hold back the rest of a story. It says only that a
// text is scrambled: what it says is the publisher's, and is never worked out.
package scramble

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// minLetters is how many letters a text must have for their frequencies to tell
// anything.
const minLetters = 80

// perMille is how often each letter stands in a thousand, accents aside: the
// mean of English, German, French, Spanish, Italian and Polish, rounded, after
// the usual tables. The languages differ less from it than from any shifted one.
var perMille = [26]float64{
	95, 16, 32, 42, 140, 14, 18, 28, 75, 5, 13, 45, 30, 75, 62, 26, 6, 66, 66, 66, 46, 13, 12, 3, 10, 15,
}

// A letter of natural text is worth -2.85 on average and rarely less than -3.15; a
// letter drawn at random is worth -3.5. A text counts as shifted if another alphabet
// fits it that well, and better than its own does: of 2,500 paragraphs of labelled
// pages, none was fitted better by another alphabet by more than 0.14.
const (
	fits   = -3.15
	better = 0.25
)

// The worth is a logarithm, so that a text's is a sum and does not underflow. The
// alphabet stands there twice, so that a shifted one is a part of it.
var worth = sync.OnceValue(func() *[2 * 26]float64 {
	var w [2 * 26]float64
	for i := range w {
		w[i] = math.Log(perMille[i%26] / 1000)
	}
	return &w
})

// Is reports whether the folded text is natural language with each letter
// shifted by the same number of places.
//
// Shifting keeps the counts and moves them to other letters, so that one count of
// the letters serves all 26 alphabets. Prose that was shifted by one reads "Uif
// gfssz jt cbdl"; as folded text it has the spaces of words, which codes, keys and
// base64 do not.
func Is(folded []byte) bool {
	if len(folded) < minLetters {
		return false
	}
	var count [26]int
	letters, spaces := 0, 0
	for _, c := range folded {
		switch {
		case 'a' <= c && c <= 'z':
			count[c-'a']++
			letters++
		case c == ' ':
			spaces++
		}
	}
	if letters < minLetters || letters*2 < len(folded) || spaces*15 < letters { // too short, in another script, or no words
		return false
	}
	w := worth()
	own := mean(&count, w, letters, 0)
	if own+better > bound(&count, letters)+rounding {
		return false
	}
	for shift := 1; shift < 26; shift++ {
		if m := mean(&count, w, letters, shift); m > fits && m > own+better {
			return true
		}
	}
	return false
}

// best are the worths of the letters, the highest first.
var best = sync.OnceValue(func() [26]float64 {
	w := [26]float64(worth()[:26])
	slices.SortFunc(w[:], func(a, b float64) int { return cmp.Compare(b, a) })
	return w
})

// rounding is more than sums of logarithms differ by for the order that they are
// taken in.
const rounding = 1e-9

// bound is the most that a letter is worth on average in any alphabet: were the most
// frequent letter the one that is worth most, and so on. Natural text comes so near to
// it that no other alphabet need be tried.
func bound(count *[26]int, letters int) float64 {
	sorted := *count
	slices.Sort(sorted[:])
	var sum float64
	for i, w := range best() {
		sum += float64(sorted[25-i]) * w
	}
	return sum / float64(letters)
}

// mean is what a letter is worth on average if each was shifted by shift places.
//
// A letter stands for the one that many places before it in the alphabet.
func mean(count *[26]int, worth *[2 * 26]float64, letters, shift int) float64 {
	shifted := (*[26]float64)(worth[26-shift:])
	var sum float64
	for i, n := range count {
		sum += float64(n) * shifted[i]
	}
	return sum / float64(letters)
}
