module github.com/gatefold/gatefold/bench

go 1.26.8

replace github.com/gatefold/gatefold => ../

require (
	github.com/gatefold/gatefold v0.0.0
	golang.org/x/net v0.62.0
)

require (
	github.com/stretchr/testify v1.12.1
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)
