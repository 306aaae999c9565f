module github.com/gatefold/gatefold/equality

go 1.26.0

replace (
	github.com/gatefold/gatefold => ../
	github.com/gatefold/gatefold/warc => ../warc
)

require (
	github.com/gatefold/gatefold v0.0.0
	github.com/gatefold/gatefold/warc v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/andybalholm/brotli v1.3.0 // indirect
	github.com/andybalholm/cascadia v1.3.5 // indirect
	github.com/gogs/chardet v0.0.0-20211120154057-b7413eaefb8f // indirect
	github.com/klauspost/compress v1.20.4 // indirect
	github.com/pelletier/go-toml/v2 v2.4.3 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/net v0.62.0 // indirect
	golang.org/x/text v0.44.0 // indirect
)
