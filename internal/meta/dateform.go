package meta

import "unicode/utf8"

// dateAt reads a date that starts at token i and returns the number of its
// tokens, 0 if none starts there.
func (p *dateParser) dateAt(i int) int {
	for _, form := range [...]func(*dateParser, int) int{
		(*dateParser).cjk, (*dateParser).yearFirst, (*dateParser).numbers, (*dateParser).dayMonth, (*dateParser).monthDay,
		(*dateParser).vietnamese,
	} {
		p.year, p.month, p.day, p.jalali = 0, 0, -1, false
		if n := form(p, i); n > 0 {
			p.calendar()
			if p.plausible() || p.jalali && p.year > 1200 && p.year < 1500 && p.month >= 1 && p.month <= 12 {
				return n
			}
		}
	}
	return 0
}

// calendar turns the years of other calendars: Buddhist years are 543 ahead,
// Persian ones 621 behind.
func (p *dateParser) calendar() {
	switch {
	case p.year >= 2400 && p.year < 2700:
		p.year -= 543
	case p.year >= 1300 && p.year < 1450 && len(p.language) >= 2 && p.language[:2] == "fa":
		p.jalali = true
	}
}

// separator reports the signs between the numbers of a date.
func separator(k byte) bool { return k == '-' || k == '/' || k == '.' }

// yearFirst reads 2024-05-03, 2024/5/3, 2024. 5. 3. and 2024-05.
func (p *dateParser) yearFirst(i int) int {
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

// yearWord reads 2024 May 3 and the Hungarian 2024. május 3.
func (p *dateParser) yearWord(i int) int {
	y := p.at(i)
	j := i + 1
	for k := p.at(j).kind; separator(k) || k == ','; k = p.at(j).kind {
		j++
	}
	m, d := p.at(j), p.at(j+1)
	if separator(d.kind) {
		d = p.at(j + 2)
	}
	if y.kind != 'n' || y.width != 4 || m.kind != 'w' || d.kind != 'n' || d.width > 2 {
		return 0
	}
	p.year, p.month, p.day = y.num, p.name(j), d.num
	return j + 2 - i
}

// numbers reads 3.5.2024, 03/05/24 and 5/3/2024. Where one number cannot be a
// month the other is; else the page's order decides, but full stops always
// stand between day, month and year.
func (p *dateParser) numbers(i int) int {
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
	swap := p.order == monthFirst && sign != '.'
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
func (p *dateParser) dayMonth(i int) int {
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
func (p *dateParser) monthDay(i int) int {
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

// skip passes over what stands between the parts of a worded date.
func (p *dateParser) skip(i int) int {
	for range 4 {
		t := p.at(i)
		switch {
		case t.kind == ',' || t.kind == '.' || t.kind == '-' || t.kind == '/':
		case t.kind == 'w' && filler(t.text):
		default:
			return i
		}
		i++
	}
	return i
}

// filler reports the words inside a date that carry nothing: ordinals, of, de.
func filler(word string) bool {
	switch word {
	case "st", "nd", "rd", "th", "of", "de", "del", "d", "er", "e", "do", "da", "den", "a", "year", "року", "года", "г",
		"ta", "º", "ª", "the", "năm", "พ", "ศ", "พ.ศ.", "ค.ศ.", "से", "an", "ден", "in":
		return true
	}
	return false
}

// name returns the month that the word at i names. Two words may make a name,
// as the Levantine months do.
func (p *dateParser) name(i int) int {
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
func (p *dateParser) cjk(i int) int {
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
func (p *dateParser) era(i, year int) int {
	switch p.at(i-2).text + p.at(i-1).text {
	case "令和":
		return 2018 + year
	case "平成":
		return 1988 + year
	case "昭和":
		return 1925 + year
	}
	return fullYear(year)
}

// vietnamese reads 3 tháng 5 năm 2024 and 3 tháng 5, 2024.
func (p *dateParser) vietnamese(i int) int {
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

// fromJalali turns a date of the Persian calendar into the Gregorian one, by
// the day count from the start of the Persian era (22 March 622 Gregorian).
func fromJalali(y, m, d int) (year, month, day int) {
	y -= 979
	days := 365*y + y/33*8 + (y%33+3)/4 + d - 1
	for i := 1; i < m; i++ {
		if i <= 6 {
			days += 31
		} else {
			days += 30
		}
	}
	t := jalaliEpoch.AddDate(0, 0, days)
	return t.Year(), int(t.Month()), t.Day()
}
