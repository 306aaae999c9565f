package ruletest_test

import (
	"fmt"
	"testing/fstest"

	"github.com/gatefold/gatefold/ruletest"
)

func ExampleSuite_Test() {
	s, err := ruletest.Open(ruletest.Options{
		Rules: fstest.MapFS{"pier.example.toml": {Data: []byte(`
name = "The Pier"
hosts = ["pier.example"]

[[expect]]
fixture = "late.html"
title = "The late ship"
`)}},
		Fixtures: fstest.MapFS{"late.html": {Data: []byte(`<meta property="og:title" content="The late ferry"><p>It was late.`)}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, failure := range s.Test() {
		fmt.Println(failure)
	}
	// Output: pier.example.toml:5: late.html: title: got "The late ferry", want "The late ship"
}
