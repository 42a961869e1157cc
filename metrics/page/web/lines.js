// How debt over time is drawn: a line for each region, and dots for the commits that moved the trunk.

import { font, tooltip } from './charts.js'
import { order } from './measures.js'
import { colour } from './theme.js'
import { change, changeClass, day, element } from './words.js'

const DOTS = 8

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

function tip(view, i) {
	const mover = view.mover(i)
	const rows = order.map((name) => element('tr', {},
		element('th', { scope: 'row' }, element('span', { class: `region ${name}` }, name)),
		element('td', { class: 'number' }, view.say(name, i))))

	return element('div', { class: 'tip' },
		element('p', {}, element('b', {}, day(view.times[i])), ' ', element('code', { class: 'dim' }, view.commits[i])),
		element('table', {}, element('tbody', {}, ...rows)),
		mover ? element('p', {}, element('span', { class: changeClass(mover.change) }, `${change(mover.change)} in the trunk: `), mover.subject) : '')
}

const place = (view, name, i) => [view.times[i] * 1000, view.value(name, i) / view.measure.scale]

function line(view, name) {
	const isTrunk = name === 'trunk'

	return {
		name,
		type: 'line',
		data: view.times.map((_, i) => place(view, name, i)),
		sampling: 'lttb',
		showSymbol: false,
		step: view.times.length < 200 ? 'end' : undefined,
		lineStyle: { width: isTrunk ? 2.6 : 1.6, color: colour(name) },
		itemStyle: { color: colour(name) },
		areaStyle: isTrunk ? { opacity: 0.08, color: colour(name) } : undefined,
		endLabel: { show: true, formatter: name, color: colour(name), fontFamily: font(), fontSize: 13, distance: 6, fontWeight: isTrunk ? 600 : 400 },
		labelLayout: { moveOverlap: 'shiftY' },
		emphasis: { disabled: true },
		z: 6 - order.indexOf(name),
	}
}

export function dots(view) {
	return {
		id: 'dots',
		type: 'scatter',
		data: view.strongest(DOTS).map((i) => {
			const rose = view.mover(i).change > 0

			return {
				value: place(view, 'trunk', i),
				symbol: rose ? 'circle' : 'emptyCircle',
				itemStyle: { color: colour(rose ? 'worse' : 'better'), borderWidth: rose ? 0 : 2 },
			}
		}),
		symbolSize: 10,
		tooltip: { show: false },
		silent: true,
		z: 10,
	}
}

function zoom(text) {
	const quiet = (name, opacity) => ({ lineStyle: { color: colour(name) }, areaStyle: { color: colour(name), opacity } })

	return [
		// A wheel scrolls the page; with ctrl it zooms.
		{ type: 'inside', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, filterMode: 'none' },
		{
			type: 'slider', height: 26, bottom: 14, filterMode: 'none', brushSelect: false,
			borderColor: colour('line'), backgroundColor: 'transparent', fillerColor: 'rgb(128 140 155 / .13)',
			dataBackground: quiet('dim', 0.12), selectedDataBackground: quiet('trunk', 0.15),
			handleStyle: { color: colour('paper'), borderColor: colour('dim') },
			moveHandleSize: 0, labelFormatter: (time) => day(time / 1000), textStyle: text,
		},
	]
}

/** Options for ECharts. */
export function lines(view) {
	const text = { color: colour('dim'), fontFamily: font(), fontSize: 12 }
	const thin = { lineStyle: { color: colour('line') } }

	return {
		animation: false,
		grid: { left: 4, right: 64, top: 28, bottom: 64, containLabel: true },
		tooltip: {
			...tooltip(),
			trigger: 'axis',
			axisPointer: { type: 'line', lineStyle: { color: colour('dim'), width: 1 } },
			formatter: ([{ dataIndex }]) => tip(view, (view.at = dataIndex)),
		},
		xAxis: { type: 'time', axisLine: thin, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true } },
		yAxis: {
			type: 'value', min: 0, splitLine: thin,
			name: view.measure.name, nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -24] },
			axisLabel: { ...text, formatter: (number) => short.format(number) },
		},
		dataZoom: zoom(text),
		series: [...order.map((name) => line(view, name)), dots(view)],
	}
}
