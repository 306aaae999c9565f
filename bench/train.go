package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/fieldmodel"
	"github.com/gatefold/gatefold/bench/titlemodel"
)

// trainCommand trains the models that internal/roles ships.
func trainCommand() *cli.Command {
	return &cli.Command{
		Name:  "train",
		Usage: "train the models of bodies and of page kinds, with cross-validation by domain",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "corpus", Usage: "the `FOLDER` of page sets", Sources: cli.EnvVars("GATEFOLD_CORPUS")},
			&cli.StringFlag{Name: "out", Usage: "write the models into `FOLDER`, internal/models for the shipped ones"},
			&cli.BoolFlag{Name: "titles", Usage: "train only the model that chooses titles"},
			&cli.BoolFlag{Name: "dates", Usage: "train only the model that chooses the date of publication"},
			&cli.BoolFlag{Name: "authors", Usage: "train only the model that accepts authors"},
			&cli.BoolFlag{Name: "kinds", Usage: "train only the model that tells articles from other pages"},
			&cli.IntFlag{Name: "worst", Usage: "list the `N` worst pages of each set"},
		},
		Action: func(_ context.Context, c *cli.Command) error {
			config := trainConfig(c.String("corpus"))
			config.Out, config.Worst = c.String("out"), c.Int("worst")
			if c.Bool("titles") {
				return titlemodel.Run(titlemodel.Config{Corpus: config.Corpus, Out: config.Out, Log: config.Log})
			}
			fields := fieldmodel.Config{Corpus: config.Corpus, Out: config.Out, Log: config.Log, Worst: config.Worst}
			if c.Bool("dates") {
				return fieldmodel.Run(fields, fieldmodel.Dates())
			}
			if c.Bool("authors") {
				return fieldmodel.Run(fields, fieldmodel.Authors())
			}
			var folds [][]byte
			var err error
			if c.Bool("kinds") {
				folds, err = bodymodel.FoldModels(config)
			} else {
				folds, err = bodymodel.Run(config)
			}
			if err != nil {
				return err
			}
			return bodymodel.RunKinds(config, folds)
		},
	}
}

func trainConfig(folder string) bodymodel.Config {
	if folder == "" {
		folder = filepath.Join("..", "shared", "corpus")
	}
	return bodymodel.Config{Corpus: folder, Sets: bodymodel.Sets(), Log: os.Stderr}
}

func modelsFlag() cli.Flag {
	return &cli.StringFlag{Name: "models", Usage: "keep the models of -cv in `FOLDER`, each by what it was trained from"}
}

// foldConfig is that of a command with the flags corpus and models.
func foldConfig(cmd *cli.Command) bodymodel.Config {
	c := trainConfig(cmd.String("corpus"))
	c.Models = cmd.String("models")
	return c
}
