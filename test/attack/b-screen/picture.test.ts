import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect } from 'vitest'
import { greyImageOf } from '#central/watermark/grey-image.ts'
import { straighten } from '#central/watermark/perspective.ts'
import { readWatermark } from '#central/watermark/read-watermark.ts'
import { attack, keepEvidence } from '#test/attack/support/attack.ts'
import { canary, openScreens, type Screens } from '#test/attack/support/screens.ts'
import { photographed } from '#test/support/distortions.ts'
import { readEntries } from '#test/support/log-entries.ts'

let screens: Screens
const folder = mkdtempSync(join(tmpdir(), 'attack-picture-'))
beforeAll(async () => {
  screens = await openScreens()
})
afterAll(async () => {
  await screens.close()
  rmSync(folder, { recursive: true })
})

/** A window's picture, as any program on X11 can take it. */
function takeScreenshot(name: string, title: string): string {
  const file = join(folder, `${name}.png`)
  const args = ['search', '--onlyvisible', '--name', title]
  const [window = 'root'] = execFileSync('xdotool', args, { env: screens.env, encoding: 'utf8' }).split('\n')
  execFileSync('xdotool', ['windowactivate', '--sync', window], { env: screens.env, stdio: 'pipe' })
  execFileSync('import', ['-window', window, file], { env: screens.env })
  return file
}

/** What a reader of pictures makes of it. */
async function textIn(file: string): Promise<string> {
  const large = `${file}.large.png`
  await sharp(file).resize({ width: 3200 }).greyscale().toFile(large)
  return execFileSync('tesseract', [large, 'stdout', '-l', 'chi_sim+eng'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** The visible mark alone, level: what is darker is text, what is lighter is paper. */
async function markIn(file: string): Promise<string> {
  const { width = 0, height = 0 } = await sharp(file).metadata()
  const area = {
    left: Math.round(width * 0.18),
    top: Math.round(height * 0.08),
    width: Math.round(width * 0.8),
    height: Math.round(height * 0.9),
  }
  const page = sharp(file)
    .removeAlpha()
    .greyscale()
    .extract(area)
    .blur(1)
    .resize({ width: area.width * 3, kernel: 'cubic' })
  const { data, info } = await page.raw().toBuffer({ resolveWithObject: true })
  const texts: string[] = []
  for (const [from, to] of [
    [195, 230],
    [205, 234],
  ] as const) {
    const levels = Buffer.from(data.map((level) => (level < from || level > to ? 255 : (level - from) * 2)))
    const level = `${file}.mark.png`
    const raw = { width: info.width, height: info.height, channels: 1 as const }
    await sharp(levels, { raw }).rotate(24, { background: '#fff' }).blur(1.2).toFile(level)
    texts.push(
      execFileSync('tesseract', [level, 'stdout', '-l', 'eng', '--psm', '11'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    )
  }
  return texts.join('\n').replaceAll(' ', '')
}

async function greyOf(picture: string | Buffer) {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return greyImageOf(data, info)
}

async function viewIdInLog(): Promise<unknown> {
  const entries = await readEntries(screens.branch.service().instance.database)
  return entries.find(({ kind }) => kind === 'report.opened')?.facts['viewId']
}

const hex = (id: number | undefined) => id?.toString(16).padStart(8, '0')

attack('B17', 'a screenshot of the X11 screen (nothing prevents it there: it must say whose viewing it is)', {
  probe: async () => {
    await screens.viewer.bringToFront()
    const file = takeScreenshot('report', '征信报告')
    keepEvidence('B17-report.png', readFileSync(file))
    expect(hex(readWatermark(await greyOf(file))?.viewId)).toBe(await viewIdInLog())
    const text = await markIn(file)
    keepEvidence('B17-read.txt', text)
    expect(text).toMatch(/E10017|0\.0\.1.{0,2}2026-11-25|2026-11-25.?10:?00/)
  },
  control: async () => {
    const naive = await screens.naive()
    await naive.page.bringToFront()
    await naive.page.waitForTimeout(800)
    const file = takeScreenshot('naive', 'naive')
    const text = (await textIn(file)).replaceAll(/\s/g, '')
    naive.program.process().kill('SIGKILL')
    return text.includes(canary.number) || text.includes(canary.latin) ? text : ''
  },
})

attack('B19', 'a photograph of the screen with a telephone', {
  probe: async () => {
    const { picture, corners } = await photographed(await screens.viewer.screenshot(), 1)
    keepEvidence('B19-photograph.jpg.png', picture)
    const reading = readWatermark(straighten(await greyOf(picture), corners), true)
    expect(hex(reading?.viewId)).toBe(await viewIdInLog())
  },
  control: async () => {
    const naive = await screens.naive()
    const { picture, corners } = await photographed(await naive.page.screenshot(), 1)
    naive.program.process().kill('SIGKILL')
    const reading = readWatermark(straighten(await greyOf(picture), corners), true)
    // Leaks: nobody can tell whose it was.
    return reading === undefined ? picture : ''
  },
})

attack('B20', 'walking away: the screen locked, the PC suspended', {
  probe: async () => {
    const closed = screens.viewer.waitForEvent('close', { timeout: 5000 })
    await screens.branch.stage.program.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
    await closed
    expect(screens.viewer.isClosed()).toBe(true)
  },
  control: async () => {
    const naive = await screens.naive()
    await naive.program.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'))
    await naive.page.waitForTimeout(500)
    const text = await naive.page.content()
    naive.program.process().kill('SIGKILL')
    return text.includes(canary.number) ? text : ''
  },
})

attack('E20', 'the cable pulled out while a report is open', {
  probe: async () => {
    const other = await openScreens()
    const closed = other.viewer.waitForEvent('close', { timeout: 45_000 })
    await other.branch.service().stop()
    await closed
    await other.close()
  },
  control: async () => {
    const naive = await screens.naive()
    await naive.page
      .context()
      .setOffline(true)
      .catch(() => undefined)
    const text = await naive.page.content()
    naive.program.process().kill('SIGKILL')
    return text.includes(canary.number) ? text : ''
  },
})
