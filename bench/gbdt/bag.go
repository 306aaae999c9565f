package gbdt

// mean returns the model whose log-odds are the mean of the models'. Their trees
// take turns, so that the first ones already say what all of them tend to: the
// library leaves rows at that where it is sure.
//
// Without the turns the first trees would be those of one model alone, and a row
// that is left after them would have its opinion and not the mean's. Stopped
// models may have fewer trees than others.
func mean(models []*Model) *Model {
	if len(models) == 1 {
		return models[0]
	}
	share := 1 / float32(len(models))
	all := &Model{features: models[0].features, names: models[0].names, gain: make([]float64, models[0].features)}
	for _, m := range models {
		all.bias += m.bias * share
		for f, g := range m.gain {
			all.gain[f] += g
		}
	}
	most := 0
	for _, m := range models {
		most = max(most, len(m.trees))
	}
	for i := range most {
		for _, m := range models {
			if i < len(m.trees) {
				all.trees = append(all.trees, m.trees[i].scaled(share))
			}
		}
	}
	return all
}

// scaled returns the tree with all its values times by.
//
// It is a copy: the tree's own model stays as it was.
func (t tree) scaled(by float32) tree {
	out := make(tree, len(t))
	for i, n := range t {
		n.value *= by
		out[i] = n
	}
	return out
}
