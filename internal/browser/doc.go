// Package browser holds the test of the preview in a real Chromium. It is a
// module of its own, so that the program does not depend on what drives one.
package browser
