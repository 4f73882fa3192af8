import type { BrowserWindow } from 'electron'
import type { Language } from '#contract/ipc/shell.ts'
import { chooseTarget } from './save-dialog.ts'

const texts = {
  'zh-CN': { title: '导出表格', button: '导出', kind: 'Excel 工作簿' },
  en: { title: 'Export the table', button: 'Export', kind: 'Excel workbook' },
} as const satisfies Record<Language, object>

/** Where a table goes, always with the ending of a workbook; `undefined` when the person cancelled. */
export async function chooseTableTarget(
  parent: BrowserWindow | undefined,
  language: Language,
  suggestedName: string,
): Promise<string | undefined> {
  const { title, button, kind } = texts[language]
  const path = await chooseTarget(parent, { title, button, suggestedName, kind: { name: kind, extensions: ['xlsx'] } })
  if (path === undefined) return undefined
  return path.toLowerCase().endsWith('.xlsx') ? path : `${path}.xlsx`
}
