/**
 * Completes package-lock.json after an `npm install`: npm leaves out optional packages of other systems that the registry
 * at hand does not have, and `npm ci` then refuses the lock. Only lines are added; what is added is never installed here.
 *
 *   node scripts/complete-lock.mjs
 */

import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))

/** Whether Node would find `name` from the folder of the package at `from`. */
function isLocked(from, name) {
  if (`${from}/node_modules/${name}`.replace(/^\//, '') in lock.packages) return true
  const parent = from.lastIndexOf('node_modules/')
  return parent !== -1 && isLocked(from.slice(0, Math.max(0, parent - 1)), name)
}

/** The system a package is for, as far as its name says. */
function systemOf(name) {
  const [, os, cpu] = /-(android|darwin|linux|win32|freebsd|openharmony)-(\w+)/.exec(name) ?? []
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }) }
}

for (const [from, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (isLocked(from, name)) continue
    lock.packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...systemOf(name) }
    process.stdout.write(`added ${name}\n`)
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
