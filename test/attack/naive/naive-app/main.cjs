/** An Electron program that nobody thought about: each control shows the attack getting through here. */

const { app, BrowserWindow } = require('electron')
const { connect } = require('node:net')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')

const say = (line) => process.stdout.write(`${line}\n`)

if (!app.requestSingleInstanceLock()) app.exit(0)
app.on('second-instance', (_event, commandLine) => say(`SECOND ${commandLine.join(' ')}`))
app.whenReady().then(() => {
  const webPreferences = { contextIsolation: false, nodeIntegration: true, sandbox: false, webviewTag: true }
  const window = new BrowserWindow({ width: 900, height: 700, title: 'naive', webPreferences })
  window.loadFile('index.html', { hash: process.env.NAIVE_SUBJECT ?? '' })
  window.webContents.on('devtools-opened', () => say('DEVTOOLS OPENED'))
  window.webContents.session.on('will-download', (_event, item) => say(`DOWNLOAD ${item.getFilename()}`))
  say(`NAIVE READY ${process.argv.slice(1).join(' ')}`)
  try {
    const { port } = JSON.parse(readFileSync(join(app.getPath('userData'), 'settings.json'), 'utf8'))
    connect(port, '127.0.0.1').on('error', () => undefined)
  } catch {
    // No settings.
  }
})
