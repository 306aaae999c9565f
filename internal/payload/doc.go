// Package payload attacks the extraction, for tests: pages that carry script,
// foreign addresses and control characters in every place that an article
// takes something from, and the judges of what comes out. They know the
// formats and nothing of the code that writes them.
package payload
