// What is worn by a tile and a row: the colour of its debt, and an edge for the trunk.

import { font } from './charts.js'
import { colour } from './theme.js'
import { density, element } from './words.js'

/** Debt for each 1,000 lines, in points: from how much on a shade is worn. */
const steps = [0, 100, 200, 350, 500, 700]

export function shade(node) {
	const value = density(node.debt, node.sloc)

	return steps.findLastIndex((least) => value >= least)
}

/** As the style has them now. */
export const palette = () => ({
	debt: steps.map((_, i) => colour(`debt-${i}`)),
	ink: steps.map((_, i) => colour(`on-debt-${i}`)),
	edge: colour('edge'),
	paper: colour('paper'),
	text: colour('ink'),
	font: font(),
})

export function swatch(style) {
	const box = element('i')

	Object.assign(box.style, style)
	return box
}

export function legend({ debt, edge }) {
	const words = (i) => (i + 1 < steps.length ? `${steps[i]}–${steps[i + 1]}` : `${steps[i]} and more`)

	return [
		element('span', {}, 'debt per 1,000 lines:'),
		...steps.map((_, i) => element('span', {}, swatch({ background: debt[i] }), words(i))),
		element('span', {}, swatch({ border: `3px solid ${edge}` }), 'trunk'),
	]
}
