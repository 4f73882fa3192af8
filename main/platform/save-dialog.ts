/**
 * The one place where the program writes a file that a person asked for, where the person wants it. What is written is
 * made by us and is no report: nothing of a window passes through here.
 */

import { basename } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import { replaceFile } from '#main/storage/durable-file.ts'

export interface FileToSave {
  readonly title: string
  readonly button: string
  readonly suggestedName: string
  readonly kind: { readonly name: string; readonly extensions: readonly string[] }
}

/** Asks where. @returns The path; `undefined` when the person cancelled. */
export async function chooseTarget(
  parent: BrowserWindow | undefined,
  { title, button, suggestedName, kind }: FileToSave,
): Promise<string | undefined> {
  const options: Electron.SaveDialogOptions = {
    title,
    buttonLabel: button,
    defaultPath: suggestedName,
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    filters: [{ name: kind.name, extensions: [...kind.extensions] }],
  }
  // biome-ignore lint/plugin: the person chooses the place, we wrote the content.
  const ask = dialog.showSaveDialog
  const { canceled, filePath } = await (parent ? ask(parent, options) : ask(options))
  return canceled || !filePath ? undefined : filePath
}

/**
 * Asks where, and writes the content so that it is there, whole, when the stick is pulled out.
 *
 * @returns The name of the file; `undefined` when the person cancelled.
 * @throws {Error} When it could not be written.
 */
export async function saveFile(
  parent: BrowserWindow | undefined,
  file: FileToSave,
  content: string | Uint8Array,
): Promise<string | undefined> {
  const path = await chooseTarget(parent, file)
  if (path === undefined) return undefined
  await replaceFile(path, content)
  return basename(path)
}
