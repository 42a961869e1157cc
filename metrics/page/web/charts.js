// The parts of ECharts that the page uses, and what both charts have in common.

import { LineChart, ScatterChart, TreemapChart } from 'echarts/charts'
import { DataZoomComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'
import { colour, onThemeChange } from './theme.js'

use([LineChart, ScatterChart, TreemapChart, DataZoomComponent, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer])

/**
 * A chart in a place; `draw` gives it its options and is called again when colours change. It is made
 * when it comes near to being seen, or printed; `ready` is called then, with the chart.
 */
export function chart(place, draw, ready) {
	let made = null

	function make() {
		if (made) return
		watcher.disconnect()
		// Sharp on paper, too.
		made = init(place, null, { renderer: 'canvas', devicePixelRatio: Math.max(2, devicePixelRatio) })
		new ResizeObserver(() => made.resize()).observe(place)
		draw(made)
		ready(made)
	}

	const watcher = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && make(), { rootMargin: '50%' })

	place.hidden = false
	watcher.observe(place)
	addEventListener('beforeprint', make)
	onThemeChange(() => made && draw(made))
}

export const font = () => getComputedStyle(document.body).fontFamily

export function tooltip() {
	return {
		confine: true,
		backgroundColor: colour('raised'),
		borderColor: colour('line'),
		padding: [8, 12],
		transitionDuration: 0.1,
		extraCssText: 'box-shadow: 0 2px 12px rgb(0 0 0 / .15)',
	}
}
