// How real code of C++ puts its constructs together: the ones that stand apart are
// in flow.cpp.  Counted by hand from Campbell's white paper 1.7 and McCabe 1976.
#include <vector>
// expect import: system vector

namespace example::idioms {

// expect example::idioms::Pool::Pool: kind constructor, params 2, cyclomatic 2, cognitive 1
// expect example::idioms::Pool::~Pool: kind destructor, cyclomatic 2, cognitive 1
// expect example::idioms::Pool::at: kind method, params 1, cyclomatic 3, cognitive 2
// expect example::idioms::Pool::operator->: kind operator, params 0
// expect example::idioms::Pool::operator++: kind operator, params 1
// expect example::idioms::Pool::operator<=>: kind operator, params 1
// expect example::idioms::Pool::visit: kind method, params 2, cyclomatic 4, cognitive 5, nesting 2
template <class T, std::size_t N = 8>
class Pool final : public Base<T>, private detail::Mixin {
public:
	explicit Pool(std::size_t n, T *first = nullptr) noexcept(N > 1)
		: Base<T>(n ? n : N), first_{first}             // +1
	{
	}
	Pool(const Pool &) = delete;
	Pool &operator=(Pool &&) noexcept = default;
	virtual ~Pool() override { if (first_) delete[] first_; } // +1

	[[nodiscard]] constexpr const T &at(std::size_t i) const &
	{
		if (i >= N || !first_)                          // +1, +1
			throw std::out_of_range("at");
		return first_[i];
	}
	T *operator->() { return first_; }
	Pool operator++(int) { return *this; }
	auto operator<=>(const Pool &other) const { return 0; }

	template <typename F, typename... Args>
		requires std::invocable<F, T, Args...> && (N > 1)
	auto visit(F &&f, Args &&...args) -> decltype(f(*first_, args...))
	{
		for (auto &&[key, value] : *this)               // +1
			if constexpr (sizeof...(Args) > 0)      // +2
				f(key, std::forward<Args>(args)...);
			else if (auto it = find(key); it != end()) // +1
				f(value);
			else                                    // +1
				f(key);
		return {};
	}

private:
	T *first_ = nullptr;
};

// expect example::idioms::dispatch: kind function, params 2, cyclomatic 8, cognitive 9, nesting 2
static auto dispatch(std::variant<int, Text> value, const std::function<bool(int)> &ok)
{
	std::sort(all.begin(), all.end(), [&ok, n = 3](const auto &a, const auto &b) mutable {
		if (ok(n) && a.rank != b.rank)                  // +2, +1
			return a.rank < b.rank;
		return a.id > b.id ? true : false;              // +2
	});
	switch (value.index()) {                                // +1
	case 0: [[fallthrough]];
	case 1: {
		while (auto *next = pop())                      // +2
			delete next;
		break;
	}
	default: break;
	}
	return ok ? 1 : 0;                                      // +1
}

// expect example::idioms::read: kind function, params 1, cyclomatic 6, cognitive 8, nesting 3
std::optional<Text> read(std::istream &in) try {
	do {                                                    // +1
		if (in.bad() or not in)                         // +2, +1
			return std::nullopt;
		goto again;                                     // +1
	again:;
	} while (in);
	return Text{R"(if (a && b) {)", 1'000};
} catch (const std::exception &e) {                             // +1
	throw Error{e.what() ? e.what() : ""};                  // +2
}

} // namespace example::idioms

// expect example::idioms::Pool::size: kind method, params 0, cyclomatic 2, cognitive 1
template <class T, std::size_t N>
inline std::size_t example::idioms::Pool<T, N>::size() const volatile noexcept { return N ? N : 0; } // +1

// expect operator""_s: kind operator, params 2
constexpr Text operator""_s(const char *text, std::size_t size) { return {text, size}; }

// expect task: kind function, params 1, cyclomatic 3, cognitive 3, nesting 2
Task<int> task(Channel &in)
{
	while (co_await in.ready()) {                           // +1
		if (auto v = co_await in.next()) co_yield *v;   // +2
	}
	co_return 1;
}

// expect concept_user: kind function, params 2
auto concept_user(std::integral auto a, Shape auto &&...b) { return (a + ... + b); }
