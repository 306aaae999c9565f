// Package gain measures what each rule file is good for: every page with gold is read
// with the rules and without them, and the difference is the file's. A file that adds
// nothing, or takes something away without a reason, does not earn its place.
package gain
