//go:build race

package gatefold_test

// raced is set where the race detector makes everything ten times slower.
const raced = true
