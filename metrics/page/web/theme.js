// Light, dark, or as the system says; and the colours of the style for what is drawn on a canvas.

import { $ } from './words.js'

const wishes = ['auto', 'light', 'dark']
const listeners = []

/** The colour that the style gives to a name, as it is now. */
export function colour(name) {
	const probe = document.createElement('span')

	probe.style.color = `var(--${name})`
	document.body.append(probe)
	const found = getComputedStyle(probe).color
	probe.remove()
	return found
}

export function onThemeChange(listener) {
	listeners.push(listener)
}

const tell = () => listeners.forEach((listener) => listener())

function remembered() {
	try {
		return localStorage.getItem('bole-theme')
	} catch {
		return null
	}
}

function remember(wish) {
	try {
		localStorage.setItem('bole-theme', wish)
	} catch {
		// A page from a file may have no memory.
	}
}

function wear(wish) {
	if (wish === 'auto') delete document.documentElement.dataset.theme
	else document.documentElement.dataset.theme = wish
	$('theme').textContent = `Theme: ${wish}`
}

export function startTheme() {
	let wish = wishes.includes(remembered()) ? remembered() : 'auto'

	wear(wish)
	$('theme').hidden = false
	$('theme').addEventListener('click', () => {
		wish = wishes[(wishes.indexOf(wish) + 1) % wishes.length]
		remember(wish)
		wear(wish)
		tell()
	})
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', tell)
	// Paper is white: what is on a canvas is drawn anew for it.
	matchMedia('print').addEventListener('change', tell)
}
