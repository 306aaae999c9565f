package meta

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestStatedCountry(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, meta, content, want, why string }{
		{"locale", "og:locale", "en_CA", "CA", ""},
		{"nobody's locale", "og:locale", "en_US", "", "what systems write unasked"},
		{"locale without a region", "og:locale", "en", "", ""},
		{"country", "geo.country", "NZ", "NZ", ""},
		{"subdivision", "geo.region", "AU-VIC", "AU", "ISO 3166-2"},
		{"three letters", "geo.country", "SGP", "SG", ""},
		{"a name", "geo.country", "Singapore", "", "only codes are read"},
		{"no country", "geo.region", "XX-1", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := &Data{Metas: []MetaTag{{Name: tt.meta, Content: tt.content}}}
			assert.Equal(t, tt.want, StatedCountry(d), tt.why)
		})
	}
}
