package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/gatefold/gatefold/internal/meta"
)

// TestRowsHaveTheirNames holds the names of features and the rows together.
func TestRowsHaveTheirNames(t *testing.T) {
	t.Parallel()
	const src = `<title>A quiet day</title><meta name="author" content="Ann Lee"><h1>A quiet day</h1><p>May 3, 2024</p><p>Words.</p>`
	dates, authors := meta.Dates(titleInput(t, src)), meta.Authors(titleInput(t, src))
	assert.Len(t, dates.Dates, 1)
	assert.Len(t, dates.Rows, len(meta.DateFeatures()))
	assert.Len(t, meta.DateFeatures(), meta.NumDateFeatures)
	assert.Equal(t, [][]string{{"Ann Lee"}}, authors.Names)
	assert.Len(t, authors.Rows, len(meta.AuthorFeatures()))
	assert.Len(t, meta.AuthorFeatures(), meta.NumAuthorFeatures)
}
