package finding

import (
	"encoding/json"
	"testing"
)

func TestLevelsRoundTrip(t *testing.T) {
	for _, severity := range []Severity{Note, Warning, Error} {
		if got, err := ParseSeverity(severity.String()); got != severity || err != nil {
			t.Errorf("%v was read as %v, %v", severity, got, err)
		}
	}
	for _, confidence := range []Confidence{Low, Medium, High} {
		if got, err := ParseConfidence(confidence.String()); got != confidence || err != nil {
			t.Errorf("%v was read as %v, %v", confidence, got, err)
		}
	}
}

func TestLevelsAsJSON(t *testing.T) {
	type levels struct {
		Severity   Severity
		Confidence Confidence
	}
	data, err := json.Marshal(levels{Warning, High})
	if want := `{"Severity":"warning","Confidence":"high"}`; string(data) != want || err != nil {
		t.Errorf("written as %s, %v, want %s", data, err, want)
	}
	var read levels
	if err := json.Unmarshal(data, &read); err != nil || read != (levels{Warning, High}) {
		t.Errorf("read as %v, %v", read, err)
	}
	for _, wrong := range []string{`{"Severity":"fatal"}`, `{"Confidence":"sure"}`, `{"Severity":""}`} {
		if err := json.Unmarshal([]byte(wrong), &read); err == nil {
			t.Errorf("%s was read as %v", wrong, read)
		}
	}
}

func TestUnknownLevel(t *testing.T) {
	if got := Severity(9).String(); got != "Severity(9)" {
		t.Errorf("got %q", got)
	}
	if got := Confidence(0).String(); got != "Confidence(0)" {
		t.Errorf("got %q", got)
	}
}
