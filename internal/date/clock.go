package date

// clock reads the first time of day from token i on.
func (p *parser) clock(i int) {
	for ; i < len(p.tokens); i++ {
		h := p.at(i)
		if h.kind != 'n' || h.width > 2 || h.num > 24 {
			continue
		}
		n := p.clockAt(i)
		if n == 0 {
			continue
		}
		p.clockEnd = p.halfDay(i+n, h.num)
		if p.hour == 24 {
			p.hour = 0
		}
		p.clockEnd = max(p.clockEnd, p.zone(i+n))
		return
	}
}

// clockAt reads 10:15, 10:15:30.123, 10h15, 10.15 Uhr and 10時15分 at token i
// and returns how many tokens that takes.
func (p *parser) clockAt(i int) int {
	sign, m := p.at(i+1), p.at(i+2)
	if m.kind != 'n' || m.width > 2 || m.num > 59 {
		if m.kind != 'n' && (marks(sign.text, "時", "时", "시")) {
			p.hour, p.minute = p.at(i).num, 0
			return 2
		}
		if sign.text == "am" || sign.text == "pm" {
			p.hour, p.minute = p.at(i).num, 0
			return 1
		}
		return 0
	}
	switch {
	case sign.kind == ':', sign.text == "h", marks(sign.text, "時", "时", "시"), sign.text == "시":
	case sign.kind == '.' && !sign.space && !m.space && m.width == 2 && p.at(i-1).kind != '.' && p.at(i+3).kind != '.':
	default:
		return 0
	}
	p.hour, p.minute = p.at(i).num, m.num
	if s := p.at(i + 4); p.at(i+3).kind == ':' && s.kind == 'n' && s.width <= 2 && s.num < 61 {
		p.sec, p.hasSec = min(s.num, 59), true
		if f := p.at(i + 6); (p.at(i+5).kind == '.' || p.at(i+5).kind == ',') && f.kind == 'n' && f.width <= 9 {
			p.nano = f.num
			for w := f.width; w < 9; w++ {
				p.nano *= 10
			}
			return 7
		}
		return 5
	}
	return 3
}

// halfDay reads am and pm, also as a.m. and p.m., and returns the token after.
func (p *parser) halfDay(i, hour int) int {
	word, end := p.at(i).text, i+1
	if (word == "a" || word == "p") && p.at(i+1).kind == '.' {
		word += p.at(i + 2).text
		end = min(i+4, len(p.tokens))
	}
	switch word {
	case "pm":
		if hour < 12 {
			p.hour += 12
		}
	case "am":
		if hour == 12 {
			p.hour = 0
		}
	default:
		return i
	}
	return min(end, len(p.tokens))
}

// zoneNames are the abbreviations that pages of the news use, in hours east of
// Greenwich. Those that name several zones (IST, BST as Bangladesh's) are read
// as the most read press writes them.
var zoneNames = map[string]float32{
	"z": 0, "gmt": 0, "utc": 0, "ut": 0, "wet": 0, "bst": 1, "cet": 1, "mez": 1, "west": 1, "cest": 2, "mesz": 2, "eet": 2,
	"sast": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3, "ist": 5.5, "pkt": 5, "wib": 7, "ict": 7, "hkt": 8, "sgt": 8, "awst": 8,
	"jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
	"mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "et": -5, "pt": -8, "brt": -3, "art": -3, "clt": -4,
}

// zone reads the zone within the few tokens from i on: Z, +02:00, +0200,
// +02, GMT, EST, GMT+2. It returns the token after it, i without one.
func (p *parser) zone(i int) int {
	end := i
	for j := i; j < i+6 && j < len(p.tokens); j++ {
		t := p.at(j)
		if t.kind == 'w' {
			if hours, ok := zoneNames[t.text]; ok {
				p.offset, p.hasZone, end = int(hours*3600), true, j+1
				if k := p.at(j + 1).kind; k != '+' && k != '-' {
					return end
				}
			}
			continue
		}
		if t.kind != '+' && t.kind != '-' {
			continue
		}
		if off, ok := p.offsetAt(j + 1); ok {
			if t.kind == '-' {
				off = -off
			}
			p.offset, p.hasZone, end = off, true, j+2
			if p.at(j+2).kind == ':' && p.at(j+3).kind == 'n' {
				end = j + 4
			}
		}
		return end
	}
	return end
}

func (p *parser) offsetAt(i int) (seconds int, ok bool) {
	h := p.at(i)
	if h.kind != 'n' || h.space {
		return 0, false
	}
	switch {
	case h.width == 4 && h.num/100 <= 14 && h.num%100 < 60:
		return h.num/100*3600 + h.num%100*60, true
	case h.width <= 2 && h.num <= 14:
		m := 0
		if n := p.at(i + 2); p.at(i+1).kind == ':' && n.kind == 'n' && n.num < 60 {
			m = n.num
		}
		return h.num*3600 + m*60, true
	}
	return 0, false
}
