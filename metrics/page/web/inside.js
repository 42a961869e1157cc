// The list beside the picture: the same in words, for whoever does not see it or points at nothing.

import { shade, swatch } from './shades.js'
import { children, isTrunk } from './tree.js'
import { count, density, element, real, tenths, things } from './words.js'

/** Rows at first. */
const SHOWN = matchMedia('(max-width: 48rem)').matches ? 15 : 100

const byDebt = (a, b) => b.debt - a.debt || b.sloc - a.sloc

function row(node, colours, choose) {
	const box = swatch({ background: colours.debt[shade(node)], outline: isTrunk(node) ? `2px solid ${colours.edge}` : '' })

	return element('tr', {},
		element('th', { scope: 'row' }, box, element('button', { type: 'button', onclick: () => choose(node) }, node.name),
			isTrunk(node) ? element('span', { class: 'spoken' }, ' (trunk)') : ''),
		...[count(node.sloc), tenths(node.debt), real(density(node.debt, node.sloc))].map((number) =>
			element('td', { class: 'number' }, number)))
}

export function inside(folder, colours, choose) {
	const rows = (nodes) => nodes.map((node) => row(node, colours, choose))
	const all = children(folder).sort(byDebt)
	const body = element('tbody', {}, ...rows(all.slice(0, SHOWN)))
	const heads = ['Name', 'Lines', 'Debt', 'per 1,000'].map((title, i) =>
		element('th', { scope: 'col', class: i ? 'number' : 'name' }, title))
	const more = element('button', {
		type: 'button',
		class: 'more',
		onclick() {
			body.append(...rows(all.slice(SHOWN)))
			more.remove()
		},
	}, `Show ${count(all.length - SHOWN)} more`)

	return [
		element('table', {},
			element('caption', {}, `${folder.path || folder.name}: ${things(folder.files, 'file')}, ${things(folder.sloc, 'line')}, debt ${tenths(folder.debt)}`),
			element('thead', {}, element('tr', {}, ...heads)),
			body),
		...(all.length > SHOWN ? [more] : []),
	]
}

export function aboutFile(node) {
	const facts = [
		[element('b', {}, node.path)],
		[element('span', { class: `region ${node.region}` }, node.region), `: ${things(node.load, 'file')} depend on it directly`],
		[`${things(node.units, 'function')}, ${things(node.sloc, 'line')}, debt ${tenths(node.debt)}`],
		...(node.unmeasured ? [[`${things(node.unmeasured, 'function')} not measured`]] : []),
		[element('code', {}, `bole explain ${node.path}`)],
	]

	return element('div', { class: 'facts' }, ...facts.map((fact) => element('p', {}, ...fact)))
}
