// Package hostile makes pages that try to exhaust a reader: one kind of thing
// over and over, nested, or left open. The tests read each [Shape] at two sizes
// and fail if the time for a byte grows; go run ./bench hostile prints the
// table.
//
// A shape that once took the time of its square stands here for good. When a
// stage gets a new loop over what a page may have many of, add the page that
// has nothing else.
package hostile
