import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Ways to take a report out, to debug, to leave: one bad file each. */
const members = [
  ...['print', 'printToPDF', 'savePage', 'downloadURL', 'capturePage', 'beginFrameSubscription', 'startDrag'],
  ...['copy', 'cut', 'paste', 'copyImageAt', 'copyVideoFrameAt', 'saveVideoFrameAs', 'takeHeapSnapshot', 'debugger'],
  ...['openDevTools', 'toggleDevTools', 'inspectElement', 'inspectSharedWorker', 'inspectServiceWorker', 'findInPage'],
  ...['getPrintersAsync', 'executeJavaScript', 'executeJavaScriptInIsolatedWorld', 'insertText', 'showSaveDialog'],
  ...['showSaveDialogSync', 'setDownloadPath', 'loadExtension', 'toPNG', 'toJPEG', 'toBitmap', 'toDataURL'],
  ...['setAsDefaultProtocolClient', 'openExternal', 'openPath', 'showItemInFolder', 'buildFromTemplate'],
  ...['setApplicationMenu'],
]
const modules = [
  ...['shell', 'clipboard', 'desktopCapturer', 'netLog', 'contentTracing', 'crashReporter', 'webFrame', 'Menu'],
  'MenuItem',
]
const options = ['offscreen', 'enableBlinkFeatures']

const spellings: Record<string, string> = {
  ...Object.fromEntries(
    members.flatMap((name) => [
      [`${name} called`, `export const x = (page: Any) => page.${name}()`],
      [`${name} in brackets`, `export const x = (page: Any) => page['${name}']()`],
      [`${name} in an optional call`, `export const x = (page: Any) => page?.${name}?.()`],
      [`${name} taken apart`, `export const x = ({ ${name} }: Any) => ${name}`],
      [`${name} renamed`, `export const x = ({ ${name}: y }: Any) => y`],
    ]),
  ),
  ...Object.fromEntries(
    modules.flatMap((name) => [
      [`${name} imported`, `import { ${name} } from 'electron'\nexport const x = ${name}`],
      [`${name} imported under another name`, `import { ${name} as y } from 'electron'\nexport const x = y`],
      [`${name} of the module`, `import * as electron from 'electron'\nexport const x = electron.${name}`],
    ]),
  ),
  ...Object.fromEntries(options.map((name) => [`${name} as an option`, `export const x = { ${name}: true }`])),
  'Electron’s own way in': "import { ipcMain } from 'electron'\nexport const x = ipcMain",
  'Electron’s own way in under another name': "import { ipcMain as y } from 'electron'\nexport const x = y",
  'a page’s own way in': 'export const x = (page: Any) => page.ipc',
}

/** Lints each text as a file of `folder`; gives back which were refused by our own rules. */
function refused(folder: string, texts: readonly string[]): boolean[] {
  const tree = mkdtempSync(join(tmpdir(), 'no-way-out-'))
  for (const name of ['biome.json', 'lint', '.gitignore']) cpSync(name, join(tree, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'))
  mkdirSync(join(tree, folder), { recursive: true })
  for (const [index, text] of texts.entries()) {
    const typed = text.includes('Any') ? `${text}\ninterface Any { readonly [name: string]: Any }` : text
    writeFileSync(join(tree, folder, `probe-${index}.ts`), `${typed}\n`)
  }
  spawnSync('git', ['init', '-q'], { cwd: tree })
  const args = ['lint', '--reporter=github', '--max-diagnostics=none', folder]
  const { stdout } = spawnSync(resolve('node_modules/.bin/biome'), args, { cwd: tree, encoding: 'utf8' })
  rmSync(tree, { recursive: true })
  const found = new Set(
    [...stdout.matchAll(/title=plugin,file=[^,]*probe-(\d+)\.ts/g)].map(([, index]) => Number(index)),
  )
  return texts.map((_, index) => found.has(index))
}

test('the linter refuses every way out of the main process, however it is spelt', () => {
  const names = Object.keys(spellings)
  const results = refused('main/windows', Object.values(spellings))
  expect(names.filter((_, index) => !results[index])).toEqual([])
})

test('an innocent file passes', () => {
  expect(refused('main/windows', ['export const x = (page: Any) => page.show()'])).toEqual([false])
})

test('a preload has no way out either', () => {
  expect(refused('preload', ["import { webFrame } from 'electron'\nexport const x = webFrame"])).toEqual([true])
})
