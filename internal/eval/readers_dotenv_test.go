package eval

import (
	"math/rand/v2"
	"testing"
)

var dotenvReads = []string{"os.environ.get('A')", "os.environ.get('B', 'b')", "os.environ['N']", "os.getenv('L', '').split(',')"}

func TestReaderDotenv(t *testing.T) {
	compareReaders(t, []string{"dotenv"}, 9, func(r *rand.Rand) program {
		head := "import os\nfrom dotenv import load_dotenv, find_dotenv\n"
		head += pickOf(r, []string{"load_dotenv()\n", "load_dotenv(os.path.join(os.path.dirname(__file__), '.env'))\n", "load_dotenv(override=True)\n",
			"load_dotenv(find_dotenv())\n", "os.environ.setdefault('A', 'early')\nload_dotenv()\n"})
		files := map[string]string{".env": pickOf(r, envFiles)}
		return readerProgram(r, head, dotenvReads, files, func() map[string]string { return environmentOf(r, readerTexts) })
	})
}
