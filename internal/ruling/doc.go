// Package ruling matches rules to a page: every selector of the rules that serve
// it in one walk of the tree. What a matched line means is worked out for each
// stage that asks: roles that are claimed for segments, promos and their parts,
// sources of metadata, evidence on access.
package ruling
