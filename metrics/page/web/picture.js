// The code as a picture: the folder one is in, what is in it, and one level more. Only what is shown is
// ever laid out, so that 60,000 files are no more work than sixty.

import { chart, font, tooltip } from './charts.js'
import { colour } from './theme.js'
import { children, isFolder, isTrunk, tree } from './tree.js'
import { $, count, density, element, real, tenths, things } from './words.js'

/** Rows of the list, and the least part of the picture that is a tile of its own. */
const LISTED = matchMedia('(max-width: 48rem)').matches ? 15 : 100
const LEAST = 1 / 1500

/** Debt for each 1,000 lines, in points: from how much on a colour is worn. */
const steps = [0, 100, 200, 350, 500, 700]

function step(node) {
	const value = density(node.debt, node.sloc)

	return steps.findLastIndex((least) => value >= least)
}

export function startPicture(data) {
	let root = tree(data, false)
	let here = root
	let made = null

	const bySize = (a, b) => b.sloc - a.sloc
	const byDebt = (a, b) => b.debt - a.debt || b.sloc - a.sloc

	/* --- the picture -------------------------------------------------------------------- */

	// What the tiles stand for: ECharts copies its data deeply, so that a tile holds a number only.
	let drawn = []
	let palette = {}

	function dress() {
		palette = { debt: steps.map((_, i) => colour(`debt-${i}`)), ink: steps.map((_, i) => colour(`on-debt-${i}`)), trunk: colour('edge'), paper: colour('paper'), dim: colour('dim'), text: colour('ink'), font: font() }
	}

	function tile(node) {
		const shade = step(node)

		return {
			name: node.name,
			value: node.sloc,
			at: drawn.push(node) - 1,
			itemStyle: {
				color: palette.debt[shade],
				borderColor: isTrunk(node) ? palette.trunk : palette.paper,
				borderWidth: isTrunk(node) ? 3 : 1,
			},
			label: { color: palette.ink[shade] },
		}
	}

	/** A tile for each child that is large enough to be seen, and one for all the rest. */
	function tiles(node) {
		const all = children(node).filter(({ sloc }) => sloc > 0).sort(bySize)
		const large = all.filter(({ sloc }) => sloc >= here.sloc * LEAST)
		const rest = all.slice(large.length)
		const sum = { name: `${count(rest.length)} smaller`, sloc: 0, debt: 0, rest: true, parent: node }

		for (const { sloc, debt } of rest) {
			sum.sloc += sloc
			sum.debt += debt
		}
		return [...large, ...(rest.length ? [sum] : [])].map(tile)
	}

	function outline(tile) {
		const node = drawn[tile.at]

		if (!isFolder(node)) return tile
		return { ...tile, itemStyle: { color: palette.paper, borderColor: palette.paper, borderWidth: 0, gapWidth: 0 }, children: tiles(node) }
	}

	function tip({ data: { at } }) {
		const node = drawn[at]
		if (!node) return ''
		const facts = [`${things(node.sloc, 'line')}, debt ${tenths(node.debt)}: ${real(density(node.debt, node.sloc))} per 1,000 lines`]

		if (isFolder(node)) facts.push(`${things(node.files, 'file')}, ${count(node.trunk)} of the trunk`)
		else if (!node.rest) facts.push(`${node.region}, ${things(node.load, 'file')} depend on it directly`)
		if (node.unmeasured) facts.push(`${things(node.unmeasured, 'function')} not measured`)
		return element('div', { class: 'tip' }, element('p', {}, element('b', {}, node.path || node.name)),
			...facts.map((fact) => element('p', {}, fact)))
	}

	function draw(chart) {
		dress()
		drawn = []
		chart.setOption({
			animationDuration: 0,
			animationDurationUpdate: 0,
			tooltip: { ...tooltip(), formatter: tip },
			series: [{
				type: 'treemap',
				data: tiles(here).map(outline),
				roam: false,
				nodeClick: false,
				breadcrumb: { show: false },
				left: 0, right: 0, top: 0, bottom: 0,
				squareRatio: 1,
				visibleMin: 20,
				label: { show: true, fontFamily: palette.font, fontSize: 12, overflow: 'truncate', padding: [2, 3], position: 'insideTopLeft', distance: 2 },
				// A name of two letters and three dots is none.
				labelLayout: ({ rect }) => (rect.width < 40 || rect.height < 16 ? { x: -99, y: -99 } : {}),
				upperLabel: { show: true, height: 20, fontFamily: palette.font, fontSize: 12, fontWeight: 600, color: palette.text, overflow: 'truncate', padding: [0, 2] },
				emphasis: { upperLabel: { show: true, color: palette.text, fontWeight: 600 }, itemStyle: { borderColor: palette.text } },
				levels: [
					{ itemStyle: { borderWidth: 0, gapWidth: 2 }, upperLabel: { show: false } },
					{ itemStyle: { gapWidth: 1 } },
					{ itemStyle: { gapWidth: 1 } },
				],
			}],
		}, { replaceMerge: ['series'] })
		legend()
	}

	function legend() {
		const swatches = steps.map((least, i) => {
			const box = element('i')

			box.style.background = palette.debt[i]
			return element('span', {}, box, i + 1 < steps.length ? `${least}–${steps[i + 1]}` : `${least} and more`)
		})
		const edge = element('i')

		edge.style.border = `3px solid ${palette.trunk}`
		$('legend').replaceChildren(element('span', {}, 'debt per 1,000 lines:'), ...swatches, element('span', {}, edge, 'trunk'))
	}

	/* --- the list beside it ------------------------------------------------------------------ */

	function row(node) {
		const box = element('i')
		const name = !node.rest
			? element('button', { type: 'button', onclick: () => choose(node, true) }, node.name)
			: node.name

		box.style.background = palette.debt[step(node)]
		if (isTrunk(node)) box.style.outline = `2px solid ${palette.trunk}`
		return element('tr', {}, element('th', { scope: 'row' }, box, name, isTrunk(node) ? element('span', { class: 'spoken' }, ' (trunk)') : ''),
			element('td', { class: 'number' }, count(node.sloc)),
			element('td', { class: 'number' }, tenths(node.debt)),
			element('td', { class: 'number' }, real(density(node.debt, node.sloc))))
	}

	function list() {
		const all = children(here).sort(byDebt)
		const body = element('tbody', {}, ...all.slice(0, LISTED).map(row))
		const table = element('table', {},
			element('caption', {}, `${here.path || here.name}: ${things(here.files, 'file')}, ${things(here.sloc, 'line')}, debt ${tenths(here.debt)}`),
			element('thead', {}, element('tr', {}, ...['Name', 'Lines', 'Debt', 'per 1,000'].map((title, i) =>
				element('th', { scope: 'col', class: i ? 'number' : 'name' }, title)))),
			body)
		const rest = all.length - LISTED

		$('inside').replaceChildren(table)
		if (rest > 0)
			$('inside').append(element('button', {
				type: 'button',
				class: 'more',
				onclick() {
					body.append(...all.slice(LISTED).map(row))
					this.remove()
				},
			}, `Show ${count(rest)} more`))
	}

	function crumbs() {
		const chain = []

		for (let node = here; node; node = node.parent) chain.unshift(node)
		$('crumbs').replaceChildren(...chain.flatMap((node, i) => [
			i > 1 || (i && !chain[0].path) ? '' : '',
			i + 1 < chain.length
				? element('button', { type: 'button', onclick: () => choose(node, true) }, node.path ? node.name : `${node.name}/`)
				: element('span', { 'aria-current': 'location' }, node.path ? node.name : `${node.name}/`),
		]))
	}

	/* --- going about --------------------------------------------------------------------------- */

	function showFile(node) {
		list()
		$('inside').prepend(element('div', { class: 'facts' },
			element('p', {}, element('b', {}, node.path)),
			element('p', {}, element('span', { class: `region ${node.region}` }, node.region), `: ${things(node.load, 'file')} depend on it directly`),
			element('p', {}, `${things(node.units, 'function')}, ${things(node.sloc, 'line')}, debt ${tenths(node.debt)}`),
			node.unmeasured ? element('p', {}, `${things(node.unmeasured, 'function')} not measured`) : '',
			element('p', {}, element('code', {}, `bole explain ${node.path}`))))
		$('inside').scrollTop = 0
	}

	/** `byKey`: whoever came through a button must not lose their place. */
	function choose(node, byKey) {
		if (node.rest) node = node.parent
		if (!isFolder(node)) {
			showFile(node)
		} else {
			here = node
			crumbs()
			list()
			if (made) draw(made)
		}
		if (byKey) $('inside').focus({ preventScroll: true })
	}

	dress()
	$('treemap').closest('.picture').hidden = false
	chart($('treemap'), draw, (chart) => {
		made = chart
		made.on('click', ({ data }) => drawn[data?.at] && choose(drawn[data.at], false))
	})
	$('inside').addEventListener('keydown', (event) => {
		if (event.key === 'Escape' && here.parent) choose(here.parent, true)
	})
	$('beside').addEventListener('change', ({ target }) => {
		root = tree(data, target.checked)
		choose(root, false)
	})
	crumbs()
	list()
}
