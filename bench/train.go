package main

import (
	"context"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v3"

	"github.com/gatefold/gatefold/bench/bodymodel"
	"github.com/gatefold/gatefold/bench/fieldmodel"
	"github.com/gatefold/gatefold/bench/leadmodel"
	"github.com/gatefold/gatefold/bench/promomodel"
)

// trainCommand trains the models that ship. Cross-validation comes first and says what
// they are worth on domains that they have not seen; the models that are written are
// then trained on all pages.
func trainCommand() *cli.Command {
	return &cli.Command{
		Name:  "train",
		Usage: "train the models of bodies and of page kinds, with cross-validation by domain",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "corpus", Usage: "the `FOLDER` of page sets", Sources: cli.EnvVars("GATEFOLD_CORPUS")},
			&cli.StringFlag{Name: "out", Usage: "write the models into `FOLDER`, internal/models for the shipped ones"},
			&cli.BoolFlag{Name: "titles", Usage: "train only the model that chooses titles"},
			&cli.BoolFlag{Name: "promos", Usage: "train only the models of promos; with -folds, from the models of roles that FOLDER holds"},
			&cli.BoolFlag{Name: "dates", Usage: "train only the model that chooses the date of publication"},
			&cli.BoolFlag{Name: "authors", Usage: "train only the model that accepts authors"},
			&cli.BoolFlag{Name: "leads", Usage: "train only the model that chooses kickers and standfirsts; with -folds, from the models of roles that FOLDER holds"},
			&cli.BoolFlag{Name: "kinds", Usage: "train only the model that tells articles from other pages"},
			&cli.BoolFlag{Name: "probes", Usage: "train only the model by which Probe tells articles from other pages, after the others"},
			&cli.StringFlag{Name: "folds", Usage: "keep the models of roles of the cross-validation in `FOLDER`, for -folds of the other commands; with -kinds read them from there"},
			modelsFlag(),
			&cli.BoolFlag{Name: "roles", Usage: "train only the models of roles"},
			&cli.BoolFlag{Name: "shipped", Usage: "train only the models of roles that ship, from those of a cross-validation that -folds holds"},
			&cli.IntFlag{Name: "worst", Usage: "list the `N` worst pages of each set"},
		},
		Action: func(_ context.Context, c *cli.Command) error {
			config := trainConfig(c.String("corpus"))
			config.Folds, config.Models = c.String("folds"), c.String("models")
			config.Out, config.Worst = c.String("out"), c.Int("worst")
			// Each flag trains one kind of model alone. Without any, roles come first, and
			// page kinds from their folds.
			if c.Bool("promos") {
				return trainPromos(config)
			}
			if c.Bool("leads") {
				return trainLeads(config)
			}
			fields := fieldmodel.Config{Corpus: config.Corpus, Out: config.Out, Models: config.Models, Log: config.Log, Worst: config.Worst}
			if c.Bool("titles") {
				return fieldmodel.Run(fields, fieldmodel.Titles())
			}
			if c.Bool("dates") {
				return fieldmodel.Run(fields, fieldmodel.Dates())
			}
			if c.Bool("authors") {
				return fieldmodel.Run(fields, fieldmodel.Authors())
			}
			if c.Bool("shipped") {
				return bodymodel.RunShipped(config)
			}
			if c.Bool("probes") {
				return bodymodel.RunProbes(config)
			}
			// The model of page kinds is trained on what the models of roles make of pages that
			// they did not see, so that it needs those by fold.
			var folds [][]byte
			var err error
			switch {
			case c.Bool("kinds") && config.Folds != "":
				folds, err = bodymodel.ReadFolds(config.Folds)
			case c.Bool("kinds"):
				folds, err = bodymodel.FoldModels(config)
			default:
				folds, err = bodymodel.Run(config)
			}
			if err != nil || c.Bool("roles") {
				return err
			}
			return bodymodel.RunKinds(config, folds)
		},
	}
}

// roleFolds are the models of roles that saw no page of the same domain: kept ones,
// where a folder has them.
func roleFolds(c bodymodel.Config) ([][]byte, error) {
	if c.Folds != "" {
		return bodymodel.ReadFolds(c.Folds)
	}
	return bodymodel.FoldModels(c)
}

// trainLeads trains the model of kickers and standfirsts.
func trainLeads(c bodymodel.Config) error {
	roles, err := roleFolds(c)
	if err != nil {
		return err
	}
	l := leadConfig(c, roles)
	l.Out, l.Folds, l.Worst = c.Out, c.Folds, c.Worst
	return leadmodel.Run(l)
}

// leadConfig is promoConfig for the model of kickers and standfirsts.
func leadConfig(c bodymodel.Config, roles [][]byte) leadmodel.Config {
	return leadmodel.Config{Corpus: c.Corpus, Models: c.Models, Log: c.Log, Roles: roles}
}

// trainPromos trains the models of promos.
func trainPromos(c bodymodel.Config) error {
	roles, err := roleFolds(c)
	if err != nil {
		return err
	}
	p := promoConfig(c, roles)
	p.Out, p.Folds = c.Out, c.Folds
	return promomodel.Run(p)
}

// promoConfig hands on what the models of promos share with those of roles. roles are
// models by fold: a promo model has to see the roles as it will see them on pages that
// nobody trained on.
func promoConfig(c bodymodel.Config, roles [][]byte) promomodel.Config {
	return promomodel.Config{Corpus: c.Corpus, Models: c.Models, Log: c.Log, Roles: roles}
}

// trainConfig is the configuration for a corpus, by default the one beside the
// repository.
func trainConfig(folder string) bodymodel.Config {
	if folder == "" {
		folder = filepath.Join("..", "shared", "corpus")
	}
	return bodymodel.Config{Corpus: folder, Sets: bodymodel.Sets(), Log: os.Stderr}
}

// modelsFlag and foldsFlag are shared by the commands that can cross-validate.
func modelsFlag() cli.Flag {
	return &cli.StringFlag{Name: "models", Usage: "keep the models of a cross-validation in `FOLDER`, each by what it was trained from"}
}

// foldConfig is that of a command with the flags corpus and models.
func foldConfig(cmd *cli.Command) bodymodel.Config {
	c := trainConfig(cmd.String("corpus"))
	c.Models = cmd.String("models")
	return c
}

// foldsOf returns the models that the flags folds and cv ask for: kept ones are read,
// which takes no time, and otherwise five of each kind are trained.
func foldsOf(cmd *cli.Command) (folds foldModels, err error) {
	if dir := cmd.String("folds"); dir != "" {
		return readFolds(dir)
	}
	switch {
	case cmd.Bool("fields"):
		return trainFieldFolds(foldConfig(cmd))
	case cmd.Bool("cv"):
		return trainFolds(foldConfig(cmd))
	}
	return folds, nil
}

// fieldsFlag is for work on metadata, which needs minutes and not an hour.
func fieldsFlag() cli.Flag {
	return &cli.BoolFlag{Name: "fields", Usage: "cross-validate titles, dates and authors alone; the other models are those that ship, which saw the pages"}
}

func foldsFlag() cli.Flag {
	return &cli.StringFlag{Name: "folds", Usage: "read the models of a cross-validation from `FOLDER`, where the command folds wrote them; those that are not there, as train writes roles and promos alone, are the ones that ship"}
}
