/** Puts the report window together: reader, page, toolbar, outline, keys. */

import type { Language } from '#contract/ipc/shell.ts'
import { reportPainted } from '#contract/ipc/shell.ts'
import { attentionChanged, closeViewing } from '#contract/ipc/viewer.ts'
import type { OutlineItem, ReportPage } from '#contract/report-page.ts'
import type { ExtractionAttempt, Viewing } from '#contract/viewing.ts'
import { invoke, listen } from '#renderer/bridge.ts'
import { type Elements, findElements } from './elements.ts'
import { attemptOf, type Command, commandOf } from './keyboard.ts'
import { createNoticePanel, type NoticePanel } from './notice-panel.ts'
import { createOutlinePanel } from './outline-panel.ts'
import { createPageTurner } from './page-turner.ts'
import { createPageView } from './page-view.ts'
import { createPositionPanel } from './position-panel.ts'
import { createReportReader, type ReportReader } from './report-reader.ts'
import { viewerTexts } from './texts.ts'
import { watermarkLine } from './watermark-line.ts'

/** Until then the last page stays on screen: a loading text that comes and goes within a moment would only flicker. */
const loadingAfterMs = 400

export function startViewer(document: Document, onAttempt: (attempt: ExtractionAttempt) => void): void {
  const elements = findElements(document)
  const reader = createReportReader()
  let language: Language = 'zh-CN'
  const notice = createNoticePanel(elements, () => viewerTexts(language), close)
  let commands: (command: Command) => void = (command) => {
    if (command === 'close') close()
  }

  label(elements, language)
  elements.close.addEventListener('click', close)
  document.addEventListener('keydown', (event) => {
    const command = commandOf(event)
    if (command === undefined) return
    event.preventDefault()
    const attempt = command === 'refused' && !event.repeat ? attemptOf(event) : undefined
    if (attempt) onAttempt(attempt)
    commands(command)
  })
  notice.loading()
  void begin()

  async function begin(): Promise<void> {
    try {
      const started = await reader.start()
      language = started.language
      label(elements, language)
      commands = openReport({ elements, reader, notice, viewing: started.viewing, language })
    } catch (error) {
      notice.failed(error, () => {
        notice.loading()
        void begin()
      })
    }
  }
}

interface ReportParts {
  readonly elements: Elements
  readonly reader: ReportReader
  readonly notice: NoticePanel
  readonly viewing: Viewing
  readonly language: Language
}

/** @returns What carries out the commands of the keyboard. */
function openReport({ elements, reader, notice, viewing, language }: ReportParts): (command: Command) => void {
  const { pages } = viewing
  const view = createPageView({
    host: elements.page,
    stage: elements.stage,
    watermark: watermarkLine(viewing.watermark),
    viewing,
  })
  const outline = createOutlinePanel(elements.outline, goToItem)
  const showPosition = createPositionPanel(elements.position)
  let current = 1
  /** Where on the page to look. */
  let lookAt = 0
  let turns = 0
  let shown = 0
  let loading: ReturnType<typeof setTimeout> | undefined

  const turner = createPageTurner<ReportPage>({ pages, read: reader.read, onLeave, onShow, onFailure })
  const go = (page: number, y = 0) => {
    lookAt = y
    current = Math.min(pages, Math.max(1, page))
    showCurrent()
    if (current === shown) view.lookAt(y)
    turner.goTo(current)
  }
  const zoom = (percent: number) => {
    elements.zoom.textContent = `${percent}%`
  }
  const commands: Readonly<Record<Command, () => void>> = {
    next: () => go(current + 1),
    previous: () => go(current - 1),
    first: () => go(1),
    last: () => go(pages),
    down: () => view.scrollBy(0.15),
    up: () => view.scrollBy(-0.15),
    'zoom-in': () => zoom(view.zoomBy(1)),
    'zoom-out': () => zoom(view.zoomBy(-1)),
    'zoom-reset': () => zoom(view.resetZoom()),
    'whole-page': () => zoom(view.showWhole()),
    'next-mark': () => goToItem(outline.nextMarked()),
    close,
    refused: () => undefined,
  }
  bindControls(elements, commands, go)
  addEventListener('resize', view.refit)
  listen(attentionChanged, ({ isAway }) => {
    view.cover(isAway)
    document.documentElement.classList.toggle('away', isAway)
  })
  zoom(view.resetZoom())
  go(1)
  return (command) => commands[command]()

  function goToItem(item: OutlineItem | undefined): void {
    if (item) go(item.page, item.y)
  }

  function onLeave(): void {
    view.leave()
    shown = 0
    tellState('turning', turns)
    notice.hide()
    clearTimeout(loading)
    loading = setTimeout(() => {
      view.forget()
      notice.loading()
    }, loadingAfterMs)
  }

  function onShow(page: number, content: ReportPage): void {
    clearTimeout(loading)
    notice.hide()
    view.show(content, lookAt)
    outline.fill(content.outline)
    outline.mark(page)
    reader.prefetchAfter(page)
    turns += 1
    shown = page
    tellState('shown', turns)
    if (document.activeElement === document.body) elements.stage.focus()
    afterPainting(() => void invoke(reportPainted, {}).catch(() => undefined))
  }

  function onFailure(error: unknown): void {
    clearTimeout(loading)
    view.forget()
    tellState('failed', turns)
    notice.failed(error, turner.retry)
  }

  function showCurrent(): void {
    showPosition(viewerTexts(language).position(current, pages))
    elements.previous.disabled = current === 1
    elements.next.disabled = current === pages
    elements.jump.value = ''
  }
}

function bindControls(
  elements: Elements,
  commands: Readonly<Record<Command, () => void>>,
  go: (page: number) => void,
): void {
  elements.previous.addEventListener('click', commands.previous)
  elements.next.addEventListener('click', commands.next)
  elements.nextMark.addEventListener('click', commands['next-mark'])
  elements.fitWidth.addEventListener('click', commands['zoom-reset'])
  elements.fitPage.addEventListener('click', commands['whole-page'])
  elements.zoomIn.addEventListener('click', commands['zoom-in'])
  elements.zoomOut.addEventListener('click', commands['zoom-out'])
  elements.jump.addEventListener('change', () => {
    if (/^\d{1,2}$/.test(elements.jump.value)) go(Number(elements.jump.value))
    elements.jump.value = ''
  })
}

function label(elements: Elements, language: Language): void {
  const texts = viewerTexts(language)
  document.documentElement.lang = language
  elements.outline.setAttribute('aria-label', texts.outline)
  elements.previous.textContent = texts.previous
  elements.next.textContent = texts.next
  elements.jumpLabel.textContent = texts.jump
  elements.nextMark.textContent = texts.nextMark
  elements.fitWidth.textContent = texts.fitWidth
  elements.fitPage.textContent = texts.fitPage
  elements.close.textContent = texts.close
  elements.awayText.textContent = texts.away
  elements.zoomIn.setAttribute('aria-label', texts.zoomIn)
  elements.zoomOut.setAttribute('aria-label', texts.zoomOut)
}

function close(): void {
  // Nobody hears the answer: this process ends.
  void invoke(closeViewing, {}).catch(() => undefined)
}

/** What the window is doing, for those who drive it; nothing of the report, not even which page. */
function tellState(state: 'turning' | 'shown' | 'failed', turns: number): void {
  Object.assign(document.documentElement.dataset, { state, turns: String(turns) })
}

function afterPainting(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then))
}
