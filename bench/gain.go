package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/internal/gain"
	"github.com/gatefold/gatefold/internal/gold/corpus"
	"github.com/gatefold/gatefold/ruletest"
)

// gainCommand is the command's own gain with models that saw no page of the domain: those
// that ship have read most gold, and a rule adds little to what is known by heart.
func gainCommand() *cli.Command {
	return &cli.Command{
		Name:      "gain",
		Usage:     "show what each rule file adds to the generic way, as gatefold rules gain does, by models that saw no page of the domain",
		ArgsUsage: "[FILE...]",
		Description: "FILE is a path in the folder of rules, sites/news.example.toml. Without -cv and -folds\n" +
			"the models are those that ship, which have seen the pages.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "corpus", Usage: "the `FOLDER` of page sets", Sources: cli.EnvVars("GATEFOLD_CORPUS")},
			&cli.StringFlag{Name: "rules", Usage: "the `FOLDER` of rules (default: those that ship)"},
			&cli.BoolFlag{Name: "cv", Usage: "cross-validate: read each page with models that saw no page of its domain (trains five of each)"},
			modelsFlag(),
			&cli.StringSliceFlag{Name: "folds", Usage: "read the models of a cross-validation from `FOLDER`, where the command folds wrote them; of several what the first ones do is shown, and the verdicts are those of all"},
			&cli.BoolFlag{Name: "held", Usage: "read only the pages that are kept away from whoever writes rules"},
			&cli.BoolFlag{Name: "seen", Usage: "read only the others"},
			&cli.StringFlag{Name: "known", Usage: "a `FILE` with the failures that are known; fail for others and for lines that hold no more"},
			&cli.BoolFlag{Name: "write-known", Usage: "write the failures to the file of -known"},
			&cli.StringFlag{Name: "write", Usage: "write what each file does into `FILE`, rules/gain.txt"},
			&cli.BoolFlag{Name: "v", Usage: "list under each file the pages that it changes"},
			&cli.BoolFlag{Name: "json", Usage: "write all as one JSON object"},
		},
		Action: measureGain,
	}
}

func measureGain(_ context.Context, cmd *cli.Command) error {
	which, err := whichPages(cmd)
	if err != nil {
		return err
	}
	rep, verdicts, err := gainOf(cmd, which)
	if err != nil {
		return err
	}
	out := cmd.Root().Writer
	if cmd.Bool("json") {
		err = rep.WriteJSON(out)
	} else {
		err = rep.Write(out, cmd.Bool("v"))
	}
	if err != nil {
		return err
	}
	if file := cmd.String("write"); file != "" {
		var b bytes.Buffer
		if err := rep.WriteRecord(&b, howMeasured(cmd)); err != nil {
			return err
		}
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return judgeGain(cmd, verdicts)
}

// whichPages reads the flags that choose pages. What is kept of a measurement is of all
// pages: what a file does to a part of them says little.
func whichPages(cmd *cli.Command) (gain.Which, error) {
	held, seen := cmd.Bool("held"), cmd.Bool("seen")
	switch {
	case held && seen:
		return gain.All, errors.New("bench: -held and -seen exclude each other")
	case (held || seen) && cmd.String("known")+cmd.String("write") != "":
		return gain.All, errors.New("bench: -known and -write are about all pages")
	case cmd.Args().Present() && cmd.String("write") != "":
		return gain.All, errors.New("bench: -write is about all files")
	case cmd.Bool("write-known") && cmd.String("known") == "":
		return gain.All, errors.New("bench: -write-known needs -known")
	case held:
		return gain.Held, nil
	case seen:
		return gain.Seen, nil
	}
	return gain.All, nil
}

// gainOf measures the files that the arguments name, with the models of each folder that
// the flag folds names. It returns the report of the first, and the verdicts of all.
func gainOf(cmd *cli.Command, which gain.Which) (first *gain.Report, verdicts []gain.Verdict, err error) {
	o := ruletest.Options{}
	if dir := cmd.String("rules"); dir != "" {
		o.Rules = os.DirFS(dir)
	}
	if cmd.Args().Present() {
		o.Files = cmd.Args().Slice()
	}
	s, err := ruletest.Open(o)
	if err != nil {
		return nil, nil, err
	}
	if broken := s.Broken(); len(broken) > 0 {
		return nil, nil, errors.Join(broken...)
	}
	root, err := corpus.Dir(cmd.String("corpus"))
	if err != nil {
		return nil, nil, err
	}
	sets, err := gain.OpenSets(root)
	if err != nil {
		return nil, nil, err
	}
	trainings, err := trainingsOf(cmd)
	if err != nil {
		return nil, nil, err
	}
	lists := make([][]gain.Verdict, len(trainings))
	for i, folds := range trainings {
		readers, err := heldReaders(folds, s)
		if err != nil {
			return nil, nil, err
		}
		rep, err := gain.Measure(s, sets, which, readers)
		if err != nil {
			return nil, nil, err
		}
		lists[i] = rep.Verdicts()
		if first == nil {
			first = rep
		}
	}
	return first, gain.Join(lists...), nil
}

// trainingsOf are the models of each folder of the flag folds, or else those that the
// other flags ask for.
func trainingsOf(cmd *cli.Command) ([]foldModels, error) {
	dirs := cmd.StringSlice("folds")
	if len(dirs) == 0 {
		folds, err := foldsOf(cmd)
		return []foldModels{folds}, err
	}
	all := make([]foldModels, len(dirs))
	for i, dir := range dirs {
		var err error
		if all[i], err = readFolds(dir); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// heldReaders are readers with the models of the page's part of a cross-validation, or with
// those that ship where there are none.
func heldReaders(folds foldModels, s *ruletest.Suite) (gain.Readers, error) {
	ruled, err := pickExtractor([]gatefold.Option{gatefold.WithRuleSet(s.Set())}, folds)
	if err != nil {
		return nil, err
	}
	generic, err := pickExtractor([]gatefold.Option{gatefold.WithRuleSet(s.Set()), gatefold.WithoutRules()}, folds)
	return func(address string) (*gatefold.Extractor, *gatefold.Extractor) {
		return ruled(address), generic(address)
	}, err
}

// howMeasured is what a record says of itself: by which models it was made.
func howMeasured(cmd *cli.Command) string {
	if cmd.Bool("cv") || len(cmd.StringSlice("folds")) > 0 {
		return "Written by bench gain --write, each page read by models that saw no page of its domain."
	}
	return "Written by bench gain --write, with models that saw the pages."
}

// judgeGain fails for what is held against a file and not known, and for what is known
// and holds no more.
func judgeGain(cmd *cli.Command, verdicts []gain.Verdict) error {
	list := cmd.String("known")
	if cmd.Bool("write-known") {
		var b bytes.Buffer
		if err := gain.WriteKnown(&b, verdicts); err != nil {
			return err
		}
		return os.WriteFile(list, b.Bytes(), 0o644)
	}
	errs, counts, err := gain.Judge(verdicts, list)
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, counts)
	// Without a list each file's line says what is held against it.
	if list == "" {
		return nil
	}
	return errors.Join(errs...)
}
