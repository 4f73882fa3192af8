import { Command, Option } from 'commander'
import * as z from 'zod'
import { oneTimePassword, type TokenProfile, timeStep, tokenProfiles } from '#central/identity/one-time-password.ts'
import { BadInput, type Output } from './output.ts'

const Options = z
  .strictObject({
    profile: z.enum(Object.keys(tokenProfiles) as [TokenProfile, ...TokenProfile[]]),
    key: z.hex().refine((key) => key.length % 2 === 0, 'must have an even number of hexadecimal digits'),
    time: z.coerce.number().int().min(0).optional(),
    period: z.coerce.number().int().min(1).max(3600).default(30),
    counter: z
      .string()
      .regex(/^\d{1,20}$/, 'must be a decimal number')
      .optional(),
    digits: z.coerce.number().int().min(6).max(8).default(6),
  })
  .refine(({ profile, counter }) => profile !== 'hotp' || counter !== undefined, {
    path: ['counter'],
    message: 'is needed for hotp',
  })

/** `cqw otp`: prints the one-time password of a key alone on a line. */
export function otpCommand(output: Output): Command {
  return new Command('otp')
    .description('Prints the one-time password of a key (RFC 4226, RFC 6238).')
    .addOption(
      new Option('--profile <name>', 'what the token computes')
        .choices(Object.keys(tokenProfiles))
        .makeOptionMandatory(),
    )
    .requiredOption('--key <hex>', 'the seed in hexadecimal')
    .option('--time <unix>', 'seconds since 1970, UTC; default: now')
    .option('--period <seconds>', 'length of a time step; default: 30')
    .option('--counter <n>', 'event counter of a hotp token')
    .option('--digits <n>', '6 to 8; default: 6')
    .action((raw: unknown) => {
      const options = Options.safeParse(raw)
      if (!options.success)
        throw new BadInput(options.error.issues.map(({ path, message }) => `--${path.join('.')} ${message}`).join('\n'))
      const { profile, key, time = Date.now() / 1000, period, counter, digits } = options.data
      const isTimeBased = tokenProfiles[profile].isTimeBased
      const moving = isTimeBased ? timeStep(time, period) : BigInt(counter ?? 0)
      output.result(oneTimePassword(Buffer.from(key, 'hex'), moving, { profile, digits }))
    })
}
