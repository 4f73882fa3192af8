import { Command, Option } from 'commander'
import * as z from 'zod'
import { gmtOneTimePassword, gmtTimeStep } from '#central/identity/gmt-0021.ts'
import { oneTimePassword, timeStep, tokenProfileNames, tokenProfiles } from '#central/identity/one-time-password.ts'
import { Counter, HexBytes, readOptions, WholeNumber } from './option-values.ts'
import { BadInput, type Output } from './output.ts'

const Options = z.strictObject({
  profile: z.enum(tokenProfileNames),
  key: HexBytes,
  time: WholeNumber.optional(),
  period: WholeNumber.pipe(z.int().min(1).max(3600)).optional(),
  counter: Counter.optional(),
  challenge: z.string().optional(),
  digits: WholeNumber.pipe(z.int().min(6).max(8)).default(6),
})
type Options = z.output<typeof Options>

const help = `
A TOTP code takes the time, now when none is given; a HOTP code takes the counter. A GM/T 0021 code takes what is given
of time, counter and challenge, at least one. gmt-2023-hmac-sm3 is provisional: no test vectors are published for it.`

/** `cqw otp`: prints the one-time password of a key alone on a line. */
export function otpCommand(output: Output): Command {
  return new Command('otp')
    .description('Prints the one-time password of a key (RFC 4226, RFC 6238, GM/T 0021).')
    .addOption(
      new Option('--profile <name>', 'what the token computes').choices(tokenProfileNames).makeOptionMandatory(),
    )
    .requiredOption('--key <hex>', 'the seed in hexadecimal, at least 16 bytes')
    .option('--time <unix>', 'seconds since 1970, UTC')
    .option('--period <seconds>', 'length of a time step; default: 30, for GM/T 60, which is also its most')
    .option('--counter <n>', 'event counter')
    .option('--challenge <ascii>', 'challenge of a GM/T token, at least 4 characters')
    .option('--digits <n>', '6 to 8; default: 6')
    .addHelpText('after', help)
    .action((raw: unknown) => output.result(codeOf(readOptions(Options, raw))))
}

function codeOf({ profile, key, time, period, counter, challenge, digits }: Options): string {
  const { family, algorithm, isTimeBased, periodSeconds } = tokenProfiles[profile]
  const seconds = period ?? periodSeconds
  if (family === 'gmt') {
    const step = gmtTimeStep(time ?? 0, seconds)
    const input = { timeStep: time === undefined ? undefined : step, counter, challenge }
    return gmtOneTimePassword(key, input, { algorithm, digits })
  }
  if (challenge !== undefined) throw new BadInput(`--challenge takes no part in ${profile}`)
  if (isTimeBased) return oneTimePassword(key, timeStep(time ?? Date.now() / 1000, seconds), { profile, digits })
  if (counter === undefined) throw new BadInput('--counter is needed for hotp')
  return oneTimePassword(key, counter, { profile, digits })
}
