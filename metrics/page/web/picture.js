// The code as a picture: where one is, and how one goes about.

import { chart } from './charts.js'
import { aboutFile, inside } from './inside.js'
import { legend, palette } from './shades.js'
import { isFolder, tree } from './tree.js'
import { treemap } from './treemap.js'
import { $, element } from './words.js'

function crumbs(here, choose) {
	const chain = []
	const name = (node) => (node.path ? node.name : `${node.name}/`)

	for (let node = here; node; node = node.parent) chain.unshift(node)
	return chain.map((node) => (node === here
		? element('span', { 'aria-current': 'location' }, name(node))
		: element('button', { type: 'button', onclick: () => choose(node) }, name(node))))
}

export function startPicture(data) {
	let here = tree(data, false)
	let made = null
	let nodes = []

	function list() {
		$('crumbs').replaceChildren(...crumbs(here, chooseByButton))
		$('inside').replaceChildren(...inside(here, palette(), chooseByButton))
	}

	function draw() {
		const colours = palette()

		nodes = []
		made.setOption(treemap(here, nodes, colours), { replaceMerge: ['series'] })
		$('legend').replaceChildren(...legend(colours))
	}

	function choose(node) {
		if (!node) return
		if (node.isRest) node = node.parent
		if (isFolder(node)) here = node
		list()
		if (isFolder(node)) made && draw()
		else $('inside').prepend(aboutFile(node))
		$('inside').scrollTop = 0
	}

	/** The button that had the focus is gone, and a picture has none: keys, Escape among them, go on here. */
	function chooseByButton(node) {
		choose(node)
		$('inside').focus({ preventScroll: true })
	}

	$('treemap').closest('.picture').hidden = false
	list()
	chart($('treemap'), (chart) => {
		made = chart
		list()
		draw()
	}, () => made.on('click', ({ data }) => chooseByButton(nodes[data?.at])))
	$('inside').addEventListener('keydown', ({ key }) => key === 'Escape' && here.parent && chooseByButton(here.parent))
	$('beside').addEventListener('change', ({ target }) => choose(tree(data, target.checked)))
}
