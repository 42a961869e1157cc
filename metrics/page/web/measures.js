// What can be drawn over time, and how it is said.

import { count, density, real, tenths } from './words.js'

/** `of` one region at one point; drawn in units of `scale`. */
export const measures = [
	{ name: 'Debt', of: (p, r, i) => p.debt[r][i], say: tenths, scale: 10 },
	{ name: 'Debt per 1,000 lines', of: (p, r, i) => density(p.debt[r][i], p.sloc[r][i]), say: real, scale: 1 },
	{ name: 'Burden', of: (p, r, i) => p.burden[r][i], say: tenths, scale: 10 },
	{ name: 'Lines', of: (p, r, i) => p.sloc[r][i], say: count, scale: 1 },
	{ name: 'Not measured', of: (p, r, i) => p.unmeasured[r][i], say: count, scale: 1 },
]

export const ranges = [
	{ name: 'Quarter', days: 91 },
	{ name: 'Year', days: 365 },
	{ name: '5 years', days: 1826 },
	{ name: 'All', days: Infinity },
]

/** Most of the debt that stands on it first. */
export const order = ['trunk', 'branch', 'leaf']

/** Commits may claim any time: a line that runs backwards helps nobody. */
export function steady(times) {
	const out = times.map((time) => Math.max(time, times[0]))

	for (let i = out.length - 1; i > 0; i--) out[i - 1] = Math.min(out[i - 1], out[i])
	return out
}

/** The data as the chart looks at it; `measure`, `from` and `at` change. */
export function viewOf({ points, movers, regions }) {
	const times = steady(points.time)
	const trunk = regions.indexOf('trunk')
	const moved = new Map(movers.point.map((point, i) => [point, i]).filter(([point]) => point >= 0))

	return {
		times,
		commits: points.commit,
		measure: measures[0],
		from: times[0],
		at: times.length - 1,
		value(name, i) {
			return this.measure.of(points, regions.indexOf(name), i)
		},
		say(name, i) {
			return this.measure.say(this.value(name, i))
		},
		/** The commit that moved the trunk at a point, if it is one of the strongest. */
		mover(i) {
			return moved.has(i) ? { change: movers.debt[trunk][moved.get(i)], subject: movers.subject[moved.get(i)] } : null
		},
		/** Points of the strongest movers in sight. */
		strongest(most) {
			return [...moved.keys()].filter((i) => times[i] >= this.from)
				.sort((a, b) => Math.abs(this.mover(b).change) - Math.abs(this.mover(a).change)).slice(0, most)
		},
	}
}
