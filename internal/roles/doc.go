// Package roles gives each segment of a page its role. Rules and promos that
// were found claim theirs first; what is left a trained model tells into body
// and the rest, and names, tags and places into the rest's roles.
//
// The way of a page: [NewFrame] reads it once and works out everything that
// the features need; [Frame.Probabilities] evaluates the model (model.go,
// body.bin); [Frame.Assign] levels lists and tables (level.go), applies claims,
// finds the threshold and gives the roles; [Frame.ArticleProbability] tells
// articles from other pages (kind.go, kind.bin).
//
// The features are features.go (a segment, its place, its neighbours),
// anchor.go (its relation to the headline and to the longest run of prose),
// hints.go (names and tags around it) and text.go (its characters). Their
// order is part of the trained models: after a change of any of them the
// models are trained anew, see CONTRIBUTING.md.
package roles
