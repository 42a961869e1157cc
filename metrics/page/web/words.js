// How numbers, days and elements are made, the same way as in the tables that are there already.

const counts = new Intl.NumberFormat('en-US')
const points = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })

const minus = (text) => text.replace('-', '−')

export const count = (number) => minus(counts.format(number))
export const tenths = (number) => minus(points.format(number / 10))
export const day = (seconds) => days.format(new Date(seconds * 1000))

export function change(number) {
	return (number > 0 ? '+' : number === 0 ? '±' : '') + tenths(number)
}

export const changeClass = (number) => (number > 0 ? 'worse' : number < 0 ? 'better' : 'same')

/** Debt for each 1,000 lines, in points. */
export const density = (debt, sloc) => (sloc > 0 ? (debt * 100) / sloc : 0)

/** One decimal; what lies exactly between two goes to the even one, as in C. */
export function real(number) {
	const tens = number * 10
	const low = Math.floor(tens)
	const up = tens - low > 0.5 || (tens - low === 0.5 && low % 2 !== 0)

	return tenths(up ? low + 1 : low)
}

export const things = (number, thing) => `${count(number)} ${thing}${number === 1 ? '' : 's'}`

/** An element; text is never read as HTML. */
export function element(name, attributes = {}, ...children) {
	const made = document.createElement(name)

	for (const [key, value] of Object.entries(attributes)) {
		if (key.startsWith('on')) made.addEventListener(key.slice(2), value)
		else if (value !== undefined) made.setAttribute(key, value)
	}
	made.append(...children)
	return made
}

export const $ = (id) => document.getElementById(id)
