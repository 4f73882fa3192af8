/** The tokens of the demo's people, on the terminal: who can log in, and what his token shows now. */

import type { DemoSecrets } from '#central/demo/demo-bank.ts'
import type { DemoService } from './demo-service.ts'

const periodSeconds = 30

/** Prints the board and keeps it current: in place on a terminal, else a new board whenever the codes change. */
export function showTokens(service: DemoService, secrets: DemoSecrets): { stop(): void } {
  const isTerminal = process.stdout.isTTY
  let shownStep = -1
  let isFirst = true
  const refresh = () => {
    const seconds = Math.floor(service.instance.clock().getTime() / 1000)
    const step = Math.floor(seconds / periodSeconds)
    if (!isTerminal && step === shownStep) return
    const lines = boardLines(service, secrets, periodSeconds - (seconds % periodSeconds))
    if (isTerminal && !isFirst) process.stdout.write(`\u001b[${lines.length}A`)
    process.stdout.write(lines.map((line) => `${isTerminal ? '\u001b[2K' : ''}${line}\n`).join(''))
    shownStep = step
    isFirst = false
  }
  refresh()
  const timer = setInterval(refresh, 1000)
  return { stop: () => clearInterval(timer) }
}

function boardLines(service: DemoService, secrets: DemoSecrets, secondsLeft: number): string[] {
  const rows = Object.entries(secrets).map(
    ([employeeId, { password }]) => `  ${employeeId.padEnd(12)} ${password.padEnd(24)} ${service.codeOf(employeeId)}`,
  )
  return [
    '',
    '  统一认证号    密码                     动态密码',
    '  Employee ID  Password                 Dynamic password',
    ...rows,
    `  下一个动态密码 / next code: ${String(secondsLeft).padStart(2)} s    Ctrl+C 结束 / ends`,
  ]
}
