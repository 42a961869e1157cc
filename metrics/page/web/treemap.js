// The picture of one folder: what is in it, and one level more. Only what is shown is ever laid out, so
// that 60,000 files are no more work than sixty.

import { tooltip } from './charts.js'
import { shade } from './shades.js'
import { children, isFolder, isTrunk } from './tree.js'
import { count, density, element, real, tenths, things } from './words.js'

/** The least part of the picture that is a tile of its own. */
const LEAST = 1 / 1500

const bySize = (a, b) => b.sloc - a.sloc

/** What is too small to be seen, in one. */
function smaller(parent, nodes) {
	const sum = { name: `${count(nodes.length)} smaller`, sloc: 0, debt: 0, parent, isRest: true }

	for (const { sloc, debt } of nodes) {
		sum.sloc += sloc
		sum.debt += debt
	}
	return sum
}

function shown(folder, least) {
	const all = children(folder).filter(({ sloc }) => sloc > 0).sort(bySize)
	const large = all.filter(({ sloc }) => sloc >= least)

	return large.length < all.length ? [...large, smaller(folder, all.slice(large.length))] : large
}

/** ECharts copies its data deeply: a tile holds no node, but its place among `nodes`. */
function tile(node, nodes, colours) {
	const worn = shade(node)

	return {
		name: node.name,
		value: node.sloc,
		at: nodes.push(node) - 1,
		label: { color: colours.ink[worn] },
		itemStyle: {
			color: colours.debt[worn],
			borderColor: isTrunk(node) ? colours.edge : colours.paper,
			borderWidth: isTrunk(node) ? 3 : 1,
		},
	}
}

function data(folder, nodes, colours) {
	const least = folder.sloc * LEAST

	return shown(folder, least).map((node) => {
		const outer = tile(node, nodes, colours)

		if (!isFolder(node)) return outer
		return {
			...outer,
			itemStyle: { color: colours.paper, borderColor: colours.paper, borderWidth: 0, gapWidth: 0 },
			children: shown(node, least).map((inner) => tile(inner, nodes, colours)),
		}
	})
}

function tip(node) {
	if (!node) return ''
	const facts = [`${things(node.sloc, 'line')}, debt ${tenths(node.debt)}: ${real(density(node.debt, node.sloc))} per 1,000 lines`]

	if (isFolder(node)) facts.push(`${things(node.files, 'file')}, ${count(node.trunk)} of the trunk`)
	else if (!node.isRest) facts.push(`${node.region}, ${things(node.load, 'file')} depend on it directly`)
	if (node.unmeasured) facts.push(`${things(node.unmeasured, 'function')} not measured`)
	return element('div', { class: 'tip' }, element('p', {}, element('b', {}, node.path || node.name)),
		...facts.map((fact) => element('p', {}, fact)))
}

/** Options for ECharts, and into `nodes` what the tiles stand for. */
export function treemap(folder, nodes, colours) {
	const text = { fontFamily: colours.font, fontSize: 12, overflow: 'truncate' }

	return {
		animation: false,
		tooltip: { ...tooltip(), formatter: ({ data: { at } }) => tip(nodes[at]) },
		series: [{
			type: 'treemap',
			data: data(folder, nodes, colours),
			roam: false,
			nodeClick: false,
			breadcrumb: { show: false },
			left: 0, right: 0, top: 0, bottom: 0,
			squareRatio: 1,
			visibleMin: 20,
			label: { ...text, show: true, padding: [2, 3], position: 'insideTopLeft', distance: 2 },
			// A name of two letters and three dots is none.
			labelLayout: ({ rect }) => (rect.width < 40 || rect.height < 16 ? { x: -99, y: -99 } : {}),
			upperLabel: { ...text, show: true, height: 20, fontWeight: 600, color: colours.text, padding: [0, 2] },
			emphasis: { upperLabel: { show: true, color: colours.text }, itemStyle: { borderColor: colours.text } },
			levels: [
				{ itemStyle: { borderWidth: 0, gapWidth: 2 }, upperLabel: { show: false } },
				{ itemStyle: { gapWidth: 1 } },
				{ itemStyle: { gapWidth: 1 } },
			],
		}],
	}
}
