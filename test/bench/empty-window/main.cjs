/** The least an Electron program can show: one window of the login window's size, and a line when it is on the glass. */

const { join } = require('node:path')
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 960, height: 640 })
  window.on('page-title-updated', (_event, title) => {
    if (title === 'painted') process.stderr.write('{"event":"empty-painted"}\n')
  })
  window.loadFile(join(__dirname, 'index.html'))
})
app.on('window-all-closed', () => app.quit())
