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
// Each command is one file, extract.go or rulesmutate.go. Beside them:
//
//	app.go, interrupt.go               the tree of commands, exit statuses, signals
//	targets.go, open.go, fetch.go      which pages are read, and from where
//	address.go, private.go             logins stay out of the output, private addresses out of reach
//	ordered.go, progress.go            several pages at once, written in their order
//	format.go, jsonform.go, columns.go the forms of output
//	table.go, tablestory.go, paint.go  reports for people
//	sink.go, messages.go, pageerror.go standard output and standard error
//	rulessuite.go, replace.go          what the commands on rule files share
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
