/**
 * The product's command-line tool for IT, auditors and investigators. Results go to standard output, reasons to standard
 * error. Exit code 0: yes; 1: no; 2: bad input.
 */

import { Command, CommanderError } from 'commander'
import { auditCommand } from './audit-command.ts'
import { bankCommand } from './bank-command.ts'
import { calendarCommand } from './calendar-command.ts'
import { checkIdCommand } from './check-id-command.ts'
import { decideCommand } from './decide-command.ts'
import { logCommand } from './log-command.ts'
import { ocraCommand } from './ocra-command.ts'
import { otpCommand } from './otp-command.ts'
import { BadInput, type Output } from './output.ts'
import { watermarkCommand } from './watermark-command.ts'

async function main(args: readonly string[], output: Output): Promise<number> {
  let exitCode = 0
  const finish = (code: number) => {
    exitCode = code
  }
  const program = new Command('cqw')
    .description('Tools of the credit query workstation for IT, auditors and investigators.')
    .showHelpAfterError('(cqw --help explains)')
    .addCommand(otpCommand(output))
    .addCommand(ocraCommand(output))
    .addCommand(calendarCommand(output))
    .addCommand(checkIdCommand(output, finish))
    .addCommand(decideCommand(output))
    .addCommand(bankCommand(output))
    .addCommand(logCommand(output, finish))
    .addCommand(auditCommand(output, finish))
    .addCommand(watermarkCommand(output, finish))
  exitQuietly(program)

  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    return explain(error, output)
  }
}

/** @returns The exit code; help that was asked for is no failure, and commander has said its own reasons. */
function explain(error: unknown, output: Output): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const isExpected = error instanceof BadInput || error instanceof RangeError
  const message = error instanceof Error ? error.message : String(error)
  output.reason(isExpected ? message : `cqw failed: ${message}`)
  return 2
}

/** Throws instead of ending the process, in this command and all below it. */
function exitQuietly(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) exitQuietly(child)
}

process.exitCode = await main(process.argv.slice(2), {
  result: (line) => process.stdout.write(`${line}\n`),
  reason: (line) => process.stderr.write(`${line}\n`),
})
