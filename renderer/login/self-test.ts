/** The PC's self-test as a plain list; read when somebody asks for it, so that it does not delay the first paint. */

import type { Bridge } from '#contract/ipc/channel.ts'
import type { SelfTestItem } from '#contract/self-test.ts'
import en from '#renderer/locales/en/self-test.json'
import zh from '#renderer/locales/zh-CN/self-test.json'
import { ask, isRecord, wireNames } from './main-process.ts'

type Texts = typeof zh

export async function openSelfTest(page: Document, bridge: Bridge): Promise<void> {
  const texts: Texts = page.documentElement.lang === 'en' ? en : zh
  const element = (tag: string, textContent: string, className = '') =>
    Object.assign(page.createElement(tag), { textContent, className })
  const dialog = Object.assign(page.createElement('dialog'), { className: 'self-test' })
  const status = element('p', texts.running)
  status.setAttribute('role', 'status')
  const close = element('button', texts.close, 'primary')
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  dialog.setAttribute('aria-label', texts.title)
  dialog.append(element('h2', texts.title), status, close)
  page.body.append(dialog)
  dialog.showModal()

  const answer = await ask(bridge, { name: wireNames.runSelfTest, input: {} }, readItems)
  if (!answer.ok) status.textContent = texts.failed
  else status.replaceWith(...answer.value.map((item) => rowOf(item)))

  function rowOf(item: SelfTestItem): HTMLElement {
    const row = element('div', '', `row ${item.state}`)
    const next = Object.entries(texts.next).find(([finding]) => finding === item.finding)?.[1] ?? ''
    const found = element('p', [foundText(texts, item), next].join(texts === en ? ' ' : ''))
    row.append(element('b', texts.name[item.name]), element('i', texts.state[item.state]), found)
    return row
  }
}

function foundText(texts: Texts, { finding, values, codes }: SelfTestItem): string {
  const list = codes.map((code) => texts.code[code]).join(texts.separator) || texts.none
  return texts.found[finding].replace(/\{\{(\w+)\}\}/g, (_, name: string) => ({ ...values, list })[name] ?? '—')
}

function readItems(value: unknown): SelfTestItem[] | undefined {
  const items = isRecord(value) ? value['items'] : undefined
  return Array.isArray(items) && items.every(isItem) ? items : undefined
}

/** As far as it is shown. */
function isItem(value: unknown): value is SelfTestItem {
  if (!isRecord(value)) return false
  const { name, state, finding, values, codes } = value
  const has = (texts: object, key: unknown) => Object.hasOwn(texts, String(key))
  const isKnown = has(zh.name, name) && has(zh.state, state) && has(zh.found, finding)
  return isKnown && isRecord(values) && Array.isArray(codes)
}
