package warc

import (
	"bytes"
	"errors"
	"io"
)

// packed reads the next record of the open member. It returns false where the
// member has ended.
func (f *framer) packed() (frame, bool) {
	start, err := f.inner.Peek(len(warcMagic))
	if len(start) == 0 && errors.Is(err, io.EOF) {
		f.inner = nil
		return frame{}, false
	}
	fr := frame{offset: f.member}
	if !bytes.Equal(start, warcMagic) {
		fr.err = errNotMember
		f.leave()
		return fr, true
	}
	rest := fr.read(f.inner, f.limit)
	if fr.lost() || !f.discard(rest) {
		f.leave()
		return fr, true
	}
	if !fr.cut && !ended(f.inner) {
		fr.err = errBoundary
		f.leave()
		return fr, true
	}
	f.closeMember(&fr)
	return fr, true
}

// closeMember ends the member if this was its last record, so that its
// checksum is part of the record's own verdict. Data that ends too early at
// the end of the file is a cut; anything else is damage.
func (f *framer) closeMember(fr *frame) {
	switch _, err := f.inner.Peek(1); {
	case err == nil:
	case errors.Is(err, io.EOF):
		f.inner = nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		f.leave()
	default:
		fr.err, fr.cut = err, false
		f.leave()
	}
}

// leave gives up the open member. The next record is looked for right behind
// its start, since damaged data may have led the decoder past others.
func (f *framer) leave() {
	f.inner = nil
	f.quiet = true
	f.back(f.member + 1)
}

// discard passes over n bytes of the open member. It reports false where the
// member ends before that or unpacks to more than a crawl ever holds.
func (f *framer) discard(n int64) bool {
	for n > 0 {
		step, err := io.CopyN(io.Discard, f.inner, min(n, bufferSize))
		n -= step
		if err != nil || f.unpacked.n > f.limit+maxRatio*(f.pos()-f.member) {
			return false
		}
	}
	return true
}
