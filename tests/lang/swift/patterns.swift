// What `if case` may compare with, and newer words for errors.

// expect status: quality measured, cyclomatic 5, cognitive 5, nesting 2
func status(code: Int, text: String) -> Int {
	if case 200...299 = code {              // +1
		if case "ok" = text { return 1 } // +2
	}
	guard case 1..<9 = code else { return 2 } // +1
	while case .some = next() { stop() }    // +1
	return 3
}
