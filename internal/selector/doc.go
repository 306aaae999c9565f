// Package selector matches thousands of CSS selectors against a page in one
// walk of its index.
//
// Each selector is split at its combinators into compounds and stored under the rarest
// part of the rightmost one: an id, else a class, an attribute, a tag. An element
// looks only at what is stored under its own id, classes, attributes and tag, and a
// selector whose ancestors' ids, classes and tags are not open at that moment is
// passed over without a test. Selectors that name an id or class the page does not
// have are dropped at first sight.
//
// The meaning of a selector is that of github.com/andybalholm/cascadia, which
// parses it, decides its attribute tests, and is the oracle of this package's
// tests. Asked one by one, cascadia walks the page for each selector, 40 to 80 µs
// a time. In one walk, 5,000 selectors cost a seventh of what parsing the page does. The set of selectors is smaller: [Check] rejects those whose cost
// grows with the square of the page. For the others the work is linear in the
// page's size whatever its shape: combinators are walked right to left with a
// memory of what each ancestor has answered.
//
// The page ends at [page.Doc]'s root: elements above it match nothing.
//
// A [Set] is immutable and serves any number of goroutines.
package selector
