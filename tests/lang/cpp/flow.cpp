// What C++ adds to C (see the fixtures there).  The answers follow from
// Campbell's white paper 1.7 and McCabe 1976, counted by hand beside the code.

// expect plain: kind function, cyclomatic 1, cognitive 0, nesting 0, params 0, sloc 4
int plain()
{
	return 1;
}

// expect branches: cyclomatic 4, cognitive 4, nesting 1, params 1
int branches(int a)
{
	if (int b = a; b > 1)                   // +1
		return 1;
	else if (int c = f(); c < -1)           // +1
		return -1;
	else if constexpr (sizeof(int) == 4)    // +1
		return 2;
	else                                    // +1
		return 0;
}

// expect loops: cyclomatic 6, cognitive 15, nesting 5
void loops(const std::map<int, int> &all)
{
	for (const auto &[key, value] : all)            // +1
		for (int i = 0; i < key; i++)           // +2
			while (auto next = get(i))      // +3
				do {                    // +4
					if (value)      // +5
						i++;
				} while (i < 2);
}

// expect attempt: cyclomatic 4, cognitive 4, nesting 2
void attempt()
{
	try {                           // free
		run();
	} catch (const Error &error) {  // +1
		if (error.fatal)        // +2
			throw;
	} catch (...) {                 // +1
	}
}

// expect choose: cyclomatic 4, cognitive 1, nesting 1
int choose(Color a)
{
	switch (a) {            // +1
	case Color::red:
	case Color::green:
		return 1;
	case static_cast<Color>(3): {
		return 2;
	}
	default:
		return 0;
	}
}

// expect sequences: cyclomatic 7, cognitive 4, nesting 0, params 4
bool sequences(bool a, bool b, bool c, bool d)
{
	bool x = a and b and c;                 // +1
	bool y = a && (b || c) || d;            // +2: && then ||, parentheses are transparent
	return x || y;                          // +1
}

// expect references: cyclomatic 1, cognitive 0, params 2
void references(Thing &&a, std::vector<Thing> &&b)
{
	auto &&c = std::move(a);
}

// expect negated: cyclomatic 3, cognitive 2
bool negated(bool a, bool b, bool c)
{
	return a and not (b and c);     // +1, +1: a negation begins a new sequence
}

// expect jump: cyclomatic 2, cognitive 3, nesting 1
void jump(int a)
{
again:
	if (a--)                // +1, and +2 for a goto would be wrong: it is flat
		goto again;     // +1
	goto again;             // +1
}

// expect with_lambda: cyclomatic 3, cognitive 4, nesting 1
auto with_lambda(int a)
{
	if (a)                                                  // +1
		return sort([&](int x, int y) -> bool {         // nests
			return x < y ? true : false;            // +3
		});
}

// expect with_local: cyclomatic 1, cognitive 0
void with_local()
{
	struct Local {
		// expect with_local::Local::call: kind method, cognitive 1
		int call(int a)
		{
			return a ? 1 : 2;       // +1: a method is a unit of its own
		}
	};
}

// expect guarded: cyclomatic 2, cognitive 1
int guarded(int a)
{
#if defined(A) && defined(B) || C
	if (a)
		return 1;
#endif
	return 0;
}

// expect Whole::Whole: kind constructor, cyclomatic 3, cognitive 3, nesting 2, params 1
Whole::Whole(int a) try : part(a) {
} catch (...) {         // +1
	if (a)          // +2
		throw;
}

// expect templated: cyclomatic 2, cognitive 1
template <typename T, bool B = sizeof(T) && true>
	requires std::integral<T> && (sizeof(T) > 1)
T templated(T a)
{
	return B ? a : a + 1;   // +1; what stands before the function is not in it
}

// expect else_holding_if: cyclomatic 3, cognitive 4, nesting 2
int else_holding_if(bool a, bool b)
{
	if (a) {                // +1
		return 1;
	} else {                // +1
		if (b)          // +2: nested, it is no else if
			return 2;
	}
	return 0;
}

// expect ternary: cyclomatic 3, cognitive 3, nesting 0
int ternary(bool a, bool b)
{
	return a ? (b ? 1 : 2) : 3;     // +1, +2
}
