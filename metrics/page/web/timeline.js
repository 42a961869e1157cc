// Debt over time, by region: zoomed by the slider, by pinching or with ctrl and the wheel, and walked
// along with the arrow keys.

import { chart, font, tooltip } from './charts.js'
import { colour } from './theme.js'
import { $, change, changeClass, count, day, density, element, real, tenths } from './words.js'

const order = ['trunk', 'branch', 'leaf']
const DAY = 24 * 3600

/** What can be drawn: of one region at one point. `say` is how a value is written. */
const measures = [
	{ name: 'Debt', of: (p, r, i) => p.debt[r][i], say: tenths, scale: 10 },
	{ name: 'Debt per 1,000 lines', of: (p, r, i) => density(p.debt[r][i], p.sloc[r][i]), say: real, scale: 1 },
	{ name: 'Burden', of: (p, r, i) => p.burden[r][i], say: tenths, scale: 10 },
	{ name: 'Lines', of: (p, r, i) => p.sloc[r][i], say: count, scale: 1 },
	{ name: 'Not measured', of: (p, r, i) => p.unmeasured[r][i], say: count, scale: 1 },
]

const ranges = [
	{ name: 'Quarter', days: 91 },
	{ name: 'Year', days: 365 },
	{ name: '5 years', days: 1826 },
	{ name: 'All', days: Infinity },
]

/** Commits may claim any time: a line that runs backwards helps nobody. */
function steady(times) {
	const out = times.map((time) => Math.max(time, times[0]))

	for (let i = out.length - 1; i > 0; i--) out[i - 1] = Math.min(out[i - 1], out[i])
	return out
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

export function startTimeline(data) {
	const { points, movers, regions } = data
	const times = steady(points.time)
	const moved = new Map(movers.point.map((point, i) => [point, i]).filter(([point]) => point >= 0))
	const region = (name) => regions.indexOf(name)
	let measure = measures[0]
	let from = times[0]
	let at = times.length - 1

	const value = (name, i) => measure.of(points, region(name), i)

	function tip(i) {
		const rows = order.map((name) => element('tr', {},
			element('th', { scope: 'row' }, element('span', { class: `region ${name}` }, name)),
			element('td', { class: 'number' }, measure.say(value(name, i)))))
		const box = element('div', { class: 'tip' },
			element('p', {}, element('b', {}, day(times[i])), ' ', element('code', { class: 'dim' }, points.commit[i])),
			element('table', {}, element('tbody', {}, ...rows)))

		if (moved.has(i)) {
			const mover = moved.get(i)
			const by = movers.debt[region('trunk')][mover]

			box.append(element('p', {}, element('span', { class: changeClass(by) }, `${change(by)} in the trunk: `),
				movers.subject[mover]))
		}
		return box
	}

	const line = (name) => ({
		name,
		type: 'line',
		data: times.map((time, i) => [time * 1000, value(name, i) / measure.scale]),
		sampling: 'lttb',
		showSymbol: times.length < 3,
		step: times.length < 200 ? 'end' : undefined,
		lineStyle: { width: name === 'trunk' ? 2.6 : 1.6, color: colour(name) },
		itemStyle: { color: colour(name) },
		areaStyle: name === 'trunk' ? { opacity: 0.08, color: colour(name) } : undefined,
		endLabel: { show: true, formatter: name, color: colour(name), fontFamily: font(), fontSize: 13, distance: 6, fontWeight: name === 'trunk' ? 600 : 400 },
		labelLayout: { moveOverlap: 'shiftY' },
		emphasis: { disabled: true },
		z: 3 + order.length - order.indexOf(name),
	})

	// The eight strongest of what is in sight.
	function dots() {
		const strength = (mover) => Math.abs(movers.debt[region('trunk')][mover])
		const seen = [...moved.keys()].filter((i) => times[i] >= from)
			.sort((a, b) => strength(moved.get(b)) - strength(moved.get(a))).slice(0, 8)

		return {
			id: 'dots',
			type: 'scatter',
			data: seen.map((i) => {
				const by = movers.debt[region('trunk')][moved.get(i)]

				return {
					value: [times[i] * 1000, value('trunk', i) / measure.scale],
					symbol: by > 0 ? 'circle' : 'emptyCircle',
					itemStyle: { color: colour(by > 0 ? 'worse' : 'better'), borderWidth: by > 0 ? 0 : 2 },
				}
			}),
			symbolSize: 10,
			tooltip: { show: false },
			silent: true,
			z: 10,
		}
	}

	function draw(made) {
		const text = { color: colour('dim'), fontFamily: font(), fontSize: 12 }

		made.setOption({
			animation: false,
			grid: { left: 4, right: 64, top: 28, bottom: 64, containLabel: true },
			tooltip: {
				...tooltip(),
				trigger: 'axis',
				axisPointer: { type: 'line', lineStyle: { color: colour('dim'), width: 1 } },
				formatter: ([first]) => tip((at = first.dataIndex)),
			},
			xAxis: { type: 'time', axisLine: { lineStyle: { color: colour('line') } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true } },
			yAxis: { type: 'value', min: 0, name: measure.name, nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -24] }, splitLine: { lineStyle: { color: colour('line') } }, axisLabel: { ...text, formatter: (number) => short.format(number) } },
			dataZoom: [
				{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' },
				{
					type: 'slider', height: 26, bottom: 14, filterMode: 'none', brushSelect: false,
					borderColor: colour('line'), backgroundColor: 'transparent', fillerColor: 'rgb(128 140 155 / .13)',
					dataBackground: { lineStyle: { color: colour('dim'), opacity: 0.6 }, areaStyle: { color: colour('dim'), opacity: 0.12 } },
					selectedDataBackground: { lineStyle: { color: colour('trunk') }, areaStyle: { color: colour('trunk'), opacity: 0.15 } },
					handleStyle: { color: colour('paper'), borderColor: colour('dim') },
					moveHandleSize: 0, labelFormatter: (time) => day(time / 1000), textStyle: text,
				},
			],
			series: [...order.map(line), dots()],
		}, { replaceMerge: ['series'] })
	}

	let made = null

	chart($('timeline'), draw, (chart) => {
		made = chart
		made.on('datazoom', () => {
			const [{ startValue }] = made.getOption().dataZoom

			from = Math.floor(startValue / 1000)
			made.setOption({ series: [dots()] })
		})
	})

	/* --- choices ------------------------------------------------------------------- */

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

	choices($('measure'), measures, measure, (row) => {
		measure = row
		draw(made)
	})
	const age = (times.at(-1) - times[0]) / DAY
	choices($('range'), ranges.filter(({ days }) => days < age || days === Infinity), ranges.at(-1), ({ days }) => {
		made.dispatchAction({ type: 'dataZoom', startValue: Math.max(times[0], times.at(-1) - days * DAY) * 1000, endValue: times.at(-1) * 1000 })
	})
	$('measure').parentElement.hidden = false

	/* --- keys ------------------------------------------------------------------------ */

	const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -20, PageDown: 20, Home: -Infinity, End: Infinity }

	$('timeline').addEventListener('keydown', (event) => {
		if (!(event.key in steps)) return
		event.preventDefault()
		at = Math.min(times.length - 1, Math.max(0, at + steps[event.key]))
		made.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at })
		$('timeline-said').textContent = `${day(times[at])}, ${measure.name}: ` +
			order.map((name) => `${name} ${measure.say(value(name, at))}`).join(', ')
	})
}
