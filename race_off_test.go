//go:build !race

package gatefold_test

const raced = false
