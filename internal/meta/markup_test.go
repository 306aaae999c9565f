package meta_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMarkupInMetadata(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ content, want, why string }{
		"link and break":  {`See &lt;a href=&quot;/b&quot;&gt;the boats&lt;/a&gt;,&lt;br/&gt;all of them.`, "See the boats, all of them.", "a link leaves no space, a break does"},
		"encoded twice":   {`One &amp;lt;strong class=&amp;quot;x&amp;quot;&amp;gt;quiet&amp;lt;/strong&amp;gt; day`, "One quiet day", ""},
		"headings, lists": {`&lt;h2&gt;Boats&lt;/h2&gt;&lt;ul&gt;&lt;li&gt;one&lt;li&gt;two&lt;/ul&gt;`, "Boats one two", ""},
		"small":           {`Boats &lt;small&gt;and nets&lt;/small&gt;`, "Boats and nets", ""},
		"break, bare":     {`Boats.&lt;br&gt;Nets.`, "Boats. Nets.", ""},
		"breaks, spaced":  {`Boats &lt;br&gt; nets &lt;br&gt; quays`, "Boats nets quays", "nobody speaks about an element twice"},
		"cut":             {`Boats and &lt;a href=&quot;/ne`, "Boats and", "the template has cut the text within a tag"},
		"mention":         {`How to use &lt;br&gt; well`, "How to use <br> well", "the text speaks about it"},
		"less than":       {`Boats with a &lt; b`, "Boats with a < b", ""},
		"no element":      {`From &lt;Ann&gt; with love`, "From <Ann> with love", ""},
		"address":         {`Write to &lt;a class=&quot;__cf_email__&quot; data-cfemail=&quot;5a3b34341a35223b372a363f74392 7&quot;&gt;[email protected]&lt;/a&gt;`, "Write to [email protected]", "a broken code stays as it is shown"},
		"address, whole":  {`Write to &lt;a class=&quot;__cf_email__&quot; data-cfemail=&quot;5a3b34341a3f223b372a363f74393537&quot;&gt;[email protected]&lt;/a&gt;`, "Write to ann@example.com", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, collect(t, `<meta name="description" content="`+c.content+`"><p>x</p>`).Description.Text, c.why)
		})
	}
	d := collect(t, `<title>A <h2>quiet</h2> day</title><script type="application/ld+json">{"@type":"Article","author":{"name":"<a href=\"/a\">Ann Lee</a>"}}</script>`)
	assert.Equal(t, []string{"Ann Lee"}, names(d.Authors))
	for name, headline := range map[string]string{
		"link":    `A <a href=\"/b\">quiet</a> day`,
		"break":   `A quiet<br/>day`,
		"encoded": `A &lt;em&gt;quiet&lt;/em&gt; day`,
	} {
		d := collect(t, `<title>A quiet day</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"`+headline+`","author":{"@type":"Person","name":"<b>Ann&nbsp;Lee</b>"}}</script><h2>A quiet day</h2><p>x</p>`)
		assert.Equal(t, "A quiet day", d.Title.Text, name)
		assert.Empty(t, d.Title.Others, name)
		assert.Equal(t, []string{"Ann Lee"}, names(d.Authors), name)
	}
}
