package date

import "unicode/utf8"

// dateAt reads a date that starts at token i and returns the number of its
// tokens, 0 if none starts there.
func (p *parser) dateAt(i int) int {
	if !p.mayStart(i) {
		return 0
	}
	for _, form := range [...]func(*parser, int) int{
		(*parser).cjk, (*parser).yearFirst, (*parser).numbers, (*parser).dayMonth, (*parser).monthDay,
		(*parser).vietnamese,
	} {
		p.year, p.month, p.day, p.calendar = 0, 0, -1, gregorian
		if n := form(p, i); n > 0 {
			p.setCalendar()
			if p.possible() {
				return n
			}
		}
	}
	return 0
}

// mayStart reports whether a date may start at token i: at a number, or at a word that
// has one behind it and behind no more than [parser.skip] passes over. That leaves out
// most words of a sentence, before any is looked up.
func (p *parser) mayStart(i int) bool {
	switch p.tokens[i].kind {
	case 'n':
		return true
	case 'w':
		for k := i + 1; k < min(i+2+maxSkip, len(p.tokens)); k++ {
			if p.tokens[k].kind == 'n' {
				return true
			}
		}
	}
	return false
}

// separator reports the signs between the numbers of a date.
func separator(k byte) bool { return k == '-' || k == '/' || k == '.' }

// yearFirst reads 2024-05-03, 2024/5/3, 2024. 5. 3. and 2024-05.
func (p *parser) yearFirst(i int) int {
	y, m := p.at(i), p.at(i+2)
	if y.kind != 'n' || y.width != 4 || !separator(p.at(i+1).kind) || m.kind != 'n' || m.width > 2 {
		return p.yearWord(i)
	}
	p.year, p.month = y.num, m.num
	d := p.at(i + 4)
	if separator(p.at(i+3).kind) && d.kind == 'n' && d.width <= 2 {
		p.day = d.num
		if p.month > 12 && p.day <= 12 { // 2024-25-12
			p.month, p.day = p.day, p.month
		}
		return 5
	}
	if p.at(i+1).kind == '.' {
		return 0 // 2024.5 is a number as often as a month
	}
	return 3
}

// yearWord reads 2024 May 3, the Hungarian 2024. május 3., the Lithuanian 2024 m.
// gegužės 3 d., the Latvian 2024. gada 3. maijs and the Mongolian 2024 оны 5-р
// сарын 3.
func (p *parser) yearWord(i int) int {
	y := p.at(i)
	if y.kind != 'n' || y.width != 4 {
		return 0
	}
	j := p.skip(i + 1)
	m, month := p.at(j), 0
	switch {
	case m.kind == 'w':
		month = p.name(j)
		j++
	case m.kind == 'n' && m.width <= 2 && j > i+1:
		month, j = p.numberedMonth(j)
		if month == 0 {
			return p.yearDay(i, j)
		}
	}
	if month == 0 {
		return 0
	}
	j = p.skip(j)
	d := p.at(j)
	if d.kind != 'n' || d.width > 2 {
		return 0
	}
	p.year, p.month, p.day = y.num, month, d.num
	return j + 1 - i
}

// numberedMonth reads a month that is a number with the word for month behind
// it, and returns the token after it; 0 and i where there is none.
func (p *parser) numberedMonth(i int) (month, next int) {
	j := i + 1
	if p.at(j).kind == '-' {
		j += 2 // the ending of an ordinal: 5-р
	}
	if words().month[p.at(j).text] {
		return p.at(i).num, j + 1
	}
	return 0, i
}

// yearDay reads a date that has its year at i, its day at j and the name of its
// month behind the day.
func (p *parser) yearDay(i, j int) int {
	k := p.skip(j + 1)
	if p.at(k).kind != 'w' || !words().filler[p.at(i+1).text] && !words().filler[p.at(i+2).text] {
		return 0
	}
	m := p.name(k)
	if m == 0 {
		return 0
	}
	p.year, p.month, p.day = p.at(i).num, m, p.at(j).num
	return k + 1 - i
}

// numbers reads 3.5.2024, 03/05/24 and 5/3/2024. Where one number cannot be a
// month the other is; else the page's order decides, but full stops always
// stand between day, month and year.
func (p *parser) numbers(i int) int {
	a, b, y := p.at(i), p.at(i+2), p.at(i+4)
	sign := p.at(i + 1).kind
	if a.kind != 'n' || a.width > 2 || b.kind != 'n' || b.width > 2 || y.kind != 'n' || y.width != 4 && y.width != 2 ||
		!separator(sign) || p.at(i+3).kind != sign || p.at(i+5).kind == ':' {
		return 0
	}
	p.year = y.num
	if y.width == 2 {
		p.year = fullYear(y.num)
	}
	p.day, p.month = a.num, b.num
	swap := p.order == MonthFirst && sign != '.'
	if swap && a.num <= 12 || b.num > 12 && a.num <= 12 {
		p.day, p.month = b.num, a.num
	}
	return 5
}

// fullYear takes two digits for a year between 1970 and 2069.
func fullYear(n int) int {
	if n < 70 {
		return 2000 + n
	}
	return 1900 + n
}

// dayMonth reads 3 May 2024, 3. května 2024, 3-May-24, 3 de mayo de 2024,
// Fri, 03 May 2024.
func (p *parser) dayMonth(i int) int {
	d := p.at(i)
	if d.kind != 'n' || d.width > 2 || d.num == 0 || d.num > 31 {
		return 0
	}
	j := p.skip(i + 1)
	m := 0
	if p.at(j).kind == 'w' {
		m = p.name(j)
	}
	if m == 0 {
		return 0
	}
	p.day, p.month = d.num, m
	j = p.skip(j + 1)
	if p.at(j).kind == 'w' && p.name(j) == m { // by both of its Arabic names
		j = p.skip(j + 1)
	}
	if p.at(j).kind == '\'' {
		j++
	}
	y := p.at(j)
	if y.kind != 'n' || y.width != 4 && y.width != 2 || p.at(j+1).kind == ':' {
		return 0
	}
	p.year = y.num
	if y.width == 2 {
		p.year = fullYear(y.num)
	}
	return j + 1 - i
}

// monthDay reads May 3, 2024, May 3rd 2024, mayo 3 de 2024 and May 2024.
func (p *parser) monthDay(i int) int {
	if p.at(i).kind != 'w' {
		return 0
	}
	m := p.name(i)
	if m == 0 {
		return 0
	}
	p.month = m
	j := p.skip(i + 1)
	n := p.at(j)
	if n.kind != 'n' {
		return 0
	}
	if n.width == 4 {
		p.year = n.num
		return j + 1 - i
	}
	p.day = n.num
	j = p.skip(j + 1)
	y := p.at(j)
	if n.width > 2 || y.kind != 'n' || y.width != 4 {
		// A clock may stand between: Fri May 3 10:15:00 UTC 2024.
		for k := j; k < j+9; k++ {
			if t := p.at(k); t.kind == 'n' && t.width == 4 && p.at(k-1).kind != '+' && p.at(k-1).kind != '-' {
				p.year = t.num
				return j - i
			}
		}
		return 0
	}
	p.year = y.num
	return j + 1 - i
}

// maxSkip is how many tokens stand between two parts of a worded date at most.
const maxSkip = 5

// skip passes over what stands between the parts of a worded date.
func (p *parser) skip(i int) int {
	for range maxSkip {
		t := p.at(i)
		switch {
		case t.kind == ',' || t.kind == '.' || t.kind == '-' || t.kind == '/' || t.kind == '(' || t.kind == ')':
		case t.kind == 'w' && words().filler[t.text]:
		default:
			return i
		}
		i++
	}
	return i
}

// name returns the month that the word at i names. Two words may make a name,
// as the Levantine months do.
func (p *parser) name(i int) int {
	t := months()
	if next := p.at(i + 1); next.kind == 'w' {
		if m, ok := t.all[p.at(i).text+" "+next.text]; ok {
			p.tokens[i+1].text = "th" // a filler: the pair is one name
			return m
		}
	}
	return t.month(p.at(i).text, p.language)
}

// cjk reads 2024年5月3日, 令和6年5月3日, 2024년 5월 3일.
func (p *parser) cjk(i int) int {
	y := p.at(i)
	if y.kind != 'n' || !marks(p.at(i+1).text, "年", "년") {
		return 0
	}
	p.year = y.num
	if y.width == 2 || y.width == 1 {
		p.year = p.era(i, y.num)
	}
	m := p.at(i + 2)
	if m.kind != 'n' || !marks(p.at(i+3).text, "月", "월") {
		return 0
	}
	p.month = m.num
	if d := p.at(i + 4); d.kind == 'n' && marks(p.at(i+5).text, "日", "일", "号") {
		p.day = d.num
		return 6
	}
	return 4
}

func marks(text string, signs ...string) bool {
	r, size := utf8.DecodeRuneInString(text)
	for _, s := range signs {
		if r != utf8.RuneError && text[:size] == s {
			return true
		}
	}
	return false
}

// era turns the year of a Japanese reign, or two digits.
func (p *parser) era(i, year int) int {
	if start := words().era[p.at(i-2).text+p.at(i-1).text]; start > 0 {
		return start + year
	}
	return fullYear(year)
}

// vietnamese reads 3 tháng 5 năm 2024 and 3 tháng 5, 2024.
func (p *parser) vietnamese(i int) int {
	d, m := p.at(i), p.at(i+2)
	if d.kind != 'n' || p.at(i+1).text != "tháng" || m.kind != 'n' {
		return 0
	}
	j := p.skip(i + 3)
	y := p.at(j)
	if y.kind != 'n' || y.width != 4 {
		return 0
	}
	p.day, p.month, p.year = d.num, m.num, y.num
	return j + 1 - i
}
