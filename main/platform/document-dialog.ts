import type { BrowserWindow } from 'electron'
import type { Language } from '#contract/ipc/shell.ts'
import { saveFile } from './save-dialog.ts'

const texts = {
  'zh-CN': { title: '保存文件', button: '保存', kind: '文件' },
  en: { title: 'Save the file', button: 'Save', kind: 'File' },
} as const satisfies Record<Language, object>

export interface DocumentFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Writes one of the bank's own papers where the person says. @returns Whether it was written. */
export async function saveDocument(
  parent: BrowserWindow | undefined,
  language: Language,
  { name, bytes }: DocumentFile,
): Promise<boolean> {
  const { title, button, kind } = texts[language]
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? '*'
  const file = { title, button, suggestedName: plainName(name), kind: { name: kind, extensions: [extension] } }
  return (await saveFile(parent, file, bytes)) !== undefined
}

/** A name that came over the network never leads into a folder. */
function plainName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a name.
  return name.replaceAll(/[\\/:*?"<>|\u0000-\u001f]/g, '_').slice(-120)
}
