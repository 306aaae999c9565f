// Command gatefold reads saved pages of news publishers and writes what they
// hold: the story, the metadata, the promos and what the page says of access.
//
//	gatefold extract page.html                 one page as JSON
//	gatefold extract -j 8 folder > pages.jsonl a folder as JSON Lines
//	gatefold extract --front-matter page.html  a note: Markdown with its metadata
//	gatefold extract --standalone page.html    a page of its own, to read or print
//	gatefold explain page.html                 what each block was taken for, and why
//	gatefold rules lint my-rules               the problems of rule files
//
// The exit status is 0 if all went well, 1 if a page or a rule file has a
// problem or there was no page to read, 2 for wrong usage, and 128 and the
// signal's number for a run that a signal ended: 130 for Ctrl-C. What was asked
// for goes to standard output, messages to standard error.
package main

import "os"

func main() {
	ctx, stop := untilSignal()
	status := run(ctx, os.Args, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}
