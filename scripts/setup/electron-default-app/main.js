/**
 * Makes a bare Electron runtime start the application whose folder stands on the command line, the way the official
 * one does: `electron [-r FILE]… [--switch]… FOLDER`.
 */

const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')
const { app, dialog } = require('electron')

const PRELOAD_SWITCHES = new Set(['-r', '--require'])

/** Files to load first, and what is left of the command line without them. */
function takePreloads(args) {
  const preloads = []
  const rest = []
  for (let index = 0; index < args.length; index++) {
    if (PRELOAD_SWITCHES.has(args[index])) preloads.push(args[++index])
    else rest.push(args[index])
  }
  return { preloads, rest }
}

/** What the official runtime sets before the application's first line runs. */
function introduce(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const name = manifest.productName ?? manifest.name
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
  if (name) app.setName(name)
  if (manifest.version) app.setVersion(manifest.version)
  app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`)
  app.setAppPath(folder)
  return join(folder, manifest.main ?? 'index.js')
}

function start() {
  for (const file of takePreloads(process.argv.slice(1)).preloads) require(resolve(file))
  // Read again: a preloaded file may shorten process.argv, as Playwright's does.
  const folder = takePreloads(process.argv.slice(1)).rest.find((argument) => !argument.startsWith('-'))
  if (folder === undefined) throw new Error('Name the folder of an application on the command line.')
  require(introduce(resolve(folder)))
}

try {
  start()
} catch (error) {
  // Electron would show a dialog and wait for a click; whoever started this reads stderr.
  dialog.showErrorBox = () => {}
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  app.exit(1)
}
