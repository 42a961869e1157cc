// What does not parse costs the unit it stands in, and nothing else.
class Broken {
	// expect Broken.before: quality measured, cognitive 1
	int before(int a) {
		if (a > 1)
			return 1;
		return 0;
	}

	// expect Broken.broken: quality broken
	int broken(int a) {
		int b = a +* / 2;
		return b;
	}

	// expect Broken.after: quality measured, cognitive 1
	int after(int a) {
		while (a > 1)
			a--;
		return a;
	}
}
