// Debt over time: zoomed by the slider, by pinching or with ctrl and the wheel; walked along with the
// arrow keys, which also say where one is.

import { chart } from './charts.js'
import { dots, lines } from './lines.js'
import { measures, order, ranges, viewOf } from './measures.js'
import { $, day, element } from './words.js'

const DAY = 24 * 3600
const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20, Home: -Infinity, End: Infinity }

/** Buttons of which one is pressed. */
function choices(place, rows, chosen, choose) {
	const buttons = rows.map((row) => element('button', {
		type: 'button',
		'aria-pressed': row === chosen,
		onclick() {
			buttons.forEach((other) => other.setAttribute('aria-pressed', other === this))
			choose(row)
		},
	}, row.name))

	place.append(...buttons)
}

export function startTimeline(data) {
	const view = viewOf(data)
	const { times } = view
	const last = times.at(-1)
	let made = null

	const draw = () => made.setOption(lines(view), { replaceMerge: ['series'] })

	function walk(event) {
		if (!(event.key in steps)) return
		event.preventDefault()
		view.at = Math.min(times.length - 1, Math.max(0, view.at + steps[event.key]))
		const [x, y] = made.convertToPixel({ seriesIndex: 0 }, [times[view.at] * 1000, view.value(order[0], view.at) / view.measure.scale])

		made.dispatchAction({ type: 'showTip', x, y })
		$('timeline-said').textContent = `${day(times[view.at])}, ${view.measure.name}: ` +
			order.map((name) => `${name} ${view.say(name, view.at)}`).join(', ')
	}

	chart($('timeline'), (chart) => {
		made = chart
		draw()
	}, () => made.on('datazoom', () => {
		view.from = Math.floor(made.getOption().dataZoom[0].startValue / 1000)
		made.setOption({ series: [dots(view)] })
	}))
	$('timeline').addEventListener('keydown', walk)
	choices($('measure'), measures, view.measure, (measure) => {
		view.measure = measure
		draw()
	})
	choices($('range'), ranges.filter(({ days }) => days * DAY < last - times[0] || days === Infinity), ranges.at(-1), ({ days }) =>
		made.dispatchAction({ type: 'dataZoom', startValue: Math.max(times[0], last - days * DAY) * 1000, endValue: last * 1000 }))
	$('measure').parentElement.hidden = false
}
