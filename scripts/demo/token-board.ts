/** The tokens of the demo's people, on the terminal: who can log in, and what his token shows now. */

import { createInterface } from 'node:readline'
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
  const questions = createInterface({ input: process.stdin })
  questions.on('line', (line) => {
    process.stdout.write(`${answerTo(line, service)}\n`)
    isFirst = true
  })
  return {
    stop() {
      clearInterval(timer)
      questions.close()
    },
  }
}

/** `E20001 12345678`: who signs, and the challenge on the screen. */
function answerTo(line: string, service: DemoService): string {
  const [, employeeId = '', question = ''] = /^\s*(\S+)\s+(\d{8})\s*$/.exec(line) ?? []
  const isKnown = service.bank.users.some((user) => user.employeeId === employeeId)
  return isKnown ? `  ${employeeId}  →  ${service.answerOf(employeeId, question)}` : '  ?'
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
    '  签名：输入“统一认证号 挑战码”并回车 / to sign: type "employee-ID challenge", Enter',
    `  下一个动态密码 / next code: ${String(secondsLeft).padStart(2)} s    Ctrl+C 结束 / ends`,
  ]
}
