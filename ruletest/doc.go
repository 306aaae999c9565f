// Package ruletest proves rule files on pages. It is what the commands
// `gatefold rules test`, `lint`, `cover`, `mutate`, `diff` and `drift`
// are made of, for use in the tests of a folder of rules:
//
//	func TestRules(t *testing.T) {
//		ruletest.Run(t, os.DirFS("rules"), os.DirFS("testdata"))
//	}
//
// A [Suite] is a folder of rules with the pages that its [[expect]] tables
// name. Everything it reports is in the order of the files and the same in
// every run.
package ruletest
