package warc_test

import (
	"bytes"
	"fmt"
	"log"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/warc"
	"github.com/gatefold/gatefold/warc/warctest"
)

// The pages of a file, each with what the crawler knew of it. What is no page is
// counted; a damaged record is an error of its own, and the next one follows.
func ExampleReader_Pages() {
	var file bytes.Buffer // a file of three records, as a crawler would have written it
	for _, rec := range []warctest.Record{
		warctest.Response("https://ferry.example/low-water", []byte(`<title>Low water</title><h1>Low water</h1><p>The ferry waits for the tide, said the warden, and so does the post.</p>`), "Content-Type: text/html"),
		warctest.Response("https://ferry.example/robots.txt", []byte("User-agent: *"), "Content-Type: text/plain"),
		warctest.ResponseOf(404, "https://ferry.example/gone", []byte("<p>Gone</p>"), "Content-Type: text/html"),
	} {
		file.Write(rec.Packed())
	}
	rd, err := warc.NewReader(&file, warc.Options{})
	if err != nil {
		log.Fatal(err)
	}
	var x gatefold.Extractor
	for rec, err := range rd.Pages() {
		if err != nil {
			log.Print(err)
			continue
		}
		art, err := rec.Extract(&x)
		if err != nil {
			log.Print(err)
			continue
		}
		fmt.Println(rec.URL, art.Title)
	}
	fmt.Println(rd.Counts())
	// Output:
	// https://ferry.example/low-water Low water
	// 1 not-html, 1 page, 1 status
}
