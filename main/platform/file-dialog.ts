import { type BrowserWindow, dialog } from 'electron'
import type { Language } from '#contract/ipc/shell.ts'
import type { TablePurpose } from '#contract/ipc/table-file.ts'

const texts = {
  'zh-CN': {
    consent: { title: '选择授权资料扫描件', button: '选择', scans: '授权资料（PDF、JPEG、PNG、TIFF）' },
    attachment: { title: '选择附件', button: '选择', scans: '附件（PDF、JPEG、PNG、TIFF）' },
    'duty-letter': { title: '选择责任书扫描件', button: '选择', scans: '责任书（PDF、JPEG、PNG、TIFF）' },
  },
  en: {
    consent: { title: 'Choose scans of the consent', button: 'Choose', scans: 'Scans (PDF, JPEG, PNG, TIFF)' },
    attachment: { title: 'Choose the files', button: 'Choose', scans: 'Files (PDF, JPEG, PNG, TIFF)' },
    'duty-letter': {
      title: 'Choose the scan of the duty letter',
      button: 'Choose',
      scans: 'Scans (PDF, JPEG, PNG, TIFF)',
    },
  },
} as const satisfies Record<Language, object>

/** The system's own dialog; empty when the person cancelled. */
export async function chooseScanFiles(
  parent: BrowserWindow | undefined,
  language: Language,
  what: keyof (typeof texts)['zh-CN'],
): Promise<string[]> {
  const { title, button, scans } = texts[language][what]
  const options: Electron.OpenDialogOptions = {
    title,
    buttonLabel: button,
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    filters: [{ name: scans, extensions: ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff'] }],
  }
  return open(parent, options)
}

const tableTexts = {
  'zh-CN': {
    'staff-feed': { title: '选择人力资源数据文件', button: '选择', kinds: '表格（CSV、JSON）' },
    'business-feed': { title: '选择业务数据文件', button: '选择', kinds: '表格（CSV、JSON）' },
    'question-bank': { title: '选择题库文件', button: '选择', kinds: '表格（CSV、JSON）' },
  },
  en: {
    'staff-feed': { title: 'Choose the HR feed', button: 'Choose', kinds: 'Tables (CSV, JSON)' },
    'business-feed': { title: 'Choose the business feed', button: 'Choose', kinds: 'Tables (CSV, JSON)' },
    'question-bank': { title: 'Choose the question bank', button: 'Choose', kinds: 'Tables (CSV, JSON)' },
  },
} as const satisfies Record<Language, Record<TablePurpose, object>>

/** The system's own dialog for a table to import; `undefined` when the person cancelled. */
export async function chooseTableFile(
  parent: BrowserWindow | undefined,
  language: Language,
  purpose: TablePurpose,
): Promise<string | undefined> {
  const { title, button, kinds } = tableTexts[language][purpose]
  const [path] = await open(parent, {
    title,
    buttonLabel: button,
    properties: ['openFile', 'dontAddToRecent'],
    filters: [{ name: kinds, extensions: ['csv', 'json'] }],
  })
  return path
}

/** One file of whatever kind; `undefined` when the person cancelled. */
export async function chooseOneFile(
  parent: BrowserWindow | undefined,
  options: Pick<Electron.OpenDialogOptions, 'title' | 'buttonLabel' | 'filters'>,
): Promise<string | undefined> {
  const [path] = await open(parent, { ...options, properties: ['openFile', 'dontAddToRecent'] })
  return path
}

async function open(parent: BrowserWindow | undefined, options: Electron.OpenDialogOptions): Promise<string[]> {
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}
