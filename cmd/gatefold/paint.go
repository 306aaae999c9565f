package main

import (
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/article"
)

// paint marks parts of a table with colours, or does nothing where it is false.
type paint bool

// The colours, as SGR parameters: of the eight that every terminal has on a light
// and on a dark background.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// in wraps s in a colour. It is called after a cell has its width: escapes would count
// as characters.
func (p paint) in(colour, s string) string {
	if !p || colour == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// roleColours are those of the roles that a reader looks for; the others are
// dim.
var roleColours = map[article.Role]string{
	article.RoleHeadline: bold, article.RoleBody: "", article.RoleCaption: "", article.RolePromo: yellow,
	article.RoleKicker: cyan, article.RoleStandfirst: cyan, article.RoleByline: cyan, article.RoleDateline: cyan,
	article.RoleCorrection: cyan, article.RoleAuthorBio: cyan,
}

// role colours s as the role asks for. A role with the empty colour stays plain; one
// that the map does not know is dim.
func (p paint) role(r article.Role, s string) string {
	colour, ok := roleColours[r]
	if !ok {
		colour = dim
	}
	return p.in(colour, s)
}

// verdict colours what says that a reader may not read on, or not all.
func (p paint) verdict(word, s string) string {
	switch word {
	case string(article.PolicyFree), string(article.CompletenessFull):
		return p.in(green, s)
	case string(article.PolicyUnknown): // the word of both
		return s
	}
	return p.in(red, s)
}

// coloured reports whether standard output is a terminal whose reader has not
// asked for plain text (no-color.org).
func coloured(cmd *cli.Command) paint {
	o, ok := cmd.Root().Writer.(*sink)
	return paint(ok && wantsColour(o.terminal, os.Getenv))
}

// wantsColour decides from what it is given, for tests.
func wantsColour(terminal bool, getenv func(string) string) bool {
	return terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
}

// painted returns the writer of a table that may have colours: the texts of the
// page in it are harmless already, and what is left acts on a terminal as it
// is meant to.
func painted(w io.Writer, p paint) io.Writer {
	if o, ok := w.(*sink); ok && bool(p) {
		return ownWriter{o}
	}
	return w
}

// ownWriter writes what the program itself has put together to a sink.
type ownWriter struct{ *sink }

// Write passes p on unfiltered, or the colours would be taken out.
func (o ownWriter) Write(p []byte) (int, error) { return o.writeAs(p, false) }
