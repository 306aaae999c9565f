// Package scratch keeps working memory from page to page.
package scratch

// Resize returns s with length n. Its contents are undefined: the caller fills
// or clears them.
func Resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
