package rules

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestEndsInTag(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		selector string
		want     bool
	}{
		{"p", true},
		{".story > p", true},
		{".story p:first-child", true},
		{".story > p:not(.mail)", true},
		{".story + p:not([class]):not(.a .b)", true},
		{"p.text", false},
		{".story > h2", false},
		{".story dd", false},
		{".story", false},
		{"#story > [itemprop=articleBody]", false},
		{"[class*='a > p']", false},
		{".story p:has(> a.more)", false},
		{"amedia-factbox", false},
		{".story > *", true},
		{"", false},
		{"p:not(", false},
	} {
		assert.Equal(t, tt.want, endsInTag(tt.selector), tt.selector)
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	c := &Compiled{Head: Head{Hosts: []string{"news.example", "www.Post.example"}, Former: []string{"old.example"}}}
	for host, want := range map[string]bool{
		"news.example": true, "www.news.example": true, "m.news.example:8080": true, "amp.post.example": true, "WWW.OLD.example.": true,
		"business.news.example": false, "www.blog.news.example": false, "example": false, "": false,
	} {
		assert.Equal(t, want, c.States(host), host)
	}
}
