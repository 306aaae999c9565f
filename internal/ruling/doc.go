// Package ruling matches rules to a page: every selector of the rules that serve
// it in one walk of the tree. What a matched line means is worked out for each
// stage that asks: roles that are claimed for segments, promos and their parts,
// sources of metadata, evidence on access.
//
//	Match       which rule serves the page, and what its selectors find
//	Claim       roles for segments
//	Promos      promos and their parts
//	Fields      sources of metadata
//	Evidence    signals of policy and completeness, containers of withheld text
//	Hits        lines of a use, for the report and its counts
//
// The nodes that lines matched are kept in document order, and those of a line that does
// not hold in the page's layout are passed over by all of these.
package ruling
