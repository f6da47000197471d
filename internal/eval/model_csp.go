package eval

// cspModels are the constants of a Content Security Policy: those of Django since
// 6.0 (django/utils/csp.py), whose members are texts, and those of django-csp
// since 4.0 (csp/constants.py).
func cspModels() map[string]map[string]Value {
	texts := map[string]string{
		"NONE": "'none'", "REPORT_SAMPLE": "'report-sample'", "SELF": "'self'", "STRICT_DYNAMIC": "'strict-dynamic'",
		"UNSAFE_EVAL": "'unsafe-eval'", "UNSAFE_HASHES": "'unsafe-hashes'", "UNSAFE_INLINE": "'unsafe-inline'",
		"WASM_UNSAFE_EVAL": "'wasm-unsafe-eval'",
	}
	own := map[string]Value{
		"NONCE": Str("<CSP_NONCE_SENTINEL>"), "HEADER_ENFORCE": Str("Content-Security-Policy"),
		"HEADER_REPORT_ONLY": Str("Content-Security-Policy-Report-Only"),
	}
	foreign := map[string]Value{
		"NONCE": &Object{Type: "csp.constants.Nonce"}, "UNSAFE_ALLOW_REDIRECTS": Str("'unsafe-allow-redirects'"),
		"HEADER": Str("Content-Security-Policy"), "HEADER_REPORT_ONLY": Str("Content-Security-Policy-Report-Only"),
	}
	for name, text := range texts {
		own[name], foreign[name] = Str(text), Str(text)
	}
	return map[string]map[string]Value{
		"django.utils.csp": {"CSP": &Class{Name: "CSP", members: own}},
		"csp.constants":    foreign,
	}
}
