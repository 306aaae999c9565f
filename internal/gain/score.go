package gain

import (
	"time"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/internal/gold/blocks"
	"github.com/gatefold/gatefold/internal/gold/metric"
)

// scoreOf scores an article against what gold the page has.
func scoreOf(p *Page, a *article.Article) blocks.Score {
	if p.Labels != nil {
		return blocks.ScorePage(p.Labels, blocks.OutputOf(p.ID, a))
	}
	var s blocks.Score
	bodyScore(&s, p, a)
	if p.Title != "" {
		s.Title = share(metric.SameTitle(p.Title, a.Title))
	}
	if len(p.Authors) > 0 {
		s.Authors = blocks.Mean{Sum: metric.AuthorScore(p.Authors, authorNames(a)).F1, N: 1}
	}
	if len(p.Date) >= len(time.DateOnly) {
		s.Day = share(metric.SameDay(p.Date, a.Published.Day, a.Published.Time))
	}
	return s
}

// bodyScore scores the text. Some gold counts the standfirst as text and some does not:
// the better of both readings counts.
func bodyScore(s *blocks.Score, p *Page, a *article.Article) {
	text := a.Text()
	led := text
	if a.Standfirst != "" {
		led = a.Standfirst + "\n\n" + text
	}
	tally := metric.Snippets(led, p.With, nil)
	leaked := metric.Snippets(text, nil, p.Without)
	words := tally.Add(leaked).Score()
	if p.Body != "" {
		words = metric.WordScore(p.Body, text)
		if w := metric.WordScore(p.Body, led); w.F1 > words.F1 {
			words = w
		}
	}
	if p.Body != "" || len(p.With)+len(p.Without) > 0 {
		s.F1, s.Precision, s.Recall = blocks.Mean{Sum: words.F1, N: 1}, blocks.Mean{Sum: words.Precision, N: 1}, blocks.Mean{Sum: words.Recall, N: 1}
	}
	// Only snippets that must not be there tell a clean page.
	if len(p.Without) > 0 {
		s.Clean, s.Leak = share(leaked.FP == 0 && tally.FN == 0), share(leaked.FP > 0)
		s.LeakedBlocks = leaked.FP
	}
}

func share(yes bool) blocks.Mean {
	if yes {
		return blocks.Mean{Sum: 1, N: 1}
	}
	return blocks.Mean{N: 1}
}

func authorNames(a *article.Article) []string {
	var names []string
	for _, au := range a.Authors {
		names = append(names, au.Name)
	}
	return names
}

// Change is what a file does to one measure over its pages.
type Change struct {
	Measure string `json:"measure"`
	// Plus is what it adds on the pages that become better, Minus what it takes on
	// those that become worse, both positive: points of F1 for the body and the
	// authors, else pages, promos, offers or blocks.
	Plus  float64 `json:"plus"`
	Minus float64 `json:"minus"`
}

// bodyNoise is the F1 by which a body may change without being better or worse: gold of
// several conventions differs by more in a sub-heading or two.
const bodyNoise = 0.002

// measure is one thing that a file may add or take on a page.
type measure struct {
	name string
	// value is the better the higher; it is compared between two readings of a page.
	value func(s *blocks.Score) float64
	noise float64
}

// measures are what files are judged by, in the order in which they are printed.
var measures = []measure{
	{"body", func(s *blocks.Score) float64 { return 100 * told(s.F1) }, 100 * bodyNoise},
	{"clean", func(s *blocks.Score) float64 { return told(s.Clean) }, 0},
	{"leaks", func(s *blocks.Score) float64 { return -float64(s.LeakedBlocks) }, 0},
	{"title", func(s *blocks.Score) float64 { return s.Title.Sum }, 0},
	{"standfirst", func(s *blocks.Score) float64 { return s.Standfirst.Sum - s.StandfirstOfNone.Sum }, 0},
	{"kicker", func(s *blocks.Score) float64 { return s.Kicker.Sum - s.KickerOfNone.Sum }, 0},
	{"authors", func(s *blocks.Score) float64 { return 100 * s.Authors.Sum }, 0},
	{"day", func(s *blocks.Score) float64 { return s.Day.Sum }, 0},
	{"promos", func(s *blocks.Score) float64 { return s.Found.Sum }, 0},
	{"kinds", func(s *blocks.Score) float64 { return s.Kind.Sum }, 0},
	{"false-promos", func(s *blocks.Score) float64 { return s.Right.Sum - float64(s.Right.N) }, 0},
	{"places", func(s *blocks.Score) float64 { return s.Place.Sum }, 0},
	{"offers", func(s *blocks.Score) float64 { return float64(s.OffersFound + s.OffersRight - s.OffersReturned) }, 0},
	{"gate", func(s *blocks.Score) float64 { return -float64(s.GatesFalse + s.GatesMissed) }, 0},
	{"policy", func(s *blocks.Score) float64 { return s.Policy.Sum }, 0},
	{"completeness", func(s *blocks.Score) float64 { return s.Completeness.Sum }, 0},
	{"stolen", func(s *blocks.Score) float64 { return -s.Stolen.Sum }, 0},
}

// told is the value of a mean of one page. A page whose story is all reported as
// withheld, as it may be, is not scored: it is right.
func told(m blocks.Mean) float64 {
	if m.N == 0 {
		return 1
	}
	return m.Sum
}

// difference is what the rules change of one measure, 0 for noise.
func (m *measure) difference(with, without *blocks.Score) float64 {
	d := m.value(with) - m.value(without)
	if d > m.noise || d < -m.noise {
		return d
	}
	return 0
}

// figure is a share that totals are given in.
type figure struct {
	Name  string
	share func(blocks.Score) (float64, bool)
}

// figures are those of the labelled pages' own report in its order, and the places
// of promos.
func figures() []figure {
	var out []figure
	for _, topic := range []blocks.Topic{blocks.OfBody, blocks.OfFields, blocks.OfPromos} {
		for _, c := range blocks.Columns {
			if c.Topic == topic {
				out = append(out, figure{c.Name, c.Figure})
			}
		}
	}
	return append(out, figure{"promo place", func(s blocks.Score) (float64, bool) { return s.Place.Value() }})
}
