package eval

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// bytesMethod is a method of a bytes object that is known.
func (it *interpreter) bytesMethod(b Bytes, name string, c *call) Alternatives {
	switch plain := len(c.positional)+len(c.keywords) == 0 && !c.open; {
	case name == "decode":
		return it.decoded(b, c)
	case plain && ascii(string(b)) && !strings.ContainsAny(string(b), "\x1c\x1d\x1e\x1f"):
		if s, ok := it.textResult0(string(b), name).(Str); ok {
			return one(Bytes(s))
		}
	}
	it.doubt("a method of bytes fails")
	return one(unknown("the method " + name + " of bytes is not followed"))
}

// decoded is bytes.decode(), for the encodings of which ASCII is a part.
func (it *interpreter) decoded(b Bytes, c *call) Alternatives {
	encoding := "utf-8"
	if given := c.arg(0, "encoding"); given != nil {
		v, _ := given.Single()
		s, _ := v.(Str)
		encoding = string(s)
	}
	mode := fileMode{}
	mode.encoded(encoding)
	if encoding == "" || mode.unclear || mode.signed || c.open || !utf8.ValidString(string(b)) || mode.bytesOnly && !ascii(string(b)) {
		it.doubtOf(exception{name: "UnicodeDecodeError", open: true}, "decoding bytes fails")
		return one(unknown("how bytes are decoded is not followed"))
	}
	return one(limitText(string(b)))
}

func base64Model() map[string]Value {
	table := map[string]Value{}
	for name, encoding := range map[string]*base64.Encoding{"b64": base64.StdEncoding, "standard_b64": base64.StdEncoding, "urlsafe_b64": base64.URLEncoding} {
		table[name+"decode"] = &Builtin{Name: "base64." + name + "decode", call: func(it *interpreter, c *call) Alternatives {
			return it.base64Call(c, func(v Value) Value { return base64Decoded(encoding, v) })
		}}
		table[name+"encode"] = &Builtin{Name: "base64." + name + "encode", call: func(it *interpreter, c *call) Alternatives {
			return it.base64Call(c, func(v Value) Value {
				if b, ok := v.(Bytes); ok && len(b) < maxText/2 {
					return Bytes(encoding.EncodeToString([]byte(b)))
				}
				return nil
			})
		}}
	}
	return table
}

// base64Call applies a conversion, which gives nil for what it does not follow.
func (it *interpreter) base64Call(c *call, convert func(Value) Value) Alternatives {
	argument, ok := plainCall(c, "s")
	if !ok {
		return it.unknownCall(unknown("base64 is used in a way that is not followed"), c)
	}
	return it.each(argument, func(a Alternative) Alternatives {
		if v := convert(a.Value); v != nil {
			return one(v)
		}
		it.doubt("base64 fails")
		return one(derived("base64", a.Value))
	})
}

// base64Decoded decodes what has no characters but those of the alphabet: Python
// passes over others.
func base64Decoded(encoding *base64.Encoding, v Value) Value {
	var text string
	switch v := v.(type) {
	case Str:
		text = string(v)
	case Bytes:
		text = string(v)
	}
	decoded, err := encoding.Strict().DecodeString(text)
	if err != nil || text == "" || strings.ContainsAny(text, "\r\n") {
		return nil
	}
	return Bytes(decoded)
}
