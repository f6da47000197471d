package eval

import (
	"math/rand/v2"
	"testing"
)

var decoupleReads = []string{
	"config('A')", "config('A', default='x')", "config('A', 'x')", "config('B', default=False, cast=bool)",
	"config('B', cast=bool)", "config('N', default=5, cast=int)", "config('N', default='6', cast=int)",
	"config('L', default='a,b', cast=Csv())", "config('L', cast=Csv())", "config('S', default=5, cast=str)",
	"config('B', default='True', cast=bool)", "config('L', default='', cast=lambda v: [s.strip() for s in v.split(',')])",
	"config('A', default=None)", "config('N', default=1.5, cast=float)", "config('B', default=1, cast=bool)",
	"config('A', default='q', cast=str)", "config('MISSING', default='on', cast=bool)", "config('MISSING', default=[], cast=list)",
	"config('L', default='x', cast=list)",
}

func TestReaderDecouple(t *testing.T) {
	compareReaders(t, []string{"decouple"}, 8, func(r *rand.Rand) program {
		files := map[string]string{}
		if r.IntN(3) == 0 {
			files[".env"] = pickOf(r, envFiles)
		}
		return readerProgram(r, "from decouple import config, Csv\n", decoupleReads, files, func() map[string]string { return environmentOf(r, readerTexts) })
	})
}
