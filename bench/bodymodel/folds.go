package bodymodel

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/roles"
)

// FoldFile is the file of a folder for the model of a kind that one part of a
// cross-validation gave: roles-0.bin, promo-0.bin and so on.
func FoldFile(dir, kind string, fold int) string {
	return filepath.Join(dir, fmt.Sprintf("%s-%d.bin", kind, fold))
}

// WriteFolds writes the models of a kind into a folder, which is made if need be.
func WriteFolds(dir, kind string, models [][]byte) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, data := range models {
		if err := os.WriteFile(FoldFile(dir, kind, i), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// ReadFolds reads the models of roles that [WriteFolds] has written.
func ReadFolds(dir string) ([][]byte, error) {
	models := make([][]byte, Folds)
	for i := range models {
		var err error
		if models[i], err = os.ReadFile(FoldFile(dir, "roles", i)); err != nil {
			return nil, err
		}
	}
	return models, nil
}

// LoadRoles makes ready the models of roles by part of a cross-validation.
func LoadRoles(folds [][]byte) ([]*roles.Models, error) {
	models := make([]*roles.Models, len(folds))
	for i, data := range folds {
		var err error
		if models[i], err = roles.LoadModel(data); err != nil {
			return nil, err
		}
	}
	return models, nil
}
