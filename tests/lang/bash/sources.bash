. ./lib.sh
# expect import: path ./lib.sh
source "$DIR/lib.sh"
# expect import: path $DIR/lib.sh
. "$(dirname "$0")/other lib.sh" && one
# expect import: path $(dirname $0)/other lib.sh
source 'quoted.bash' an argument
# expect import: path quoted.bash
. "$DIR"/lib.sh
# expect import: path $DIR/lib.sh
# expect late: kind function
late() {
	. "${DIR:-.}/late.sh"
	# expect import: path ${DIR:-.}/late.sh
	sourced no import
}
