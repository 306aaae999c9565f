// Package ruletest proves rule files on pages. It is what the commands
// `gatefold rules test`, `lint`, `cover`, `mutate`, `diff` and `drift`
// are made of, for use in the tests of a folder of rules:
//
//	func TestRules(t *testing.T) {
//		ruletest.Run(t, os.DirFS("rules"), os.DirFS("testdata"))
//	}
//
// Each tool answers one question about a folder of rules:
//
//	Test     do the files hold what their [[expect]] tables promise?
//	Lint     what will break with the next redesign, or does nothing?
//	Cover    which selectors does no page need, which text does no rule claim?
//	Mutate   which selectors and keys could go without any promise failing?
//	Score    how near do pages with gold come to it, with the rules and without?
//	Diff     what do two versions of a folder make differently of the same pages?
//	Drift    which rules no longer fit the pages that a crawler brings today?
//
// A [Suite] is a folder of rules with the pages that its [[expect]] tables
// name. Everything it reports is in the order of the files and the same in
// every run.
package ruletest
