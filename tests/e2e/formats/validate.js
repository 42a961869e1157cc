// usage: node validate.js SCHEMA.json <DOCUMENT: says what of the document is against the schema.
const fs = require("fs");
const path = require("path");
const modules = path.join(__dirname, "../../../node_modules");
const Ajv = require(path.join(modules, "ajv")).default;
const addFormats = require(path.join(modules, "ajv-formats")).default;

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const schema = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
// SARIF's is a draft 4; what it uses of it means the same in draft 7, which ajv knows.
if (/draft-04/.test(schema.$schema)) {
	delete schema.$schema;
	delete schema.id;
}
const check = ajv.compile(schema);
if (!check(JSON.parse(fs.readFileSync(0, "utf8")))) {
	for (const error of check.errors.slice(0, 10))
		console.error(`${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
	process.exit(1);
}
