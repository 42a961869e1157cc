# The trend report: three lines that answer, and the same numbers in every format.

load helper

json() {
	python3 -c 'import json, sys; trend = json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"
}

@test "without a history the trend says so, and shows what is there now" {
	run bole trend
	expect_status 0
	expect 'Too little history' 'Read first: src/'
	[ "$(bole trend --format json | json 'trend["direction"]')" = unknown ]
	[ "$(bole trend --format json | json 'trend["head"]')" = "$(head_of)" ]
}

@test "files, worst units and sums are those of scan" {
	bole trend --format json >trend.json
	scan=$(bole scan --files --format tsv | awk -F '\t' '$1 == "src/core.c" { print $3, $4, $8, $12 }')
	[ "$(json '[" ".join(str(row[i]) for i in (3, 4, 8, 10)) for row in trend["files"]["rows"] if row[0] == "src/core.c"][0]' <trend.json)" = "$scan" ]
	[ "$(json 'trend["worst"][0]["name"]' <trend.json)" = dispatch ]
	debt=$(bole scan --files --format tsv | awk -F '\t' '$3 == "trunk" { sum += $12 } END { printf "%.1f", sum }')
	[ "$(json 'trend["series"]["regions"]["trunk"][-1][5]' <trend.json)" = "$debt" ]
}
