// Package target reads where the links of a page lead: whether an address asks for
// something, as a plan, a newsletter or an account, or is a story's.
package target
