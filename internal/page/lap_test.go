package page_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gatefold/gatefold/internal/page"
)

func TestLapsAreToldInOrder(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		html string
		want []string
	}{
		"nothing to cut": {"<p>one", []string{"decode", "cut", "html.Parse", "index"}},
		"a script cut":   {"<p>one<script>" + strings.Repeat("var a = 1;", 50) + "</script>", []string{"decode", "cut", "html.Parse", "index"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			m := page.NewMeter(page.WithLaps(context.Background(), func(s string) { got = append(got, s) }), 0)
			d, err := page.Read(strings.NewReader(tt.html), "", page.Limits{Meter: m})
			require.NoError(t, err)
			d.Release()
			assert.Equal(t, tt.want, got)
		})
	}
	var none *page.Meter
	assert.NotPanics(t, func() { none.Lap("x") })
}
