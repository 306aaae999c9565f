package stream

import (
	"bytes"
	"context"
	"errors"
	"os"

	"github.com/redpanda-data/benthos/v4/public/service"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

func init() {
	// The name is taken only if the package is linked twice.
	if err := service.RegisterProcessor("gatefold", spec(), newProcessor); err != nil {
		panic(err)
	}
}

func spec() *service.ConfigSpec {
	return service.NewConfigSpec().
		Beta().
		Categories("Parsing").
		Summary("Reads a news page and replaces it with its article as JSON: the story, the metadata, the promos, and what the page says of access.").
		Description(`
The message is the page as it was saved or fetched, in any charset. What is known of it beside its bytes comes from the fields below, by default from metadata.

It adds the metadata gatefold_kind, gatefold_policy, gatefold_completeness and gatefold_word_count, by which messages can be routed without parsing them.

A message that is no page keeps its content and is marked with the error. A page that nests too deep or costs more than max_work becomes the article of what could be read and is marked as well.

### Metrics

- gatefold_pages, with the labels kind, policy and completeness
- gatefold_failures, with the label error: empty, not-html, too-large, too-deep, budget, other
- gatefold_bytes, the size of the pages`).
		Fields(
			service.NewInterpolatedStringField("url").Default(`${! @url.or("") }`).
				Description("The page's address. It chooses the rule and makes links absolute."),
			service.NewInterpolatedStringField("content_type").Default(`${! @content_type.or("") }`).
				Description("The value of the HTTP header."),
			service.NewInterpolatedStringField("content_language").Default(`${! @content_language.or("") }`).
				Description("The value of the HTTP header."),
			service.NewStringListField("rules").Default([]any{}).
				Description("Folders of rule files, put before those that ship. A file with a mistake is an error at the start."),
			service.NewBoolField("no_rules").Default(false).
				Description("Use no rules of publishers and platforms."),
			service.NewIntField("max_bytes").Default(32<<20).Advanced().
				Description("The size beyond which a page is an error."),
			service.NewIntField("max_nodes").Default(1<<20).Advanced().
				Description("The number of elements and texts beyond which a page is an error."),
			service.NewIntField("max_work").Default(1<<30).Advanced().
				Description("What a page may cost, in units of about a nanosecond: it ends there, with what was read by then."),
		).
		Example("Articles by access", "Whole articles go one way, previews another, what failed a third.", `
pipeline:
  processors:
    - gatefold:
        rules: [ my-rules ]
output:
  switch:
    cases:
      - check: errored()
        output: { resource: dead_letters }
      - check: '@gatefold_completeness == "preview"'
        output: { resource: previews }
      - output: { resource: articles }
`)
}

// processor is safe for the goroutines of all pipelines, as the extractor is.
type processor struct {
	x                             *gatefold.Extractor
	url, contentType, contentLang *service.InterpolatedString
	pages, failures, bytesOfPages *service.MetricCounter
}

func newProcessor(conf *service.ParsedConfig, mgr *service.Resources) (service.Processor, error) {
	x, err := newExtractor(conf)
	if err != nil {
		return nil, err
	}
	p := &processor{
		x:            x,
		pages:        mgr.Metrics().NewCounter("gatefold_pages", "kind", "policy", "completeness"),
		failures:     mgr.Metrics().NewCounter("gatefold_failures", "error"),
		bytesOfPages: mgr.Metrics().NewCounter("gatefold_bytes"),
	}
	for name, field := range map[string]**service.InterpolatedString{
		"url": &p.url, "content_type": &p.contentType, "content_language": &p.contentLang,
	} {
		if *field, err = conf.FieldInterpolatedString(name); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func newExtractor(conf *service.ParsedConfig) (*gatefold.Extractor, error) {
	maxBytes, err1 := conf.FieldInt("max_bytes")
	maxNodes, err2 := conf.FieldInt("max_nodes")
	maxWork, err3 := conf.FieldInt("max_work")
	noRules, err4 := conf.FieldBool("no_rules")
	dirs, err5 := conf.FieldStringList("rules")
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		return nil, err
	}
	opts := []gatefold.Option{gatefold.WithLimits(gatefold.Limits{Bytes: int64(maxBytes), Nodes: maxNodes, Work: int64(maxWork)})}
	if noRules {
		if len(dirs) > 0 {
			return nil, errors.New("rules and no_rules exclude each other")
		}
		opts = append(opts, gatefold.WithoutRules())
	}
	for _, dir := range dirs {
		// A folder that is missing would be one without rules.
		if _, err := os.ReadDir(dir); err != nil {
			return nil, err
		}
		opts = append(opts, gatefold.WithRules(os.DirFS(dir)))
	}
	return gatefold.New(opts...)
}

// Process reads one page.
func (p *processor) Process(_ context.Context, msg *service.Message) (service.MessageBatch, error) {
	page, err := p.page(msg)
	if err != nil {
		return nil, err
	}
	body, err := msg.AsBytes()
	if err != nil {
		return nil, err
	}
	p.bytesOfPages.Incr(int64(len(body)))
	art, err := p.x.Extract(bytes.NewReader(body), page)
	if err != nil {
		p.failures.Incr(1, errorName(err))
	}
	if art == nil {
		return nil, err
	}
	p.pages.Incr(1, string(art.Kind), string(art.Access.Policy), string(art.Access.Completeness))
	if renderErr := replace(msg, art); renderErr != nil {
		return nil, renderErr
	}
	if err != nil {
		msg.SetError(err)
	}
	return service.MessageBatch{msg}, nil
}

// Close has nothing to close.
func (*processor) Close(context.Context) error { return nil }

func (p *processor) page(msg *service.Message) (gatefold.Page, error) {
	url, err1 := p.url.TryString(msg)
	contentType, err2 := p.contentType.TryString(msg)
	language, err3 := p.contentLang.TryString(msg)
	return gatefold.Page{URL: url, ContentType: contentType, ContentLanguage: language}, errors.Join(err1, err2, err3)
}

// replace makes the message the article.
func replace(msg *service.Message, art *article.Article) error {
	data, err := art.MarshalJSON()
	if err != nil {
		return err
	}
	msg.SetBytes(data)
	msg.MetaSetMut("gatefold_kind", string(art.Kind))
	msg.MetaSetMut("gatefold_policy", string(art.Access.Policy))
	msg.MetaSetMut("gatefold_completeness", string(art.Access.Completeness))
	msg.MetaSetMut("gatefold_word_count", art.WordCount)
	return nil
}

// errorNames are the names by which failures are counted.
var errorNames = []struct {
	err  error
	name string
}{
	{gatefold.ErrEmpty, "empty"},
	{gatefold.ErrNotHTML, "not-html"},
	{gatefold.ErrTooLarge, "too-large"},
	{gatefold.ErrTooDeep, "too-deep"},
	{gatefold.ErrBudget, "budget"},
}

func errorName(err error) string {
	for _, e := range errorNames {
		if errors.Is(err, e.err) {
			return e.name
		}
	}
	return "other"
}
