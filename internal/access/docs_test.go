package access

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The manual has the tables of weights.go: each name once, with its weight,
// the strongest first.
func TestManualHasTheWeights(t *testing.T) {
	t.Parallel()
	classes, cues := declaredWeights(t)
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "access.md"))
	require.NoError(t, err)
	assert.Equal(t, classes, manualTable(t, string(text), "weights"))
	assert.Equal(t, cues, manualTable(t, string(text), "cues"))
}

// manualTable reads the first two columns of the table between two marks, and
// checks its order.
func manualTable(t *testing.T, text, mark string) map[string]float64 {
	t.Helper()
	_, rest, ok := strings.Cut(text, "<!-- "+mark+" -->")
	require.True(t, ok)
	rest, _, ok = strings.Cut(rest, "<!-- end of "+mark+" -->")
	require.True(t, ok)
	out := map[string]float64{}
	last := 1e9
	for line := range strings.Lines(rest) {
		cells := strings.Split(line, "|")
		if len(cells) < 4 || !strings.Contains(cells[1], "`") {
			continue
		}
		w, err := strconv.ParseFloat(strings.TrimSpace(cells[2]), 64)
		require.NoError(t, err, line)
		assert.LessOrEqual(t, w, last, line)
		last = w
		out[strings.Trim(cells[1], " `")] = w
	}
	return out
}

// declaredWeights reads the names and numbers in weights.go.
func declaredWeights(t *testing.T) (classes, cues map[string]float64) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "weights.go", nil, 0)
	require.NoError(t, err)
	classes, cues = map[string]float64{}, map[string]float64{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			classes[n.Key.(*ast.Ident).Name] = number(t, n.Value)
		case *ast.ValueSpec:
			if name := n.Names[0].Name; strings.HasPrefix(name, "cue") {
				cues[name] = number(t, n.Values[0])
			}
		}
		return true
	})
	return classes, cues
}

func number(t *testing.T, e ast.Expr) float64 {
	t.Helper()
	if u, ok := e.(*ast.UnaryExpr); ok {
		return -number(t, u.X)
	}
	lit := e.(*ast.BasicLit)
	f, _ := constant.Float64Val(constant.MakeFromLiteral(lit.Value, lit.Kind, 0))
	return f
}
