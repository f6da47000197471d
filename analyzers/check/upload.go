package check

import (
	"github.com/djvet/djvet/internal/eval"
	"github.com/djvet/djvet/internal/project"
)

// UploadsLocally tells whether uploads are stored in MEDIA_ROOT.
func UploadsLocally(m *project.SettingsModule, world eval.World) Truths {
	local := func(v eval.Value) Verdict {
		if IsSet(v) == Good {
			return Bad
		}
		return IsText("django.core.files.storage.FileSystemStorage", "django.core.files.storage.filesystem.FileSystemStorage")(v)
	}
	current := Item(m.Setting("STORAGES").In(world).Alternatives, "default", "BACKEND")
	return And(Ask(current, local), Ask(m.Setting("DEFAULT_FILE_STORAGE").In(world).Alternatives, local))
}
