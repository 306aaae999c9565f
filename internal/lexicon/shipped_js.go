package lexicon

// In a browser a program is downloaded first, and what it holds costs more there than
// compiling the files.
func shipped() *Lexicon { return compileShipped() }
