package eval

import (
	"maps"
	"strings"
	"unicode/utf8"
)

// openFile is the state of a file object: what it is, and how far it was read.
type openFile struct {
	// name is the path relative to the tree's root of a file in the
	// repository; supplier is set for any other.
	name     string
	supplier *Source
	// how it is read.
	mode fileMode
	// unclear is why what it gives is not known: it is written, or was read in
	// some worlds only.
	unclear *Unknown
	// rest is what was not read yet, once reading began.
	rest  string
	begun bool
	born  condition
	age   int
}

// fileMode tells how the bytes of a file become what read() gives.
type fileMode struct {
	binary, writes bool
	// bytesOnly is an encoding in which nothing but ASCII is followed; signed
	// leaves out a byte order mark.
	bytesOnly, signed bool
	// verbatim keeps the ends of lines as they are; codecs ends them where
	// str.splitlines does.
	verbatim, codecs bool
	// unclear says that the arguments are not known.
	unclear bool
}

// fileModels are the modules that read files, beside json.
func fileModels() map[string]map[string]Value {
	open := &Builtin{Name: "open", call: func(it *interpreter, c *call) Alternatives { return it.open(c.positional, c) }}
	table := map[string]map[string]Value{
		"io": {"open": open}, "yaml": yamlModel(), "base64": base64Model(), "configparser": configparserModel(),
		"codecs": {"open": &Builtin{Name: "codecs.open", call: codecsOpen}},
	}
	maps.Copy(table, tomlModels())
	return table
}

// codecsOpen is codecs.open(path, mode, encoding), which leaves the ends of lines
// as they are.
func codecsOpen(it *interpreter, c *call) Alternatives {
	path, encoding := c.arg(0, "filename"), c.arg(2, "encoding")
	if path == nil || encoding == nil || len(c.positional)+len(c.keywords) > 3 {
		return it.unknownCall(unknown("codecs.open() is called in a way that is not followed"), c)
	}
	inner := &call{node: c.node, open: c.open, keywords: map[string]Alternatives{"encoding": encoding, "newline": one(Str(""))}}
	if mode := c.arg(1, "mode"); mode != nil {
		inner.keywords["mode"] = mode
	}
	mode := openMode(nil, inner)
	mode.codecs = true
	return it.each(path, func(a Alternative) Alternatives { return one(it.openAs(a.Value, mode)) })
}

// openMode reads the arguments of open() behind the path.
func openMode(arguments []Alternatives, c *call) fileMode {
	argument := func(position int, name string) (text string, given, known bool) {
		a := c.keywords[name]
		if position < len(arguments) {
			a = arguments[position]
		}
		if a == nil || isNone(a) {
			return "", false, true
		}
		v, _ := a.Single()
		s, ok := v.(Str)
		return string(s), true, ok
	}
	text, _, okMode := argument(1, "mode")
	encoding, _, okEncoding := argument(3, "encoding")
	_, verbatim, okNewline := argument(5, "newline")
	mode := fileMode{
		binary: strings.Contains(text, "b"), writes: strings.ContainsAny(text, "wax+"),
		verbatim: verbatim, unclear: c.open || !okMode || !okEncoding || !okNewline,
	}
	mode.encoded(encoding)
	return mode
}

// encoded notes an encoding.
func (m *fileMode) encoded(name string) {
	switch strings.ReplaceAll(strings.ToLower(name), "_", "-") {
	case "", "utf-8", "utf8", "u8":
	case "utf-8-sig":
		m.signed = true
	case "ascii", "us-ascii", "latin-1", "latin1", "iso-8859-1", "iso8859-1", "cp1252", "windows-1252":
		m.bytesOnly = true
	default:
		m.unclear = true
	}
}

// open is open(path): a file of the repository, or one that the repository does
// not have, whose content is external.
func (it *interpreter) open(arguments []Alternatives, c *call) Alternatives {
	if len(arguments) == 0 {
		if arguments = []Alternatives{c.keywords["file"]}; arguments[0] == nil {
			return it.unknownCall(unknown("open() is called in a way that is not followed"), c)
		}
	}
	mode := openMode(arguments, c)
	return it.each(arguments[0], func(a Alternative) Alternatives { return one(it.openAs(a.Value, mode)) })
}

// openAs opens one path.
func (it *interpreter) openAs(path Value, mode fileMode) Value {
	file := &openFile{mode: mode, born: it.pc, age: it.havoc}
	file.name, file.supplier = it.fileAt(path)
	switch {
	case mode.writes || mode.unclear:
		it.rewrite(file.name)
		file.unclear = unknown("the file is written, or opened in a way that is not followed")
		it.doubtOf(exception{name: "OSError", open: true}, "a file cannot be opened")
	case file.supplier != nil:
		it.doubtOf(exception{name: "OSError", open: true}, "there is no file "+file.supplier.Name)
	}
	return nativeInstance("file", file)
}

// fileAt is the file of the repository that a path leads to, or what supplies it.
func (it *interpreter) fileAt(path Value) (name string, supplier *Source) {
	name, ok := Rooted(path)
	if ok && it.files.IsFile(name) {
		return name, nil
	}
	if !ok {
		name = "outside the repository"
		if s, isText := path.(Str); isText {
			name = string(s)
		}
	}
	return "", &Source{Kind: OutsideFile, Name: name}
}

// rewrite notes that the source writes a file: what it holds afterwards is not
// what the repository says. Of "" it is not known which.
func (it *interpreter) rewrite(name string) {
	if it.rewritten == nil {
		it.rewritten = map[string]bool{}
	}
	it.rewritten[name] = true
}

// bytesOf are the bytes of a file of the repository.
func (it *interpreter) bytesOf(name string) (string, *Unknown) {
	source, err := it.files.Source(name)
	switch {
	case err != nil:
		return "", unknown("the file " + name + " could not be read")
	case it.rewritten[name]:
		return "", unknown("the file " + name + " is written")
	case len(source.Data) > maxText:
		return "", unknown("the file " + name + " is too long")
	}
	return string(source.Data), nil
}

// content is what a whole file holds; an External if it is not in the
// repository.
func (it *interpreter) content(file *openFile) Value {
	typeName := "str"
	if file.mode.binary {
		typeName = "bytes"
	}
	if file.supplier != nil {
		return &External{Source: *file.supplier, Type: typeName}
	}
	data, why := it.bytesOf(file.name)
	if why != nil {
		it.doubt("reading " + file.name + " fails")
		return why
	}
	value := it.contentOf(file, data)
	if strings.HasSuffix(file.name, ".py") {
		if it.sources == nil {
			it.sources = map[Value]string{}
		}
		it.sources[value] = file.name
	}
	return value
}

func (it *interpreter) contentOf(file *openFile, data string) Value {
	if file.mode.binary {
		return Bytes(data)
	}
	text, ok := file.mode.decode(data)
	if !ok {
		it.doubtOf(exception{name: "UnicodeDecodeError"}, "decoding "+file.name+" fails")
		return unknown("the encoding of " + file.name + " is not followed")
	}
	return Str(text)
}

// decode is how Python's text files read bytes: line ends become "\n".
func (m fileMode) decode(data string) (string, bool) {
	if !utf8.ValidString(data) || m.bytesOnly && !ascii(data) {
		return "", false
	}
	if m.signed {
		data = strings.TrimPrefix(data, "\ufeff")
	}
	if m.codecs && strings.ContainsAny(data, "\v\f\x1c\x1d\x1e\u0085\u2028\u2029") {
		return "", false
	}
	if m.verbatim {
		return data, !strings.Contains(data, "\r")
	}
	return strings.ReplaceAll(strings.ReplaceAll(data, "\r\n", "\n"), "\r", "\n"), true
}

// readRest reads what is left of a file, or with upTo as much of it as that
// says. A file that is read in some worlds only is not followed further.
func (file *openFile) readRest(it *interpreter, how string, upTo func(rest string) int) Value {
	if it.havoc > file.age {
		file.unclear = unknown("a file is read in a loop that is not followed")
	}
	if file.unclear != nil {
		it.doubt("reading a file fails")
		return again(file.unclear)
	}
	if !file.begun {
		content := it.content(file)
		switch content := content.(type) {
		case Str:
			file.rest = string(content)
		case Bytes:
			file.rest = string(content)
		default:
			file.unclear = unknown("the file was read before")
			if how != "" {
				content = derived(how, content)
			}
			return content
		}
	}
	end := upTo(file.rest)
	read := file.rest[:end]
	file.begun, file.rest = true, file.rest[end:]
	if !it.elsewhere(file.born).never() {
		file.unclear = unknown("the file was read before, in some worlds")
	}
	if file.mode.binary {
		return Bytes(read)
	}
	return Str(read)
}

func wholeRest(rest string) int { return len(rest) }

func firstLine(rest string) int {
	if at := strings.IndexByte(rest, '\n'); at >= 0 {
		return at + 1
	}
	return len(rest)
}

func (file *openFile) method(it *interpreter, name string, c *call) (Alternatives, bool) {
	plain := len(c.positional)+len(c.keywords) == 0 && !c.open
	switch {
	case name == "read" && plain:
		return one(file.readRest(it, "", wholeRest)), true
	case name == "readline" && plain:
		return one(file.readRest(it, "readline", firstLine)), true
	case name == "readlines" && plain:
		if elements, ok := file.iterated(it); ok {
			return one(it.sequence(ListKind, elements)), true
		}
		return one(derived("readlines", it.content(file))), true
	case name == "close", name == "__exit__":
		file.unclear = unknown("the file is closed")
		return one(None{}), true
	case name == "write", name == "writelines", name == "flush":
		it.doubt("writing a file fails")
		return one(unknown("how much is written is not followed")), true
	}
	it.doubt("a file's " + name + "() fails")
	file.unclear = unknown("a file's " + name + "() is not followed")
	return one(derived("a file's "+name, it.content(file))), true
}

// iterated are the lines of a file, with their ends.
func (file *openFile) iterated(it *interpreter) ([]Element, bool) {
	if file.supplier != nil {
		file.unclear = unknown("the file was read before")
		return nil, false
	}
	var rest string
	switch text := file.readRest(it, "", wholeRest).(type) {
	case Str:
		rest = string(text)
	case Bytes:
		rest = string(text)
	default:
		return nil, false
	}
	var elements []Element
	for rest != "" {
		end := firstLine(rest)
		var line Value = Str(rest[:end])
		if file.mode.binary {
			line = Bytes(rest[:end])
		}
		elements, rest = append(elements, Element{Alternatives: one(line)}), rest[end:]
	}
	return elements, true
}

// closeFiles ends a with statement: reading what it opened would raise now.
func closeFiles(opened Alternatives) {
	for _, alternative := range opened {
		if i, ok := alternative.Value.(*Instance); ok {
			if file, ok := i.state.(*openFile); ok {
				file.unclear = unknown("the file is closed")
			}
		}
	}
}

// fileRead is what a call that takes an open file, as json.load() does, reads
// from it.
func (it *interpreter) fileRead(v Value) (Value, *openFile) {
	if i, ok := v.(*Instance); ok {
		if file, ok := i.state.(*openFile); ok {
			content := file.readRest(it, "", wholeRest)
			return content, file
		}
	}
	return nil, nil
}

// readPath is pathlib's read_text() and read_bytes().
func (it *interpreter) readPath(p *Path, name string, c *call) Alternatives {
	mode := fileMode{binary: name == "read_bytes", unclear: c.open}
	if encoding := c.arg(0, "encoding"); encoding != nil && !isNone(encoding) {
		v, _ := encoding.Single()
		text, ok := v.(Str)
		mode.encoded(string(text))
		mode.unclear = mode.unclear || !ok
	}
	content, _ := it.fileRead(it.openAs(p, mode))
	return one(content)
}
