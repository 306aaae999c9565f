// Package equality holds the test that every way of reading pages gives the
// same articles, byte for byte but for the envelope: the library, the command
// with one and with two workers, WARC files plain and compressed, Beam and the
// stream. It runs the commands themselves, as a user would.
package equality
