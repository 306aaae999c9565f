// Package preview writes what gatefold made of a page as HTML: the blocks in
// reading order with their roles and what decided them, the fields with their
// sources, the promos, and the evidence on access. [Write] writes a file of it,
// [WriteReport] a part for a page that brings [Style] and [Script] itself.
//
// The file needs nothing beside itself and asks for nothing: its policy
// forbids every request, pictures of the page are not shown, and the page's
// texts are escaped. Without scripts all of it can be read; the script filters,
// searches and moves by keyboard.
package preview

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/gatefold/gatefold"
	"github.com/gatefold/gatefold/article"
)

var (
	//go:embed page.tmpl
	pageTemplate string
	//go:embed problem.tmpl
	problemTemplate string
	//go:embed report.tmpl
	reportTemplate string
	//go:embed style.css
	style string
	//go:embed script.js
	script string
)

// roles are all roles in the order of the legend.
var roles = []article.Role{
	article.RoleKicker, article.RoleHeadline, article.RoleStandfirst, article.RoleByline, article.RoleDateline, article.RoleBody,
	article.RoleCaption, article.RolePromo, article.RoleRelated, article.RoleComments, article.RoleAuthorBio, article.RoleCorrection,
	article.RoleNavigation, article.RoleAd, article.RoleConsent, article.RoleLegal, article.RoleOther,
}

// parsed holds the templates, read at the first use: a program that never writes a
// report does not pay for them.
var parsed = sync.OnceValues(func() (*template.Template, error) {
	t, err := template.New("page").Funcs(template.FuncMap{
		"percent": func(x float64) string { return fmt.Sprintf("%.0f %%", 100*x) },
		"inc":     func(i int) int { return i + 1 },
	}).Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	if _, err = t.New("report").Parse(reportTemplate); err != nil {
		return nil, err
	}
	_, err = t.New("problem").Parse(problemTemplate)
	return t, err
})

// Write writes the file. name is how its title calls the page.
func Write(w io.Writer, name string, r *gatefold.Report) error {
	return write(w, "page", viewOf(name, r))
}

// WriteLive writes the file for a server that has a version of it for each state of what
// it shows. The page asks the server for /version?VERSION and loads itself anew once the
// answer is another version. version is letters and digits.
func WriteLive(w io.Writer, name, version string, r *gatefold.Report) error {
	v := viewOf(name, r)
	v.follow(version)
	return write(w, "page", v)
}

// WriteProblem writes what stands in place of a report that could not be made, live as
// with [WriteLive].
func WriteProblem(w io.Writer, name, version, problem string) error {
	v := viewOf(name, &gatefold.Report{Article: &article.Article{}})
	v.Problem = problem
	v.follow(version)
	return write(w, "problem", v)
}

// follow adds what makes the page load itself anew, and allows it.
func (v *view) follow(version string) {
	code := fmt.Sprintf("%s%sfollow(%q);\n", script, start, version)
	if v.Problem != "" {
		code = fmt.Sprintf("%sfollow(%q);\n", script, version)
	}
	v.Script = template.JS(code)
	v.Policy = policyOf(code) + "; connect-src 'self'"
}

// policyOf allows the one style and the one script of the file by hash and nothing else,
// so that a fault in the escaping could still load or send nothing.
func policyOf(code string) string {
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'", source(style), source(code))
}

// WriteReport writes the report as it stands in the file, as a fragment: a
// heading of the first level with the page's title, and what follows. Its
// elements carry ids, so that one of it fits into a page.
func WriteReport(w io.Writer, name string, r *gatefold.Report) error {
	return write(w, "report", viewOf(name, r))
}

func write(w io.Writer, part string, v *view) error {
	t, err := parsed()
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	if err := t.ExecuteTemplate(w, part, v); err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	return nil
}

// Style returns the style sheet of the report and of the page around it.
func Style() string { return style }

// Script returns the script of the report: the function explore(root, signal),
// which makes the report in the element root answer to mouse and keyboard until
// the AbortSignal, which may be left out, ends it.
func Script() string { return script }

// start is what the file runs.
const start = "explore(document.body);\nopenOnStory(document.body);\n"

// view is what the template shows.
type view struct {
	Name    string
	Policy  string // of the file's content, for browsers
	Style   template.CSS
	Script  template.JS
	Article *article.Article
	Report  *gatefold.Report
	Legend  []entry
	Blocks  []block
	Fields  []field
	Promos  []promo
	Proofs  []proof
	Hidden  int
	// Problem stands in place of the report.
	Problem string
}

// entry is a role with the number of its blocks, shown and hidden ones.
type entry struct {
	Role  article.Role
	Count int
}

type block struct {
	gatefold.ReportBlock
	Number int
	// Brief marks a block of one short line, Again one after a brief block of
	// the same role: its role need not be said again.
	Brief, Again bool
}

type field struct {
	Name   string
	Value  string
	Source string
	Tried  []gatefold.Tried
}

type promo struct {
	article.Promo
	Number int
	// Block is the number of its first block, 0 for none.
	Block int
}

type proof struct {
	article.Evidence
	Disagrees bool
}

// viewOf collects what the templates show. They only lay out: every choice is made
// here, in Go, where tests reach it.
func viewOf(name string, r *gatefold.Report) *view {
	v := &view{
		Name: name, Style: template.CSS(style), Script: template.JS(script + start), Article: r.Article, Report: r,
		Policy: policyOf(script + start),
	}
	v.blocks()
	v.fields()
	v.promos()
	v.proofs()
	return v
}

// source names an inline style or script by its hash, so that no other runs.
func source(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// briefChars is the length up to which a block is one line on most screens.
const briefChars = 70

// blocks lists the segments in reading order and counts the roles for the legend.
func (v *view) blocks() {
	count := map[article.Role]int{}
	for i, b := range v.Report.Blocks {
		b.Text = strings.TrimSpace(b.Text)
		count[b.Role]++
		if b.Hidden {
			v.Hidden++
		}
		// A short line of the story is not brief: each paragraph of it shows its role.
		story := b.Role == article.RoleBody || b.Role == article.RoleHeadline
		brief := b.Text == "" || len([]rune(b.Text)) <= briefChars && !story
		again := brief && i > 0 && v.Blocks[i-1].Brief && v.Blocks[i-1].Role == b.Role
		v.Blocks = append(v.Blocks, block{b, i + 1, brief, again})
	}
	for _, r := range roles {
		if count[r] > 0 {
			v.Legend = append(v.Legend, entry{r, count[r]})
		}
	}
}

// promos numbers the promos and points each at its first block. IndexFunc returns -1
// for one without blocks, which becomes 0.
func (v *view) promos() {
	for i, p := range v.Article.Promos {
		first := slices.IndexFunc(v.Report.Blocks, func(b gatefold.ReportBlock) bool { return b.Promo == i })
		v.Promos = append(v.Promos, promo{p, i + 1, first + 1})
	}
}

// proofs marks the evidence that a conflict names, so that what contradicts another
// signal is seen at a glance.
func (v *view) proofs() {
	var against []int
	for _, c := range v.Article.Access.Conflicts {
		against = append(against, c.Evidence...)
	}
	for i, e := range v.Article.Access.Evidence {
		v.Proofs = append(v.Proofs, proof{e, slices.Contains(against, i)})
	}
}
