// Tables are there already; here they learn to be sorted, and long ones to be short.

import { element } from './words.js'

// As in the style, where narrow pages have fewer.
const FOLDED = matchMedia('(max-width: 48rem)').matches ? 5 : 10

function sortKey(cell) {
	const time = cell.querySelector('time')
	if (time) return time.dateTime
	const text = cell.textContent.trim()
	const number = Number(text.replaceAll(',', '').replace('−', '-').replace('±', '').replace(/ .*/, ''))

	return cell.classList.contains('number') ? (Number.isNaN(number) ? -1 : number) : text
}

function sort(table, column, downwards) {
	const body = table.tBodies[0]
	const keyed = [...body.rows].map((row) => [sortKey(row.cells[column]), row])

	keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (downwards ? -1 : 1))
	body.append(...keyed.map(([, row]) => row))
}

function makeSortable(table) {
	const heads = [...table.tHead.rows[0].cells]

	heads.forEach((head, column) => {
		if (head.classList.contains('line')) return
		const button = element('button', { type: 'button', title: 'Sort by this' }, head.textContent)

		button.addEventListener('click', () => {
			const words = head.classList.contains('name') || head.classList.contains('mark')
			const downwards = head.ariaSort ? head.ariaSort === 'ascending' : !words

			heads.forEach((other) => other.removeAttribute('aria-sort'))
			head.setAttribute('aria-sort', downwards ? 'descending' : 'ascending')
			sort(table, column, downwards)
		})
		head.replaceChildren(button)
	})
}

function fold(table) {
	const rows = table.tBodies[0].rows.length

	if (rows <= FOLDED) return
	table.classList.add('folded')
	table.parentElement.after(element('button', {
		type: 'button',
		class: 'more',
		onclick() {
			table.classList.remove('folded')
			this.remove()
		},
	}, `Show all ${rows}`))
}

export function startTables() {
	for (const table of document.querySelectorAll('.table table')) {
		if (table.tBodies[0].rows.length > 1) makeSortable(table)
		if (!table.closest('details')) fold(table)
	}
}
