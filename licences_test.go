package gatefold_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every program that imports the library links these modules, and whoever
// passes such a program on must keep to their licences. A GPL module among
// them would put the whole program under the GPL.

// licences are the ones that ask for no more than that their text stays with
// the code, each with phrases that its text and no other's has.
var licences = []struct {
	name    string
	phrases []string
}{
	{"MIT", []string{
		"permission is hereby granted, free of charge, to any person obtaining a copy",
		"the above copyright notice and this permission notice shall be included in all copies or substantial portions",
	}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "neither the name", "this software is provided by"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms", "this software is provided by"}},
	{"ISC", []string{"permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"}},
	{"Apache-2.0", []string{"apache license", "version 2.0, january 2004", "grant of patent license"}},
}

// shareAlike are words of the licences that reach into what links the code,
// also where they stand beside one of the list.
var shareAlike = []string{"gnu general public license", "gnu lesser general public license", "gnu affero", "mozilla public license",
	"eclipse public license", "european union public licence", "server side public license", "commons clause"}

// licenceOf names the licence that a text is, "" for one that is not on the list.
func licenceOf(text string) string {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, words := range shareAlike {
		if strings.Contains(text, words) {
			return ""
		}
	}
	for _, l := range licences {
		all := true
		for _, p := range l.phrases {
			all = all && strings.Contains(text, p)
		}
		if all {
			return l.name
		}
	}
	return ""
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense)([._-]|$)`)

// checkLicences returns what is wrong with the licence files of a module's
// folder.
func checkLicences(t *testing.T, dir string) (faults []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	found := 0
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) {
			continue
		}
		found++
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(t, err)
		if licenceOf(string(text)) == "" {
			faults = append(faults, e.Name()+" is no licence of the list")
		}
	}
	if found == 0 {
		faults = append(faults, "no licence file")
	}
	return faults
}

func TestLicencesOfLinkedModules(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range goList(t, "-deps", ".", "./cmd/gatefold") {
		if p.Standard || seen[p.Module.Dir] {
			continue
		}
		seen[p.Module.Dir] = true
		require.NotEmpty(t, p.Module.Dir, "%s is not in the module cache", p.Module.Path)
		assert.Empty(t, checkLicences(t, p.Module.Dir), p.Module.Path)
	}
	assert.Greater(t, len(seen), len(allowed), "the modules of the command are among them")
}

func TestLicenceListRefusesOthers(t *testing.T) {
	t.Parallel()
	own, err := os.ReadFile("LICENSE")
	require.NoError(t, err)
	require.Equal(t, "MIT", licenceOf(string(own)))
	const gpl = "                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007\n"
	cases := []struct{ name, why, file, text string }{
		{"GPL", "it reaches into every program that links it", "LICENSE", gpl},
		{"MIT or GPL", "which of them holds is not for us to say", "COPYING", string(own) + gpl},
		{"LGPL", "a Go program links statically", "LICENCE.txt", "GNU Lesser General\nPublic License"},
		{"MPL", "nothing needs it", "LICENSE.md", "Mozilla Public License Version 2.0"},
		{"half of MIT", "a text that lost its conditions", "LICENSE", strings.SplitAfter(string(own), "persons to whom")[0]},
		{"none", "no licence is no permission", "README.md", string(own)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, c.file), []byte(c.text), 0o600))
			assert.NotEmpty(t, checkLicences(t, dir), c.why)
		})
	}
}
