package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/bench/bodymodel"
)

// foldsCommand writes all models of a cross-validation into a folder, so that several
// measurements, or one that is made again after each change of a rule, train nothing and
// read no page but their own.
func foldsCommand() *cli.Command {
	return &cli.Command{
		Name:  "folds",
		Usage: "write the models of a cross-validation into a folder, for -folds of the other commands",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "corpus", Usage: "the `FOLDER` of page sets", Sources: cli.EnvVars("GATEFOLD_CORPUS")},
			modelsFlag(),
			&cli.StringFlag{Name: "out", Required: true, Usage: "write the models into `FOLDER`"},
		},
		Action: func(_ context.Context, cmd *cli.Command) error {
			folds, err := trainFolds(foldConfig(cmd))
			if err != nil {
				return err
			}
			return folds.write(cmd.String("out"))
		},
	}
}

// byKind names the models as the files of a folder are named.
func (f *foldModels) byKind() map[string]*[][]byte {
	return map[string]*[][]byte{"roles": &f.bodies, "kind": &f.kinds, "title": &f.titles, "promo": &f.promos, "date": &f.dates, "author": &f.authors, "lead": &f.leads}
}

func (f *foldModels) write(dir string) error {
	for kind, models := range f.byKind() {
		if err := bodymodel.WriteFolds(dir, kind, *models); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
	}
	return nil
}

// readFolds reads a folder that the command folds has written, or train, which writes
// the models of roles and of promos alone. Of a kind all parts are there or none.
func readFolds(dir string) (f foldModels, err error) {
	for kind, models := range f.byKind() {
		for i := range bodymodel.Folds {
			data, err := os.ReadFile(bodymodel.FoldFile(dir, kind, i))
			if i == 0 && errors.Is(err, fs.ErrNotExist) && kind != "roles" && kind != "promo" {
				break
			}
			if err != nil {
				return foldModels{}, fmt.Errorf("bench: %w", err)
			}
			*models = append(*models, data)
		}
	}
	return f, nil
}
