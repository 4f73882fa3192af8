import { type BrowserWindow, dialog } from 'electron'
import type { BundleFile } from '#contract/ipc/audit-desk.ts'
import type { Language } from '#contract/ipc/shell.ts'

const titles = {
  'zh-CN': {
    bundle: '选择审计包（分为多个文件时选第一个）',
    identity: '选择您的 age 私钥文件',
    trust: '选择日志公钥文件',
    seen: '选择您保存的检查点文件',
    export: '把审计包保存到',
    verdict: '把核验报告保存到',
  },
  en: {
    bundle: 'Choose the audit bundle (the first file when there are several)',
    identity: 'Choose your age key file',
    trust: "Choose the file of the log's verifier keys",
    seen: 'Choose the checkpoints you kept',
    export: 'Save the audit bundle to',
    verdict: 'Save the verification report to',
  },
} as const satisfies Record<Language, Record<BundleFile | 'export' | 'verdict', string>>

/** The system's own dialog; `undefined` when the person cancelled. */
export async function chooseBundlePath(
  parent: BrowserWindow | undefined,
  language: Language,
  file: BundleFile,
): Promise<string | undefined> {
  const options: Electron.OpenDialogOptions = {
    title: titles[language][file],
    properties: ['openFile', 'dontAddToRecent'],
  }
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return canceled ? undefined : filePaths[0]
}

/** Where a sealed bundle or a verdict goes: both are the auditor's, neither holds anything of a report. */
export async function chooseAuditTarget(
  parent: BrowserWindow | undefined,
  language: Language,
  { kind, name }: { readonly kind: 'export' | 'verdict'; readonly name: string },
): Promise<string | undefined> {
  const options: Electron.SaveDialogOptions = {
    title: titles[language][kind],
    defaultPath: name,
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  }
  // biome-ignore lint/plugin: an auditor's sealed bundle and verdict only, see above.
  const saving = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options)
  const { canceled, filePath } = await saving
  return canceled ? undefined : filePath
}
