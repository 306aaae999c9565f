// Package stream registers the processor "gatefold" with benthos, the core of
// Redpanda Connect and Bento's ancestor: a page comes in as a message, its
// article goes out as JSON.
//
//	import _ "github.com/gatefold/gatefold/stream"
//
// in any build of benthos makes it known there; gatefold-stream in cmd is a
// build with the components that the core has, and an input for NATS JetStream.
//
//	pipeline:
//	  processors:
//	    - gatefold:
//	        rules: [ my-rules ]
//
// A page that cannot be read stays the message that it was and is marked with
// the error, as benthos has it: catch, switch on errored() and reject_errored
// work. A page that could be read in part becomes its article and is marked
// too.
package stream
