import { dialog } from 'electron'
import type { MachinePolicyError } from '#main/settings/machine-policy.ts'

const problems = {
  missing: '没有找到本机的配置文件。',
  unreadable: '本机的配置文件无法读取。',
  unprotected: '本机的配置文件可以被普通用户改写，不予采用。',
  invalid: '本机的配置文件内容有误。',
} as const satisfies Record<MachinePolicyError['problem'], string>

/** Tells the person why nothing can be done here; answers when they have read it. */
export async function tellNotConfigured(problem: MachinePolicyError['problem'], path: string): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    title: '征信查询工作站',
    message: '本机尚未配置，请联系IT。',
    detail: `${problems[problem]}\n${path}\n\nThis computer has not been set up yet. Please ask IT.`,
    buttons: ['退出'],
  })
}
