// Package roles gives each segment of a page its role. Two looks of trained
// models say for every text what it may be: the story, a promo, a teaser, a
// caption and so on. What rules and promos claim decides within that.
//
// The way of a page: [NewFrame] reads it once and works out everything that
// the features need; [Frame.Classes] evaluates the models (model.go, roles.bin),
// first each text by itself and its place, then again with what the first look
// came to around it (second.go); [Frame.Assign] levels lists and tables
// (level.go), applies claims, finds the threshold and gives the roles.
//
// The features are features.go (a segment, its place, its neighbours), box.go
// and context.go (the box that is its own whatever wrappers it has, and what
// stands in the boxes around), anchor.go (its relation to the headline and to
// the longest run of prose), hints.go (names and tags around it) and text.go
// (its characters). Their order is part of the trained models: after a change of
// any of them the models are trained anew, see CONTRIBUTING.md.
package roles
