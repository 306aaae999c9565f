// Package browser drives a real Chromium, and its tests look at what only a
// browser can tell: the preview, the playground, and what becomes of hostile
// pages in a document. The command pictures makes the pictures of the README.
//
// It is a module of its own, so that the programs do not depend on what drives a
// browser.
package browser
