// usage: node bundle.mjs PAGE.html
//
// Makes the template of the page: page.html with its style and script inside, both made small, and
// a content security policy that allows these two, by their hashes, and nothing else.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const packages = join(here, '../../../node_modules')

function bundle(entry) {
	const { outputFiles } = buildSync({
		entryPoints: [join(here, entry)],
		bundle: true,
		minify: true,
		write: false,
		format: 'iife',
		target: ['chrome100', 'firefox100', 'safari15.4'],
		charset: 'utf8',
		legalComments: 'none',
		logLevel: 'warning',
	})
	return outputFiles[0].text.trim()
}

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const style = bundle('page.css')
const script = bundle('main.js')
const policy = [
	"default-src 'none'",
	`script-src ${hash(script)}`,
	`style-src ${hash(style)}`,
	"base-uri 'none'",
	"form-action 'none'",
].join('; ')

// Whoever hands the page on hands these on.
const licences = ['echarts/NOTICE', 'echarts/LICENSE', 'echarts/licenses/LICENSE-d3', 'zrender/LICENSE']
	.map((file) => readFileSync(join(packages, file), 'utf8').trim()).join('\n\n')

const marks = { policy, style, script, licences: `<!--\n${licences.replaceAll('--', '-')}\n-->` }
const page = readFileSync(join(here, 'page.html'), 'utf8').replace(
	/\{\{(policy|style|script|licences)\}\}/g, (_, mark) => marks[mark])
writeFileSync(process.argv[2], page)
