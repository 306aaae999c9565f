package pipeline

import (
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/gatefold/gatefold/article"
	"github.com/gatefold/gatefold/warc/jsonl"
)

// Row is an article in a Parquet file: what one filters and counts by in
// columns of their own, and the whole as JSON.
type Row struct {
	File         string     `parquet:"file,dict"`
	Offset       int64      `parquet:"offset"`
	Fetched      *time.Time `parquet:"fetched,optional,timestamp(millisecond)"`
	Error        string     `parquet:"error,optional"`
	URL          string     `parquet:"url"`
	CanonicalURL string     `parquet:"canonical_url,optional"`
	Kind         string     `parquet:"kind,dict"`
	Confidence   float64    `parquet:"confidence"`
	Title        string     `parquet:"title"`
	Standfirst   string     `parquet:"standfirst,optional"`
	Authors      []string   `parquet:"authors,list"`
	Published    *time.Time `parquet:"published,optional,timestamp(millisecond)"`
	Language     string     `parquet:"language,optional,dict"`
	SiteName     string     `parquet:"site_name,optional,dict"`
	WordCount    int64      `parquet:"word_count"`
	Policy       string     `parquet:"policy,dict"`
	Completeness string     `parquet:"completeness,dict"`
	Promos       int64      `parquet:"promos"`
	Text         string     `parquet:"text"`
	Article      string     `parquet:"article"`
}

// parquetSink writes rows, a row group for each bundle's memory.
type parquetSink struct {
	w    *parquet.GenericWriter[Row]
	file io.Closer
	held int
}

// groupBytes is how much is held before a row group is written.
const groupBytes = 32 << 20

func newParquetSink(w io.WriteCloser) *parquetSink {
	return &parquetSink{w: parquet.NewGenericWriter[Row](w, parquet.Compression(&parquet.Zstd)), file: w}
}

func (s *parquetSink) line(line []byte) error {
	row, err := rowOf(line)
	if err != nil {
		return err
	}
	if _, err := s.w.Write([]Row{row}); err != nil {
		return err
	}
	if s.held += len(line) + len(row.Text); s.held < groupBytes {
		return nil
	}
	s.held = 0
	return s.w.Flush()
}

func (s *parquetSink) Close() error { return errors.Join(s.w.Close(), s.file.Close()) }

func rowOf(line []byte) (Row, error) {
	var env jsonl.Envelope
	var art article.Article
	if err := errors.Join(json.Unmarshal(line, &env), json.Unmarshal(line, &art)); err != nil {
		return Row{}, err
	}
	body, err := art.MarshalJSON()
	row := Row{
		File: env.File, Offset: env.Offset, Fetched: timeOf(env.Fetched), Error: env.Error,
		URL: art.URL, CanonicalURL: art.CanonicalURL, Kind: string(art.Kind), Confidence: art.Confidence,
		Title: art.Title, Standfirst: art.Standfirst, Published: timeOf(art.Published.Time), Language: art.Language,
		SiteName: art.SiteName, WordCount: int64(art.WordCount), Policy: string(art.Access.Policy),
		Completeness: string(art.Access.Completeness), Promos: int64(len(art.Promos)), Text: art.Text(), Article: string(body),
	}
	for _, a := range art.Authors {
		row.Authors = append(row.Authors, a.Name)
	}
	return row, err
}

func timeOf(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
