package main

import (
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"github.com/djvet/djvet/internal/eval"
)

// printTable prints how many pairs are known how well, by setting.
func printTable(w io.Writer, pairs []pair) {
	counts := map[string]*[verdicts]int{}
	var all [verdicts]int
	modules := map[string]bool{}
	for _, p := range pairs {
		if counts[p.setting] == nil {
			counts[p.setting] = &[verdicts]int{}
		}
		counts[p.setting][p.verdict]++
		all[p.verdict]++
		modules[p.repository+" "+p.module.Path] = true
	}
	_, _ = fmt.Fprintln(w, "| setting | modules | known | by default | one of several | external | partly | unknown | decided |")
	_, _ = fmt.Fprintln(w, "|---|---|---|---|---|---|---|---|---|")
	for _, name := range focus() {
		if c := counts[name]; c != nil {
			printRow(w, name, *c)
		}
	}
	printRow(w, "**all**", all)
	_, _ = fmt.Fprintf(w, "\n%d production modules\n", len(modules))
}

func printRow(w io.Writer, name string, counts [verdicts]int) {
	total, decided := 0, 0
	_, _ = fmt.Fprintf(w, "| %s |", name)
	for v, n := range counts {
		total += n
		if verdict(v).decided() {
			decided += n
		}
	}
	_, _ = fmt.Fprintf(w, " %d |", total)
	for _, n := range counts {
		_, _ = fmt.Fprintf(w, " %d |", n)
	}
	_, _ = fmt.Fprintf(w, " %.1f %% |\n", 100*float64(decided)/float64(total))
}

// printReasons prints why pairs are not decided, the most common reason first.
func printReasons(w io.Writer, pairs []pair) {
	byReason := map[string][]string{}
	for _, p := range pairs {
		for _, reason := range p.reasons {
			byReason[reason] = append(byReason[reason], p.repository+" "+p.module.Path+" "+p.setting)
		}
	}
	reasons := slices.Sorted(maps.Keys(byReason))
	sort.SliceStable(reasons, func(i, j int) bool { return len(byReason[reasons[i]]) > len(byReason[reasons[j]]) })
	for _, reason := range reasons {
		where := byReason[reason]
		_, _ = fmt.Fprintf(w, "%4d  %s\n", len(where), reason)
		for _, at := range where {
			_, _ = fmt.Fprintf(w, "        %s\n", at)
		}
	}
}

// printSample prints pairs drawn without replacement.
func printSample(w io.Writer, pairs []pair, size int, seed uint64) {
	order := rand.New(rand.NewPCG(seed, 0)).Perm(len(pairs))
	for i, at := range order[:min(size, len(order))] {
		p := pairs[at]
		_, _ = fmt.Fprintf(w, "%d. %s %s %s\n", i+1, p.repository, p.module.Path, p.setting)
		for _, a := range p.value.Alternatives {
			var where []string
			for _, step := range a.Origin.Steps() {
				if step.File != nil {
					line, _ := step.File.Position(step.Span.Start)
					where = append(where, fmt.Sprintf("%s:%d", step.File.Path, line))
				}
			}
			_, _ = fmt.Fprintf(w, "   %s   if %s   @ %s\n", eval.Render(a.Value, eval.RenderOptions{}), a.Guard, strings.Join(where, " < "))
		}
	}
}
