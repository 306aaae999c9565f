package warc

import (
	"fmt"

	"howett.net/plist"
)

var plistMagic = []byte("bplist0")

// webarchiveFile is the part of Safari's format that is the page itself.
type webarchiveFile struct {
	Main struct {
		Data     []byte `plist:"WebResourceData"`
		URL      string `plist:"WebResourceURL"`
		MIMEType string `plist:"WebResourceMIMEType"`
		Charset  string `plist:"WebResourceTextEncodingName"`
	} `plist:"WebMainResource"`
}

// webarchive reads the main resource of a .webarchive, a binary property list.
func webarchive(data []byte, limit int64) (Record, error) {
	rec := Record{Type: "webarchive"}
	var file webarchiveFile
	if _, err := plist.Unmarshal(data, &file); err != nil {
		return rec, err
	}
	main := &file.Main
	rec.URL, rec.ContentType, rec.Body = main.URL, main.MIMEType, main.Data
	if main.Charset != "" {
		rec.ContentType = fmt.Sprintf("%s; charset=%q", main.MIMEType, main.Charset)
	}
	switch {
	case int64(len(main.Data)) > limit:
		return rec, errTooLarge
	case len(main.Data) == 0 || !mayBeHTML(main.MIMEType) || !isHTML(main.MIMEType, main.Data):
		return rec, errNoPage
	}
	return rec, nil
}
