package main

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"
)

// The scripts that the shells source. They replace the library's, of which those
// for bash and PowerShell evaluate the words of the line, and those for zsh and fish
// know no files.
var (
	//go:embed completion/gatefold.bash
	bashScript string
	//go:embed completion/gatefold.zsh
	zshScript string
	//go:embed completion/gatefold.fish
	fishScript string
	//go:embed completion/gatefold.ps1
	pwshScript string
)

// useOwnScripts changes the library's command that prints the scripts.
func useOwnScripts(completion *cli.Command) {
	completion.Hidden = false
	completion.Usage = "print the script that completes commands and flags in bash, zsh, fish or PowerShell"
	for _, c := range completion.Commands {
		if script := map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript, "pwsh": pwshScript}[c.Name]; script != "" {
			c.Action = func(_ context.Context, cmd *cli.Command) error {
				_, err := fmt.Fprint(cmd.Root().Writer, script)
				return err
			}
		}
	}
}

// completeCommand is what the scripts ask: given the words of a line up to the
// one that is being written, it prints what that may be, each with a tab and
// what it means. Nothing means the name of a file. The scripts only pass words on,
// so that all of them complete alike and are tested here.
func completeCommand() *cli.Command {
	return &cli.Command{
		Name:            "__complete",
		Hidden:          true,
		HideHelp:        true,
		SkipFlagParsing: true,
		Action: func(_ context.Context, cmd *cli.Command) error {
			for _, s := range complete(cmd.Root(), cmd.Args().Slice()) {
				if _, err := fmt.Fprintf(cmd.Root().Writer, "%s\t%s\n", s.word, s.usage); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// suggestion is one word that may stand at the end of a line.
type suggestion struct{ word, usage string }

// complete returns what the last of the words may become.
//
//	extract --format ma      markdown
//	extract --fields title,a authors, after "title,"
//	rules li                 list, lint
//	extract pa               nothing: a file
func complete(app *cli.Command, words []string) []suggestion {
	if len(words) == 0 {
		return nil
	}
	before, current := slices.Clone(words[:len(words)-1]), words[len(words)-1]
	if current == "=" {
		current = "" // bash takes the sign for a word of its own
	}
	before = slices.DeleteFunc(before, func(w string) bool { return w == "=" })
	cmd, valueOf := follow(app, before)
	// --format=ma: the value is completed behind the sign.
	if name, value, ok := strings.Cut(current, "="); ok && valueOf == "" && strings.HasPrefix(name, "-") {
		return prefixed(name+"=", valuesOf(strings.TrimLeft(name, "-"), value))
	}
	switch {
	case valueOf != "":
		return valuesOf(valueOf, current)
	case strings.HasPrefix(current, "-"):
		return flagsOf(cmd, current)
	}
	var found []suggestion
	// Hidden commands, such as the one that the scripts call, are not offered.
	for _, c := range cmd.VisibleCommands() {
		if strings.HasPrefix(c.Name, current) {
			found = append(found, suggestion{c.Name, c.Usage})
		}
	}
	return found
}

// follow returns the command that the words lead to and, where the last of them
// is a flag that waits for its value, the flag's name.
func follow(app *cli.Command, words []string) (cmd *cli.Command, valueOf string) {
	cmd = app
	for _, w := range words {
		switch {
		// This word is the value that the flag before it waited for.
		case valueOf != "":
			valueOf = ""
		case strings.HasPrefix(w, "-") && !strings.Contains(w, "="):
			if f := flagNamed(cmd, strings.TrimLeft(w, "-")); f != nil && takesValue(f) {
				valueOf = f.Names()[0]
			}
		// A word that is no command is an argument, and changes nothing.
		default:
			if c := cmd.Command(w); c != nil {
				cmd = c
			}
		}
	}
	return cmd, valueOf
}

// flagNamed returns the flag of a command by any of its names, nil for none.
func flagNamed(cmd *cli.Command, name string) cli.Flag {
	for _, f := range cmd.Flags {
		if slices.Contains(f.Names(), name) {
			return f
		}
	}
	return nil
}

// takesValue tells --format, which waits for a word, from --quiet.
func takesValue(f cli.Flag) bool {
	d, ok := f.(cli.DocGenerationFlag)
	return ok && d.TakesValue()
}

// flagsOf returns the flags that begin with current. The backquotes of a usage mark
// its placeholder and are for the help only.
func flagsOf(cmd *cli.Command, current string) []suggestion {
	var found []suggestion
	for _, f := range cmd.Flags {
		word := dashed(f.Names()[0])
		if d, ok := f.(cli.DocGenerationFlag); ok && strings.HasPrefix(word, current) {
			found = append(found, suggestion{word, strings.ReplaceAll(d.GetUsage(), "`", "")})
		}
	}
	return found
}

// valuesOf returns the values of a flag that has a list of them. Of --fields
// the last name is completed.
func valuesOf(flag, current string) []suggestion {
	var words []string
	before := ""
	switch flag {
	case "format":
		words = formatNames()
	case "fields":
		words = columnNames()
		i := strings.LastIndexByte(current, ',') + 1
		before, current = current[:i], current[i:]
	}
	var found []suggestion
	for _, w := range words {
		if strings.HasPrefix(w, current) {
			found = append(found, suggestion{word: w})
		}
	}
	return prefixed(before, found)
}

// prefixed puts what stands already before each word: shells replace the whole word.
func prefixed(before string, found []suggestion) []suggestion {
	for i := range found {
		found[i].word = before + found[i].word
	}
	return found
}
