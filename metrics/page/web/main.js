// What the page does beyond being read: charts, sorting, light and dark.

import { startPicture } from './picture.js'
import { startTables } from './tables.js'
import { startTheme } from './theme.js'
import { startTimeline } from './timeline.js'
import { $ } from './words.js'

const data = JSON.parse($('data').textContent)

document.documentElement.dataset.scripted = ''
startTheme()
startTables()
if (data.points.time.length > 1) startTimeline(data)
if (data.files.name.length) startPicture(data)
