/** The files of an enrolment, through the system's own dialogs. */

import type { BrowserWindow } from 'electron'
import { fileRefused, maxEnrolmentFileBytes } from '#contract/enrolment-file.ts'
import type { Language } from '#contract/ipc/shell.ts'
import type { CarriedFiles } from '#main/binding/enrolment-files.ts'
import { readLimited } from '#main/storage/read-limited.ts'
import { chooseOneFile } from './file-dialog.ts'
import { saveFile } from './save-dialog.ts'

const extensions = { request: 'cqw-request', binding: 'cqw-binding' } as const
const texts = {
  'zh-CN': {
    request: { save: '保存登记申请文件', open: '打开登记申请文件', kind: '登记申请文件' },
    binding: { save: '保存绑定文件', open: '打开绑定文件', kind: '绑定文件' },
    saveButton: '保存',
    openButton: '打开',
  },
  en: {
    request: { save: 'Save the enrolment request', open: 'Open an enrolment request', kind: 'Enrolment request' },
    binding: { save: 'Save the binding file', open: 'Open the binding file', kind: 'Binding file' },
    saveButton: 'Save',
    openButton: 'Open',
  },
} as const

/** @param window Before which the dialog opens. */
export function createCarriedFiles(
  window: () => BrowserWindow | undefined,
  language: () => Language,
): (what: keyof typeof extensions) => CarriedFiles {
  return (what) => ({
    async save(suggestedName, content) {
      const { saveButton, [what]: words } = texts[language()]
      const kind = { name: words.kind, extensions: [extensions[what]] }
      const name = `${suggestedName}.${extensions[what]}`
      const file = { title: words.save, button: saveButton, suggestedName: name, kind }
      try {
        return await saveFile(window(), file, content)
      } catch (error) {
        throw fileRefused('unwritable', error)
      }
    },
    async open() {
      const { openButton, [what]: words } = texts[language()]
      const kind = { name: words.kind, extensions: [extensions[what]] }
      const path = await chooseOneFile(window(), { title: words.open, buttonLabel: openButton, filters: [kind] })
      return path === undefined ? undefined : readText(path)
    },
  })
}

async function readText(path: string): Promise<string> {
  const content = await readLimited(path, maxEnrolmentFileBytes).catch((error: unknown) => {
    throw fileRefused('unreadable', error)
  })
  if (content.length > maxEnrolmentFileBytes) throw fileRefused('too-large')
  return content.toString('utf8').trim()
}
