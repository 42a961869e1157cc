// Files in columns become a tree of folders, each with its sums; a folder that holds nothing but one
// other folder is one with it.

const sums = () => ({ sloc: 0, debt: 0, units: 0, unmeasured: 0, files: 0, trunk: 0, trunkSloc: 0 })

function folder(name, path, parent) {
	return { name, path, parent, folders: new Map(), own: [], ...sums() }
}

function add(node, file) {
	node.sloc += file.sloc
	node.debt += file.debt
	node.units += file.units
	node.unmeasured += file.unmeasured
	node.files++
	if (file.region === 'trunk') {
		node.trunk++
		node.trunkSloc += file.sloc
	}
}

/** The folder of a path that ends in a slash, made when it is not there. */
function enter(root, path, known) {
	const found = known.get(path)
	if (found) return found
	const cut = path.lastIndexOf('/', path.length - 2) + 1
	const parent = enter(root, path.slice(0, cut), known)
	const made = folder(path.slice(cut), path, parent)

	parent.folders.set(made.name, made)
	known.set(path, made)
	return made
}

function join(node) {
	for (const [key, child] of node.folders) {
		let only = child

		while (only.own.length === 0 && only.folders.size === 1) {
			const [next] = only.folders.values()

			next.name = only.name + next.name
			next.parent = node
			only = next
		}
		node.folders.set(key, only)
		join(only)
	}
}

export function tree(data, withOthers) {
	const { files, regions } = data
	const root = folder(data.repository, '', null)
	const known = new Map([['', root]])

	for (let i = 0; i < files.name.length; i++) {
		if (!files.own[i] && !withOthers) continue
		const path = files.folders[files.folder[i]]
		const parent = enter(root, path, known)
		const file = {
			name: files.name[i],
			path: path + files.name[i],
			parent,
			region: regions[files.region[i]],
			load: files.load[i],
			sloc: files.sloc[i],
			debt: files.debt[i],
			units: files.units[i],
			unmeasured: files.unmeasured[i],
		}

		parent.own.push(file)
		for (let node = parent; node; node = node.parent) add(node, file)
	}
	join(root)
	return root
}

export const isFolder = (node) => node.folders !== undefined

export const children = (node) => [...node.folders.values(), ...node.own]

/** Does it stand out as trunk? A folder does when most of its lines are. */
export const isTrunk = (node) => (isFolder(node) ? node.trunkSloc * 2 > node.sloc : node.region === 'trunk')
