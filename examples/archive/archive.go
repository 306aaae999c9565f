package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/gatefold/gatefold/article"
)

// schema has a row for each address, with the columns that one filters by and
// the whole article as JSON beside them, and an index of its words.
const schema = `
CREATE TABLE IF NOT EXISTS articles (
	id           INTEGER PRIMARY KEY,
	url          TEXT NOT NULL UNIQUE,
	title        TEXT NOT NULL,
	published    TEXT NOT NULL,
	site         TEXT NOT NULL,
	language     TEXT NOT NULL,
	policy       TEXT NOT NULL,
	completeness TEXT NOT NULL,
	word_count   INTEGER NOT NULL,
	article      TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_policy ON articles (policy, completeness);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, standfirst, text, tokenize = 'unicode61 remove_diacritics 2');
`

// Archive is a file of articles.
type Archive struct{ db *sql.DB }

// ErrNoAddress is the error of an article that the archive would not find
// again.
var ErrNoAddress = errors.New("the page does not say its address")

// Open opens the archive in a file, a new one where there is none.
func Open(ctx context.Context, file string) (*Archive, error) {
	db, err := sql.Open("sqlite", file+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)")
	if err != nil {
		return nil, err
	}
	if _, err := db.ExecContext(ctx, schema); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", file, err), db.Close())
	}
	return &Archive{db}, nil
}

// Close closes the file.
func (a *Archive) Close() error { return a.db.Close() }

// Kept says what became of an article that was added.
type Kept string

// What became of it.
const (
	Added    Kept = "added"
	Replaced Kept = "replaced an earlier reading"
	Passed   Kept = "left out: the archive holds more of it"
)

// Add stores an article under its address. A later reading replaces an earlier
// one, but a preview never replaces the whole text: pages that were free when
// they were new are often behind a gate later.
func (a *Archive) Add(ctx context.Context, art *article.Article) (Kept, error) {
	address := art.CanonicalURL
	if address == "" {
		address = art.URL
	}
	if address == "" {
		return "", ErrNoAddress
	}
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer func() { _ = tx.Rollback() }() // of a transaction that was committed it does nothing
	kept := Added
	var completeness string
	var words int
	err = tx.QueryRowContext(ctx, "SELECT completeness, word_count FROM articles WHERE url = ?", address).Scan(&completeness, &words)
	switch {
	case errors.Is(err, sql.ErrNoRows):
	case err != nil:
		return "", err
	case completeness == string(article.CompletenessFull) && art.Access.Completeness != article.CompletenessFull && words > art.WordCount:
		return Passed, nil
	default:
		kept = Replaced
	}
	if err := store(ctx, tx, address, art); err != nil {
		return "", err
	}
	return kept, tx.Commit()
}

func store(ctx context.Context, tx *sql.Tx, address string, art *article.Article) error {
	data, err := json.Marshal(art)
	if err != nil {
		return err
	}
	var id int64
	err = tx.QueryRowContext(ctx, `
		INSERT INTO articles (url, title, published, site, language, policy, completeness, word_count, article)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (url) DO UPDATE SET (title, published, site, language, policy, completeness, word_count, article) =
			(excluded.title, excluded.published, excluded.site, excluded.language, excluded.policy, excluded.completeness, excluded.word_count, excluded.article)
		RETURNING id`,
		address, art.Title, art.Published.String(), art.SiteName, art.Language, art.Access.Policy, art.Access.Completeness, art.WordCount, data,
	).Scan(&id)
	if err != nil {
		return err
	}
	// The index holds the story and nothing else: who searches for "subscribe"
	// does not want every page with an offer.
	if _, err := tx.ExecContext(ctx, "DELETE FROM words WHERE rowid = ?", id); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO words (rowid, title, standfirst, text) VALUES (?, ?, ?, ?)", id, art.Title, art.Standfirst, art.Text())
	return err
}

// Hit is an article that a search found.
type Hit struct {
	URL, Title, Policy, Completeness string
	// Snippet is the place of the words, which stand in square brackets.
	Snippet string
}

// Search returns the articles that hold all words, the best first.
func (a *Archive) Search(ctx context.Context, words []string, limit int) ([]Hit, error) {
	rows, err := a.db.QueryContext(ctx, `
		SELECT url, articles.title, policy, completeness, snippet(words, -1, '[', ']', '…', 12)
		FROM words JOIN articles ON articles.id = words.rowid
		WHERE words MATCH ? ORDER BY bm25(words, 4, 2, 1) LIMIT ?`, phrase(words), limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // its errors are those of Err
	var hits []Hit
	for rows.Next() {
		var h Hit
		if err := rows.Scan(&h.URL, &h.Title, &h.Policy, &h.Completeness, &h.Snippet); err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// phrase quotes the words, which else could be operators of the search.
func phrase(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + strings.ReplaceAll(w, `"`, `""`) + `"`
	}
	return strings.Join(quoted, " ")
}

// Get returns the article of an address, and sql.ErrNoRows where there is none.
func (a *Archive) Get(ctx context.Context, address string) (*article.Article, error) {
	var data []byte
	if err := a.db.QueryRowContext(ctx, "SELECT article FROM articles WHERE url = ?", address).Scan(&data); err != nil {
		return nil, err
	}
	art := new(article.Article)
	return art, json.Unmarshal(data, art)
}
