// Package ascii names the classes of ASCII characters that markup and addresses
// are made of. Characters beyond it belong to none of them.
package ascii

// IsAlnum reports the letters and digits.
func IsAlnum(c byte) bool { return IsDigit(c) || IsLetter(c) }

// IsDigit reports the digits 0 to 9.
func IsDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsLetter reports the letters of both cases.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
