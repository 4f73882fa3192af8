/** Debian and Ubuntu packages that the window, a private keyring and a screen nobody sees need. */

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run, SetUpError } from './run.mjs'

/** Names with a bar are alternatives: the second is the package's name since Debian 13 and Ubuntu 24.04. */
const WINDOW = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libdrm2',
  'libxkbcommon0',
  'libsecret-1-0',
  'dbus',
  'gnome-keyring',
  'fonts-noto-cjk',
]
/** What the attack suite attacks with. */
const ATTACK = [
  ...['xclip', 'imagemagick', 'tesseract-ocr', 'tesseract-ocr-chi-sim', 'poppler-utils', 'gdb', 'iproute2', 'curl'],
  ...['openssl', 'at-spi2-core', 'python3-pyatspi', 'gir1.2-atspi-2.0', 'libcap2-bin'],
]
const HEADLESS = ['xvfb', 'openbox', 'xdotool', 'x11-utils']

/**
 * The packages that are needed, each a list of names one of which suffices.
 *
 * @param {{ headless: boolean, attack?: boolean }} options
 * @returns {string[][]}
 */
export function neededPackages({ headless, attack = false }) {
  return [...WINDOW, ...(headless ? HEADLESS : []), ...(attack ? ATTACK : [])].map((names) => names.split(' | '))
}

/**
 * Which packages are installed, according to dpkg-query.
 *
 * @param {string} listing Lines of `status-abbreviation<tab>name`, the status as in `ii `.
 * @returns {Set<string>}
 */
export function parseInstalled(listing) {
  const lines = listing.split('\n').map((line) => line.split('\t'))
  // The second letter is the state; the first only says what somebody wished for.
  return new Set(lines.filter(([status = '']) => status[1] === 'i').map(([, name = '']) => name.trim()))
}

/**
 * What is still to be installed.
 *
 * @param {readonly (readonly string[])[]} needed
 * @param {ReadonlySet<string>} installed
 * @returns {(readonly string[])[]}
 */
export function missingPackages(needed, installed) {
  return needed.filter((names) => !names.some((name) => installed.has(name)))
}

/**
 * Makes sure the system packages are there.
 *
 * @param {{ headless: boolean, attack?: boolean }} options With `headless` also the screen nobody sees and the hand that types on it.
 * @returns {Promise<string>} What was found or done, for the person.
 * @throws {SetUpError} When packages are missing and only root may install them; the text has the command.
 */
export async function ensureSystemPackages(options) {
  if (process.platform !== 'linux') return 'none needed on this system'
  const needed = neededPackages(options)
  if (!isOnPath('dpkg-query')) return checkOtherLinux(needed, options)

  const missing = missingPackages(needed, await installedPackages())
  if (missing.length === 0) return `${needed.length} found`
  if (process.getuid?.() !== 0) throw new SetUpError(askForRoot(await availableNames(missing)))
  return install(missing)
}

async function installedPackages() {
  const format = `--showformat=\${db:Status-Abbrev}\\t\${Package}\\n`
  return parseInstalled(await run('dpkg-query', ['--show', format]))
}

/** @param {readonly (readonly string[])[]} missing */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env })
  const names = await availableNames(missing)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env })
  return `installed ${names.join(' ')}`
}

/**
 * The names by which this release of the system knows the packages.
 *
 * @param {readonly (readonly string[])[]} missing
 * @returns {Promise<string[]>}
 */
async function availableNames(missing) {
  const known = new Set((await run('apt-cache', ['pkgnames'])).split('\n'))
  return missing.map((names) => names.find((name) => known.has(name)) ?? names.join('|'))
}

/** @param {readonly string[]} names */
function askForRoot(names) {
  return [
    'System packages are missing that only an administrator can install. Run this command, then start again:',
    '缺少系统软件包，需要管理员权限安装。请先执行以下命令，然后重试：',
    '',
    `  sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    '',
  ].join('\n')
}

/**
 * @param {readonly (readonly string[])[]} needed
 * @param {{ headless: boolean }} options
 */
function checkOtherLinux(needed, { headless }) {
  const list = needed.map(([name]) => name).join(' ')
  if (headless && !isOnPath('Xvfb')) {
    throw new SetUpError(
      `Xvfb is not installed. Install what this system calls these Debian packages, then start again:\n` +
        `未找到 Xvfb。请安装与以下 Debian 软件包对应的软件包，然后重试：\n\n  ${list}\n`,
    )
  }
  return `not a Debian system, not checked; needed are what Debian calls ${list}`
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}
