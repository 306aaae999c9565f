package page

// CountWords returns the words of s by the rule of [Doc.Words].
func CountWords(s string) int {
	_, words := count(s)
	return int(words)
}
