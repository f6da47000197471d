package django

import "testing"

// The work of a first use stands in the two decoders; everything else searches the embedded text as it is.

func BenchmarkFirstUseReleases(b *testing.B) {
	for b.Loop() {
		decodeReleases()
	}
}

func BenchmarkFirstUseThirdParty(b *testing.B) {
	for b.Loop() {
		decodeThirdParty()
	}
}

func BenchmarkLookupSetting(b *testing.B) {
	for b.Loop() {
		if _, ok := LookupSetting("SECURE_CONTENT_TYPE_NOSNIFF"); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkDefault(b *testing.B) {
	s, _ := LookupSetting("SECURE_CONTENT_TYPE_NOSNIFF")
	for b.Loop() {
		if _, ok := s.Default(Minor{5, 2}); !ok {
			b.Fatal("no default")
		}
	}
}

// All defaults of three minors: what the evaluation of a whole settings module may ask for.
func BenchmarkAllDefaults(b *testing.B) {
	for b.Loop() {
		for _, name := range AllSettingNames() {
			s, _ := LookupSetting(name)
			for _, m := range []Minor{{4, 2}, {5, 2}, {6, 0}} {
				s.Default(m)
			}
		}
	}
}

func BenchmarkSettingNames(b *testing.B) {
	for b.Loop() {
		if _, err := SettingNames(Minors{{4, 2}, {5, 2}}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkHasPath(b *testing.B) {
	for b.Loop() {
		if ok, _ := HasPath(Minor{5, 2}, "django.middleware.security.SecurityMiddleware"); !ok {
			b.Fatal("not found")
		}
	}
}
