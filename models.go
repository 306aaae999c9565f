package gatefold

import (
	"fmt"
	"io/fs"
	"path"

	"github.com/gatefold/gatefold/internal/kind"
	"github.com/gatefold/gatefold/internal/lead"
	"github.com/gatefold/gatefold/internal/meta"
	"github.com/gatefold/gatefold/internal/promo"
	"github.com/gatefold/gatefold/internal/roles"
	"github.com/gatefold/gatefold/internal/trees"
)

// models are the caller's own, nil for those that ship with the module.
type models struct {
	roles                            *roles.Models
	kind, probe, title, date, author *trees.Ensemble
	promo                            *promo.Model
	lead                             *lead.Model
}

// WithModels uses the models of a folder, as "bench train" writes them, in
// place of those that ship with the module: roles.bin, kind.bin, probe.bin, title.bin,
// promo.bin, date.bin, author.bin and lead.bin, each of which may be missing. A model
// carries the names of its features; New returns an error for one of another
// version, and for a file *.bin of another name.
func WithModels(fsys fs.FS) Option {
	return func(x *Extractor) error {
		names, err := fs.Glob(fsys, "*.bin")
		if err != nil {
			return fmt.Errorf("gatefold: models: %w", err)
		}
		if len(names) == 0 {
			return fmt.Errorf("gatefold: models: %w: no file *.bin", fs.ErrNotExist)
		}
		for _, name := range names {
			if err := x.models.load(fsys, name); err != nil {
				return fmt.Errorf("gatefold: models: %s: %w", name, err)
			}
		}
		return nil
	}
}

func (m *models) load(fsys fs.FS, name string) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	switch path.Base(name) {
	case "roles.bin":
		m.roles, err = roles.LoadModel(data)
	case "kind.bin":
		m.kind, err = kind.LoadModel(data)
	case "probe.bin":
		m.probe, err = kind.LoadProbeModel(data)
	case "title.bin":
		m.title, err = meta.LoadTitleModel(data)
	case "promo.bin":
		m.promo, err = promo.LoadModel(data)
	case "date.bin":
		m.date, err = meta.LoadDateModel(data)
	case "author.bin":
		m.author, err = meta.LoadAuthorModel(data)
	case "lead.bin":
		m.lead, err = lead.LoadModel(data)
	default:
		return fmt.Errorf("no model has this name: want roles.bin, kind.bin, probe.bin, title.bin, promo.bin, date.bin, author.bin or lead.bin")
	}
	return err
}
