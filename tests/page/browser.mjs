#!/usr/bin/env node
// usage: tests/page/browser.mjs [REPOSITORY…]
//
// Proves, as TAP, that the page of `bole trend --html` works in a browser: it opens without an error or
// a connection, draws, descends, tells values, wears dark, fits a phone and paper, and says the numbers
// of `bole trend --format json`. Also with 60,000 files, and with the past of each repository that is named.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const bole = process.env.BOLE ?? join(root, 'build/bole')
const browserPath = ['chromium', 'chromium-browser', 'google-chrome']
	.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()).find(Boolean)

if (!browserPath) {
	console.log('ok 1 - the page works in a browser # SKIP there is no chromium; scripts/setup --tests brings it\n1..1')
	process.exit()
}

const room = mkdtempSync(join(tmpdir(), 'bole-page-'))
process.on('exit', () => rmSync(room, { recursive: true, force: true }))

/* --- a repository with a past ------------------------------------------------------------- */

const repository = join(room, 'garden')
const hostile = '<img src=x onerror=alert(1)>.c'
const environment = {
	PATH: process.env.PATH, HOME: room, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C',
	GIT_AUTHOR_NAME: 'Somebody', GIT_AUTHOR_EMAIL: 'somebody@example.org',
	GIT_COMMITTER_NAME: 'Somebody', GIT_COMMITTER_EMAIL: 'somebody@example.org',
}
const DAY = 24 * 3600
let today = 1700000000

function run(program, ...words) {
	const env = { ...environment, GIT_AUTHOR_DATE: `${today} +0000`, GIT_COMMITTER_DATE: `${today} +0000` }

	return execFileSync(program, words, { cwd: repository, env, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] })
}

function write(path, text) {
	mkdirSync(dirname(join(repository, path)), { recursive: true })
	writeFileSync(join(repository, path), text)
}

function commit(message) {
	run('git', 'add', '--all')
	run('git', 'commit', '--quiet', '--message', message)
	today += 30 * DAY
}

/** A function with `depth` conditions, one in the other. */
function deep(name, depth) {
	const open = Array.from({ length: depth }, (_, i) => `${'\t'.repeat(i + 1)}if (n > ${i}) {\n`).join('')
	const close = Array.from({ length: depth }, (_, i) => `${'\t'.repeat(depth - i)}}\n`).join('')

	return `int ${name}(int n)\n{\n${open}${'\t'.repeat(depth + 1)}n++;\n${close}\treturn n;\n}\n`
}

function makeRepository() {
	mkdirSync(repository)
	run('git', 'init', '--quiet', '--initial-branch=main')
	write('src/core/core.h', 'int core(int n);\n')
	for (let i = 0; i < 8; i++) write(`src/tools/tool_${i}.c`, `#include "../core/core.h"\n\n${deep(`tool_${i}`, i % 4).replace('return n', 'return core(n)')}`)
	write(`lib/${hostile}`, deep('strange', 3))
	for (let depth = 2; depth < 9; depth++) {
		write('src/core/core.c', `#include "core.h"\n\n${deep('core', depth)}`)
		commit(depth === 8 ? 'Worsen </script><img src=x onerror=alert(1)>' : `Nest ${depth} deep`)
	}
}

/* --- the same page with many files ----------------------------------------------------------- */

function manyFiles(page, count) {
	const files = { folders: [], folder: [], name: [], region: [], own: [], load: [], sloc: [], units: [], unmeasured: [], debt: [] }

	for (let i = 0; i < count / 20; i++) files.folders.push(`area_${i % 17}/part_${i % 211}/${i}/`)
	for (let i = 0; i < count; i++) {
		const sloc = 20 + ((i * 7919) % 900)
		const row = { folder: Math.floor(i / 20), name: `file_${i}.c`, region: i % 3, own: 1, load: i % 3 === 2 ? i % 90 : 0, sloc, units: 9, unmeasured: 0, debt: sloc * ((i * 31) % 9) }

		for (const [key, value] of Object.entries(row)) files[key].push(value)
	}
	return page.replace(/(id="data">)([^]*?)(<\/script>)/, (_, open, data, close) =>
		open + JSON.stringify({ ...JSON.parse(data), files }).replaceAll('<', '\\u003c') + close)
}

/* --- claims ------------------------------------------------------------------------------------ */

let tests = 0
let browser

async function prove(name, claim, lacks) {
	tests++
	if (lacks) return console.log(`ok ${tests} - ${name} # SKIP ${lacks}`)
	try {
		await claim()
		console.log(`ok ${tests} - ${name}`)
	} catch (error) {
		console.log(`not ok ${tests} - ${name}\n${String(error.stack ?? error).replace(/^/gm, '# ')}`)
	}
}

function equal(is, should, what) {
	if (JSON.stringify(is) !== JSON.stringify(should)) throw new Error(`${what}: ${JSON.stringify(is)} is not ${JSON.stringify(should)}`)
}

function claim(holds, what) {
	if (!holds) throw new Error(what)
}

/** Opens a page file; what it complains of and asks of the network is an offence. */
async function open(file, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options })
	const page = await context.newPage()

	page.setDefaultTimeout(300_000) // of a machine that has much else to do
	page.offences = []
	page.on('console', (message) => page.offences.push(message.text()))
	page.on('pageerror', (error) => page.offences.push(error.stack))
	page.on('dialog', (dialog) => page.offences.push(dialog.message()))
	page.on('request', (request) => /^(file|data):/.test(request.url()) || page.offences.push(request.url()))
	await page.goto(`file://${file}`)
	return page
}

const close = async (page) => {
	await page.context().close()
	equal(page.offences, [], 'the page complains')
}

async function drawn(page, id) {
	await page.locator(id).scrollIntoViewIfNeeded()
	await page.locator(`${id} canvas`).waitFor()
	await page.waitForFunction((id) => {
		const canvas = document.querySelector(`${id} canvas`)
		const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })

		copy.drawImage(canvas, 0, 0)
		const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
		const seen = new Set()

		for (let i = 0; i < data.length && seen.size < 4; i += 4 * 97) seen.add(`${data.slice(i, i + 4)}`)
		return seen.size > 3
	}, id)
}

/** A number as the page writes it. */
const written = (number) => number.toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

async function theCharts(page) {
	if (!noPast) await drawn(page, '#timeline')
	await drawn(page, '#treemap')
}

async function aHover(page, trend) {
	await page.locator('#timeline').scrollIntoViewIfNeeded()
	await drawn(page, '#timeline')
	const place = await page.locator('#timeline').boundingBox()

	// Near the right edge of what is drawn: the last commit.
	await page.mouse.move(place.x + place.width / 2, place.y + 100)
	await page.mouse.move(place.x + place.width - 70, place.y + 100)
	await page.locator('#timeline .tip').waitFor()
	const last = trend.series.regions.trunk.at(-1)[trend.series.columns.indexOf('debt')]
	await page.waitForFunction((value) => document.querySelector('#timeline .tip').textContent.includes(value), written(last))
}

async function keys(page, trend) {
	await page.locator('#timeline').focus()
	await page.keyboard.press('End')
	await page.keyboard.press('ArrowLeft')
	const before = trend.series.regions.trunk.at(-2)[trend.series.columns.indexOf('debt')]
	await page.waitForFunction((value) => document.getElementById('timeline-said').textContent.includes(`trunk ${value}`), written(before))
}

async function aDescent(page) {
	await drawn(page, '#treemap')
	const place = await page.locator('#treemap').boundingBox()
	const here = () => page.locator('#crumbs [aria-current]').textContent()

	equal(await here(), 'garden/', 'at first one is at the top')
	await page.mouse.click(place.x + 30, place.y + 10) // the title of the largest folder
	await page.waitForFunction(() => document.querySelector('#crumbs [aria-current]').textContent !== 'garden/')
	equal(await here(), 'src/', 'a click descends')
	await page.locator('#inside button', { hasText: 'core/' }).press('Enter')
	equal(await here(), 'core/', 'so does a key')
	equal(await page.locator('#inside th[scope=row] button').allTextContents(), ['core.c', 'core.h'], 'what is in it')
	await page.keyboard.press('Escape')
	equal(await here(), 'src/', 'Escape goes up')
	await page.locator('#crumbs button').first().click()
	equal(await here(), 'garden/', 'so does the way above the picture')
}

async function theNumbers(page, trend) {
	const data = JSON.parse(await page.locator('#data').textContent())
	const { columns, regions } = trend.series
	const column = (name, rows) => rows.map((row) => row[columns.indexOf(name)])

	equal(data.points.time, trend.series.time, 'times')
	data.regions.forEach((region, r) => {
		equal(data.points.debt[r].map((debt) => debt / 10), column('debt', regions[region]), `debt of ${region}`)
		equal(data.points.burden[r].map((burden) => burden / 10), column('burden', regions[region]), `burden of ${region}`)
		for (const name of ['files', 'sloc', 'units', 'unmeasured'])
			equal(data.points[name][r], column(name, regions[region]), `${name} of ${region}`)
	})
	const file = (row, name) => row[trend.files.columns.indexOf(name)]

	equal(data.files.name.map((name, i) => [data.files.folders[data.files.folder[i]] + name, data.regions[data.files.region[i]], data.files.sloc[i], data.files.debt[i] / 10]),
		trend.files.rows.map((row) => [file(row, 'path'), file(row, 'region'), file(row, 'sloc'), file(row, 'debt')]), 'files')
	equal(await page.locator('.figures b').first().textContent(), written(column('debt', regions.trunk).at(-1)), 'the first figure')
	equal(await page.locator('#worst tbody td:nth-child(5)').allTextContents(), trend.worst.map(({ debt_after }) => written(debt_after)), 'the worst functions')
	equal(await page.locator('#worst tbody .unit').allTextContents(), trend.worst.map(({ name }) => name), 'their names')
}

async function dark(page) {
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
	const wished = await paper()

	await page.locator('#theme').click() // auto, light
	claim(await paper() !== wished, 'the button changes light and dark')
	await page.locator('#theme').click() // dark
	equal(await paper(), wished, 'and back')
	await theCharts(page)
	claim(parseInt(wished.match(/\d+/)[0], 10) < 60, 'dark is dark')
}

async function aPhone(page) {
	await theCharts(page)
	equal(await page.evaluate(() => document.documentElement.scrollWidth), 375, 'nothing is wider than a phone')
	claim(await page.evaluate(() => [...document.querySelectorAll('button')].every((button) => !button.offsetWidth || button.getBoundingClientRect().right <= 375)), 'every button can be reached')
}

async function paper(page, most = 20) {
	const pdf = await page.pdf({ format: 'A4', printBackground: true })
	const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g).length

	claim(pages > 1 && pages < most, `it is ${pages} pages`)
	claim(pdf.includes('/Image'), 'the charts are on it')
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
	equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(32, 37, 42)', 'dark on paper')
}

async function landmarks(page) {
	equal(await page.locator('h1').count(), 1, 'headlines')
	for (const place of ['header', 'main', 'nav[aria-label]', 'footer']) claim(await page.locator(place).count(), `there is no ${place}`)
	equal(await page.evaluate(() => [...document.querySelectorAll('table:not(.tip table)')].filter((table) => !table.caption?.textContent || !table.querySelector('th[scope=col]')).length), 0, 'tables without a caption or heads')
	equal(await page.evaluate(() => [...document.querySelectorAll('button, a, input')].filter((thing) => !(thing.textContent.trim() || thing.labels?.length)).length), 0, 'things without a name')
	equal(await page.evaluate(() => [...document.querySelectorAll('[aria-labelledby]')].filter((part) => !document.getElementById(part.getAttribute('aria-labelledby'))).length), 0, 'labels that are not there')
}

async function withoutScript(page, trend) {
	claim(!(await page.locator('#timeline').isVisible()), 'no empty chart')
	claim((await page.locator('main').textContent()).includes(trend.worst[0].name), 'the tables are there')
	equal(await page.locator('#theme').isVisible(), false, 'no button that does nothing')
}

async function many(page) {
	await drawn(page, '#treemap')
	claim((await page.locator('#inside caption').textContent()).includes('60,000 files'), 'all of them are there')
	const place = await page.locator('#treemap').boundingBox()

	await page.mouse.click(place.x + 30, place.y + 10)
	await page.waitForFunction(() => document.querySelector('#crumbs [aria-current]').textContent.startsWith('area_'))
	claim(await page.locator('#inside tr').count() < 200, 'a list is no longer than can be read')
}

/* --- with a past that was not made for it ----------------------------------------------------------- */

/** Wherever one points, the values are those of the commit that is named. */
async function anyHover(page, trend) {
	await drawn(page, '#timeline')
	const place = await page.locator('#timeline').boundingBox()
	const debt = trend.series.columns.indexOf('debt')

	for (const part of [0.3, 0.6, 0.85]) {
		await page.mouse.move(place.x + place.width * part - 5, place.y + 100)
		await page.mouse.move(place.x + place.width * part, place.y + 100)
		await page.locator('#timeline .tip').waitFor()
		await page.waitForFunction(([series, debt]) => {
			const tip = document.querySelector('#timeline .tip')
			const at = series.commit.findIndex((id) => id.startsWith(tip.querySelector('code').textContent))

			return at >= 0 && [...tip.querySelectorAll('.region')].every((region) => region.closest('tr').querySelector('.number').textContent ===
				series.regions[region.textContent][at][debt].toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 }))
		}, [trend.series, debt])
	}
}

async function anyDescent(page) {
	await drawn(page, '#treemap')
	const here = () => page.locator('#crumbs [aria-current]').textContent()
	const top = await here()
	const largest = await page.locator('#inside th[scope=row] button', { hasText: '/' }).first().textContent()
	const place = await page.locator('#treemap').boundingBox()

	await page.mouse.click(place.x + 30, place.y + 10)
	await page.waitForFunction((top) => document.querySelector('#crumbs [aria-current]').textContent !== top, top)
	equal(await here(), largest, 'a click goes into the largest folder')
	await page.keyboard.press('Escape')
	equal(await here(), top, 'Escape goes up')
}

async function proveAll(repository) {
	const name = basename(repository)
	const ask = (...words) => execFileSync(bole, ['-C', repository, 'trend', ...words], { encoding: 'utf8', maxBuffer: 1 << 28 })
	const file = join(room, `${name}.html`)

	ask('--html', file)
	const trend = JSON.parse(ask('--format', 'json'))
	const page = await open(file)

	for (const [what, proof] of [['both charts are drawn', theCharts], ['a hover shows the values', anyHover], ['a click descends', anyDescent], ['numbers are those of --format json', theNumbers], ['landmarks, captions and names are there', landmarks], ['it prints', (page) => paper(page, 60)], ['nothing was complained of', close]])
		await prove(`${name}: ${what}`, () => proof(page, trend))
	for (const [what, proof, options] of [['it wears dark', dark, { colorScheme: 'dark' }], ['it fits a phone', aPhone, { viewport: { width: 375, height: 700 }, isMobile: true, hasTouch: true }]])
		await prove(`${name}: ${what}`, async () => {
			const page = await open(file, options)

			await proof(page)
			await close(page)
		})
}

/* --- all of it ------------------------------------------------------------------------------------ */

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

makeRepository()
spawnSync(bole, ['history'], { cwd: repository, env: environment })
const file = join(room, 'page.html')
run(bole, 'trend', '--html', file)
const trend = JSON.parse(run(bole, 'trend', '--format', 'json'))
const noPast = trend.series.time.length < 2 && 'no history was recorded'
const big = join(room, 'big.html')
writeFileSync(big, manyFiles(readFileSync(file, 'utf8'), 60000))

browser = await chromium.launch({ executablePath: browserPath, args: flags })
try {
	const page = await open(file)

	await prove('both charts are drawn', () => theCharts(page))
	await prove('a hover over the chart shows the values', () => aHover(page, trend), noPast)
	await prove('arrow keys walk along the chart and say it', () => keys(page, trend), noPast)
	await prove('a click descends into a folder, and keys do', () => aDescent(page))
	await prove('numbers are those of --format json', () => theNumbers(page, trend))
	await prove('landmarks, captions and names are there', () => landmarks(page))
	await prove('it prints, light', () => paper(page))
	await prove('nothing was complained of, and no connection opened', () => close(page))
	for (const [name, proof, options, which] of [
		['it wears dark as the system does, and as one likes', dark, { colorScheme: 'dark' }],
		['it fits a phone', aPhone, { viewport: { width: 375, height: 700 }, isMobile: true, hasTouch: true }],
		['it reads without script', (page) => withoutScript(page, trend), { javaScriptEnabled: false }],
		['it takes 60,000 files', many, {}, big],
	]) await prove(name, async () => {
		const page = await open(which ?? file, options)

		await proof(page)
		await close(page)
	})
	for (const repository of process.argv.slice(2)) await proveAll(repository)
} finally {
	await browser.close()
}
console.log(`1..${tests}`)
