// usage: node follow.mjs [--write] DOCUMENT
//
// Runs what a document shows: each line "$ COMMAND" of its ```console blocks, one after the other in the
// current folder, and compares what is printed with what stands below it.  A line "…" stands for any
// number of lines.  "<!-- COMMAND -->" alone on a line is run as well and not shown to the reader, if it
// begins with a word of the table below.  --write puts what was printed into the document.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const HIDDEN = /^<!-- ((?:worsen|sed|git|rm|mkdir|printf|bole) .*) -->$/;

const write = process.argv[2] === "--write";
const document = process.argv[write ? 3 : 2];
const lines = readFileSync(document, "utf8").split("\n");
let commands = 0;
const wrong = [];

function run(command) {
	const { stdout } = spawnSync("bash", ["-c", `{ ${command}\n} 2>&1`], { encoding: "utf8" });
	return stdout.replaceAll(process.cwd(), "~/project").replace(/\n$/, "").split("\n");
}

// What differs from one run to the next.
function calm(line) {
	return line
		.replace(/\b[0-9a-f]{7,40}\b/g, "ID")
		.replace(/\b\d+\.\d+ s\b/g, "TIME")
		.replace(/\b\d{4}-\d\d-\d\d\b/g, "DATE")
		.trimEnd();
}

function agrees(expected, actual) {
	let at = 0;
	for (let i = 0; i < expected.length; i++) {
		if (expected[i] === "…") {
			if (i + 1 === expected.length) return true;
			while (at < actual.length && calm(actual[at]) !== calm(expected[i + 1])) at++;
		} else if (at >= actual.length || calm(expected[i]) !== calm(actual[at++])) {
			return false;
		}
	}
	return at === actual.length;
}

const out = [];
for (let i = 0; i < lines.length; i++) {
	out.push(lines[i]);
	const hidden = HIDDEN.exec(lines[i]);
	if (hidden) run(hidden[1]);
	if (lines[i] !== "```console") continue;
	for (i++; lines[i] !== "```"; ) {
		if (!lines[i].startsWith("$ ")) {
			wrong.push(`line ${i + 1}: no command stands above this`);
			break;
		}
		let command = lines[i].slice(2);
		const first = i + 1;
		out.push(lines[i++]);
		while (command.endsWith("\\") || (command.includes("<<'") && !out.at(-1).match(/^[A-Z]+$/))) {
			command += "\n" + lines[i];
			out.push(lines[i++]);
		}
		const expected = [];
		while (lines[i] !== "```" && !lines[i].startsWith("$ ")) expected.push(lines[i++]);
		while (expected.at(-1) === "") expected.pop();
		const actual = run(command).map((line) => line.trimEnd());
		while (actual.at(-1) === "") actual.pop();
		commands++;
		if (!agrees(expected, actual))
			wrong.push(`line ${first}: ${command}\n--- expected\n${expected.join("\n")}\n--- printed\n${actual.join("\n")}`);
		out.push(...(expected.includes("…") ? expected : actual));
	}
	out.push("```");
}

if (write) writeFileSync(document, out.join("\n"));
else if (wrong.length) console.log(wrong.join("\n\n"));
console.log(`${commands} commands`);
process.exit(!write && (wrong.length || !commands) ? 1 : 0);
