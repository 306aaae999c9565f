// Package date reads dates as pages write them: in metadata, in addresses, and in
// words in the languages of months.tsv.
//
// [Parse] reads one date, [All] all that stand in a text with their places,
// [InPath] that of an address. None of them asks the clock, and none makes up
// what is not written: a date without a zone is said to have none.
//
//	d, ok := date.Parse("Freitag, 3. Mai 2024 | 10:15", "de", date.DayFirst)
//	// 2024-05-03T10:15:00Z, minute, zone assumed
package date
