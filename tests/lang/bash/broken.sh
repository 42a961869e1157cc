# A function that does not parse is not measured; its neighbours are.

# expect before: cyclomatic 2, cognitive 1, quality measured
before() {
	if one; then
		two
	fi
}

# expect broken: quality broken
broken() {
	one | | two
}

# expect after: cyclomatic 2, cognitive 1, quality measured
after() {
	while one; do
		two
	done
}
