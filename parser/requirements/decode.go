package requirements

import (
	"bytes"
	"strings"
	"unicode/utf16"
)

// Decode gives the text of a file whose encoding its byte order mark tells
// (UTF-8, or UTF-16 as PowerShell's "pip freeze > requirements.txt" writes it),
// without the mark, and the function from offsets in the text to offsets in
// data. Without a mark the text is the data.
func Decode(data []byte) (source string, offset func(int) uint32) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return string(data[3:]), func(i int) uint32 { return uint32(i + 3) }
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data, 0)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data, 1)
	}
	return string(data), func(i int) uint32 { return uint32(i) }
}

// decodeUTF16 decodes code units whose low byte is the first or the second of
// two.
func decodeUTF16(data []byte, low int) (source string, offset func(int) uint32) {
	var decoded strings.Builder
	var offsets []uint32 // for each byte of the text
	unit := func(i int) rune { return rune(data[i+low]) | rune(data[i+1-low])<<8 }
	for i := 2; i+1 < len(data); {
		r, size := unit(i), 2
		if utf16.IsSurrogate(r) && i+3 < len(data) {
			r, size = utf16.DecodeRune(r, unit(i+2)), 4
		}
		before := decoded.Len()
		decoded.WriteRune(r)
		for range decoded.Len() - before {
			offsets = append(offsets, uint32(i))
		}
		i += size
	}
	return decoded.String(), func(i int) uint32 {
		if i >= len(offsets) {
			return uint32(len(data))
		}
		return offsets[i]
	}
}
